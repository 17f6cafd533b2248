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

from bilingual.transactions import is_lock_conflict
from previews.time_travel import page_rows

# Where somebody else has what it needs, a preview lets go of all it has and tries again a little later. It hardly ever
# waits with rows that an editor waits for: PostgreSQL would end one of the two, and it may be the editor.
LOCK_TIMEOUT = "10ms"
PATIENCE, PAUSE = 2.4, (0.02, 0.1)  # seconds


class LockTimeout(Exception):
    """Others held the locks that a preview needs for too long."""


class LockConflict(Exception):
    """Another transaction held a lock that this one needs; it can be tried again."""


class _RollBack(Exception):
    """Ends a transaction."""


class Watch:
    """Watches the queries of a transaction that is rolled back.

    It notes which renditions were made, since their files stay, and whether a lock was lost: code in between may
    swallow that error, as Wagtail does when a page cannot be put into the search index.
    """

    def __init__(self):
        self.model = get_image_model().get_rendition_model()
        self.newest: int | None = None  # before the first was made
        self.lost_lock = False

    def __call__(self, execute, sql, params, many, context):
        if self.newest is None and sql.startswith(f"INSERT INTO {page_rows.quoted(self.model._meta.db_table)}"):
            self.newest = 0
            self.newest = self.model.objects.aggregate(newest=Max("pk"))["newest"] or 0
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            self.lost_lock = self.lost_lock or is_lock_conflict(error)
            raise

    def made(self) -> list:
        return [] if self.newest is None else list(self.model.objects.filter(pk__gt=self.newest))


@contextmanager
def rolled_back() -> Iterator[None]:
    """Roll back everything that is written to the database within, except the rows of renditions.

    Raises LockConflict if a lock was lost, whatever else came of it.
    """
    watch = Watch()
    made = []
    try:
        with transaction.atomic(), connection.execute_wrapper(watch):
            yield
            if not watch.lost_lock:
                made = watch.made()
            raise _RollBack
    except Exception as error:
        if watch.lost_lock:
            raise LockConflict from error
        if not isinstance(error, _RollBack):
            raise
        if made:
            watch.model.objects.bulk_create(made, ignore_conflicts=True)


def retry_after_lock_conflict(attempt: Callable):
    """Return what `attempt` returns, retried after each LockConflict. Raises LockTimeout when PATIENCE is over."""
    last = perf_counter() + PATIENCE
    while True:
        try:
            return attempt()
        except LockConflict as error:
            if perf_counter() > last:
                raise LockTimeout from error
        sleep(uniform(*PAUSE))  # noqa: S311


def rows_after(changes: Callable[[], list[int]]) -> page_rows.Rows:
    """The rows of pages as they are after `changes`, which returns the pages' keys; it is rolled back.

    Raises LockTimeout.
    """

    def attempt() -> page_rows.Rows:
        with rolled_back(), disable_reference_index_auto_update():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
            return page_rows.dump_rows(changes())

    return retry_after_lock_conflict(attempt)


def run_in(found: page_rows.Rows, answer: Callable, keep: tuple[str, ...] = (), leave: Iterable[str] = ()):
    """Return what `answer` returns while the database has the rows `found` (`keep`, `leave`: as restore_rows).

    Raises LockTimeout.
    """

    def attempt():
        with rolled_back():
            page_rows.restore_rows(found, keep, LOCK_TIMEOUT, leave)
            return answer()

    return retry_after_lock_conflict(attempt)
