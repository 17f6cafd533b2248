"""A page and its translations: which is the original, and what is written down when one comes or goes."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import Locale, Page

from bilingual import facts
from bilingual.models import Translation


def lock(*pages) -> None:
    """Wait for whoever is saving other pages of the same families; holds until the transaction ends."""
    lock_keys(page.translation_key for page in pages)


def lock_trees(pages: Iterable[Page]) -> None:
    """The same of pages with all that lies below them."""
    if trees := [Q(path__startswith=page.path) for page in pages]:
        lock_keys(Page.objects.filter(reduce(or_, trees)).values_list("translation_key", flat=True))


def lock_keys(keys: Iterable[UUID]) -> None:
    """The same of families by their translation keys.

    Whoever needs several takes them at once, before anything is written, and so in one order: two who took them one
    after the other, each in an order of its own, would wait for one another.
    """
    numbers = sorted({key.int % 2**62 for key in keys})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers])


def records_around(page) -> tuple[Translation | None, list[Translation]]:
    """What is written down of a page as a translation, and of its own translations that exist."""
    found = Translation.objects.filter(Q(page=page.pk) | Q(original=page.pk))
    records = list(found.select_related("locale", "page", "original"))
    own = next((record for record in records if record.page_id == page.pk), None)
    return own, [record for record in records if record.original_id == page.pk and record.page_id]


def record_of(page) -> Translation | None:
    """What is written down of a page as a translation, or None of an original."""
    if page.pk is None:
        return None
    return Translation.objects.filter(page=page.pk).select_related("original__locale", "locale").first()


def join(page) -> Translation | None:
    """Write down a page that is new: as a translation (its record) if its family has a page, else as an original."""
    if page.alias_of_id or page.depth < 2 or not is_bilingual(page):
        return None
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    others = [other for other in others.order_by("pk") if is_bilingual(other)]
    known = set(Translation.objects.filter(page__in=others).values_list("page", flat=True))
    original = next((other for other in others if other.pk not in known), None)
    if original is None and others:  # the original has been deleted; the first of the others takes its place
        original = others[0]
        release(original.specific)
    if original is None:
        expect_translations([page.pk])
        return None
    record, _new = Translation.objects.get_or_create(original=original, locale=page.locale)
    record.start_anew()
    record.page = page
    record.save()
    return record


def expect_translations(originals: list[int]) -> None:
    """A record for every language that an original is not in."""
    languages = dict(Page.objects.filter(pk__in=originals).values_list("pk", "locale_id"))
    locales = list(Locale.objects.values_list("pk", flat=True))
    Translation.objects.bulk_create(
        [
            Translation(original_id=original, locale_id=locale)
            for original, language in languages.items()
            for locale in locales
            if locale != language
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )


def crown(page, record: Translation) -> list[Translation]:
    """Make a translation the original of its family, in the place of the present one; the records of the others.

    The site's first language is the original's as soon as it is public (product.md).
    """
    before = record.original_id
    siblings = list(Translation.objects.filter(original=before).exclude(pk=record.pk).exclude(locale=page.locale_id))
    original_locale = record.original.locale_id
    swapped = Translation(original_id=page.pk, locale_id=original_locale, page_id=before)
    swapped.agreed = {key: {**entry, "o": entry["t"], "t": entry["o"]} for key, entry in record.agreed.items()}
    swapped.made_from = {key: [[entry["t"], entry["o"]]] for key, entry in swapped.agreed.items()}
    swapped.same = dict(record.same)
    Translation.objects.filter(original=page.pk).delete()
    record.delete()
    swapped.save()
    for sibling in siblings:
        # What agreed with the former original agrees with the new one where those two agree.
        sibling.original_id = page.pk
        sibling.agreed = {
            key: {**entry, "o": record.agreed.get(key, {}).get("t", "") if key not in sibling.marks else ""}
            for key, entry in sibling.agreed.items()
        }
        sibling.made_from = {key: [[entry["t"], entry["o"]]] for key, entry in sibling.agreed.items()}
        sibling.save()
    return [swapped, *(sibling for sibling in siblings if sibling.page_id)]


@transaction.atomic
def release(page) -> None:
    """Let a translation be an original in its own language: its facts are its own from now on.

    Where the original has been deleted it takes its place in the family; else it leaves the family.
    """
    lock(page)
    page.forget_family()
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    record = Translation.objects.get(page=page.pk)
    if record.original_id:
        record.page = None
        record.start_anew()
        record.save()
        page.translation_key = uuid4()
        Page.objects.filter(pk=page.pk).update(translation_key=page.translation_key)
    else:
        record.delete()
        orphans = Translation.objects.filter(original=None, page__translation_key=page.translation_key)
        orphans.update(original=page.pk)
    expect_translations([page.pk])
    if draft:  # what its versions say of facts was never read, and is old
        facts.give(draft, facts.facts_of(page))
        draft.translation_key = page.translation_key
        draft.forget_family()
        draft.save_revision(clean=False)
    page.forget_family()


def is_bilingual(page) -> bool:
    """Whether pages of this type share facts between languages."""
    from bilingual.pages import BilingualPage

    return issubclass(page.specific_class or type(page), BilingualPage)
