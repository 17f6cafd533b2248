"""The site's ground: pages that every site has, pictures, documents, dates, and what surrounds each page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from home import addresses  # noqa: F401 (listens for changes of addresses)
        from home.editing import usage
        from home.editing.choosers import offer_editing_to_those_who_may
        from home.editing.spreadsheets import export_for_excel

        usage.guard()
        export_for_excel()
        offer_editing_to_those_who_may()
