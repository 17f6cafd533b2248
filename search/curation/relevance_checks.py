"""Whether the pages that must be found are found, and when that is looked at.

A search costs some milliseconds, and a publication must not wait for hundreds. So whatever may have changed what is
found marks every row as due, in one statement, once it is committed; those that it touches most (of that page first,
then those whose question has a word of its title) are looked at in the same request for as long as AT_ONCE; the others
by `publish_scheduled`, which runs every minute. What has not been looked at for a day is, in case something has changed
unnoticed.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from home.public import is_readable
from search.engine.tokens import folded, words
from search.models import MustFind
from search.query import find

logger = logging.getLogger(__name__)

LOOKED_AT = 50  # so many hits are looked through
SPEAKER = "speaker"  # the kind of hits that are no pages
AT_ONCE, IN_BACKGROUND = 0.02, 40.0  # seconds
LOOKED_AT_EVERY = timedelta(days=1)
SHARED_LETTERS, SHORT = 5, 2  # two words that begin with the same are taken for forms of one
Verdict = MustFind.Verdict


def check(rows: Iterable[MustFind], seconds: float = float("inf")) -> int:
    """Look where each page stands, and write it down; how many, as `seconds` may end.

    Better outside a transaction that has written something, for which the search makes an index of its own.
    """
    rows, start, done = list(rows), perf_counter(), 0
    families = _families(rows)
    for row in rows:
        if done and perf_counter() - start > seconds:
            break
        MustFind.objects.filter(pk=row.pk).update(is_due=False)  # first: what changes meanwhile makes it due again
        try:
            with override(row.language):
                _look(row, families.get(row.page_id, {}))
        except Exception:  # whoever publishes has no part in it
            logger.exception("Could not look whether a page is found: %s", row.question)
            MustFind.objects.filter(pk=row.pk).update(is_due=True)
        done += 1
    return done


def _families(rows: list[MustFind]) -> dict[int, dict[int, bool]]:
    """For each chosen page: the pages of its family, and which of them anybody may read."""
    chosen = {row.page_id for row in rows if row.page_id}
    if not chosen:
        return {}
    keys = Page.objects.filter(pk__in=chosen).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys).annotate(is_shown=is_readable())
    found: dict[UUID, dict[int, bool]] = {}
    for pk, key, is_shown in pages.values_list("pk", "translation_key", "is_shown"):
        found.setdefault(key, {})[pk] = is_shown
    return {pk: family for family in found.values() for pk in family}


def _look(row: MustFind, family: dict[int, bool]) -> None:
    row.place = None
    if family and any(family.values()):
        hits = find(row.question, row.language, count=LOOKED_AT).hits
        places = (place for place, hit in enumerate(hits, start=1) if hit.kind != SPEAKER and hit.pk in family)
        row.place = next(places, None)
    if row.place:
        row.verdict = Verdict.FOUND if row.place <= row.within else Verdict.LOW
    elif family:
        row.verdict = Verdict.MISSING if any(family.values()) else Verdict.HIDDEN
    else:
        row.verdict = Verdict.DELETED
    row.checked_at, row.is_due = timezone.now(), False
    found = {name: getattr(row, name) for name in ("verdict", "place", "checked_at")}
    MustFind.objects.filter(pk=row.pk).update(**found)


# When


def due() -> QuerySet[MustFind]:
    """The rows to look at, those that have waited longest first."""
    old = timezone.now() - LOOKED_AT_EVERY
    rows = MustFind.objects.filter(Q(is_due=True) | Q(checked_at=None) | Q(checked_at__lt=old))
    return rows.order_by(F("checked_at").asc(nulls_first=True), "pk")


def check_due(seconds: float) -> int:
    """Look at what is due; how many rows that were."""
    return check(due(), seconds)


def changed(page: Page | None = None) -> None:
    """Something that may change what is found: once it is committed, everything is due, and what it touches is seen to.

    Without a page it touches everything.
    """
    touching = (page.translation_key, page.title) if page else None
    for savepoints, pending, _robust in connection.run_on_commit:
        if isinstance(pending, Changes) and pending.seen and savepoints <= set(connection.savepoint_ids):
            pending.seen.append(touching)
            return
    transaction.on_commit(Changes([touching]), robust=True)


@dataclass
class Changes:
    """What a transaction has changed, seen to as one when it is committed."""

    seen: list[tuple[UUID, str] | None]

    def __call__(self):
        seen, self.seen = self.seen, []
        MustFind.objects.update(is_due=True)
        check(touched_by(seen) if all(seen) else due(), AT_ONCE)


def touched_by(pages: list[tuple[UUID, str]]) -> list[MustFind]:
    """The rows of pages, then those whose question has a word of their titles."""
    keys = {key for key, _title in pages}
    beginnings = {beginning(word) for _key, title in pages for word in words(title) if len(word) > SHORT}
    rows = MustFind.objects.select_related("page")
    own, akin = [], []
    for row in rows:
        if row.page and row.page.translation_key in keys:
            own.append(row)
        elif beginnings & {beginning(word) for word in row.key.split()}:
            akin.append(row)
    return own + akin


def beginning(word: str) -> str:
    """What the forms of a word mostly begin with."""
    return folded(word)[:SHARED_LETTERS]
