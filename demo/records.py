"""What the demo content is written in: facts once, texts per language, times that may count from the loading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NAMESPACE = UUID("5f1c9a52-8b1e-4b0a-9a57-2f5e3d0c7a10")
SATURDAY = 5


class Ref(NamedTuple):
    """A record by its kind and key; the builder puts the thing itself in its place."""

    kind: str
    key: str


class Words(NamedTuple):
    """A text inside facts, in both languages."""

    sv: str
    en: str


@dataclass(frozen=True)
class Record:
    """One thing or page. `facts` are the same in every language; `sv` and `en` are its texts."""

    kind: str
    key: str
    sv: Mapping = field(default_factory=dict)
    en: Mapping | None = None
    facts: Mapping = field(default_factory=dict)

    def __post_init__(self):
        if self.en is not None and (different := self.sv.keys() ^ self.en.keys()):
            raise ValueError(f"{self.key}: not in both languages: {', '.join(sorted(different))}")

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.key)

    @property
    def uuid(self) -> UUID:
        """The same in every load, so that what was made is known again."""
        return uuid5(NAMESPACE, f"{self.kind}/{self.key}")

    def id_of(self, part: str) -> UUID:
        """The identifier of a part of it."""
        return uuid5(self.uuid, part)

    @property
    def texts(self) -> dict[str, Mapping]:
        """The texts by language, the site's first language first."""
        return {"sv": self.sv} if self.en is None else {"sv": self.sv, "en": self.en}


@dataclass(frozen=True)
class PageRecord(Record):
    """A page under the page with the key `under` (empty: the start page)."""

    under: str = ""
    live: bool = True


def on(year: int, month: int, day: int) -> date:
    """A day."""
    return date(year, month, day)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in Stockholm."""
    return datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)


class Moment(NamedTuple):
    """A moment that counts from the loading: some minutes from it, in whole five minutes."""

    minutes: int

    def count_from(self, now: datetime) -> datetime:
        start = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)
        return start + timedelta(minutes=self.minutes)


class Day(NamedTuple):
    """A weekday some days from the loading; with an hour, that moment of it. Weekends are stepped over."""

    days: int
    hour: int | None = None
    minute: int = 0

    def count_from(self, now: datetime) -> date | datetime:
        day = now.date() + timedelta(days=self.days)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1 if self.days > 0 else -1)
        return day if self.hour is None else datetime.combine(day, time(self.hour, self.minute), STOCKHOLM)
