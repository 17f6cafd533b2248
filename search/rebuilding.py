"""Makes the whole index anew while it goes on answering, and its snapshot, with which a process starts."""

from collections.abc import Callable
from time import perf_counter, sleep

from django.db import OperationalError, connection, transaction
from wagtail.models import Page

from bilingual import transactions
from lectures.models import Speaker
from search.entries import page_types
from search.models import Entry, Snapshot
from search.segment import Segment
from search.storing import in_portions, store_pages, store_speakers
from search.sync import docs_of, version

Say = Callable[[str], None]
ENOUGH_FOR_A_SNAPSHOT = 300  # entries that have changed since the last
# Where an editor has what it needs, a portion is let go of and tried again: PostgreSQL, which ends one of two that wait
# for one another after a second, might end the editor's.
MAX_WAIT, PATIENCE, PAUSE = "500ms", 60.0, 0.2

GONE = """
DELETE FROM search_entry entry WHERE NOT EXISTS (
    SELECT FROM wagtailcore_page page
    JOIN django_content_type kind ON kind.id = page.content_type_id
    WHERE page.id = entry.page_id AND page.live AND entry.key = 'page:' || page.id
    AND kind.app_label || '.' || kind.model = ANY(%s)
) AND NOT EXISTS (
    SELECT FROM lectures_speaker speaker, wagtailcore_locale locale
    WHERE entry.key = 'speaker:' || speaker.id || ':' || locale.language_code
)
"""
# Rows of a database that has been taken over from another server tell of that server's transactions: of such as have
# not been here yet, beside the own.
NOT_OF_THIS_SERVER = """
WITH next AS (
    SELECT greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint, own.number + 1) AS number
    FROM (SELECT pg_current_xact_id_if_assigned()::text::bigint AS number) own
),
forgotten AS (DELETE FROM search_removed USING next WHERE changed_in >= number)
UPDATE search_entry SET changed_in = 0 FROM next WHERE changed_in >= number
"""
NOW = """
SELECT system_identifier, pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM pg_control_system()
"""


def rebuild(say: Say) -> None:
    """Look at every page and speaker: some at a time, each portion in a transaction of its own.

    Stopped between two portions, or within one, every entry is either as it was or as it should be.
    """
    pages = Page.objects.live().type(*page_types()).order_by("pk")
    _in_portions("Pages", list(pages.values_list("pk", flat=True)), store_pages, say)
    speakers = Speaker.objects.order_by("pk")
    _in_portions("Speakers", list(speakers.values_list("pk", flat=True)), store_speakers, say)
    if removed := _patiently(_remove_what_is_gone):
        say(f"Removed: {removed:,}")
    take_snapshot()
    say("Snapshot taken.")


def _in_portions(name: str, keys: list[int], work: Callable, say: Say) -> None:
    done = 0
    for portion in in_portions(keys):
        _patiently(lambda portion=portion: work(portion))
        done += len(portion)
        say(f"{name}: {done:,} of {len(keys):,}")


def _patiently(work: Callable):
    last = perf_counter() + PATIENCE
    while True:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [MAX_WAIT])
                return work()
        except OperationalError as error:
            if not transactions.is_lock_conflict(error) or perf_counter() > last:
                raise
        sleep(PAUSE)


def _remove_what_is_gone() -> int:
    """Take out what is no public page and no speaker any more."""
    with connection.cursor() as cursor:
        cursor.execute(GONE, [[model._meta.label_lower for model in page_types()]])
        return cursor.rowcount


def make_what_is_due() -> None:
    """Every minute: the whole index where that has never been done to the end, else a new snapshot when it is time."""
    if not Snapshot.objects.exists():
        rebuild(lambda line: None)
    elif is_due():
        take_snapshot()


def is_due() -> bool:
    """Whether so much has changed since the last snapshot that a process would start faster with a new one."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        mine = Snapshot.objects.filter(version=version(cursor.fetchone()[0]))
    last = mine.order_by("-pk").values_list("seen_before", flat=True).first()
    return Entry.objects.filter(changed_in__gte=last or 0).count() >= ENOUGH_FOR_A_SNAPSHOT


@transaction.atomic
def take_snapshot() -> None:
    """Write down all entries as arrays, and forget older snapshots and what was removed before them.

    One at a time: what a snapshot has not seen must not be forgotten by another.
    """
    transactions.take(transactions.AdvisoryLock.SEARCH_SNAPSHOT)
    with connection.cursor() as cursor:
        cursor.execute(NOT_OF_THIS_SERVER)
        cursor.execute(NOW)
        server, xmin = cursor.fetchone()
        content = Segment.of(docs_of(Entry.objects.all())).to_bytes()
        before = Snapshot.objects.filter(version__endswith=f":{server}").order_by("-pk")
        pruned = min(before.values_list("seen_before", flat=True).first() or 0, xmin)
        new = Snapshot.objects.create(seen_before=xmin, pruned=pruned, version=version(server), content=content)
        cursor.execute("DELETE FROM search_snapshot WHERE id <> %s", [new.pk])
        cursor.execute("DELETE FROM search_removed WHERE changed_in < %s", [pruned])
