"""Says in words what has changed of an event: `börjar 13.30 i stället för 13.00`."""

import dataclasses
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from changelog.models import Fact, FactChange, PublishedFacts
from changelog.recording import differs, facts_of
from conference.events import AttendanceMode, Event
from home import clock
from home.dates import When, day_of, say_day, say_time
from home.sql import OfRow
from home.text import Text, joined, said, together

FETCHED = "fetched_changes"
TIME, PLACE = (Fact.START, Fact.END, Fact.PRECISION), (Fact.VENUE, Fact.ROOM)
OFF = ("cancelled", "postponed")
STATUSES = {
    "cancelled": gettext_lazy("cancelled"),
    "postponed": gettext_lazy("postponed"),
    "moved_online": gettext_lazy("moved online"),
    "changed_form": gettext_lazy("held in another form"),
    "confirmed": gettext_lazy("confirmed"),
}
FORMS = {
    AttendanceMode.ONSITE: gettext_lazy("on site"),
    AttendanceMode.ONLINE: gettext_lazy("digitally"),
    AttendanceMode.MIXED: gettext_lazy("on site and digitally"),
}


@dataclasses.dataclass(frozen=True)
class Said:
    """What changed on a day, in words."""

    day: date
    texts: list[Text]

    @property
    def day_text(self) -> str:
        """`3 maj 2027`."""
        return say_day(self.day, weekday=False)


@dataclasses.dataclass
class Log:
    """What is written down of an event: fetched once for all that a page tells of it."""

    translation_key: UUID
    fetched: list[dict] | None = None  # its rows, where they came with the page

    @cached_property
    def changes(self) -> list[FactChange]:
        """What has changed since it was first public, the newest first."""
        now = clock.now()
        if self.fetched is not None:
            rows = [FactChange(**row | {"at": datetime.fromisoformat(row["at"])}) for row in self.fetched]
            return [row for row in rows if row.at <= now]
        return list(FactChange.objects.filter(translation_key=self.translation_key, at__lte=now).order_by("-pk"))

    @cached_property
    def published(self) -> PublishedFacts | None:
        """Its facts as they are public, or None if it never was."""
        return PublishedFacts.objects.filter(translation_key=self.translation_key).first()

    @property
    def previous_starts(self) -> list[date | datetime]:
        """The days or moments at which it was to begin before, the newest first."""
        starts = [moment(change.old) for change in self.changes if change.fact == Fact.START and change.old]
        return list(dict.fromkeys(starts))

    @property
    def recorded_at(self) -> datetime | None:
        """When its recording became public; where it had one from the first, when the event did."""
        recorded = (change.at for change in self.changes if change.fact == Fact.RECORDING and change.new)
        return next(recorded, self.published and self.published.published_at)


def log_of(event: Event) -> Log:
    """The log of an event."""
    return event.__dict__.setdefault("_log", Log(event.translation_key, event.__dict__.get(FETCHED)))


def changes_of_row() -> OfRow:
    """The log of a page as a column of its row, the newest change first."""
    template = """ARRAY(
        SELECT to_jsonb(change) FROM changelog_factchange change
        WHERE change.translation_key = %(expressions)s ORDER BY change.id DESC
    )"""
    return OfRow("translation_key", template=template, output_field=ArrayField(models.JSONField()))


def changes_of(event: Event) -> list[Said]:
    """What has changed of an event since it was first public, the newest day first.

    What was changed and changed back on one day is not told, since nobody has to do anything about it.
    """
    log, found = log_of(event), []
    after = log.published.facts if log.changes and log.published else {}
    if after and any(differs(facts_of(event), after, fact) for fact in Fact.values):
        return []  # a draft, or an earlier version, of which the log does not tell
    for day, changes in groupby(log.changes if after else (), key=lambda change: day_of(change.at)):
        before = facts_before(after, changes)
        if texts := list(said_of(before, after)):
            found.append(Said(day, texts))
        after = before
    return found


def facts_before(after: dict, changes: Iterable[FactChange]) -> dict:
    """The facts as they were before some changes, the newest of which comes first."""
    before = dict(after)
    for change in changes:
        before[change.fact] = change.old
    return before


def said_of(before: dict, after: dict) -> Iterable[Text]:
    """The sentences about what is no longer as it was."""
    status = before[Fact.STATUS], after[Fact.STATUS]
    if status[0] != status[1] and (text := said_of_status(*status)):
        yield Text(text)
    if any(before[fact] != after[fact] for fact in TIME) and (text := said_of_time(when(before), when(after))):
        yield Text(text)
    if before[Fact.FORM] != after[Fact.FORM]:
        names = {"old": FORMS[before[Fact.FORM]], "new": FORMS[after[Fact.FORM]]}
        yield Text(_("%(new)s instead of %(old)s") % names)
    same_house = before[Fact.ROOM] and after[Fact.ROOM] and not differs(before, after, Fact.VENUE)
    old, new = (Text(facts[Fact.ROOM]) if same_house else place(facts) for facts in (before, after))
    if any(before[fact] != after[fact] for fact in PLACE) and old != new:
        yield said_of_place(old, new)


def said_of_status(old: str, new: str) -> str:
    """What has been decided, or that what had been decided is so no more."""
    if new in STATUSES:
        return str(STATUSES[new])
    return _("will be held after all") if old in OFF else _("held as planned after all") if old in STATUSES else ""


def said_of_time(old: When, new: When) -> str:
    """When it is now, and when it was to be; the hours alone where the day is the same."""
    if not new.known:
        return _("no longer %(old)s; the new date will be given here") % {"old": old.text} if old.known else ""
    if not old.known:
        return _("the date is set: %(new)s") % {"new": new.text}
    same_day = (
        new.has_time and old.has_time and new.precision == old.precision and day_of(new.start) == day_of(old.start)
    )
    if same_day and new.start != old.start:
        return _("starts at %(new)s instead of %(old)s") % {"new": say_time(new.start), "old": say_time(old.start)}
    if same_day and new.end and old.end and day_of(new.end) == day_of(old.end):
        return _("ends at %(new)s instead of %(old)s") % {"new": say_time(new.end), "old": say_time(old.end)}
    return _("%(new)s instead of %(old)s") % {"new": new.text, "old": old.text} if new.text != old.text else ""


def said_of_place(old: Text, new: Text) -> Text:
    """Where it is now, and where it was to be."""
    if old and new:
        return together(_("in {} instead of {}"), new, old)
    return together(_("in {}"), new) if new else together(_("no longer in {}"), old)


def place(facts: dict) -> Text:
    """The venue and the room."""
    venue = facts[Fact.VENUE]
    return joined(", ", said(venue["names"]) if venue else "", facts[Fact.ROOM])


def when(facts: dict) -> When:
    """What was known of when it is."""
    return When(moment(facts[Fact.START]), moment(facts[Fact.END]), facts[Fact.PRECISION])


def moment(stored: str | None) -> date | datetime | None:
    """A day, or a moment in Stockholm, out of what is stored."""
    if not stored:
        return None
    return timezone.localtime(datetime.fromisoformat(stored)) if "T" in stored else date.fromisoformat(stored)
