"""Makes the whole index anew while it goes on answering, and its snapshot, with which a process starts."""

from collections.abc import Callable

from django.db import connection, transaction
from wagtail.models import Locale, Page

from lectures.models import Speaker
from search.entries import entries_of_speaker, entry_of_page, page_types
from search.models import Entry, Removed, Snapshot
from search.segment import Segment
from search.storing import fetched, in_portions, store
from search.sync import VERSION, docs_of

Say = Callable[[str], None]
ENOUGH_FOR_A_SNAPSHOT = 300  # entries that have changed since the last


def rebuild(say: Say) -> None:
    """Look at every page and speaker: some at a time, each portion in a transaction of its own.

    Stopped between two portions, or within one, every entry is either as it was or as it should be.
    """
    kinds = [model._meta.label_lower.split(".") for model in page_types()]
    pages = Page.objects.live().filter(content_type__model__in=[model for _app, model in kinds]).order_by("pk")
    keys = list(pages.values_list("pk", flat=True))
    done = 0
    for portion in in_portions(keys):
        with transaction.atomic():
            store(entry_of_page(page) for page in fetched(portion))
        done += len(portion)
        say(f"Pages: {done:,} of {len(keys):,}")
    languages = list(Locale.objects.values_list("language_code", flat=True))
    speakers = list(Speaker.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for portion in in_portions(speakers):
        with transaction.atomic():
            for speaker in Speaker.objects.filter(pk__in=portion):
                store(entries_of_speaker(speaker, languages))
        done += len(portion)
        say(f"Speakers: {done:,} of {len(speakers):,}")
    removed = _remove_what_is_gone()
    if removed:
        say(f"Removed: {removed:,}")
    take_snapshot()
    say("Snapshot taken.")


@transaction.atomic
def _remove_what_is_gone() -> int:
    """Take out what is no public page and no speaker any more."""
    pages = Entry.objects.filter(page_id__isnull=False).exclude(page_id__in=Page.objects.live().values("pk"))
    count, _by_model = pages.delete()
    keys = {
        f"speaker:{pk}:{code}"
        for pk in Speaker.objects.values_list("pk", flat=True)
        for code in Locale.objects.values_list("language_code", flat=True)
    }
    speakers = Entry.objects.filter(kind="speaker").values_list("key", flat=True)
    gone = [key for key in speakers if key not in keys]
    return count + Entry.objects.filter(key__in=gone).delete()[0]


def is_due() -> bool:
    """Whether so much has changed since the last snapshot that a process would start faster with a new one."""
    last = Snapshot.objects.filter(version=VERSION).order_by("-pk").values_list("seen_before", flat=True).first()
    return Entry.objects.filter(changed_in__gte=last or 0).count() >= ENOUGH_FOR_A_SNAPSHOT


def take_snapshot() -> None:
    """Write down all entries as arrays, and forget older snapshots and what was removed before them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        xmin = cursor.fetchone()[0]
    content = Segment.of(docs_of(Entry.objects.all())).to_bytes()
    with transaction.atomic():
        before = Snapshot.objects.order_by("-pk").values_list("seen_before", flat=True).first() or 0
        pruned = min(before, xmin)
        Snapshot.objects.create(seen_before=xmin, pruned=pruned, version=VERSION, content=content)
        Snapshot.objects.exclude(pk=Snapshot.objects.order_by("-pk").values("pk")[:1]).delete()
        Removed.objects.filter(changed_in__lt=pruned).delete()
