"""Drift: which texts of a translation, and of its original, no longer say what the other says.

Two texts agree as a pair of fingerprints. If the original's has changed since, the translation is outdated there; if
only the translation's has, the original is behind. Whoever publishes next, having changed both, has answered.

Below, `o` and `t` are the fingerprints of a wording of the original and of the translation, "" where nothing is said;
`now_o` and `now_t` are those of all that is said now, by the key of the segment.
"""

from collections.abc import Callable, Mapping
from functools import cache

from django.utils import timezone

from bilingual.memory import Memory, drift_of, drift_of_draft
from bilingual.models import Translation
from bilingual.segments import Segment

MAX_WORDINGS = 20  # that are remembered of one segment, so that going back to one of them is understood

Segments = Mapping[str, Segment]


def fingerprints(segments: Segments) -> dict[str, str]:
    """The fingerprints of what says something."""
    return {key: segment.fingerprint for key, segment in segments.items() if segment.fingerprint}


def translation_was_published(
    record: Translation, original: Segments, translation: Segments, draft_of_original: Callable[[], Segments]
) -> None:
    """Write down what each wording that is now public was made from, and mark what does not agree."""
    memory, now_o, now_t = record.memory, fingerprints(original), fingerprints(translation)
    agreed = memory.has("is_agreed")
    for key in now_o.keys() | now_t.keys() | agreed.keys():
        o = now_o.get(key, "")
        _wording_was_published(memory, key, o, now_t.get(key, ""), is_first=not agreed)
        if o and memory.find("is_agreed", key).source == o:
            memory.note_source_text(key, o, original[key].text)
    _agree_where_the_same(memory, original, translation)
    _draft_is_public(memory, now_t, keep=record.page.has_unpublished_changes)
    mark(memory, now_o, now_t, draft_of_original)


def _wording_was_published(memory: Memory, key: str, o: str, t: str, is_first: bool) -> None:
    """`is_first` if nothing of the translation has been public before."""
    agreed, is_outdated = memory.find("is_agreed", key), memory.find("is_outdated", key)
    base = made_from(memory, key, t)
    if agreed is None:
        if base is None:
            base = o if t else ""
        memory.agree(key, base, t if base or is_first else "")
    else:
        is_new = t not in ("", agreed.target)
        if base is None:
            base = o if is_outdated and is_new else agreed.source
        if is_new and (base != agreed.source or is_outdated):
            memory.agree(key, base, t)
    remember(memory, key, t, base)


def _draft_is_public(memory: Memory, public: Mapping[str, str], keep: bool) -> None:
    """What is public waits no more. `keep` if it is older than the newest draft, which is not forgotten then."""
    drafts = memory.has("is_draft")
    for key in drafts.keys() | public.keys():
        t, draft = public.get(key, ""), drafts.get(key)
        is_public = draft is not None and draft.target == t
        if draft.source is not None if is_public else not keep:
            memory.clear("is_draft", key)
            if draft and draft.source is not None and not t:  # a row that is not public yet: its words come with it
                remember(memory, key, draft.target, draft.source)
            if t:
                memory.put("is_draft", key, t, None)


def original_was_published(
    record: Translation, original: Segments, translation: Segments, draft_of_original: Callable[[], Segments]
) -> None:
    """Mark what the translation, or its draft, no longer says; what the original was behind with is answered."""
    memory, now_o, now_t = record.memory, fingerprints(original), fingerprints(translation)
    if not record.page.live:
        return mark_draft(memory, [now_o, fingerprints(draft_of_original() or original)])
    for key in memory.has("is_behind"):
        o, t, agreed = now_o.get(key, ""), now_t.get(key, ""), memory.find("is_agreed", key)
        if o != (agreed.source if agreed else ""):
            memory.agree(key, o, t)
            _keep_in_mind(memory, key, o, t, original)
    for key, t in now_t.items():  # a row that was translated as a draft, and is public now
        if (o := now_o.get(key)) and not memory.find("is_agreed", key) and made_from(memory, key, t) == o:
            memory.agree(key, o, t)
    _agree_where_the_same(memory, original, translation)
    return mark(memory, now_o, now_t, draft_of_original)


def _keep_in_mind(memory: Memory, key: str, o: str, t: str, original: Segments) -> None:
    remember(memory, key, t, o)
    if o:
        memory.note_source_text(key, o, original[key].text)


def _agree_where_the_same(memory: Memory, original: Segments, translation: Segments) -> None:
    """What somebody has confirmed as right with the same words in both languages agrees; so does the same picture."""
    for key, segment in translation.items():
        t = segment.fingerprint
        if t and key in original and original[key].fingerprint == t:
            agreed = memory.find("is_agreed", key)
            is_agreed = agreed and agreed.source == agreed.target == t
            if not is_agreed and (not segment.is_text or is_same(memory, key, t)):
                memory.agree(key, t, t)


