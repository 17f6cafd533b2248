"""What a page that is saved gives to the others of its family: its facts, and word of what its texts say now."""

from django.conf import settings

from bilingual import drift, facts, family
from bilingual.models import Translation
from bilingual.units import Unit


def keep_facts_on_row(page, kept: dict) -> None:
    """An original that is not public keeps on its row the facts that its public translations show."""
    row = type(page).objects.get(pk=page.pk)
    row.save_as_given(facts.give(row, kept))


def give_facts(original, records: list[Translation]) -> None:
    """Give an original's facts to its translations."""
    given = facts.facts_of(original)
    for record in records:
        page = record.page.specific
        before = facts.row_texts(page)
        if changed := facts.give(page, given):
            if page.live and original.live:
                page.last_published_at = original.last_published_at
                changed.append("last_published_at")
            page.save_as_given(changed)
            _keep_texts_of_rows_that_went(record, page, before)


def _keep_texts_of_rows_that_went(record: Translation, page, before: dict[str, dict]) -> None:
    """The same row may come back, and then says again what it said."""
    after = facts.row_texts(page)
    if gone := {key: texts for key, texts in before.items() if key not in after}:
        record.set_aside |= gone
        record.save(update_fields=["set_aside"])


def translation_has_come(page, record: Translation, original) -> None:
    """Write down what a new translation says, and what of it in the original's words."""
    units = page.text_units
    originals = [drift.fingerprints(original.text_units), drift.fingerprints(_units_of_newer_draft(original))]
    record.draft = drift.fingerprints(units)
    record.copied = {
        key: t for key, t in record.draft.items() if units[key].is_text and t in [o.get(key) for o in originals]
    }
    record.save(update_fields=["draft", "copied"])


def original_was_published(original, records: list[Translation]) -> None:
    """Mark what is old in the translations of an original that has been saved and is public."""
    units = original.text_units
    for record in records:
        drift.original_was_published(record, units, _units_to_compare(record), lambda: _units_of_newer_draft(original))
        store(record)


def translation_was_published(page, record: Translation, original) -> None:
    """Mark what is old in a translation that has been saved and is public, and what the original is behind with."""
    record.page = page
    drift.translation_was_published(
        record, original.text_units, page.text_units, lambda: _units_of_newer_draft(original)
    )
    store(record)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        original_was_published(page, family.crown(page, record))


def store(record: Translation) -> None:
    """Save what is known, with whether visitors are told."""
    told = record.page.specific_class.told_when_old if record.page_id else ()
    record.seen_as_old = any(
        key.partition(".")[0] in told and mark["kind"] != "draft" for key, mark in record.marks.items()
    )
    record.save()


def _units_to_compare(record: Translation) -> dict[str, Unit]:
    page = record.page.specific
    return (page if page.live else page.get_latest_revision_as_object()).text_units


def _units_of_newer_draft(page) -> dict[str, Unit]:
    return page.get_latest_revision_as_object().text_units if page.has_unpublished_changes else {}
