"""How a date is said when it is known, half known or not known, in every language (CLDR's forms, through Babel)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.dates import format_date
from django.db import models
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bilingual.languages import cldr_locale
from home import clock


class DatePrecision(models.TextChoices):
    """How much of a date is known."""

    NONE = "none", gettext_lazy("Not known")
    TERM = "term", gettext_lazy("A term (spring or autumn)")
    MONTH = "month", gettext_lazy("A month")
    DAY = "day", gettext_lazy("The day, not the time")
    PRELIMINARY = "preliminary", gettext_lazy("Preliminary")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed")


# How much must be known for there to be a day, and a time of it.
WITH_DAY = (DatePrecision.DAY, DatePrecision.PRELIMINARY, DatePrecision.CONFIRMED)
WITH_TIME = (DatePrecision.PRELIMINARY, DatePrecision.CONFIRMED)


def say_day(day: date, weekday: bool = True) -> str:
    """`torsdag 15 april 2021`, or without the weekday."""
    return format_date(day, "EEEE d MMMM y" if weekday else "d MMMM y", cldr_locale())


def say_days(first: date, last: date, weekday: bool = True) -> str:
    """`onsdag 22–torsdag 23 mars 2023`: what the days share is said once (CLDR's intervals shorten the names)."""
    if first >= last:
        return say_day(first, weekday)
    same_month = (first.year, first.month) == (last.year, last.month)
    form = "d" if same_month else "d MMMM" if first.year == last.year else "d MMMM y"
    begin = format_date(first, f"EEEE {form}" if weekday else form, cldr_locale())
    between = "–" if weekday or same_month else " – "
    return f"{begin}{between}{say_day(last, weekday)}"


def say_time(moment: datetime) -> str:
    """`13.00` in Swedish, `13:00` in English; Stockholm time."""
    return dateformat.format(timezone.localtime(moment), pgettext("time of day, as a Django date format", "H:i"))


def day_of(moment: date | datetime | None) -> date | None:
    """The day in Stockholm of a moment; a day is itself."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


# The moments that are moments in every zone, with room for the usual lengths around them.
FIRST_MOMENT, LAST_MOMENT = datetime(1, 2, 1, tzinfo=UTC), datetime(9999, 11, 30, tzinfo=UTC)


def in_utc(moment: datetime) -> datetime:
    """A moment by the clock of Greenwich; one at the edges of the calendar is moved within what can be counted on."""
    if moment.year in (1, 9999):
        return min(max(moment.replace(tzinfo=UTC), FIRST_MOMENT), LAST_MOMENT)
    return moment.astimezone(UTC)


def has_gone_by(start: date | datetime | None, end: date | datetime | None, precision: str, today: date) -> bool:
    """Whether the last day that a date may mean lies before `today`: of a term or a month, the last of it."""
    if not start or precision == DatePrecision.NONE:
        return False
    day = day_of(start)
    if precision == DatePrecision.TERM:
        return (day.year, day.month > 6) < (today.year, today.month > 6)
    if precision == DatePrecision.MONTH:
        return (day.year, day.month) < (today.year, today.month)
    return max(day, day_of(end) or day) < today


@dataclass(frozen=True)
class When:
    """What is known of when something is; `start` and `end` are days or aware moments, `news_by` a promise."""

    start: date | datetime | None = None
    end: date | datetime | None = None
    precision: str = DatePrecision.NONE
    news_by: date | None = None
    otherwise: str = ""  # the text when nothing is known; empty: that the date is not set yet

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return bool(self.start) and self.precision != DatePrecision.NONE

    @property
    def has_time(self) -> bool:
        """Whether the time of day is known."""
        return self.precision in WITH_TIME and isinstance(self.start, datetime)

    @property
    def text(self) -> str:
        """The whole of it, as a phrase."""
        if not self.known and self.otherwise:
            return self.otherwise
        if not self.known:
            if self.news_by and self.news_by >= clock.today():
                return _("Date to be announced by %(day)s") % {"day": say_day(self.news_by, weekday=False)}
            return _("Date not set yet")
        if self.precision == DatePrecision.TERM:
            return self._term
        if self.precision == DatePrecision.MONTH:
            return self._month
        text = self._days_and_times
        return _("provisionally %(when)s") % {"when": text} if self.precision == DatePrecision.PRELIMINARY else text

    @property
    def short(self) -> str:
        """The days alone, for narrow places."""
        if self.precision in (DatePrecision.NONE, DatePrecision.TERM, DatePrecision.MONTH) or not self.start:
            return self.text
        return say_days(day_of(self.start), day_of(self.end or self.start), weekday=False)

    @property
    def iso_start(self) -> str:
        """For `<time datetime>` and structured data: ISO 8601, no more precise than the date is known."""
        if not self.known:
            return ""
        if self.has_time:
            return timezone.localtime(self.start).isoformat(timespec="minutes")
        lengths = {DatePrecision.TERM: 4, DatePrecision.MONTH: 7}
        return day_of(self.start).isoformat()[: lengths.get(self.precision, 10)]

    @property
    def iso_end(self) -> str:
        """As `iso_start`; empty where no end is known."""
        if not self.known or not self.end or self.precision in (DatePrecision.TERM, DatePrecision.MONTH):
            return ""
        if self.has_time:
            return timezone.localtime(self.end).isoformat(timespec="minutes")
        return day_of(self.end).isoformat()

    @property
    def _term(self) -> str:
        day = day_of(self.start)
        # Translators: the spring term is January to June, the autumn term July to December.
        term = _("spring %(year)s") if day.month <= 6 else _("autumn %(year)s")
        return term % {"year": day.year}

    @property
    def _month(self) -> str:
        return format_date(day_of(self.start), "MMMM y", cldr_locale())

    @property
    def _days_and_times(self) -> str:
        first, last = day_of(self.start), day_of(self.end or self.start)
        if not self.has_time:
            return say_days(first, last)
        named = {"day": say_day(first), "start": say_time(self.start)}
        if not self.end or self.end <= self.start:
            return _("%(day)s, %(start)s Swedish time") % named
        named |= {"end": say_time(self.end), "last_day": say_day(last)}
        if first == last:
            return _("%(day)s, %(start)s–%(end)s Swedish time") % named
        return _("%(day)s %(start)s to %(last_day)s %(end)s Swedish time") % named
