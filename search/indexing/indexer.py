"""Puts entries into the index and takes them out: within the transaction of whatever has changed."""

import json
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Prefetch
from wagtail.models import Locale, Page

from conference.models import ConferencePage
from home.media import document_links
from home.snippets.texts import with_snippets
from lectures.models import LecturePage, LectureSpeaker, Speaker
from search.indexing import attachments
from search.indexing.documents import entries_of_speaker, entry_of_page, page_types
from search.models import Entry

AT_ONCE = 200
COLUMNS = ("key", "page_id", "family", "language", "kind", "fields", "facts")
# What has not changed is not written: it would be read anew by every process.
STORE = """
INSERT INTO search_entry (key, page_id, family, language, kind, fields, facts)
SELECT key, page_id, family, language, kind, fields, facts
FROM jsonb_to_recordset(%s::jsonb) AS given (
    key varchar, page_id bigint, family varchar, language varchar, kind varchar, fields jsonb, facts jsonb
) ORDER BY key
ON CONFLICT (key) DO UPDATE SET (page_id, family, language, kind, fields, facts) =
    (excluded.page_id, excluded.family, excluded.language, excluded.kind, excluded.fields, excluded.facts)
WHERE (search_entry.page_id, search_entry.family, search_entry.language, search_entry.kind, search_entry.fields,
    search_entry.facts) IS DISTINCT FROM
    (excluded.page_id, excluded.family, excluded.language, excluded.kind, excluded.fields, excluded.facts)
"""
# Entries of pages that are not public any more go; what says where a page is and how long it is shown follows the page.
NOT_PUBLIC = """
WITH gone AS (
    SELECT key FROM search_entry entry WHERE page_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM wagtailcore_page page WHERE page.id = entry.page_id AND page.live
    ) ORDER BY key FOR UPDATE
)
DELETE FROM search_entry USING gone WHERE search_entry.key = gone.key
"""
ELSEWHERE = """
WITH moved AS (
    SELECT key, page.path, page.expire_at FROM search_entry entry JOIN wagtailcore_page page ON page.id = entry.page_id
    WHERE (facts->>'path', to_timestamp((facts->>'expires')::float8)) IS DISTINCT FROM (page.path, page.expire_at)
    ORDER BY key FOR NO KEY UPDATE OF entry
)
UPDATE search_entry SET facts = (facts - 'expires') || jsonb_strip_nulls(
    jsonb_build_object('path', moved.path, 'expires', extract(epoch FROM moved.expire_at))
) FROM moved WHERE search_entry.key = moved.key
"""
LOCK = "SELECT page_id FROM search_entry WHERE page_id = ANY(%s) ORDER BY key FOR NO KEY UPDATE"
LOCK_PAGES = "SELECT id FROM wagtailcore_page WHERE id = ANY(%s) AND live ORDER BY id FOR SHARE"


def store(entries: Iterable[Entry]) -> None:
    """Put entries in, or change those that are there; what is the same stays as it is."""
    rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(STORE, [json.dumps(rows)])


def store_page(page) -> None:
    """Let the index know of a page that has been stored."""
    if type(page) in page_types():
        if page.live:
            store_pages([page.pk], [type(page)])
        else:
            remove_page(page.pk)


def remove_page(pk: int) -> None:
    """Let the index know that a page is gone, or not public any more."""
    Entry.objects.filter(page_id=pk).delete()


def follow_pages() -> None:
    """Let the index know where its pages are and how long they are shown, and which are not public: of all of them.

    The page tree moves pages, and those beside them, in SQL; and of an `update()` no signal tells.
    """
    with connection.cursor() as cursor:
        cursor.execute(NOT_PUBLIC)
        cursor.execute(ELSEWHERE)


def store_pages(keys: Iterable[int], models: Iterable[type] | None = None) -> None:
    """Let the index know of those of some pages that are public."""
    for portion in in_portions(sorted(keys)):
        with transaction.atomic():
            lock(portion)
            store(entry_of_page(page) for page in fetched(portion, models))


def store_speaker(speaker: Speaker) -> None:
    """Let the index know of a speaker, and the lectures of the name of now."""
    store_speakers([speaker.pk])
    store_pages(speaker.appearances.filter(page__live=True).values_list("page", flat=True).distinct())


def store_speakers(keys: Iterable[int]) -> None:
    """Let the index know of speakers, without their lectures."""
    languages = list(Locale.objects.values_list("language_code", flat=True))
    for portion in in_portions(sorted(keys)):
        with transaction.atomic():
            speakers = Speaker.objects.filter(pk__in=portion).order_by("pk")
            list(speakers.select_for_update(no_key=True).values_list("pk"))  # and then read what they are called
            store(entry for speaker in speakers.all() for entry in entries_of_speaker(speaker, languages))


def lock(keys: list[int]) -> None:
    """Wait for those who are changing the entries of pages, or are taking them out, and keep others from it.

    Only then is read what the pages say. Else what somebody has changed meanwhile would be overwritten with what was
    before, or a page would come back that has just been unpublished. A page that has no entry is locked itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [keys])
        if missing := {*keys} - {key for (key,) in cursor.fetchall()}:
            cursor.execute(LOCK_PAGES, [list(missing)])


def in_portions(keys: list) -> Iterator[list]:
    """Some at a time."""
    yield from (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def fetched(keys: list[int], models: Iterable[type] | None = None) -> list:
    """Public pages as their own types with all that their entries are made of, in few queries however many."""
    found = []
    for model in models or page_types():
        pages = model.objects.filter(pk__in=keys, live=True)
        if model is LecturePage:
            people = Prefetch("speakers", LectureSpeaker.objects.select_related("speaker"))
            pages = pages.prefetch_related(people, "subjects")
        pages = pages.prefetch_related(*document_links.rows_with_documents(model))
        if snippets := model.snippet_keys():
            pages = with_snippets(pages, *snippets)
        found += pages.select_related("locale")
    above = {page.path[: -Page.steplen] for page in found}
    editions = {page.path: page for page in ConferencePage.objects.filter(path__in=above)} if above else {}
    linked = {page.pk: sorted(document_links.keys_of(page)) for page in found}
    by_key = attachments.by_key({key for keys in linked.values() for key in keys})
    for page in found:
        page.edition_above = editions.get(page.path[: -Page.steplen])
        page.linked_documents = [by_key[key] for key in linked[page.pk] if key in by_key]
    return found
