"""Keeps a process's index up to date with the entries in the database: asked at every search, fetched when changed.

Every row says in which transaction it was written, so "what I have not seen" is what was written by transactions that
had not ended when this process last looked (`pg_snapshot_xmin`), whoever wrote it, on whichever server. Within a
transaction that has itself written (a preview, a test), what it has written is seen and kept from all others.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import Stemmer
from django.db import connection
from django.db.models import QuerySet

from search.index import Index
from search.models import Entry, Snapshot
from search.segment import Doc, Segment

MAX_PARTS = 8  # segments; then the smaller ones are made into one
# The modules that decide what a segment holds: when one of them changes, snapshots are made anew.
MADE_BY = ("words", "swedish", "english", "snowball", "languages", "vocabulary", "segment")
LIBRARIES = (np.__version__, Stemmer.version(), unicodedata.unidata_version)
CODE = hashlib.sha256(
    b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in MADE_BY) + " ".join(LIBRARIES).encode()
).hexdigest()[:40]

# In one statement, so that all of it is of one moment: which database of which server this is, up to where everything
# has ended, whether this transaction has written, what removals are forgotten, and what has been written or removed
# since. What has been removed and is there again has been written.
NEWS = """
SELECT server.system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database())::bigint,
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_current_xact_id_if_assigned() IS NOT NULL,
    (SELECT coalesce(max(pruned), 0) FROM search_snapshot WHERE version LIKE '%%:' || server.system_identifier),
    (SELECT coalesce(json_agg(json_build_array(key, stamp)), '[]') FROM search_entry WHERE changed_in >= %(seen)s),
    (SELECT coalesce(json_agg(DISTINCT key), '[]') FROM search_removed removed WHERE changed_in >= %(seen)s
        AND NOT EXISTS (SELECT FROM search_entry entry WHERE entry.key = removed.key))
FROM pg_control_system() AS server
"""


class News(NamedTuple):
    """What the database says to a process that has `seen` something."""

    server: int
    database: int
    xmin: int
    has_written: bool
    pruned: int
    written: list[tuple[str, int]]
    removed: list[str]

    @classmethod
    def since(cls, seen: int) -> "News":
        with connection.cursor() as cursor:
            cursor.execute(NEWS, {"seen": seen})
            return cls(*cursor.fetchone())

    @property
    def place(self) -> tuple[int, int]:
        """The server and the database."""
        return self.server, self.database

    def follows(self, known: "Known") -> bool:
        """Whether it is all that has happened since: of the same database, of which no removal is forgotten."""
        return known.place == self.place and known.xmin >= self.pruned


@dataclass(frozen=True)
class Known:
    """What a process knows: entries written before `xmin`, in segments; of each entry its stamp and where it is."""

    place: tuple[int, int] = (0, 0)  # the server and the database
    xmin: int = 2**62  # after all there will be: of a database that nothing is known of, nothing is asked
    stamps: dict[str, int] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    alive: tuple[np.ndarray, ...] = ()
    index: Index = field(default_factory=lambda: Index([]))


_known: dict[tuple, Known] = {}
_lock, _starting = Lock(), Lock()


def current() -> Index:
    """The index as the database has it now, for this transaction."""
    parts = connection.settings_dict
    name = (parts["HOST"], parts["PORT"], parts["NAME"])
    known = _known.get(name, Known())
    news = News.since(known.xmin)
    if news.follows(known):
        return _told(name, known, news)
    with _starting:  # it takes a while among many entries: one thread does it, the others wait and are told of the rest
        if (latest := _known.get(name, known)) is not known:
            known = latest
            news = News.since(known.xmin)
        if not news.follows(known):
            known = _from_snapshot(news.place)
            news = News.since(known.xmin)
        return _told(name, known, news)


def _told(name: tuple, known: Known, news: News) -> Index:
    """What a process knows, brought up to date by the news, as an index; remembered for its next search.

    Not remembered within a transaction that has written: others may never see what it has.
    """
    written = [key for key, stamp in news.written if known.stamps.get(key) != stamp]
    removed = [key for key in news.removed if key in known.stamps]
    changed = _with(known, written, removed) if written or removed else known
    if news.has_written:
        return changed.index
    with _lock:
        latest = _known.get(name)
        if latest is None or latest.place != news.place or latest.xmin <= news.xmin:
            _known[name] = replace(changed, xmin=news.xmin)
    return changed.index


def version(server: int) -> str:
    """What a snapshot must have been made by: this code, on the server of whose transactions it tells.

    Each server numbers its own, and a database may be taken over from another.
    """
    return f"{CODE}:{server}"


def _from_snapshot(place: tuple[int, int]) -> Known:
    """What the newest snapshot holds, if there is one that can be read."""
    server, _database = place
    snapshot = Snapshot.objects.filter(version=version(server)).order_by("-pk").first()
    if snapshot is None:
        return Known(place, xmin=0)
    segment = Segment.from_bytes(bytes(snapshot.content))
    alive = np.ones(len(segment), dtype=bool)
    return Known(place, snapshot.seen_before, _stamps(segment), (segment,), (alive,), Index([(segment, alive)]))


def _stamps(segment: Segment) -> dict[str, int]:
    keys = (key.decode() for key in segment.docs["key"].tolist())
    return dict(zip(keys, segment.docs["stamp"].tolist(), strict=True))


def _with(known: Known, written: list[str], removed: list[str]) -> Known:
    """What is known after some entries have been written and others removed."""
    gone = np.array([key.encode() for key in [*written, *removed]], dtype=bytes)
    segments, alive = [], []
    for segment, lives in zip(known.segments, known.alive, strict=True):
        lives = lives & ~np.isin(segment.docs["key"], gone)
        if lives.any():
            segments.append(segment)
            alive.append(lives)
    wanted = list(written)
    if len(segments) >= MAX_PARTS:
        order = sorted(range(len(segments)), key=lambda number: len(segments[number]))
        merged = order[: MAX_PARTS - 1]
        wanted += [key.decode() for n in merged for key in segments[n].docs["key"][alive[n]].tolist()]
        kept = [n for n in range(len(segments)) if n not in merged]
        segments, alive = [segments[n] for n in kept], [alive[n] for n in kept]
    stamps = dict(known.stamps)
    for key in removed:
        stamps.pop(key, None)
    segment = Segment.of(docs_of(Entry.objects.filter(key__in=wanted)) if wanted else ())
    if len(segment):
        segments.append(segment)
        alive.append(np.ones(len(segment), dtype=bool))
        stamps |= _stamps(segment)
    index = Index(list(zip(segments, alive, strict=True)))
    return Known(known.place, known.xmin, stamps, tuple(segments), tuple(alive), index)


def docs_of(entries: QuerySet[Entry]) -> Iterator[Doc]:
    """Entries as a segment takes them."""
    rows = entries.order_by("key").values_list("key", "family", "language", "kind", "fields", "facts", "stamp")
    return (Doc(*row) for row in rows.iterator(chunk_size=500))
