"""Search over everything that anybody may read."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        import search.curation.signals  # what changes which pages are found where they must be
        import search.indexing.signals  # noqa: F401 - what changes which texts pages are found by
