"""The one clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from home import clock
from tests.moments import stockholm


@time_machine.travel(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), tick=False)
def test_clock_tells_the_real_time_in_stockholm():
    assert clock.now() == stockholm(2026, 7, 2, 0, 30)
    assert clock.now().utcoffset().total_seconds() == 2 * 3600
    assert clock.today() == date(2026, 7, 2)


def test_clock_can_be_set_and_goes_back():
    before = timezone.now()
    with clock.at(stockholm(2021, 9, 30, 13)):
        assert clock.now() == stockholm(2021, 9, 30, 13)
        with clock.at(stockholm(1999, 12, 31, 23, 59)):
            assert clock.today() == date(1999, 12, 31)
        assert clock.today() == date(2021, 9, 30)
    assert clock.now() >= before


def test_clock_goes_back_when_something_fails():
    with pytest.raises(RuntimeError), clock.at(stockholm(1999, 1, 1)):
        raise RuntimeError
    assert clock.today().year > 2000


def test_clock_refuses_a_moment_without_a_time_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2021, 9, 30, 13)):  # noqa: DTZ001
        pass


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (stockholm(2026, 3, 28, 23, 59, 59), date(2026, 3, 28)),
        (stockholm(2026, 3, 29), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_clock_changes_day_at_midnight_in_stockholm(moment, day):
    with clock.at(moment):
        assert clock.today() == day
