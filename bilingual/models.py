"""What is known of each page in each other language."""

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from bilingual.shared_rows import SharedRow

__all__ = ["SharedRow", "Translation", "TranslationStatus"]


BOOKS = ("agreed", "made_from", "sources", "draft", "draft_from", "copied", "set_aside", "same", "marks", "ahead")


class TranslationStatus(models.TextChoices):
    """How far a translation has come."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    OLD = "old", _("Old")
    BEHIND = "behind", _("Original behind")
    READY = "ready", _("Ready")


class TranslationQuerySet(models.QuerySet):
    """Questions about translations."""

    def with_status(self):
        """With `status`, which follows from the page itself and from what has drifted."""
        return self.annotate(
            status=Case(
                When(page=None, then=Value(TranslationStatus.MISSING)),
                When(page__live=False, then=Value(TranslationStatus.DRAFT)),
                When(old_since__isnull=False, then=Value(TranslationStatus.OLD)),
                When(behind_since__isnull=False, then=Value(TranslationStatus.BEHIND)),
                default=Value(TranslationStatus.READY),
                output_field=models.CharField(),
            )
        )

    def existing(self):
        """Those that have been started."""
        return self.exclude(page=None)


class Translation(models.Model):
    """An original in another language: the page there, if there is one, and which words it is made from.

    Texts are kept as fingerprints by the key of their segment (bilingual/segments.py); `o` is the original's, `t` the
    translation's. Times are ISO 8601 with a zone.
    """

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
    agreed = models.JSONField(default=dict, help_text="key → {o, t, by, at}: what was last held to say the same")
    made_from = models.JSONField(default=dict, help_text="key → [[t, o]], newest last: what each was made from")
    sources = models.JSONField(default=dict, help_text="key → {o: text}: the words behind those fingerprints")
    draft = models.JSONField(default=dict, help_text="key → t of the newest draft")
    draft_from = models.JSONField(default=dict, help_text="key → o that the newest draft's wording was written beside")
    copied = models.JSONField(default=dict, help_text="key → t of what was filled in when it was started")
    set_aside = models.JSONField(default=dict, help_text="key of a row that facts have taken away → {name: text}")
    same = models.JSONField(default=dict, help_text="key → t that somebody has said is right in both languages")
    marks = models.JSONField(default=dict, help_text="key → {since, kind}: where the translation is old")
    ahead = models.JSONField(
        default=dict, help_text="key → {since}: where the original has not followed the translation"
    )
    old_since = models.DateTimeField(_("old since"), null=True, db_index=True)
    behind_since = models.DateTimeField(_("original behind since"), null=True)
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

    def start_anew(self):
        """Forget what was known of a page that is gone."""
        for name in BOOKS:
            setattr(self, name, {})
        self.old_since = self.behind_since = None
        self.seen_as_old = False
