"""`manage.py check_search`: looks whether every page that must be found is found, and prints where it stands."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from search.curation import relevance_checks
from search.models import MustFind

MARK = {True: "!", False: ""}
HEADINGS = ("", "Language", "Question", "Page", "Within", "Result")


class Command(BaseCommand):
    help = "Looks whether the pages that must be found are found. Ends with 1 if any is not."

    def handle(self, **options):
        rows = list(MustFind.objects.select_related("page"))
        if not rows:
            self.stdout.write("No page has to be found: there is nothing to check.")
            return
        relevance_checks.check(rows)
        with override("en"):
            lines = [
                (MARK[row.is_failing], row.language, row.question, row.title_of_page, str(row.within), row.says)
                for row in rows
            ]
        widths = [max(map(len, column)) for column in zip(HEADINGS, *lines, strict=True)]
        for line in (HEADINGS, *lines):
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
        unknown = sum(row.is_due for row in rows)
        failing = sum(row.is_failing for row in rows)
        if failing or unknown:
            raise CommandError(f"{failing} of {len(rows)} are not found as they should be, {unknown} not checked.")
        self.stdout.write(f"All {len(rows)} are found as they should be.")
