"""The site as it would be: at another time, and with versions of pages that are not public yet.

Nothing is copied and nothing is made up beside the site: within a transaction the rows of some pages are those of
other versions, the clock says another time, and every list, menu and search asks the database as always. Then all of
it is rolled back (docs/decisions/2026-11-23-previews-by-rollback.md).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from wagtail.images import get_image_model
from wagtail.signal_handlers import disable_reference_index_auto_update

from previews import rows

# Shorter than PostgreSQL's deadlock_timeout of a second: where an editor and a preview wait for each other, it is the
# preview that gives way.
LONGEST_WAIT = "800ms"
ATTEMPTS = 3
LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED = "55P03", "40P01"  # PostgreSQL's codes


class Busy(Exception):
    """The pages are being changed by somebody else, and went on being so."""


class _TakeBack(Exception):
    """Ends a transaction."""


class Renditions:
    """Watches for renditions of pictures that are made within a transaction: their files stay when the rows do not."""

    def __init__(self):
        self.model = get_image_model().get_rendition_model()
        self.newest: int | None = None  # before the first was made

    def __call__(self, execute, sql, params, many, context):
        if self.newest is None and sql.startswith(f"INSERT INTO {rows.quoted(self.model._meta.db_table)}"):
            self.newest = 0
            self.newest = self.model.objects.aggregate(newest=Max("pk"))["newest"] or 0
        return execute(sql, params, many, context)

    def made(self) -> list:
        return [] if self.newest is None else list(self.model.objects.filter(pk__gt=self.newest))


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written to the database within is not, afterwards; but for the rows of pictures' renditions."""
    renditions = Renditions()
    made = []
    try:
        with transaction.atomic(), connection.execute_wrapper(renditions):
            yield
            made = renditions.made()
            raise _TakeBack
    except _TakeBack:
        if made:
            renditions.model.objects.bulk_create(made, ignore_conflicts=True)


def compute(changes: Callable[[], list[int]]) -> rows.Rows:
    """The rows of the pages that `changes` changes, as they are after it: it returns their keys. Nothing is changed."""
    with taken_back(), disable_reference_index_auto_update():
        return rows.read(changes())


def show(found: rows.Rows, answer: Callable, keep: tuple[str, ...] = ()):
    """What `answer` returns while the database has the rows `found`. Busy where they cannot be had."""
    for _attempt in range(ATTEMPTS):
        try:
            with taken_back():
                rows.put(found, keep, LONGEST_WAIT)
                return answer()
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") not in (LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED):
                raise
    raise Busy
