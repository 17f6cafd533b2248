"""What an edition is now, computed from its facts and a clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.dates import DatePrecision


class EditionStatus(models.TextChoices):
    """What has been decided of an edition."""

    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED_FORM = "changed_form", _("Changed form")
    MOVED_ONLINE = "moved_online", _("Moved online")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")


NOTICE_KINDS = {EditionStatus.CANCELLED: "stop", EditionStatus.POSTPONED: "warning"}


class EditionState(models.TextChoices):
    """What an edition is now."""

    COMING = "coming", _("Coming")
    ONGOING = "ongoing", _("Ongoing")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class EditionFacts:
    """The facts that the state depends on. Days are days in Stockholm."""

    status: str = EditionStatus.PLANNED
    precision: str = DatePrecision.NONE
    starts_on: date | None = None
    ends_on: date | None = None


def edition_state(facts: EditionFacts, today: date) -> EditionState:
    """The state of an edition on the day `today`: a pure function. Its last day is still a day of it."""
    if facts.status == EditionStatus.CANCELLED:
        return EditionState.CANCELLED
    if facts.status == EditionStatus.POSTPONED:
        return EditionState.POSTPONED
    if facts.status == EditionStatus.HELD:
        return EditionState.HELD
    dated = facts.precision in (DatePrecision.DAY, DatePrecision.CONFIRMED) and facts.starts_on
    if not dated or today < facts.starts_on:
        return EditionState.COMING
    last = max(facts.starts_on, facts.ends_on or facts.starts_on)
    return EditionState.ONGOING if today <= last else EditionState.HELD


def moment_of(state: EditionState, facts: EditionFacts, now: datetime) -> datetime | None:
    """A moment at which an edition with these facts is in this state: now if it is, or None if it never is."""
    first = facts.starts_on or now.date()
    last = max(first, facts.ends_on or first)
    days = [first, last]
    if last < date.max - timedelta(days=2):  # what comes after has to be a day in every zone
        days.append(last + timedelta(days=1))
    moments = [now, *(timezone.make_aware(datetime.combine(day, time(12))) for day in days)]
    return next((at for at in moments if edition_state(facts, timezone.localtime(at).date()) == state), None)
