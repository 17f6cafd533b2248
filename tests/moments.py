"""Moments in Stockholm, written as an editor would say them."""

from datetime import datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def stockholm(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, fold: int = 0
) -> datetime:
    """A moment by the clock on the wall in Stockholm; `fold=1` is the second time the clock shows it."""
    return datetime(year, month, day, hour, minute, second, tzinfo=STOCKHOLM, fold=fold)
