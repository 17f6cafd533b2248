"""Calendars: RFC 5545, with the properties of RFC 7986 that tell a subscription what it is and when to come again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import icalendar
from django.utils import timezone
from icalendar.prop import vDuration, vText

from feeds.calendar_events import CalendarEvent

PRODUCT = "-//Trygghetskonferensen//trygghetskonferensen 1//SV"
REFRESH = timedelta(hours=1)
# One for all years that there are lectures of: most calendars read rules better than lists of dates.
STOCKHOLM = b"\r\n".join(Path(__file__).with_name("stockholm.ics").read_bytes().split(b"\n"))
END = b"END:VCALENDAR\r\n"


def calendar(name: str, language: str, url: str, source: str, events: Iterable[CalendarEvent]) -> bytes:
    """A calendar, UTF-8, lines folded by octets. `url` is the page that it belongs to, `source` its own address."""
    events = list(events)
    whole = icalendar.Calendar()
    whole.add("PRODID", PRODUCT)
    whole.add("VERSION", "2.0")
    whole.add("CALSCALE", "GREGORIAN")
    whole.add("NAME", name, {"LANGUAGE": language})
    whole.add("X-WR-CALNAME", name)
    whole.add("X-WR-TIMEZONE", "Europe/Stockholm")
    whole.add("URL", url)
    whole.add("SOURCE", source, {"VALUE": "URI"})
    whole.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    whole.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    if events:
        whole.add("LAST-MODIFIED", max(event.changed_at for event in events))
    head = whole.to_ical().removesuffix(END)
    return b"".join([head, STOCKHOLM, *map(written, events), END])


@lru_cache(maxsize=4096)  # the library takes 0.8 ms for one, and most of them are as they were at the last request
def written(event: CalendarEvent) -> bytes:
    """An event as it is written: a function of its values."""
    component = icalendar.Event()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", event.changed_at)
    component.add("LAST-MODIFIED", event.changed_at)
    component.add("CREATED", event.published_at)
    component.add("STATUS", event.status)
    component.add("TRANSP", "TRANSPARENT" if event.status == "CANCELLED" or is_day(event.start) else "OPAQUE")
    component.add("DTSTART", as_said(event.start))
    component.add("DTEND", as_said(event.end))
    component.add("SUMMARY", text(event.summary), {"LANGUAGE": event.language} if event.language else None)
    for name in ("description", "location"):
        if value := getattr(event, name):
            component.add(name.upper(), text(value))
    if event.url:
        component.add("URL", event.url)
    return component.to_ical()


def text(value: str) -> vText:
    """A text without the characters that RFC 5545, 3.1 has no place for, and with one kind of line break."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return vText("".join(letter for letter in lines if letter >= " " and letter != "\x7f" or letter in "\n\t"))


def is_day(moment: date | datetime) -> bool:
    """Whether it is a day and no moment."""
    return not isinstance(moment, datetime)


def as_said(moment: date | datetime) -> date | datetime:
    """A moment by the clock in Stockholm; by that of Greenwich where the one in Stockholm shows the hour a second time.

    RFC 5545, 3.3.5: a local time that comes twice means the first.
    """
    if is_day(moment):
        return moment
    local = timezone.localtime(moment)
    return moment if local.fold else local
