"""Translation groups: which page is the original, and the records that are made when a translation comes or goes."""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import Locale, Page

from bilingual.models import Translation
from bilingual.shared_fields import read_shared_fields, write_shared_fields


def lock_groups(*pages) -> None:
    """Wait for others who save pages of the same translation groups, and keep them out until the transaction ends."""
    lock_keys(page.translation_key for page in pages)


def lock_trees(pages: Iterable[Page]) -> None:
    """Lock the translation groups of pages and of all their descendants."""
    if trees := [Q(path__startswith=page.path) for page in pages]:
        lock_keys(Page.objects.filter(reduce(or_, trees)).values_list("translation_key", flat=True))


def lock_keys(keys: Iterable[UUID]) -> None:
    """Lock translation groups by translation key.

    Whoever needs several takes them at once, before anything is written, and so in one order: two who took them one
    after the other, each in an order of its own, would wait for one another.
    """
    numbers = sorted({key.int % 2**62 for key in keys})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers])


def get_records(page) -> tuple[Translation | None, list[Translation]]:
    """The record of a page as a translation (None for an original), and those of its own existing translations."""
    found = Translation.objects.filter(Q(page=page.pk) | Q(original=page.pk))
    records = list(found.select_related("locale", "page", "original"))
    own = next((record for record in records if record.page_id == page.pk), None)
    return own, [record for record in records if record.original_id == page.pk and record.page_id]


class InTranslationGroup:
    """A page that asks once who is the original of its translation group."""

    @cached_property
    def translation(self) -> Translation | None:
        """What is known of this page as a translation; None of an original."""
        records = Translation.objects.filter(page=self.pk).select_related("original__locale", "locale")
        return records.first() if self.pk else None

    @cached_property
    def original(self):
        """The original of this translation, as its own type; None of an original, and of one whose original is gone."""
        record = self.translation
        return record.original.specific if record and record.original_id else None

    @cached_property
    def draft_of_original(self):
        """The newest draft of the original, or None."""
        return self.original.get_latest_revision_as_object() if self.original else None

    def forget_translation_group(self):
        """Ask anew who is the original when next asked."""
        for name in ("translation", "original", "draft_of_original"):
            vars(self).pop(name, None)

    def remember_translation_group(self, other):
        """Know what another version of the page knows."""
        self.translation, self.original = other.translation, other.original
        self.draft_of_original = other.draft_of_original


def register(page) -> Translation | None:
    """Register a new page: as a translation if its translation group has a page already, else as an original.

    Returns the record of a translation, None for an original.
    """
    if page.alias_of_id or page.depth < 2 or not is_bilingual(page):
        return None
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    others = [other for other in others.order_by("pk") if is_bilingual(other)]
    known = set(Translation.objects.filter(page__in=others).values_list("page", flat=True))
    original = next((other for other in others if other.pk not in known), None)
    if original is None and others:  # the original has been deleted; the first of the others takes its place
        original = others[0]
        detach(original.specific)
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


def make_source(page, record: Translation) -> list[Translation]:
    """Make a translation the original of its translation group, in place of the present one.

    Returns the records of the others.

    The site's first language is the original's as soon as it is public (product.md).
    """
    before = record.original_id
    siblings = list(Translation.objects.filter(original=before).exclude(pk=record.pk).exclude(locale=page.locale_id))
    original_locale = record.original.locale_id
    swapped = Translation(original_id=page.pk, locale_id=original_locale, page_id=before)
    known = record.memory.has("is_agreed")
    for row in known.values():
        swapped.memory.agree(row.key, row.target, row.source, row.confirmed).number = 1
    for row in record.memory.has("is_same").values():
        swapped.memory.put("is_same", row.key, row.target, row.source)
    Translation.objects.filter(original=page.pk).delete()
    record.delete()
    swapped.save()
    swapped.memory.save()
    for sibling in siblings:
        # What agreed with the former original agrees with the new one where those two agree.
        sibling.original_id = page.pk
        for row in sibling.memory:
            row.number = None
        for key, row in sibling.memory.has("is_agreed").items():
            source = known[key].target if key in known and not sibling.memory.find("is_outdated", key) else ""
            sibling.memory.agree(key, source, row.target, row.confirmed).number = 1
        sibling.save()
        sibling.memory.save()
    return [swapped, *(sibling for sibling in siblings if sibling.page_id)]


@transaction.atomic
def detach(page) -> None:
    """Detach a translation from its original: from now on its shared fields are its own.

    If the original has been deleted, it takes its place in the group; otherwise it leaves the group.
    """
    lock_groups(page)
    page.forget_translation_group()
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
    if draft:  # what its versions say of shared fields was never read, and is old
        write_shared_fields(draft, read_shared_fields(page))
        draft.translation_key = page.translation_key
        draft.forget_translation_group()
        draft.save_revision(clean=False)
    page.forget_translation_group()


def is_bilingual(page) -> bool:
    """Whether pages of this type share fields between languages."""
    return hasattr(page.specific_class or type(page), "shared_fields")  # as bilingual.pages.BilingualPage has
