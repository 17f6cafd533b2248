"""What saving a page does to the others in its translation group: shared fields are copied, outdated texts marked."""

from django.conf import settings

from bilingual import drift, translation_groups
from bilingual.memory import Drift
from bilingual.models import Translation
from bilingual.segments import Segment
from bilingual.shared_fields import read_shared_fields, write_shared_fields
from bilingual.shared_rows import row_texts


def copy_shared_fields(original, records: list[Translation]) -> None:
    """Copy an original's shared fields to its translations."""
    given = read_shared_fields(original)
    for record in records:
        page = record.page.specific
        before = words_of_rows(page)
        if changed := write_shared_fields(page, given):
            if page.live and original.live:
                page.last_published_at = original.last_published_at
                changed.append("last_published_at")
            page.save_shared_fields(changed)
            after = words_of_rows(page)
            for key in before.keys() - after.keys():  # the same row may come back, and then says again what it said
                record.memory.row(key, "", None).set_aside = before[key]
            record.memory.save()


def words_of_rows(page) -> dict[str, str]:
    """What the shared rows of a page say, by the key of the segment."""
    return {key: getattr(row, name) for key, row, name in row_texts(page)}


def translation_has_come(page, record: Translation, original) -> None:
    """Write down what a new translation says, and what of it in the original's words."""
    originals = [drift.fingerprints(original.segments), drift.fingerprints(_segments_of_newer_draft(original))]
    segments, memory = page.segments, record.memory
    for key, t in drift.fingerprints(segments).items():
        memory.put("is_draft", key, t, None)
        if segments[key].is_text and t in [o.get(key) for o in originals]:
            memory.put("is_copied", key, t, t)
    memory.save()


def original_was_published(original, records: list[Translation]) -> None:
    """Mark what is old in the translations of an original that has been saved and is public."""
    segments = original.segments
    for record in records:
        page = record.page.specific
        theirs = (page if page.live else page.get_latest_revision_as_object()).segments
        drift.original_was_published(record, segments, theirs, lambda: _segments_of_newer_draft(original))
        store(record)


def translation_was_published(page, record: Translation, original) -> None:
    """Mark what is old in a translation that has been saved and is public, and what the original is behind with."""
    record.page = page
    drift.translation_was_published(
        record, original.segments, page.segments, lambda: _segments_of_newer_draft(original)
    )
    store(record)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        original_was_published(page, translation_groups.make_source(page, record))


def store(record: Translation) -> None:
    """Save what is known, with whether visitors are told."""
    told = record.page.specific_class.told_when_old if record.page_id else ()
    outdated = record.memory.has("is_outdated").items()
    record.seen_as_old = any(key.partition(".")[0] in told and row.drift != Drift.DRAFT for key, row in outdated)
    record.save(update_fields=["seen_as_old"])
    record.memory.save()


def _segments_of_newer_draft(page) -> dict[str, Segment]:
    return page.get_latest_revision_as_object().segments if page.has_unpublished_changes else {}
