"""What shows a draft before it is true: states, points in time, links for outsiders."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewsConfig(AppConfig):
    name = "previews"
    verbose_name = _("Previews")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from previews import checks  # noqa: F401
