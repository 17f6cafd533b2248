"""What holds the two languages together: shared fields, what has drifted, the source beside the form."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "bilingual"
    verbose_name = _("Languages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from bilingual import checks, signals  # noqa: F401

        post_migrate.connect(adopt_what_was_there, sender=self)


def adopt_what_was_there(**kwargs):
    """Settle aliases and translations that a site had before: after the migrations, since it reads the page types."""
    from bilingual.backfill import backfill_records, make_pages_of_aliases

    make_pages_of_aliases()
    backfill_records()
