"""Moments as editors write them and as addresses carry them."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from home.dates import say_day, say_time

YEARS = range(1990, 2100)
IN_ADDRESS = "%Y%m%dT%H%MZ"
MAX_LENGTH = 40


class Impossible(Exception):
    """There is no such moment: `str()` says why, to the one who wrote it."""


def read_local(text: str) -> datetime:
    """The moment of `2026-12-01T09:00`, or a day alone, by the clocks of Stockholm. Impossible if there is none.

    The hour that is there twice in October is the first of them.
    """
    try:
        if not text.isprintable() or len(text) > MAX_LENGTH:
            raise ValueError
        naive = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Impossible(_("Write a day and a time, such as 2026-12-01 09:00.")) from None
    check_year(naive)
    if naive.tzinfo:
        return naive.astimezone(UTC)
    moment = naive.replace(tzinfo=timezone.get_default_timezone())
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != naive:
        raise Impossible(_("There is no such time: the clocks are put forward that night."))
    return moment.astimezone(UTC)


def read_address(text: str) -> datetime:
    """The moment that an address carries. Impossible if it carries none."""
    try:
        moment = datetime.strptime(text[:MAX_LENGTH], IN_ADDRESS).replace(tzinfo=UTC)
    except ValueError:
        raise Impossible(_("The address names no time.")) from None
    check_year(moment)
    return moment


def check_year(moment: datetime) -> None:
    """Raises Impossible where the year is a mistake, or beyond what dates can be reckoned with."""
    if moment.year not in YEARS:
        raise Impossible(_("Choose a year from %(first)d to %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]})


def write_address(moment: datetime) -> str:
    """A moment as addresses carry it, in UTC, so that there is only one of each."""
    return moment.astimezone(UTC).strftime(IN_ADDRESS)


def say_moment(moment: datetime | None) -> str:
    """`torsdag 1 december 2026 kl. 9.00`, in the words of the active language and by the clocks of Stockholm."""
    if moment is None:
        return "–"
    return _("%(day)s at %(time)s") % {"day": say_day(timezone.localtime(moment).date()), "time": say_time(moment)}
