"""Puts entries into the index and takes them out: within the transaction of whatever has changed."""

import json
from collections.abc import Iterable, Iterator

from django.db import connection
from wagtail.models import Locale, Page

from lectures.models import LecturePage, Speaker
from search.entries import entries_of_speaker, entry_of_page, key_of_page, page_types
from search.models import Entry

AT_ONCE = 200
COLUMNS = ("key", "page_id", "family", "language", "kind", "fields", "facts")
# What has not changed is not written: it would be read anew by every process.
STORE = """
INSERT INTO search_entry (key, page_id, family, language, kind, fields, facts, changed_in, stamp)
SELECT key, page_id, family, language, kind, fields, facts, 0, 0
FROM jsonb_to_recordset(%s::jsonb) AS given (
    key varchar, page_id bigint, family varchar, language varchar, kind varchar, fields jsonb, facts jsonb
) ORDER BY key
ON CONFLICT (key) DO UPDATE SET (page_id, family, language, kind, fields, facts) =
    (excluded.page_id, excluded.family, excluded.language, excluded.kind, excluded.fields, excluded.facts)
WHERE (search_entry.page_id, search_entry.family, search_entry.language, search_entry.kind, search_entry.fields,
    search_entry.facts) IS DISTINCT FROM
    (excluded.page_id, excluded.family, excluded.language, excluded.kind, excluded.fields, excluded.facts)
"""


def store(entries: Iterable[Entry]) -> None:
    """Put entries in, or change those that are there; what is the same stays as it is."""
    rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(STORE, [json.dumps(rows)])


def store_page(page) -> None:
    """Let the index know of a page as it is stored now: its texts, or that it is not public."""
    if type(page) not in page_types():
        return
    if page.live:
        store([entry_of_page(page)])
    else:
        Entry.objects.filter(key=key_of_page(page.pk)).delete()


def store_pages(keys: Iterable[int]) -> None:
    """Let the index know of pages by their keys."""
    for pages in in_portions(sorted(keys)):
        store(entry_of_page(page) for page in fetched(pages))


def store_speaker(speaker: Speaker) -> None:
    """Let the index know of a speaker, and the lectures of the name of now."""
    store(entries_of_speaker(speaker, Locale.objects.values_list("language_code", flat=True)))
    store_pages(speaker.appearances.filter(page__live=True).values_list("page", flat=True).distinct())


def in_portions(keys: list) -> Iterator[list]:
    """Some at a time."""
    yield from (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def fetched(keys: list[int]) -> list:
    """Public pages as their own types with all that their entries are made of, in few queries however many."""
    found = []
    for model in page_types():
        pages = model.objects.filter(pk__in=keys, live=True).select_related("locale")
        if model is LecturePage:
            pages = pages.select_related("venue").prefetch_related("speakers__speaker", "subjects")
        found += list(pages)
    above = {page.path[: -Page.steplen] for page in found if isinstance(page, LecturePage)}
    editions = {page.path: page for page in Page.objects.filter(path__in=above).specific()}
    for page in found:
        page.edition_above = editions.get(page.path[: -Page.steplen])
    return found
