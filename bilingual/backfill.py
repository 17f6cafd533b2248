"""Pages that came before their records (or past them, in bulk): taken to agree as they are."""

from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from bilingual import drift
from bilingual.identifiers import identify_items
from bilingual.models import Translation
from bilingual.pages import BilingualPage, store
from bilingual.shared_fields import read_shared_fields, write_shared_fields


def make_pages_of_aliases() -> int:
    """Make every alias a page of its own, which says what it says now; how many those were.

    An alias follows its original at once, also where that is scheduled, and what it shows may be in another language.
    """
    aliases = list(Page.objects.exclude(alias_of=None).order_by("depth", "pk"))
    for alias in aliases:
        page = alias.specific
        if isinstance(page, BilingualPage):
            with transaction.atomic():
                ConvertAliasPageAction(page).execute()
    return len(aliases)


def backfill_records() -> int:
    """Bring every unregistered translation into step: shared fields from its original, texts taken to be up to date.

    Returns how many that was.
    """
    new = list(Translation.objects.existing().exclude(original=None).filter(wordings=None).order_by("pk"))
    for record in new:
        adopt(record)
    return len(new)


@transaction.atomic
def adopt(record: Translation) -> None:
    """Settle one translation."""
    page, original = record.page.specific, record.original.specific
    if not isinstance(page, BilingualPage):
        return
    original.save_shared_fields(identify_items(original))
    page.save_shared_fields(
        [*identify_items(page), *write_shared_fields(page, read_shared_fields(original), twins=True)]
    )
    segments, originals = page.segments, original.segments
    if page.live:
        for segment in segments.values():
            if drift.is_untranslated(segment, record, [originals]):
                record.memory.put("is_same", segment.key, segment.fingerprint, segment.fingerprint)
        drift.translation_was_published(record, originals, segments, dict)
    else:
        for key, o in drift.fingerprints(originals).items():
            record.memory.put("is_copied", key, o, o)
        for key, t in drift.fingerprints(segments).items():
            record.memory.put("is_draft", key, t, None)
    store(record)
