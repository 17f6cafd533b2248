"""What a lecture is now: a pure function of its facts and a clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.state import EditionDecision
from home.dates import DatePrecision, has_gone_by, in_utc


class LectureStatus(models.TextChoices):
    """What has been decided of a lecture."""

    PLANNED = "planned", _("As planned")
    MOVED_ONLINE = "moved_online", _("Moved online")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class LectureState(models.TextChoices):
    """What a lecture is now."""

    NO_DATE = "no_date", _("No date yet")
    ANNOUNCED = "announced", _("Coming")
    SOON = "soon", _("Starts soon")
    LIVE = "live", _("On now")
    JUST_HELD = "just_held", _("Just held")
    RECORDED = "recorded", _("Recording available")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    MOVED_ONLINE = "moved_online", _("Moved online")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class LectureFacts:
    """The facts that the state depends on. Moments are aware; an end that is not after the start is no end.

    `edition` is what has been decided of the edition that the lecture is part of.
    """

    status: str = LectureStatus.PLANNED
    precision: str = DatePrecision.NONE
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    has_recording: bool = False
    edition: EditionDecision = EditionDecision()

    def __post_init__(self):
        # Python compares and adds within one zone by the clock on the wall, which skips an hour in March and shows one
        # twice in October. A form gives moments in Stockholm's zone, the database in UTC: the state must not differ.
        for name in ("starts_at", "ends_at"):
            if moment := getattr(self, name):
                object.__setattr__(self, name, in_utc(moment))


def over_at(facts: LectureFacts) -> datetime | None:
    """The moment a lecture is over, or None while nobody knows.

    With a confirmed time it is the end, or the start and the length that is usual. With only a day it is the
    midnight in Stockholm that ends it. A term, a month and a preliminary date are plans: time alone does not make
    them true.
    """
    if not facts.starts_at:
        return None
    end = facts.ends_at if facts.ends_at and facts.ends_at > facts.starts_at else None
    if facts.precision == DatePrecision.CONFIRMED:
        return end or facts.starts_at + settings.LECTURE_LENGTH_WHEN_UNKNOWN
    if facts.precision == DatePrecision.DAY:
        last_day = timezone.localtime(end or facts.starts_at).date()
        return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time())).astimezone(UTC)
    return None


# What a decision about an edition is for its lectures, each stronger than those before it.
DECISIONS_OF_EDITIONS = [LectureStatus.MOVED_ONLINE, LectureStatus.POSTPONED, LectureStatus.CANCELLED]


def decided(facts: LectureFacts, now: datetime) -> str:
    """What has been decided of a lecture: of itself or, where that is stronger, of its edition."""
    if facts.edition.status not in DECISIONS_OF_EDITIONS or _was_held_before(facts, now):
        return facts.status
    strength = {status: number for number, status in enumerate(DECISIONS_OF_EDITIONS, start=1)}
    return max(facts.status, facts.edition.status, key=lambda status: strength.get(status, 0))


def _was_held_before(facts: LectureFacts, now: datetime) -> bool:
    """Whether a lecture had been held when its edition was cancelled, postponed or moved.

    It was over before the day of the notice; where that has no day, there is a recording of it.
    """
    over = over_at(facts)
    if over is None or in_utc(now) < over:
        return False
    if facts.edition.notice_on:
        return timezone.localtime(over - timedelta(microseconds=1)).date() < facts.edition.notice_on
    return facts.has_recording


def lecture_state(facts: LectureFacts, now: datetime) -> LectureState:
    """The state of a lecture at `now` (aware)."""
    status = decided(facts, now)
    if status == LectureStatus.CANCELLED:
        return LectureState.CANCELLED
    if status == LectureStatus.POSTPONED:
        return LectureState.POSTPONED
    over, now = over_at(facts), in_utc(now)
    if over and now >= over:
        return _state_afterwards(facts, over, now)
    if over and facts.precision == DatePrecision.CONFIRMED:
        if now >= facts.starts_at:
            return LectureState.LIVE
        if now >= facts.starts_at - settings.LECTURE_SOON_BEFORE:
            return LectureState.SOON
    if status == LectureStatus.MOVED_ONLINE:
        return LectureState.MOVED_ONLINE
    return LectureState.ANNOUNCED if _has_a_date_ahead(facts, now) else LectureState.NO_DATE


def _state_afterwards(facts: LectureFacts, over: datetime, now: datetime) -> LectureState:
    if facts.has_recording:
        return LectureState.RECORDED
    return LectureState.JUST_HELD if now < over + settings.LECTURE_JUST_HELD_FOR else LectureState.HELD


def _has_a_date_ahead(facts: LectureFacts, now: datetime) -> bool:
    """Whether the date still holds: a term or a month that has passed is no date any more."""
    if not facts.starts_at or facts.precision == DatePrecision.NONE:
        return False
    return not has_gone_by(facts.starts_at, facts.ends_at, facts.precision, timezone.localtime(now).date())


def has_lost_its_date(facts: LectureFacts, now: datetime) -> bool:
    """Whether the date that is written is none any more: it is postponed, or was only planned and has gone by."""
    status = decided(facts, now)
    if status == LectureStatus.POSTPONED or facts.precision in (DatePrecision.DAY, DatePrecision.CONFIRMED):
        return status == LectureStatus.POSTPONED
    today = timezone.localtime(now).date()
    lapsed = has_gone_by(facts.starts_at, facts.ends_at, facts.precision, today)
    return lapsed and status != LectureStatus.CANCELLED


# What can be assumed of a lecture that is not over, to see the state that it would have.
DECISIONS = {
    LectureState.POSTPONED: LectureStatus.POSTPONED,
    LectureState.MOVED_ONLINE: LectureStatus.MOVED_ONLINE,
    LectureState.CANCELLED: LectureStatus.CANCELLED,
}


class Assumption(NamedTuple):
    """With this status, at this moment, a lecture is in a state."""

    status: str
    moment: datetime


def assumptions(facts: LectureFacts, now: datetime) -> dict[LectureState, Assumption]:
    """How to see a lecture in each state that its facts do not rule out.

    What it is now is seen now. That no date is known is not assumed, and neither is a decision that comes too late;
    everything else is a matter of when one looks.
    """
    over = over_at(facts)
    is_over = over is not None and over <= in_utc(now)
    found = {}
    for state in LectureState:
        assumed = replace(facts, status=DECISIONS[state]) if state in DECISIONS else facts
        if state == lecture_state(facts, now):
            found[state] = Assumption(facts.status, now)
        elif state == LectureState.NO_DATE or (state in DECISIONS and is_over):
            continue
        elif moment := next((at for at in _telling_moments(assumed, now) if lecture_state(assumed, at) == state), None):
            found[state] = Assumption(assumed.status, moment)
    return found


def _telling_moments(facts: LectureFacts, now: datetime) -> Iterator[datetime]:
    """Now, and moments within each time between which nothing changes, so chosen that an editor finds them likely."""
    yield now
    if not (start := facts.starts_at):
        return
    soon, over = settings.LECTURE_SOON_BEFORE, over_at(facts)
    before = start - soon
    yield from (before - timedelta(days=7), before - timedelta(minutes=1), start - soon / 2, start)
    if over:
        just = settings.LECTURE_JUST_HELD_FOR
        yield from (start + (over - start) / 2, over, over + min(just / 2, timedelta(hours=1)))
        yield from (over + just, over + just + timedelta(days=1))
