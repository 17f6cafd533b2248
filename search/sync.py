"""Keeps a process's index up to date with the entries in the database: asked at every search, fetched when changed.

Every row says in which transaction it was written, so "what I have not seen" is what was written by transactions that
had not ended when this process last looked (`pg_snapshot_xmin`), whoever wrote it, on whichever server. Within a
transaction that has itself written (a preview, a test), what it has written is seen and kept from all others.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

import numpy as np
from django.db import connection

from search.index import Index
from search.models import Entry, Snapshot
from search.segment import Doc, Segment

MOST_PARTS = 8
MADE_BY = ("words", "swedish", "english", "snowball", "languages", "vocabulary", "segment")
VERSION = hashlib.sha256(
    b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in MADE_BY) + np.__version__.encode()
).hexdigest()[:40]

# What is there to know: up to where everything has ended, whether this transaction has written, which database this is,
# what removals are forgotten, and the keys of entries that have been written or removed since.
NEWS = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    pg_current_xact_id_if_assigned() IS NOT NULL,
    (SELECT oid FROM pg_database WHERE datname = current_database())::bigint,
    coalesce((SELECT max(pruned) FROM search_snapshot), 0),
    (SELECT coalesce(json_agg(json_build_array(key, stamp, gone) ORDER BY stamp), '[]') FROM (
        SELECT key, stamp, FALSE AS gone FROM search_entry WHERE changed_in >= %(seen)s
        UNION ALL SELECT key, stamp, TRUE FROM search_removed WHERE changed_in >= %(seen)s
    ) changes)
"""


@dataclass(frozen=True)
class Known:
    """What a process knows: entries written before `xmin`, in segments; of each entry its stamp and where it is."""

    xmin: int = 0
    database: int = 0
    stamps: dict[str, int] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    alive: tuple[np.ndarray, ...] = ()
    index: Index = field(default_factory=lambda: Index([]))


_known: dict[tuple, Known] = {}
_lock = Lock()


def current() -> Index:
    """The index as the database has it now, for this transaction."""
    parts = connection.settings_dict
    place = (parts["HOST"], parts["PORT"], parts["NAME"])
    known = _known.get(place) or _from_snapshot()
    xmin, has_written, database, pruned, changes = _news(known)
    if known.database not in (0, database) or known.xmin < pruned:
        known = _from_snapshot()
        xmin, has_written, database, pruned, changes = _news(known)
    newest = {key: (stamp, gone) for key, stamp, gone in changes}  # the last word on each
    written = [key for key, (stamp, gone) in newest.items() if not gone and known.stamps.get(key) != stamp]
    removed = [key for key, (stamp, gone) in newest.items() if gone and known.stamps.get(key, stamp) < stamp]
    changed = _with(known, written, removed) if written or removed else known
    if has_written:
        return changed.index
    with _lock:
        latest = _known.get(place)
        if latest is None or latest.database != database or latest.xmin <= xmin:
            _known[place] = replace(changed, xmin=xmin, database=database)
    return changed.index


def _news(known: Known) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(NEWS, {"seen": known.xmin})
        return cursor.fetchone()


def _from_snapshot() -> Known:
    """What the newest snapshot holds, if there is one that this code can read."""
    snapshot = Snapshot.objects.filter(version=VERSION).order_by("-pk").first()
    if snapshot is None:
        return Known()
    segment = Segment.from_bytes(bytes(snapshot.content))
    alive = np.ones(len(segment), dtype=bool)
    return Known(snapshot.seen_before, 0, _stamps(segment), (segment,), (alive,), Index([(segment, alive)]))


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
    if len(segments) >= MOST_PARTS:
        order = sorted(range(len(segments)), key=lambda number: len(segments[number]))
        merged = order[: MOST_PARTS - 1]
        wanted += [key.decode() for n in merged for key in segments[n].docs["key"][alive[n]].tolist()]
        kept = [n for n in range(len(segments)) if n not in merged]
        segments, alive = [segments[n] for n in kept], [alive[n] for n in kept]
    stamps = dict(known.stamps)
    for key in removed:
        stamps.pop(key, None)
    docs = docs_of(Entry.objects.filter(key__in=wanted)) if wanted else []
    if docs:
        segment = Segment.of(docs)
        segments.append(segment)
        alive.append(np.ones(len(segment), dtype=bool))
        stamps |= {doc.key: doc.stamp for doc in docs}
    index = Index(list(zip(segments, alive, strict=True)))
    return Known(known.xmin, known.database, stamps, tuple(segments), tuple(alive), index)


def docs_of(entries: Iterable[Entry]) -> list[Doc]:
    """Entries as a segment takes them."""
    rows = entries.order_by("key").values_list("key", "family", "language", "kind", "fields", "facts", "stamp")
    return [Doc(*row) for row in rows.iterator(chunk_size=2_000)]
