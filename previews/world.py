"""The site as it would be: at another time, and with versions of pages that are not public yet.

Nothing is copied and nothing is made up beside the site: within a transaction the rows of some pages are those of
other versions, the clock says another time, and every list, menu and search asks the database as always. Then all of
it is rolled back (docs/decisions/2026-11-23-previews-by-rollback.md).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from wagtail.images import get_image_model
from wagtail.signal_handlers import disable_reference_index_auto_update

from previews import rows

# Shorter than PostgreSQL's deadlock_timeout of a second: where an editor and a preview wait for each other, it is the
# preview that gives way.
LONGEST_WAIT = "800ms"
ATTEMPTS = 3

class Busy(Exception):
    """The pages are being changed by somebody else, and went on being so."""


class _TakeBack(Exception):
    """Ends a transaction."""


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written to the database within is not, afterwards. Pictures' renditions are kept: they have files."""
    renditions = get_image_model().get_rendition_model().objects
    made = []
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                last = f"(SELECT max(id) FROM {rows.quoted(renditions.model._meta.db_table)})"  # noqa: S608
                cursor.execute(f"SELECT set_config('lock_timeout', %s, true), {last}", [LONGEST_WAIT])
                newest = cursor.fetchone()[1] or 0
            yield
            made = list(renditions.filter(pk__gt=newest))
            raise _TakeBack
    except _TakeBack:
        renditions.bulk_create(made, ignore_conflicts=True)


def compute(changes: Callable[[], list[int]]) -> rows.Rows:
    """The rows of the pages that `changes` changes, as they are after it: it returns their keys. Nothing is changed."""
    with taken_back(), disable_reference_index_auto_update():
        return rows.read(changes())


def show(found: rows.Rows, answer: Callable, keep: tuple[str, ...] = ()):
    """What `answer` returns while the database has the rows `found`. Busy where they cannot be had."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with taken_back():
                rows.put(found, keep)
                return answer()
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") not in ("55P03", "40P01") or attempt == ATTEMPTS:
                raise
    raise Busy
