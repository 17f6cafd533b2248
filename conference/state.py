"""What an edition is now, computed from its facts and a clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.dates import DatePrecision, has_gone_by


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
    PAST = "past", _("Past")  # its time is out, and nobody has said that it was held
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


SURE = (DatePrecision.DAY, DatePrecision.CONFIRMED)
DECIDED = {
    EditionStatus.CANCELLED: EditionState.CANCELLED,
    EditionStatus.POSTPONED: EditionState.POSTPONED,
    EditionStatus.HELD: EditionState.HELD,
}


class EditionDecision(NamedTuple):
    """What is said of an edition that reaches its lectures: its status, and the day of its notice.

    `path` is the edition's place in the page tree, where decisions of several editions are asked about at once.
    """

    status: str = ""
    notice_on: date | None = None
    path: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What an edition's lectures do now, and whether a later edition has begun."""

    lecture_is_held_now: bool = False
    lecture_is_ahead: bool = False
    lecture_was_held: bool = False
    is_succeeded: bool = False


@dataclass(frozen=True)
class EditionFacts:
    """The facts that the state depends on. Days are days in Stockholm."""

    status: str = EditionStatus.PLANNED
    precision: str = DatePrecision.NONE
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    news_by: date | None = None
    # Asked only where the edition's own facts leave it open, since the answer costs a query.
    surroundings: Callable[[], Surroundings] = field(default=Surroundings, compare=False)

    @property
    def has_sure_days(self) -> bool:
        """Whether it is known on which days it is."""
        return self.precision in SURE and self.starts_on is not None


def edition_state(facts: EditionFacts, today: date) -> EditionState:
    """The state of an edition on the day `today`: a pure function. Its last day is still a day of it."""
    if decided := DECIDED.get(facts.status):
        return decided
    if facts.has_sure_days:
        if today < facts.starts_on:
            return EditionState.COMING
        if today <= max(facts.starts_on, facts.ends_on or facts.starts_on):
            return EditionState.ONGOING
        return EditionState.ONGOING if facts.surroundings().lecture_is_held_now else EditionState.HELD
    return _state_without_sure_days(facts, today)


def _state_without_sure_days(facts: EditionFacts, today: date) -> EditionState:
    """Time alone does not make a planned edition held: that follows from its lectures."""
    around = facts.surroundings()
    if around.lecture_is_held_now:
        return EditionState.ONGOING
    if around.lecture_is_ahead or not (around.is_succeeded or _plan_is_out(facts, today)):
        return EditionState.COMING
    return EditionState.HELD if around.lecture_was_held else EditionState.PAST


def _plan_is_out(facts: EditionFacts, today: date) -> bool:
    """Whether neither a date nor a promise of one nor the year that it is named after lies ahead."""
    planned = facts.starts_on and facts.precision != DatePrecision.NONE
    if planned and not has_gone_by(facts.starts_on, facts.ends_on, facts.precision, today):
        return False
    if facts.news_by and facts.news_by >= today:
        return False
    return facts.year is not None and facts.year < today.year


def is_over(facts: EditionFacts, today: date) -> bool:
    """Whether there is nothing left of it to come to."""
    state = edition_state(facts, today)
    if state in (EditionState.COMING, EditionState.ONGOING):
        return False
    if state == EditionState.CANCELLED:
        return True
    around = facts.surroundings()
    if state == EditionState.POSTPONED:
        return around.is_succeeded
    return not (around.lecture_is_held_now or around.lecture_is_ahead)


def moment_of(state: EditionState, facts: EditionFacts, now: datetime) -> datetime | None:
    """A moment at which an edition with these facts is in this state: now if it is, or None if it never is."""
    first = facts.starts_on or now.date()
    last = max(first, facts.ends_on or first)
    days = [first, last]
    if last < date.max - timedelta(days=2):  # what comes after has to be a day in every zone
        days.append(last + timedelta(days=1))
    moments = [now, *(timezone.make_aware(datetime.combine(day, time(12))) for day in days)]
    return next((at for at in moments if edition_state(facts, timezone.localtime(at).date()) == state), None)
