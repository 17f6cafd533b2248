"""`manage.py check_shared_fields`: check that shared fields are equal in all languages, in the whole database."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import prefetch_related_objects
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from bilingual import translation_groups
from bilingual.models import Translation
from bilingual.pages import BilingualPage
from bilingual.shared_fields import differences, read_shared_fields, write_shared_fields

AT_A_TIME = 500


class Command(BaseCommand):
    help = "Compares the facts of every translation with its original's. Ends with 1 if any differ."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="give every translation its original's facts again")

    def handle(self, *, mend, **options):
        compared, differing = 0, []
        for translation, original in pairs():
            compared += 1
            names = differences(read_shared_fields(original), read_shared_fields(translation))
            if names:
                differing.append(translation)
                self.stderr.write(f"{translation.url_path} ({translation.pk}): {', '.join(names)}")
        if mend:
            for translation in differing:
                copy_shared_fields_again(translation.pk)
            self.stdout.write(f"{compared} translations compared, {len(differing)} mended.")
        elif differing:
            raise CommandError(f"{len(differing)} of {compared} translations have other facts than their original.")
        else:
            self.stdout.write(f"{compared} translations compared: all facts are the same.")


@transaction.atomic
def copy_shared_fields_again(pk: int) -> None:
    """Give one translation its original's shared fields, as they are when nobody else is saving either of them."""
    translation_groups.lock_groups(Page.objects.get(pk=pk))
    page = Page.objects.get(pk=pk).specific
    if original := page.original:
        page.save_shared_fields(write_shared_fields(page, read_shared_fields(original), twins=True))


def pairs() -> Iterator[tuple[BilingualPage, BilingualPage]]:
    """Yield every translation with its original, both specific, with their shared rows; a few hundred at a time."""
    records = Translation.objects.existing().exclude(original=None).order_by("pk").values_list("page", "original")
    keys = list(records)
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        pages = {page.pk: page for page in with_facts({pk for pair in some for pk in pair})}
        for page, original in some:
            if page in pages and original in pages:
                yield pages[page], pages[original]


def with_facts(keys: set[int]) -> list[BilingualPage]:
    """Pages as their own types, with what their shared fields are: as many queries for ten as for a thousand."""
    kinds: dict[type[BilingualPage], list[BilingualPage]] = {}
    for page in Page.objects.filter(pk__in=keys).specific().defer_streamfields():
        if isinstance(page, BilingualPage):
            kinds.setdefault(type(page), []).append(page)
    for kind, pages in kinds.items():
        fields = [kind._meta.get_field(name) for name in kind.shared_fields]
        relations = [field.name for field in fields if field.one_to_many or isinstance(field, ParentalManyToManyField)]
        prefetch_related_objects(pages, *relations)
    return [page for pages in kinds.values() for page in pages]
