"""The site's ground: pages that every site has, pictures, documents, dates, and what surrounds each page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from home import addresses, usage  # noqa: F401 (addresses listens for changes of addresses)
        from home.choosers import offer_editing_to_those_who_may
        from home.spreadsheets import export_for_excel

        usage.guard()
        export_for_excel()
        offer_editing_to_those_who_may()
