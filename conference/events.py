"""What an edition and a lecture have in common: when, in what form, and what has been said of a change."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from conference.registration import Registration
from home.dates import DatePrecision, When, day_of, say_day
from home.pages import SitePageForm

YEARS = range(1990, 2100)  # "3 mars" is a day in 1903 to a date field


NEEDS_NOTICE = ("cancelled", "postponed", "changed_form")  # statuses that need to be explained to visitors


class AttendanceMode(models.TextChoices):
    """How one takes part (schema.org eventAttendanceMode)."""

    ONSITE = "onsite", gettext_lazy("On site")
    ONLINE = "online", gettext_lazy("Digital")
    MIXED = "mixed", gettext_lazy("On site and digital")


class EventForm(SitePageForm):
    """Asks for what the date needs; only when publishing, since a draft may be half written."""

    def clean(self):
        cleaned = super().clean()
        for name in (self.instance.starts, self.instance.ends, "news_by", "notice_on"):
            if (day := day_of(cleaned.get(name))) and day.year not in YEARS:
                self.add_error(name, _("Check the year: %(year)d cannot be right.") % {"year": day.year})
        return cleaned


class Event(Registration):
    """When, where and how: the facts of an edition or a lecture. `starts` and `ends` are the names of its fields."""

    date_precision = models.CharField(
        gettext_lazy("what is known of the date"),
        max_length=12,
        choices=DatePrecision.choices,
        default=DatePrecision.NONE,
        help_text=gettext_lazy(
            "For a term or a month, write any day in it as the start: only the term or the month is shown."
        ),
    )
    news_by = models.DateField(
        gettext_lazy("news by"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The day by which the date will be announced. Shown while no date is known."),
    )
    form = models.CharField(
        gettext_lazy("form"), max_length=8, choices=AttendanceMode.choices, default=AttendanceMode.ONSITE
    )
    venue = models.ForeignKey(
        "conference.Venue",
        verbose_name=gettext_lazy("venue"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    notice = models.TextField(
        gettext_lazy("notice"),
        blank=True,
        max_length=800,
        help_text=gettext_lazy("What has changed and what it means for the visitor. Never write it in the title."),
    )
    notice_on = models.DateField(
        gettext_lazy("date of the notice"), null=True, blank=True, help_text=gettext_lazy("Shown beside the notice.")
    )
    picture = models.ForeignKey(
        "home.SiteImage",
        verbose_name=gettext_lazy("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Shown large. Its alternative text is written once, with the picture."),
    )

    shared_fields = (
        *("status", "date_precision", "news_by", "form", "venue", "notice_on", "picture"),
        *("registration_url", "registration_opens_at", "registration_closes_at", "registration_full"),
    )
    starts, ends = "starts_on", "ends_on"
    base_form_class = EventForm
    status_panel = MultiFieldPanel(
        ["status", FieldPanel("notice"), "notice_on"], heading=gettext_lazy("Status and notice")
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        start, end = getattr(self, self.starts), getattr(self, self.ends)
        if start and end and self._ends_too_early(start, end):
            raise ValidationError({self.ends: _("The end must come after the start.")})

    @staticmethod
    def _ends_too_early(start, end) -> bool:
        return end < start

    def publishing_errors(self) -> dict[str, str]:
        errors = {}
        dated = self.date_precision != DatePrecision.NONE or getattr(self, self.ends)
        if dated and not getattr(self, self.starts):
            errors[self.starts] = _("Write when it starts, or choose above that the date is not known.")
        if self.status_when_published() in NEEDS_NOTICE:
            if not self.notice.strip():
                errors["notice"] = _("Write a notice: what has changed, and what it means for the visitor.")
            elif languages := self.public_languages_without("notice"):
                errors["notice"] = _(
                    "Write the notice in %(languages)s too: that page is public, and would say the same without a word "
                    "of why. Then choose “Publish all languages”."
                ) % {"languages": ", ".join(languages)}
        return errors

    def status_when_published(self) -> str:
        """The status that it will have: a translation's is that of the public original, unless both go out together."""
        original = None if self.published_with_others else self.original
        return original.status if original and original.live else self.status

    @property
    def decided(self) -> str:
        """What has been decided of it: a status, its own or that of what it is part of."""
        return self.status

    def followers(self) -> list["Event"]:
        """The public events that are part of it, in every language: what is decided of it reaches them."""
        return []

    @property
    def when(self) -> When:
        """What is known of when it is."""
        return When(getattr(self, self.starts), getattr(self, self.ends), self.date_precision, self.news_by)

    def notice_for_template(self, kind: str) -> dict | None:
        """The notice as its component takes it, or None. `kind` is info, warning or stop."""
        if not self.notice:
            return None
        changed = self.status not in ("planned", "confirmed", "held")
        return {
            "heading": self.get_status_display() if changed else _("Notice"),
            "text": self.notice,
            "date_text": say_day(self.notice_on, weekday=False) if self.notice_on else "",
            "date_iso": self.notice_on.isoformat() if self.notice_on else "",
            "kind": kind,
        }
