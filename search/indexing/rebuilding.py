"""Makes the whole index anew while it goes on answering, and its snapshot, with which a process starts."""

from collections.abc import Callable
from time import perf_counter, sleep

from django.db import OperationalError, connection, transaction
from wagtail.models import Page

from bilingual import transactions
from lectures.models import Speaker
from search.engine.segment import FORMAT, Segment
from search.indexing.documents import page_types
from search.indexing.indexer import follow_pages, in_portions, store_pages, store_speakers
from search.indexing.sync import EVERYTHING_SEEN, News, documents
from search.models import Entry, IndexVersion, Removed, Snapshot

Say = Callable[[str], None]
ENOUGH_FOR_A_SNAPSHOT = 200  # entries that have changed since the last
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
        return
    _patiently(follow_pages)
    if is_due():
        take_snapshot()


def is_due() -> bool:
    """Whether so much has changed since the last snapshot that a process would start faster with a new one."""
    last = Snapshot.objects.filter(code=FORMAT).order_by("-pk").values_list("version", flat=True).first()
    return last is None or Entry.objects.filter(version__gt=last).count() >= ENOUGH_FOR_A_SNAPSHOT


@transaction.atomic
def take_snapshot() -> None:
    """Write down all entries as arrays, and forget older snapshots and what was removed before them.

    One at a time: what a snapshot has not seen must not be forgotten by another.
    """
    transactions.take(transactions.AdvisoryLock.SEARCH_SNAPSHOT)
    version = News.since(EVERYTHING_SEEN).number  # before the rows are read, of which some may be newer
    content = Segment.of(documents()).to_bytes()
    pruned = Snapshot.objects.order_by("-pk").values_list("version", flat=True).first() or 0
    new = Snapshot.objects.create(version=version, code=FORMAT, content=content)
    Snapshot.objects.exclude(pk=new.pk).delete()
    IndexVersion.objects.filter(pruned__lt=pruned).update(pruned=pruned)
    Removed.objects.filter(version__lte=pruned).delete()
