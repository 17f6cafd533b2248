"""Registration to an edition or a lecture: what it is now, from its facts and a clock."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.dates import day_of, say_day, say_time


class RegistrationState(models.TextChoices):
    """What registration is now."""

    NONE = "none"
    NOT_OPEN = "not_open"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True)
class RegistrationFacts:
    """Where one registers and when. `over`: what one registers to is over, cancelled or postponed; `lapsed`: the date
    that was planned for it has gone by."""

    url: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    full: bool = False
    over: bool = False
    lapsed: bool = False


def registration_state(facts: RegistrationFacts, now: datetime) -> RegistrationState:
    """The state of registration at `now` (aware): a pure function."""
    if facts.over or not (facts.url or facts.opens_at):
        return RegistrationState.NONE
    if facts.lapsed or (facts.closes_at and facts.closes_at <= now):
        return RegistrationState.CLOSED
    if facts.full:
        return RegistrationState.FULL
    if not facts.url or (facts.opens_at and now < facts.opens_at):
        return RegistrationState.NOT_OPEN
    return RegistrationState.OPEN


def say_registration(facts: RegistrationFacts, now: datetime) -> dict | None:
    """`state`, `text` and `url` for a template, or None where there is nothing to say."""

    def moment(value):
        return {"day": say_day(day_of(value), weekday=False), "time": say_time(value)}

    state = registration_state(facts, now)
    match state:
        case RegistrationState.NONE:
            return None
        case RegistrationState.NOT_OPEN if facts.opens_at and now < facts.opens_at:
            text = _("Registration opens on %(day)s at %(time)s.") % moment(facts.opens_at)
        case RegistrationState.NOT_OPEN:
            text = _("Registration has not opened yet.")
        case RegistrationState.FULL:
            text = _("Fully booked.")
        case RegistrationState.CLOSED:
            text = _("Registration is closed.")
        case _ if facts.closes_at:
            text = _("Register by %(day)s at %(time)s.") % moment(facts.closes_at)
        case _:
            text = _("Registration is open.")
    is_open = state == RegistrationState.OPEN
    return {"state": state.value, "text": text, "url": facts.url if is_open else "", "label": _("Register")}


class Registration(models.Model):
    """The fields of registration, for editions and lectures alike."""

    registration_url = models.URLField(
        gettext_lazy("registration form"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy("The address of the form. Shown as a button while registration is open."),
    )
    registration_opens_at = models.DateTimeField(
        gettext_lazy("opens"), null=True, blank=True, help_text=gettext_lazy("Empty: as soon as there is a form.")
    )
    registration_closes_at = models.DateTimeField(
        gettext_lazy("closes"), null=True, blank=True, help_text=gettext_lazy("Empty: when it begins.")
    )
    registration_full = models.BooleanField(
        gettext_lazy("fully booked"), default=False, help_text=gettext_lazy("Tick when there are no places left.")
    )

    registration_panel = MultiFieldPanel(
        [
            "registration_url",
            FieldRowPanel(["registration_opens_at", "registration_closes_at"]),
            FieldPanel("registration_full"),
        ],
        heading=gettext_lazy("Registration"),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            raise ValidationError({"registration_closes_at": _("Registration must close after it opens.")})

    def registration_facts(self, over: bool, lapsed: bool = False) -> RegistrationFacts:
        """The facts as the pure function takes them."""
        return RegistrationFacts(
            url=self.registration_url,
            opens_at=self.registration_opens_at,
            closes_at=self.registration_closes_at,
            full=self.registration_full,
            over=over,
            lapsed=lapsed,
        )
