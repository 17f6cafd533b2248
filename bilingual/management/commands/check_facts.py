"""`manage.py check_facts`: proves that facts are the same in all languages, everywhere in the database."""

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from bilingual import facts
from bilingual.models import Translation
from bilingual.pages import BilingualPage

AT_A_TIME = 500


class Command(BaseCommand):
    help = "Compares the facts of every translation with its original's. Ends with 1 if any differ."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="give every translation its original's facts again")

    def handle(self, *, mend, **options):
        compared, differing = 0, []
        for translation, original in pairs():
            compared += 1
            names = facts.differences(facts.facts_of(original), facts.facts_of(translation))
            if names:
                differing.append(f"{translation.url_path} ({translation.pk}): {', '.join(names)}")
                if mend:
                    facts.give(translation, facts.facts_of(original), original)
                    translation.save_as_given()
        for line in differing:
            self.stderr.write(line)
        if differing and not mend:
            raise CommandError(f"{len(differing)} of {compared} translations have other facts than their original.")
        self.stdout.write(
            f"{compared} translations compared, {len(differing)} mended."
            if mend
            else f"{compared} translations compared: all facts are the same."
        )


def pairs():
    """Every translation with its original, as their own types, some hundred at a time."""
    records = Translation.objects.existing().exclude(original=None).order_by("pk").values_list("page", "original")
    keys = list(records)
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        wanted = {pk for pair in some for pk in pair}
        pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()}
        for page, original in some:
            if isinstance(pages.get(page), BilingualPage):
                yield pages[page], pages[original]
