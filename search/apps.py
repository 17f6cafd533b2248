"""Search over everything that anybody may read."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        # receivers listens for changes of pages and snippets, changes for what a must-find has to be looked at again
        from search import changes, checks, receivers  # noqa: F401
