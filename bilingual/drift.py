"""Drift: which texts of a translation, and of its original, no longer say what the other says.

Two texts agree as a pair of fingerprints. If the original's has changed since, the translation is old there; if only
the translation's has, the original is behind. Whoever publishes next, having changed both, has answered.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from bilingual.models import Translation
from bilingual.segments import Segment

MAX_WORDINGS = 20  # that are remembered of one segment, so that going back to one of them is understood

Units = Mapping[str, Segment]


def fingerprints(segments: Units) -> dict[str, str]:
    """The fingerprints of what says something."""
    return {key: segment.fingerprint for key, segment in segments.items() if segment.fingerprint}


def translation_was_published(
    record: Translation, original: Units, translation: Units, draft_of_original: Callable[[], Units]
) -> None:
    """Write down what each wording that is now public was made from, and mark what does not agree."""
    now_o, now_t = fingerprints(original), fingerprints(translation)
    before = bool(record.agreed)
    for key in now_o.keys() | now_t.keys() | record.agreed.keys():
        o, t, entry = now_o.get(key, ""), now_t.get(key, ""), record.agreed.get(key)
        base = made_from(record, key, t)
        if entry is None:
            if base is None:
                base = "" if (before or o) and not (o and t) else o
            entry = record.agreed[key] = {"o": base, "t": t if base or not before else ""}
        elif t != entry["t"] and t != "":
            if base is None:
                base = o if key in record.marks else entry["o"]
            if base != entry["o"] or key in record.marks:
                record.agreed[key] = {"o": base, "t": t}
        _remember(record, key, t, entry["o"] if base is None else base)
        if o and record.agreed[key]["o"] == o:
            record.sources.setdefault(key, {})[o] = original[key].text
    if not record.page.has_unpublished_changes:
        record.draft = now_t  # what is published may be older than the newest draft: that is not forgotten then
    _agree_where_the_same(record, original, translation)
    waiting = {key for key, t in record.draft.items() if t != now_t.get(key)}
    record.draft_from = {key: o for key, o in record.draft_from.items() if key in waiting}
    mark(record, now_o, now_t, draft_of_original)


def original_was_published(
    record: Translation, original: Units, translation: Units, draft_of_original: Callable[[], Units]
) -> None:
    """Mark what the translation, or its draft, no longer says; what the original was behind with is answered."""
    now_o, now_t = fingerprints(original), fingerprints(translation)
    if not record.page.live:
        return mark_draft(record, [now_o, fingerprints(draft_of_original() or original)])
    for key in record.ahead:
        entry = record.agreed.get(key, {"o": "", "t": ""})
        if now_o.get(key, "") != entry["o"]:
            record.agreed[key] = {"o": now_o.get(key, ""), "t": now_t.get(key, "")}
            _remember(record, key, now_t.get(key, ""), now_o.get(key, ""))
            if now_o.get(key):
                record.sources.setdefault(key, {})[now_o.get(key, "")] = original[key].text
    _agree_where_the_same(record, original, translation)
    return mark(record, now_o, now_t, draft_of_original)


def _agree_where_the_same(record: Translation, original: Units, translation: Units) -> None:
    """What somebody has confirmed as right with the same words in both languages agrees; so does the same picture."""
    for key, segment in translation.items():
        same = segment.fingerprint and key in original and original[key].fingerprint == segment.fingerprint
        if same and (not segment.is_text or record.same.get(key) == segment.fingerprint):
            entry = record.agreed.get(key)
            if entry is None or not entry["o"] == entry["t"] == segment.fingerprint:
                record.agreed[key] = {"o": segment.fingerprint, "t": segment.fingerprint}


def draft_was_saved(
    record: Translation,
    translation: Units,
    shown: Mapping[str, str] | None,
    source: Callable[[], Units],
    public: Callable[[], Units],
    keep: bool = True,
) -> None:
    """Write down which wording of the original each new wording was written beside.

    `shown` are the fingerprints of the original's texts that stood beside the form, `source` gives the segments of its
    newest draft and `public` those that are public. `keep` if the draft before stays as a version of the page.
    """
    now_t = fingerprints(translation)
    known = record.draft or record.copied
    changed = [key for key in now_t.keys() | known.keys() if now_t.get(key, "") != known.get(key, "")]
    if not changed:
        return
    segments = source()
    now_o = fingerprints(segments)
    for key in changed:
        t = now_t.get(key, "")
        o = (shown or now_o).get(key, "")
        before = record.draft_from.pop(key, None)
        if keep and before is not None:
            _remember(record, key, known.get(key, ""), before)
        if t and made_from(record, key, t) is None:
            record.draft_from[key] = o
            if key in segments and segments[key].fingerprint == o:
                record.sources.setdefault(key, {})[o] = segments[key].text
    record.draft = now_t
    if not record.page.live:
        mark_draft(record, [now_o, fingerprints(public())])


def made_from(record: Translation, key: str, t: str) -> str | None:
    """The original's wording that a wording of the translation was made from, if it is known."""
    if record.draft.get(key, "") == t and key in record.draft_from:
        return record.draft_from[key]
    if t and record.copied.get(key) == t:
        return t  # word for word the original's as it was then
    return dict(record.made_from.get(key, [])).get(t)


