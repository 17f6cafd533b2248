"""The site's ground: pages that every site has, pictures, documents, dates, and what surrounds each page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")
