"""The site's ground: pages that every site has, pictures, documents, dates, and what surrounds each page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from home import addresses  # noqa: F401 (listens for changes of addresses)
        from home.spreadsheets import export_for_excel

        export_for_excel()
