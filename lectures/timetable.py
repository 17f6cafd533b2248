"""The programme of an edition as people read one: day by day, what begins at the same time side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bilingual.languages import language_name
from conference.events import AttendanceMode
from conference.models import ConferencePage, EditionProgrammeRow
from home import clock
from home.dates import WITH_DAY, WITH_TIME, day_of, in_utc, say_day, say_time
from home.filters import Filters
from home.sorting import alphabetical
from home.text import Text
from lectures.models import LectureKind, LecturePage, Subject
from lectures.presenters import Card
from lectures.state import LectureState, over_at

MAX_LECTURES = 500  # on one page: three times what any conference has had
ANCHOR_OF_NOW = "nu"  # in Swedish, as all anchors: addresses do not change
DIGITAL = (AttendanceMode.ONLINE, AttendanceMode.MIXED)


@dataclass
class Slot:
    """What begins at one moment: lectures side by side, and what else there is. No `start`: the time is not known."""

    start: datetime | None = None
    ends: set[datetime | None] = field(default_factory=set)
    cards: list[Card] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    is_now: bool = False
    is_past: bool = True
    anchor: str = ""

    @property
    def text(self) -> str:
        """`13.00–14.00`; the beginning alone where the ends are several, or not known."""
        if self.start is None:
            return _("Time to be announced")
        (end, *others) = self.ends
        return say_time(self.start) if others or end is None else f"{say_time(self.start)}–{say_time(end)}"

    @property
    def iso(self) -> str:
        """The beginning, for machines."""
        return timezone.localtime(self.start).isoformat(timespec="minutes") if self.start else ""

    def add(self, end: datetime | None, *, is_now: bool, is_past: bool) -> None:
        """Note of something that begins here when it ends, and whether it is on or over."""
        self.ends.add(end)
        self.is_now, self.is_past = self.is_now or is_now, self.is_past and is_past


@dataclass
class Day:
    """A day, with what begins on it by its time; what has no time yet comes first."""

    date: date
    slots: list[Slot]

    @property
    def heading(self) -> str:
        """`Torsdag 15 april 2027`."""
        return capfirst(say_day(self.date))

    @property
    def anchor(self) -> str:
        """Where on the page it is: an address that does not change."""
        return f"dag-{self.date.isoformat()}"

    @property
    def is_past(self) -> bool:
        """Whether all of it is over."""
        return all(slot.is_past for slot in self.slots)


class Timetable:
    """The programme of an edition as a visitor has narrowed it, in a number of queries that does not grow."""

    def __init__(self, edition, query: QueryDict):
        self.edition, self.now = edition, clock.now()
        lectures = LecturePage.objects.for_readers_of(edition.locale.language_code).of_edition(edition)
        self.lectures = list(lectures.order_by("starts_at", "pk").for_listing()[:MAX_LECTURES])
        for lecture in self.lectures:
            lecture.edition_decision = edition.decision  # what a preview says of it is in no row
        self.choices = self._choices()
        chosen = {name: query.get(name, "") for name in self.choices}
        self.filters = Filters({name: value for name, value in chosen.items() if value in self.choices[name]})

    def _choices(self) -> dict[str, dict[str, tuple[str | Text, set[int]]]]:
        """By name and value of each choice what it is called and which lectures have it."""
        subjects: dict[str, tuple[str | Text, set[int]]] = {}
        languages: dict[str, tuple[str | Text, set[int]]] = {}
        for subject in Subject.objects.filter(lectures__in=[lecture.pk for lecture in self.lectures]).distinct():
            subjects[subject.slug] = subject.said("name"), set()
        through = LecturePage.subjects.through.objects.filter(lecturepage__in=[one.pk for one in self.lectures])
        for slug, pk in through.values_list("subject__slug", "lecturepage"):
            subjects[slug][1].add(pk)
        for lecture in self.lectures:
            code = lecture.spoken_language
            languages.setdefault(code, (capfirst(language_name(code)), set()))[1].add(lecture.pk)
        digital = {lecture.pk for lecture in self.lectures if lecture.shown_form in DIGITAL}
        forms = {"digital": (_("Can be followed digitally"), digital)} if digital else {}
        ordered = dict(sorted(subjects.items(), key=lambda one: alphabetical(one[1][0])))
        return {"subject": ordered, "language": languages if len(languages) > 1 else {}, "form": forms}

    def shown(self, but: str = "") -> list[LecturePage]:
        """The lectures that are left when all choices are made but one."""
        kept = [self.choices[name][value][1] for name, value in self.filters.active.items() if name != but]
        return [lecture for lecture in self.lectures if all(lecture.pk in keys for keys in kept)]

    def context(self) -> dict:
        """What the page of the programme shows."""
        days, undated, series = self._sorted()
        shown = [slot for day in days for slot in day.slots]
        if on := [slot for slot in shown if slot.is_now]:
            on[0].anchor = ANCHOR_OF_NOW
        facets, labels = [], {"subject": _("Subject"), "language": _("Spoken language"), "form": _("Form")}
        for name, options in self.choices.items():
            left = {lecture.pk for lecture in self.shown(but=name)}
            counted = [(value, label, len(keys & left)) for value, (label, keys) in options.items()]
            if options:
                facets.append(self.filters.facet(name, labels[name], counted))
        chosen = {name: self.choices[name][value][0] for name, value in self.filters.active.items()}
        return {
            "days": days,
            "undated": undated,
            "series": series,
            "total": len(self.shown()),
            "now": f"#{ANCHOR_OF_NOW}" if on else "",
            "facets": facets,
            "chosen": self.filters.chosen(chosen),
            "clear_url": "." if chosen else "",
        }

    def _sorted(self) -> tuple[list[Day], list[Card], list[Card]]:
        """The days, the lectures without a day, and the digital ones that are held between conferences."""
        slots: dict[tuple[date, datetime | None], Slot] = defaultdict(Slot)
        undated, series = [], []
        for lecture in sorted(self.shown(), key=self._place):
            if not self._has_day(lecture):
                undated.append(lecture.card)
            elif self._is_between(lecture):
                series.append(lecture.card)
            else:
                self._put(lecture, slots)
        if not self.filters.active:
            rows = [row for row in self.edition.programme_rows.all() if row.starts_at]
            elsewhere = texts_in_other_languages(row.key for row in rows if not row.text)
            for row in rows:
                if text := row.text or elsewhere.get(row.key):
                    self._put_row(row, text, slots)
        for (_day, start), slot in slots.items():
            slot.start = start
        days = defaultdict(list)
        for day, start in sorted(slots, key=lambda key: (key[0], key[1] is not None, key[1])):
            days[day].append(slots[day, start])
        return [Day(day, found) for day, found in days.items()], undated, series

    @staticmethod
    def _place(lecture) -> tuple:
        return str(lecture.starts_at and in_utc(lecture.starts_at)), lecture.room, lecture.pk

    @staticmethod
    def _has_day(lecture) -> bool:
        """Whether it has a day; what is cancelled stays where it was to be."""
        dated = lecture.starts_at and lecture.date_precision in WITH_DAY
        return bool(dated and (lecture.when.known or lecture.state == LectureState.CANCELLED))

    def _is_between(self, lecture) -> bool:
        """Whether it is a digital lecture that is not held on the days of the conference."""
        first, day = self.edition.starts_on, day_of(lecture.starts_at)
        if first is None or self.edition.date_precision not in WITH_DAY:  # of a month, any day stands in the field
            return lecture.kind == LectureKind.DIGITAL
        is_digital = lecture.kind == LectureKind.DIGITAL or lecture.shown_form == AttendanceMode.ONLINE
        return is_digital and not first <= day <= (self.edition.ends_on or first)

    def _put(self, lecture, slots: dict) -> None:
        card, start = lecture.card, timezone.localtime(lecture.starts_at)
        if card.place and lecture.venue_id == self.edition.venue_id:
            card.place = Text(lecture.room)  # the house is said once, at the top
        over = over_at(lecture.own_facts)
        slot = slots[start.date(), in_utc(start) if lecture.date_precision in WITH_TIME else None]
        slot.cards.append(card)
        is_past = over is not None and over <= self.now
        slot.add(lecture.ends_at, is_now=lecture.state == LectureState.LIVE, is_past=is_past)

    def _put_row(self, row, text: str | Text, slots: dict) -> None:
        start, end = timezone.localtime(row.starts_at), row.ends_at
        slot = slots[start.date(), in_utc(start)]
        slot.rows.append({"text": text, "place": row.place})
        until = end or start + timedelta(minutes=1)
        slot.add(end, is_now=bool(end) and start <= self.now < end, is_past=until <= self.now)


def texts_in_other_languages(keys: Iterable) -> dict:
    """What rows of the programme say in another language, by their keys: for those that are not translated yet."""
    if not (keys := list(keys)):
        return {}
    twins = EditionProgrammeRow.objects.filter(key__in=keys, page__in=ConferencePage.readable()).exclude(text="")
    found = twins.order_by("page").values_list("key", "text", "page__locale__language_code")
    return {key: Text(text, language) for key, text, language in found}
