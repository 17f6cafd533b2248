"""What calendars say of lectures and editions: plain values, of which equal ones are written alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from changelog.models import PublishedFacts
from changelog.telling import OFF
from conference.events import AttendanceMode, Event
from home import clock
from home.dates import WITH_DAY, DatePrecision, When, day_of, in_utc
from home.snippets.texts import snippet_of
from home.text import Text, joined
from lectures.presenters import form_label, speaker_names
from lectures.telling import state_text

UNKNOWN = PublishedFacts(sequence=0)


@dataclass(frozen=True)
class CalendarEvent:
    """An event as RFC 5545 has it.

    `start` and `end` are both days, of which `end` is the first after it, or both aware moments. `changed_at` is when
    the event or its text was last made public. `language` is that of its summary.
    """

    uid: str
    sequence: int
    published_at: datetime
    changed_at: datetime
    status: str
    summary: str
    language: str
    start: date | datetime
    end: date | datetime
    description: str = ""
    location: str = ""
    url: str = ""


def known_facts(events: Iterable[Event]) -> dict:
    """By translation key, what the log knows of events: one query for all."""
    return PublishedFacts.objects.defer("facts").in_bulk({event.translation_key for event in events})


def of_lecture(lecture, facts: PublishedFacts | None, root_url: str) -> CalendarEvent | None:
    """A lecture fetched with `for_listing()`, or None where no day is known."""
    times = lecture.starts_at, lecture.ends_at, lecture.date_precision
    if not (span := span_of(lecture.decided, lambda: lecture.when, *times)):
        return None
    sentence, title = state_text(lecture), lecture.listing_title
    url = root_url + (lecture.url or "")
    people = joined(", ", *speaker_names(lecture)).plain
    return CalendarEvent(
        **common(lecture, facts),
        summary=marked(title.plain, lecture.decided),
        language=title.language,
        start=span[0],
        end=span[1],
        description=paragraphs(sentence, lecture.notice, people, lecture.listing_text.plain, url),
        location=place(lecture, lecture.shown_form, lecture.room),
        url=url,
    )


def of_edition(edition, facts: PublishedFacts | None, root_url: str) -> CalendarEvent | None:
    """An edition as days, or None where they are not known."""
    starts, ends = edition.starts_on, edition.ends_on
    if not (span := span_of(edition.status, lambda: edition.when, starts, ends, edition.date_precision)):
        return None
    title, url = edition.listing_title, root_url + (edition.url or "")
    return CalendarEvent(
        **common(edition, facts),
        summary=marked(title.plain, edition.status),
        language=title.language,
        start=span[0],
        end=span[1],
        description=paragraphs(edition.theme, edition.notice, edition.lead, url),
        location=place(edition, edition.form),
        url=url,
    )


def common(event: Event, facts: PublishedFacts | None) -> dict:
    """What is said of a lecture and of an edition alike: one UID in every language and at every address, for life."""
    facts = facts or UNKNOWN
    published = event.last_published_at or event.latest_revision_created_at or clock.now()
    first = facts.published_at or event.first_published_at or published
    return {
        "uid": str(event.translation_key),
        "sequence": facts.sequence,
        "published_at": first.replace(microsecond=0),
        "changed_at": max(published, facts.changed_at or published).replace(microsecond=0),
        "status": status_of(event),
    }


def status_of(event: Event) -> str:
    """RFC 5545, 3.8.1.11. What has been postponed has lost its time, and so the time in a calendar is cancelled."""
    if event.decided in OFF:
        return "CANCELLED"
    return "TENTATIVE" if event.date_precision == DatePrecision.PRELIMINARY else "CONFIRMED"


def span_of(decided: str, when: Callable[[], When], start, end, precision: str) -> tuple | None:
    """(start, end) in a calendar: days where only those are known. None where there is no date, or none any more.

    What is off keeps the time that it had, so that it is found and struck out there. `when` is asked only where it
    matters: that of an edition costs queries.
    """
    if not start or precision not in WITH_DAY or not (decided in OFF or when().known):
        return None
    if precision == DatePrecision.DAY or not isinstance(start, datetime):
        return day_of(start), max(day_of(start), day_of(end or start)) + timedelta(days=1)
    start, end = in_utc(start), in_utc(end) if end else None
    return start, end if end and end > start else start + settings.LECTURE_LENGTH_WHEN_UNKNOWN


def marked(title: str, decided: str) -> str:
    """A title with what has been decided before it, which some calendars show in no other way."""
    if decided == "cancelled":
        return _("Cancelled: %(title)s") % {"title": title}
    return _("Postponed: %(title)s") % {"title": title} if decided == "postponed" else title


def place(event: Event, form: str, room: str = "") -> str:
    """Where to go, on a line; that it is digital, where it is."""
    if form == AttendanceMode.ONLINE:
        return form_label(form)
    venue = snippet_of(event, "venue")
    return joined(", ", venue.said("name") if venue else Text(), room, venue.address if venue else "").plain


def paragraphs(*texts: str) -> str:
    """Plain text with an empty line between its parts."""
    return "\n\n".join(text.strip() for text in texts if text and text.strip())
