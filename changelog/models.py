"""The facts of events as they are public, and a log of how they have changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.TextChoices):
    """A fact of an event that people note: when, where, in what form, or whether. That there is a recording is news."""

    START = "start", _("start")
    END = "end", _("end")
    PRECISION = "precision", _("what is known of the date")
    FORM = "form", _("form")
    STATUS = "status", _("status")
    VENUE = "venue", _("venue")
    ROOM = "room", _("room")
    RECORDING = "recording", _("recording")


COUNTED = tuple(fact for fact in Fact if fact != Fact.RECORDING)  # whose change makes another event of it in a calendar


class PublishedFacts(models.Model):
    """What has last been made public of an event, whatever language it was in, and how often that has changed.

    `facts` are values by `Fact`, as JSON has them: moments in UTC, a venue as its key and its names by language.
    """

    belongs_to_page = "page_id"  # previews have the log of the version that they show

    translation_key = models.UUIDField(primary_key=True)
    page_id = models.BigIntegerField(db_index=True)  # that spoke for its translation group; no key: it may be deleted
    facts = models.JSONField()
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545, 3.8.7.4: how often they have changed
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.translation_key}: {self.sequence}"


class FactChange(models.Model):
    """A fact of an event that was public and has become another. Rows are added, and never changed or deleted."""

    belongs_to_page = "page_id"

    translation_key = models.UUIDField()
    page_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    fact = models.CharField(max_length=9, choices=Fact.choices)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("translation_key", "at"), name="changelog_of_an_event"),
            models.Index(fields=("-at",), name="changelog_newest_first"),
        )

    def __str__(self):
        return f"{self.translation_key}: {self.fact} {self.old} → {self.new}"
