"""Keeps a process's index up to date with the entries in the database: asked at every search, fetched when changed.

Commits that change entries are numbered in the order in which they are committed (migrations/0004_versions.py), so
"what I have not seen" is what has a higher number than the last, whoever wrote it, on whichever server. What has no
number yet is this transaction's own: it is seen here (a preview, a test) and kept from all others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple

import numpy as np
from django.db import connection

from search.engine.documents import Document
from search.engine.index import Index
from search.engine.segment import FORMAT, Segment
from search.models import Entry, Snapshot

MAX_DELTA = 300  # entries; then a newer snapshot is looked for

# In one statement, so that all of it is of one moment. What has been removed and is there again has been written.
NEWS = """
SELECT coalesce(number, 0), coalesce(pruned, 0), pg_current_xact_id_if_assigned() IS NOT NULL,
    (SELECT coalesce(json_agg(key), '[]') FROM search_entry WHERE version > %(seen)s OR version IS NULL),
    (SELECT coalesce(json_agg(DISTINCT key), '[]') FROM search_removed removed
        WHERE (version > %(seen)s OR version IS NULL)
        AND NOT EXISTS (SELECT FROM search_entry entry WHERE entry.key = removed.key))
FROM (SELECT) AS one LEFT JOIN search_indexversion ON TRUE
"""
EVERYTHING_SEEN = 2**62


class News(NamedTuple):
    """What the database says to a process that has seen the commits up to a number."""

    number: int
    pruned: int
    has_written: bool
    written: list[str]
    removed: list[str]

    @classmethod
    def since(cls, seen: int) -> "News":
        with connection.cursor() as cursor:
            cursor.execute(NEWS, {"seen": seen})
            return cls(*cursor.fetchone())

    def follows(self, known: "Known") -> bool:
        """Whether it is all that has happened since: of the same database, of which no removal is forgotten."""
        return self.pruned <= known.version <= self.number


@dataclass(frozen=True)
class Known:
    """What a process knows: a base of entries, of which those are `alive` that have not changed since, and a delta.

    `base_version` and `version` are the last commits that the base, and all of it, knows of.
    """

    version: int
    base_version: int
    base: Segment
    alive: np.ndarray
    index: Index
    delta: frozenset[str] = frozenset()  # keys

    @classmethod
    def of(cls, segment: Segment, version: int) -> "Known":
        """What one knows who has a segment and nothing else."""
        alive = np.ones(len(segment), dtype=bool)
        return cls(version, version, segment, alive, Index([(segment, alive)]))


NOTHING = Known.of(Segment.of(()), EVERYTHING_SEEN)
_known: dict[tuple, Known] = {}
_lock, _starting = Lock(), Lock()


def current() -> Index:
    """The index as the database has it now, for this transaction."""
    parts = connection.settings_dict
    name = (parts["HOST"], parts["PORT"], parts["NAME"])
    known = _known.get(name, NOTHING)
    news = News.since(known.version)
    if news.follows(known):
        return _told(name, known, news)
    with _starting:  # it takes a while among many entries: one thread does it, the others wait and are told of the rest
        if (latest := _known.get(name, known)) is not known:
            known, news = latest, News.since(latest.version)
        if not news.follows(known):
            if known := _from_snapshot():
                news = News.since(known.version)
            else:  # of what is newer among the rows than the news one is told once more
                known = Known.of(Segment.of(documents()), news.number)
        return _told(name, known, news)


def _told(name: tuple, known: Known, news: News) -> Index:
    """What a process knows, brought up to date by the news, as an index; remembered for its next search.

    Not remembered within a transaction that has written: others may never see what it has.
    """
    changed = _with(known, news) if news.written or news.removed else known
    if news.has_written:
        return changed.index
    if changed is not known and len(changed.delta) > MAX_DELTA and (newer := _from_snapshot(known.base_version)):
        return _told(name, newer, News.since(newer.version))
    with _lock:
        latest = _known.get(name)
        if latest is None or latest.version <= news.number or not news.follows(latest):
            _known[name] = replace(changed, version=news.number)
    return changed.index


def _with(known: Known, news: News) -> Known:
    """What is known after some entries have been written and others removed."""
    gone = np.array([key.encode() for key in [*news.written, *news.removed]], dtype=bytes)
    alive = known.alive & ~np.isin(known.base.docs["key"], gone)
    delta = known.delta.union(news.written).difference(news.removed)
    segment = Segment.of(documents(delta))
    index = Index([(known.base, alive), (segment, np.ones(len(segment), dtype=bool))])
    return replace(known, alive=alive, delta=delta, index=index)


def _from_snapshot(newer_than: int = -1) -> Known | None:
    """What the newest snapshot holds, if there is one that can be read and it is newer than a commit."""
    snapshot = Snapshot.objects.filter(code=FORMAT, version__gt=newer_than).order_by("-pk").first()
    return Known.of(Segment.from_bytes(bytes(snapshot.content)), snapshot.version) if snapshot else None


def documents(keys: Iterable[str] | None = None) -> Iterator[Document]:
    """Entries as the engine takes them: all that there are, or some."""
    entries = Entry.objects.order_by("key") if keys is None else Entry.objects.filter(key__in=keys).order_by("key")
    rows = entries.values_list("key", "family", "language", "kind", "fields", "facts")
    return (Document(*row) for row in rows.iterator(chunk_size=500))
