"""Wagtail's `update_index`, and the index of the site's own search with it."""

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search.indexing.rebuilding import rebuild


class Command(WagtailCommand):
    """Rebuild what the editors' search and the visitors' search know. Both go on answering; it can be stopped."""

    help = "Rebuilds the search index of the site, and that of the editor."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--site-only", action="store_true", help="Leave out the editors' search.")

    def handle(self, *, site_only=False, **options):
        if not options.get("schema_only"):
            rebuild(self.stdout.write if options["verbosity"] else lambda line: None)
        if not site_only:
            super().handle(**options)
