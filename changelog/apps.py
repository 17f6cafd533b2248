"""What has changed of public events: written down once, shown and counted everywhere."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangelogConfig(AppConfig):
    name = "changelog"
    verbose_name = _("Changes")

    def ready(self):
        import changelog.signals  # noqa: F401 - what makes a changed fact public
        from changelog.telling import FETCHED, changes_of_row
        from home.routing import also_fetched

        also_fetched[FETCHED] = changes_of_row()
