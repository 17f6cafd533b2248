"""The site as it would be: at another time, and with versions of pages that are not public yet.

Nothing is copied and nothing is made up beside the site: within a transaction the rows of some pages are those of
other versions, the clock says another time, and every list, menu and search asks the database as always. Then all of
it is rolled back (docs/decisions/2026-11-23-previews-by-rollback.md).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from random import uniform
from time import perf_counter, sleep

from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from wagtail.images import get_image_model
from wagtail.signal_handlers import disable_reference_index_auto_update

from bilingual.transactions import has_lost_lock
from previews import rows

# Where somebody else has what it needs, a preview lets go of all it has and tries again a little later. It hardly ever
# waits with rows that an editor waits for: PostgreSQL would end one of the two, and it may be the editor.
LONGEST_WAIT = "10ms"
PATIENCE, PAUSE = 2.4, (0.02, 0.1)  # seconds


class Busy(Exception):
    """The pages are being changed by somebody else, and went on being so."""


class GaveWay(Exception):
    """Somebody else had what was needed just then."""


class _TakeBack(Exception):
    """Ends a transaction."""


class Watch:
    """Watches a transaction: for renditions of pictures that are made in it, since their files stay when the rows do
    not, and for its giving way to somebody else, which whoever asks the database may keep to themselves: the site
    answers any error as one of its own, and Wagtail goes on when a page cannot be put into the search index.
    """

    def __init__(self):
        self.model = get_image_model().get_rendition_model()
        self.newest: int | None = None  # before the first was made
        self.gave_way = False

    def __call__(self, execute, sql, params, many, context):
        if self.newest is None and sql.startswith(f"INSERT INTO {rows.quoted(self.model._meta.db_table)}"):
            self.newest = 0
            self.newest = self.model.objects.aggregate(newest=Max("pk"))["newest"] or 0
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            self.gave_way = self.gave_way or has_lost_lock(error)
            raise

    def made(self) -> list:
        return [] if self.newest is None else list(self.model.objects.filter(pk__gt=self.newest))


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written to the database within is not, afterwards; but for the rows of pictures' renditions.

    GaveWay, whatever came of it, where something could not be had.
    """
    watch = Watch()
    made = []
    try:
        with transaction.atomic(), connection.execute_wrapper(watch):
            yield
            if not watch.gave_way:
                made = watch.made()
            raise _TakeBack
    except Exception as error:
        if watch.gave_way:
            raise GaveWay from error
        if not isinstance(error, _TakeBack):
            raise
        if made:
            watch.model.objects.bulk_create(made, ignore_conflicts=True)


def patiently(attempt: Callable):
    """What `attempt` returns, tried until it need not give way to somebody else. Busy where that takes too long."""
    last = perf_counter() + PATIENCE
    while True:
        try:
            return attempt()
        except GaveWay as error:
            if perf_counter() > last:
                raise Busy from error
        sleep(uniform(*PAUSE))  # noqa: S311


def compute(changes: Callable[[], list[int]]) -> rows.Rows:
    """The rows of the pages that `changes` changes, as they are after it: it returns their keys. Nothing is changed.

    Busy where they cannot be had.
    """

    def attempt() -> rows.Rows:
        with taken_back(), disable_reference_index_auto_update():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
            return rows.read(changes())

    return patiently(attempt)


def show(found: rows.Rows, answer: Callable, keep: tuple[str, ...] = (), leave: Iterable[str] = ()):
    """What `answer` returns while the database has the rows `found` (`keep`, `leave`: as rows.put). Busy where they
    cannot be had.
    """

    def attempt():
        with taken_back():
            rows.put(found, keep, LONGEST_WAIT, leave)
            return answer()

    return patiently(attempt)