def draft_was_saved(
    record: Translation,
    translation: Segments,
    shown: Mapping[str, str] | None,
    source: Callable[[], Segments],
    public: Callable[[], Segments],
    keep: bool = True,
) -> None:
    """Write down which wording of the original each new wording was written beside.

    `shown` are the fingerprints of the original's texts that stood beside the form, `source` gives the segments of its
    newest draft and `public` those that are public. `keep` if the draft before stays as a version of the page.
    """
    memory, now_t = record.memory, fingerprints(translation)
    drafts = memory.has("is_draft")
    known = {key: row.target for key, row in drafts.items()}
    changed = [key for key in now_t.keys() | known.keys() if now_t.get(key, "") != known.get(key, "")]
    if not changed:
        return
    segments = source()
    now_o = fingerprints(segments)
    for key in changed:
        t, o, before = now_t.get(key, ""), (shown or now_o).get(key, ""), drafts.get(key)
        memory.clear("is_draft", key)
        if keep and before and before.source is not None:
            remember(memory, key, before.target, before.source)
        if t:
            is_new = made_from(memory, key, t) is None
            memory.put("is_draft", key, t, o if is_new else None)
            if is_new and key in segments and segments[key].fingerprint == o:
                memory.note_source_text(key, o, segments[key].text)
    if not record.page.live:
        mark_draft(memory, [now_o, fingerprints(public())])


def made_from(memory: Memory, key: str, t: str) -> str | None:
    """The original's wording that a wording of the translation was made from, if it is known."""
    draft, rows = memory.find("is_draft", key), [row for row in memory.rows(key) if row.target == t]
    if draft in rows and draft.source is not None:
        return draft.source
    if any(row.is_copied for row in rows):
        return t  # word for word the original's as it was then
    return next((row.source for row in rows if row.number is not None), None)


def remember(memory: Memory, key: str, t: str, o: str) -> None:
    """Keep in mind what a wording was made from; of each segment, the newest of them."""
    pairs = sorted((row for row in memory.rows(key) if row.number is not None), key=lambda row: row.number)
    if not t or pairs and (pairs[-1].target, pairs[-1].source) == (t, o):
        return
    kept = [row for row in pairs if row.target != t][1 - MAX_WORDINGS :]
    number = pairs[-1].number + 1 if pairs else 1
    for row in pairs:
        row.number = row.number if row in kept else None
    memory.row(key, t, o).number = number


def mark(memory: Memory, now_o: Mapping, now_t: Mapping, draft_of_original: Callable[[], Segments]) -> None:
    """Set the marks of a published translation from what agrees and what is public now."""
    newer, agreed = cache(lambda: fingerprints(draft_of_original())), memory.has("is_agreed")
    for key in now_o.keys() | now_t.keys() | {*memory.by_key}:
        o, t = now_o.get(key, ""), now_t.get(key, "")
        pair = (agreed[key].source, agreed[key].target) if key in agreed else ("", "" if not o else t)
        memory.mark(key, drift_of(o, t, pair, lambda key=key: newer().get(key, "")))


def mark_draft(memory: Memory, originals: list[Mapping[str, str]]) -> None:
    """Set the marks of a translation that is not public."""
    drafts = memory.has("is_draft")
    for key in [*memory.by_key]:
        t = drafts[key].target if key in drafts else ""
        sources = [original.get(key, "") for original in originals]
        drift = drift_of_draft(t, made_from(memory, key, t), sources, is_same(memory, key, t)) if t else ""
        memory.mark(key, drift)


def still_right(record: Translation, keys, original: Segments, translation: Segments, user) -> list[str]:
    """Hold that the texts of both languages say the same, as they are; the keys that were marked."""
    memory, now_o, now_t = record.memory, fingerprints(original), fingerprints(translation)
    cleared = [key for key in keys if memory.find("drift", key)]
    for key in cleared:
        o, t = now_o.get(key, ""), now_t.get(key, "")
        if record.page.live:
            memory.agree(key, o, t, confirmed_by(user))
        else:
            memory.put("is_draft", key, t, o)
        _keep_in_mind(memory, key, o, t, original)
        memory.mark(key, "")
    return cleared


def confirmed_by(user) -> tuple:
    """That somebody says now that a text is still right. Nobody does where there is no user."""
    return (user.pk, timezone.now()) if user else (None, None)


def is_same(memory: Memory, key: str, t: str) -> bool:
    """Whether somebody has said that a wording is right in both languages."""
    row = memory.find("is_same", key)
    return row is not None and row.target == t


def is_untranslated(segment: Segment, record: Translation, originals: list[dict[str, Segment]]) -> bool:
    """Whether a text of a translation is still the original's, as it is now or was when the translation was started."""
    key, t = segment.key, segment.fingerprint
    if not segment.is_text or is_same(record.memory, key, t):
        return False
    if any(row.is_copied and row.target == t for row in record.memory.rows(key)):
        return True
    return any(key in segments and segments[key].fingerprint == t for segments in originals)
