"""The records: what is known of each original in each other language, whether there is a page in it or not."""

from functools import cached_property

from django.db import models
from django.db.models import Case, Exists, Min, OuterRef, Subquery, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from bilingual.memory import OUTDATED, Drift, Memory, Wording

__all__ = ["Translation", "TranslationStatus", "Wording"]


class TranslationStatus(models.TextChoices):
    """How far a translation has come."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    OLD = "old", _("Old")
    BEHIND = "behind", _("Original behind")
    READY = "ready", _("Ready")


def _drifting(drifts: list[str]) -> models.QuerySet:
    """The wordings of a translation that drift in one of these ways."""
    return Wording.objects.filter(translation=OuterRef("pk"), drift__in=drifts, since__isnull=False).order_by()


def _since(drifts: list[str]) -> Subquery:
    """When the first segment of a translation began to drift in one of these ways."""
    return Subquery(_drifting(drifts).values("translation").annotate(first=Min("since")).values("first"))


class TranslationQuerySet(models.QuerySet):
    """Questions about translations."""

    def with_status(self):
        """With `status`, which follows from the page itself and from what has drifted, and since when it has."""
        return self.annotate(
            old_since=_since(OUTDATED),
            behind_since=_since([Drift.BEHIND]),
            status=Case(
                When(page=None, then=Value(TranslationStatus.MISSING)),
                When(page__live=False, then=Value(TranslationStatus.DRAFT)),
                # Not by `old_since`: PostgreSQL looks for whether there are any of all translations at once.
                When(Exists(_drifting(OUTDATED)), then=Value(TranslationStatus.OLD)),
                When(Exists(_drifting([Drift.BEHIND])), then=Value(TranslationStatus.BEHIND)),
                default=Value(TranslationStatus.READY),
                output_field=models.CharField(),
            ),
        )

    def existing(self):
        """Those that have been started."""
        return self.exclude(page=None)


class Translation(models.Model):
    """A record: an original in another language, the page there, if there is one, and what it is made from."""

    owner_field = "translation"  # of its wordings

    original = models.ForeignKey(
        Page,
        verbose_name=_("original"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Null when it has been deleted: the translation stays, and can be made an original.",
    )
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    page = models.OneToOneField(
        Page,
        verbose_name=_("translation"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="translation_record",
        help_text="Null as long as nobody has started it.",
    )
    seen_as_old = models.BooleanField(default=False, help_text="whether visitors are told")

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["original", "locale"], name="one_translation_per_language")]
        permissions = [
            ("change_facts", _("Can change facts")),
            ("start_translation", _("Can start translations")),
        ]
        default_permissions = []

    def __str__(self):
        return f"{self.original} ({self.locale})"

    @cached_property
    def memory(self) -> Memory:
        """What is known of its texts."""
        return Memory(self)

    def start_anew(self):
        """Forget what was known of a page that is gone."""
        self.__dict__.pop("memory", None)
        self.wordings.all().delete()
        self.seen_as_old = False


def with_newer_original(pages: models.QuerySet) -> models.QuerySet:
    """The pages with `newer_original_id`: the original's key where visitors should know that it is newer, else None."""
    old = Translation.objects.filter(page=OuterRef("pk"), seen_as_old=True)
    return pages.annotate(newer_original_id=Subquery(old.values("original")[:1]))
