"""What the rules say of drift, in plain words and strings: the measure that the site's bookkeeping is held against."""

import re

Texts = dict[str, str]


def texts_of(page) -> Texts:
    """What a page says, by the name of each text; what is empty is not there."""
    texts = {name: getattr(page, name) for name in ("title", "lead")}
    for block in page.body.get_prep_value():
        key, value = f"body.{block['id']}", block["value"]
        match block["type"]:
            case "text":
                texts[key] = words(value)
            case "quote":
                texts |= {f"{key}.{name}": value[name] for name in ("quote", "name", "role")}
            case "accordion":
                texts[f"{key}.heading"] = value["heading"]
                for item in value["items"]:
                    texts[f"body.{item['id']}.heading"] = item["value"]["heading"]
                    texts[f"body.{item['id']}.text"] = words(item["value"]["text"])
    texts |= {f"speakers.{row.key}.affiliation": row.affiliation for row in page.speakers.all()}
    return {name: text for name, text in texts.items() if text}


def words(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


class Oracle:
    """Remembers which words of the original each wording was written beside, and what the two were last held to say."""

    def __init__(self):
        self.start_anew()

    def start_anew(self):
        self.agreed: dict[str, tuple[str, str]] = {}
        self.beside: dict[str, Texts] = {}
        self.draft: Texts = {}
        self.old: dict[str, str] = {}
        self.behind: set[str] = set()
        self.live = False

    def source(self, name: str, text: str) -> str | None:
        return self.beside.get(name, {}).get(text)

    def was_written(self, texts: Texts, original: Texts):
        """The translation says these texts, with the original's beside them: what is new was made from those."""
        for name, text in texts.items():
            self.beside.setdefault(name, {}).setdefault(text, original.get(name, ""))

    def was_copied(self, texts: Texts):
        """These came to the translation in the original's words."""
        for name, text in texts.items():
            self.beside.setdefault(name, {}).setdefault(text, text)

    def draft_saved(self, draft: Texts, original_draft: Texts, original_public: Texts):
        changed = draft != self.draft
        self.was_written({name: text for name, text in draft.items() if self.draft.get(name) != text}, original_draft)
        self.draft = draft
        if changed and not self.live:
            self.look_at_draft([original_draft, original_public])

    def translation_published(self, original: Texts, translation: Texts, original_draft: Texts):
        first, self.live = not self.agreed, True
        for name in {*original, *translation, *self.agreed}:
            o, t = original.get(name, ""), translation.get(name, "")
            source = self.source(name, t)
            if name not in self.agreed:
                source = (o if o and t else "") if source is None else source
                self.agreed[name] = (source, t if source or first else "")
            elif t and t != self.agreed[name][1] and (source != self.agreed[name][0] or name in self.old):
                self.agreed[name] = (source, t)
        self.look_at_public(original, translation, original_draft)

    def original_published(self, original: Texts, translation: Texts, original_draft: Texts):
        if not self.live:
            return self.look_at_draft([original, original_draft])
        for name in self.behind:
            o, t = original.get(name, ""), translation.get(name, "")
            if o != self.agreed[name][0]:  # it has answered
                self.agreed[name] = (o, t)
                self.beside.setdefault(name, {})[t] = o
        for name, t in translation.items():  # a row that was translated as a draft, and is public now
            if t and name not in self.agreed and original.get(name) and self.source(name, t) == original[name]:
                self.agreed[name] = (original[name], t)
        return self.look_at_public(original, translation, original_draft)

    def look_at_public(self, original: Texts, translation: Texts, original_draft: Texts):
        self.old, self.behind = {}, set()
        for name in {*original, *translation, *self.agreed}:
            o, t = original.get(name, ""), translation.get(name, "")
            agreed_o, agreed_t = self.agreed.get(name, ("", "" if o else t))
            if o != agreed_o and (o or t):
                kind = "removed" if not o else "changed" if t or agreed_o else "added"
                from_draft = agreed_o and original_draft.get(name) == agreed_o
                self.old[name] = "draft" if from_draft else kind
            elif t != agreed_t and (o or t):
                self.behind.add(name)

    def look_at_draft(self, originals: list[Texts]):
        self.old, self.behind = {}, set()
        for name, text in self.draft.items():
            source = self.source(name, text)
            if source != text and all(source != original.get(name, "") for original in originals):
                self.old[name] = "changed" if originals[0].get(name) else "removed"

    def held_right(self, names, original: Texts, translation: Texts):
        for name in names:
            o, t = original.get(name, ""), translation.get(name, "")
            if self.live:
                self.agreed[name] = (o, t)
            if t:
                self.beside.setdefault(name, {})[t] = o
            self.old.pop(name, None)
            self.behind.discard(name)
