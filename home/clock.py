"""The one clock: everything that is shown depends on facts and on what `now` says here."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment that pages are shown for, aware, in Europe/Stockholm: the real one, or the one set by `at`."""
    return timezone.localtime(_set_to.get() or timezone.now())


def today() -> date:
    """The day in Stockholm that pages are shown for."""
    return now().date()


def is_set() -> bool:
    """Whether it has been set to another moment than the real one."""
    return _set_to.get() is not None


@contextmanager
def at(moment: datetime):
    """Set the clock to an aware `moment` within a with-block (a preview, a test)."""
    if timezone.is_naive(moment):
        raise ValueError("The clock takes a moment with a time zone.")
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
