"""What stands beside the form of a page: the other language's texts, field by field, and what has changed in them."""

from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from bilingual import drift, pictures
from bilingual.diff import word_changes
from bilingual.languages import language_name
from bilingual.memory import Drift
from bilingual.models import Translation, Wording
from bilingual.segments import Kind, Segment


def beside(page, user=None) -> dict:
    """The original's texts for the newest draft of a translation, ready for JSON: plain text, no HTML.

    `user` is who is led to the pictures whose texts are missing.
    """
    record, source = page.translation, page.draft_of_original
    segments, theirs = page.segments, source.segments
    of_row = page.original.segments if page.original.has_unpublished_changes else theirs
    originals = [theirs] if of_row is theirs else [theirs, of_row]
    public = drift.fingerprints(of_row) if page.original.live else {}
    prefetch_related_objects([*record.memory], "confirmed_by")
    entries = []
    for key in [*theirs, *(key for key in segments if key not in theirs)]:
        entry = entry_for(key, record, theirs.get(key), segments.get(key), originals, public)
        if entry:
            entries.append(entry)
    entries += [of_picture(picture, page, user) for picture in pictures.without_text(page)]
    return {
        "language": page.original.locale.language_code,
        "language_name": page.original.locale.get_display_name(),
        "in_words": language_name(page.original.locale.language_code),
        "source": {key: segment.fingerprint for key, segment in theirs.items() if segment.fingerprint},
        "segments": entries,
        "missing_blocks": list(missing_blocks(source, page)),
        "open": sum(1 for entry in entries if entry["state"] in ("untranslated", "missing", "old", "removed")),
    }


def entry_for(key, record: Translation, theirs: Segment | None, own: Segment | None, originals, public) -> dict | None:
    """One text of the original beside the translation's; None where there is nothing to say."""
    o, t = theirs.fingerprint if theirs else "", own.fingerprint if own else ""
    agreed = record.memory.find("is_agreed", key)
    base = agreed.source if agreed and agreed.target == t else drift.made_from(record.memory, key, t)
    known = (theirs or own).kind != Kind.VALUE
    changed = base is not None and base != o and bool(t)
    if not o and not changed:
        return None
    entry = described(theirs or own, text=shown(theirs) if theirs else "")
    if own is not None and drift.is_untranslated(own, record, originals):
        entry |= {"state": "untranslated", "note": _("Not translated yet"), "may_stay": own.may_stay}
    elif changed:
        entry |= {"state": "old" if o else "removed", "note": note_of_change(record, key, o, public)}
        was = record.memory.source_text(key, base)
        if known and was is not None and theirs:
            entry["changes"] = word_changes(was, theirs.text)
    elif o and not t and known and not (agreed and (agreed.source, agreed.target) == (o, "")):
        entry |= {"state": "missing", "note": _("Not translated yet")}
    elif agreed and agreed.confirmed_at and (agreed.source, agreed.target) == (o, t):
        entry["note"] = confirmation(agreed)
    elif t == o and drift.is_same(record.memory, key, t):
        entry["note"] = _("The same in both languages.")
    if not known and entry["state"] == "ok":
        return None
    entry["can_be_right"] = record.memory.find("is_outdated", key) is not None
    return entry


def of_picture(picture, page, user) -> dict:
    """A picture of a translation whose alternative text is missing, with the way there for who may write it."""
    label = _("Alternative text of the picture “%(title)s”") % {"title": picture.title}
    note = _("Missing in %(language)s. It is written with the picture.")
    return described(
        Segment(f"picture.{picture.pk}.alt_text", label, None),
        text=next(filter(None, picture.alt_texts.values())),
        state="missing",
        note=note % {"language": language_name(page.locale.language_code)},
        url=pictures.edit_url(picture) if pictures.may_change(user, picture) else "",
    )


def described(segment: Segment, text: str, **more) -> dict:
    """What the script beside the form is told of a text."""
    nothing = {"state": "ok", "note": "", "may_stay": False, "changes": None, "can_be_right": False}
    return {"key": segment.key, "label": segment.label, "text": text, "kind": segment.kind.value} | nothing | more


def shown(segment: Segment) -> str:
    """A text, or the value of what is no text, as an editor can read it."""
    return (
        segment.text
        if segment.kind != Kind.VALUE
        else str(segment.value if segment.value not in (None, [], {}) else "")
    )


def note_of_change(record: Translation, key: str, o: str, public: dict) -> str:
    """Since when the original says something else, or that its change is not public yet."""
    mark = record.memory.find("is_outdated", key)
    if mark and mark.drift == Drift.DRAFT:
        return _("Translated from a draft of the original that is not public yet.")
    if mark:
        text = _("Changed in the original on %(day)s.") if o else _("Gone from the original since %(day)s.")
        return text % {"day": say_day(mark.since)}
    return _("Changed in the draft of the original, which is not public yet.")


def behind(page) -> list[dict]:
    """For an original: the texts in which translations have gone ahead of it, a group for each language."""
    groups = []
    records = Translation.objects.existing().with_status().select_related("locale")
    for record in records.filter(original=page.pk, behind_since__isnull=False):
        translation = record.page.specific
        segments, own = translation.segments, page.segments
        note = _("Changed in the translation on %(day)s.")
        entries = [
            described(
                segments.get(key) or own[key],
                text=shown(segments[key]) if key in segments else "",
                state="behind",
                note=note % {"day": say_day(mark.since)},
                can_be_right=True,
                page=translation.pk,
            )
            for key, mark in record.memory.has("is_behind").items()
            if key in segments or key in own
        ]
        groups.append(
            {
                "language": record.locale.language_code,
                "language_name": record.locale.get_display_name(),
                "segments": entries,
            }
        )
    return groups


def missing_blocks(source, page):
    """The blocks of the original that the translation has not: where each would stand, and what it is called."""
    for name in page.translatable_fields:
        if isinstance(page._meta.get_field(name), StreamField):
            theirs, own = (list(getattr(version, name).get_prep_value() or []) for version in (source, page))
            there = set(ids_in(own))
            block = page._meta.get_field(name).stream_block
            for number, child in enumerate(theirs):
                if child["id"] not in there and child["type"] in block.child_blocks:
                    before = next((one["id"] for one in reversed(theirs[:number]) if one["id"] in there), "")
                    label = f"{number + 1} ({block.child_blocks[child['type']].label})"
                    yield {"field": name, "id": child["id"], "after": before, "label": label}
                    there.add(child["id"])


def ids_in(stored):
    """The identifiers of all blocks in what is stored of a stream."""
    if isinstance(stored, list):
        for child in stored:
            yield from ids_in(child)
    elif isinstance(stored, dict):
        if "id" in stored and "type" in stored:
            yield stored["id"]
        for value in stored.values():
            yield from ids_in(value)


def confirmation(agreed: Wording) -> str:
    """Who has said when that a text is still right."""
    user = agreed.confirmed_by
    return _("%(name)s said on %(day)s that it is still right.") % {
        "name": user.get_full_name() or user.get_username() if user else _("Somebody"),
        "day": say_day(agreed.confirmed_at),
    }


def say_day(moment: datetime) -> str:
    """A stored moment as a day in the editor's language."""
    return date_format(timezone.localtime(moment), "j F Y")
