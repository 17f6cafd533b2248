"""Reads the text of documents that were there before the search asked for it."""

from django.core.management.base import BaseCommand

from home.models import SiteDocument


class Command(BaseCommand):
    """One document in each transaction: a run can be stopped at any point, and the next one goes on from there."""

    help = "Reads the text of those documents that have not been read yet, for the search."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those that have been read")

    def handle(self, *, verbosity, all, **options):  # noqa: A002 (the name of the option)
        documents = SiteDocument.objects.exclude(file="") if all else SiteDocument.objects.unread()
        keys = list(documents.order_by("pk").values_list("pk", flat=True))
        failed = sum(not SiteDocument.read_stored(key) for key in keys)
        if verbosity >= 1 and keys:
            self.stdout.write(f"{len(keys) - failed} documents have been read.")
        if failed:
            self.stderr.write(f"The files of {failed} documents could not be opened: see the log.")