def _remember(record: Translation, key: str, t: str, o: str) -> None:
    if not t:
        return
    wordings = [pair for pair in record.made_from.get(key, []) if pair[0] != t]
    record.made_from[key] = wordings = [*wordings, [t, o]][-MAX_WORDINGS:]
    kept = {record.agreed.get(key, {}).get("o"), record.draft_from.get(key), *(source for _wording, source in wordings)}
    if key in record.sources:
        record.sources[key] = {wording: text for wording, text in record.sources[key].items() if wording in kept}


def mark(record: Translation, now_o: Mapping, now_t: Mapping, draft_of_original: Callable[[], Units]):
    """Set the marks of a published translation from what agrees and what is public now."""
    marks, ahead, newer = {}, {}, None
    for key in now_o.keys() | now_t.keys() | record.agreed.keys():
        o, t = now_o.get(key, ""), now_t.get(key, "")
        entry = record.agreed.get(key, {"o": "", "t": "" if not o else t})
        if o == entry["o"] and t == entry["t"] or not o and not t:
            continue
        if o == entry["o"]:
            ahead[key] = {"since": record.ahead.get(key, {}).get("since") or _now()}
            continue
        if newer is None:
            newer = fingerprints(draft_of_original())
        kind = "changed" if o and (t or entry["o"]) else "added" if o else "removed"
        if newer and entry["o"] and newer.get(key, "") == entry["o"]:
            kind = "draft"  # made from a draft of the original that is not public yet
        marks[key] = {"since": record.marks.get(key, {}).get("since") or _now(), "kind": kind}
    _set(record, marks, ahead)


def mark_draft(record: Translation, originals: list[Mapping[str, str]]) -> None:
    """Set the marks of a translation that is not public: where it was made from none of these versions of the original.

    What is still the original's, word for word, is not translated yet: that is no drift.
    """
    marks = {}
    for key, t in record.draft.items():
        base, now = made_from(record, key, t), [original.get(key, "") for original in originals]
        untranslated = base == t and record.same.get(key) != t
        if base is not None and base not in now and not untranslated:
            kind = "changed" if now[0] else "removed"
            marks[key] = {"since": record.marks.get(key, {}).get("since") or _now(), "kind": kind}
    _set(record, marks, {})


def still_right(record: Translation, keys, original: Units, translation: Units, user) -> list[str]:
    """Hold that the texts of both languages say the same, as they are; the keys that were marked."""
    cleared = [key for key in keys if key in record.marks or key in record.ahead]
    now_o, now_t = fingerprints(original), fingerprints(translation)
    for key in cleared:
        o, t = now_o.get(key, ""), now_t.get(key, "")
        by = {"by": user.pk, "at": _now()} if user else {}
        if record.page.live:
            record.agreed[key] = {"o": o, "t": t, **by}
        else:
            record.draft_from[key] = o
        _remember(record, key, t, o)
        if o:
            record.sources.setdefault(key, {})[o] = original[key].text
    marks = {key: entry for key, entry in record.marks.items() if key not in cleared}
    _set(record, marks, {key: entry for key, entry in record.ahead.items() if key not in cleared})
    return cleared


def _set(record: Translation, marks: dict, ahead: dict) -> None:
    record.marks, record.ahead = marks, ahead
    record.old_since = _earliest(marks)
    record.behind_since = _earliest(ahead)


def _earliest(marks: Mapping[str, Mapping]) -> datetime | None:
    return min((parse_datetime(entry["since"]) for entry in marks.values()), default=None)


def _now() -> str:
    return timezone.now().isoformat()


def is_untranslated(segment: Segment, record: Translation, originals: list[dict[str, Segment]]) -> bool:
    """Whether a text of a translation is still the original's, of now or of when it was started."""
    if not segment.is_text or record.same.get(segment.key) == segment.fingerprint:
        return False
    if record.copied.get(segment.key) == segment.fingerprint:
        return True
    return any(
        segment.key in segments and segments[segment.key].fingerprint == segment.fingerprint for segments in originals
    )
