"""What the state of an edition depends on beside its own facts: its lectures, and the editions after it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

from conference.state import SURE, EditionStatus, Surroundings
from home import clock
from home.public import is_in_open_language, is_readable

MAX_RANGES = 10  # of paths, each found by its index; to compare lectures with more takes longer than to count them all


def surroundings(editions: Iterable) -> dict:
    """The surroundings of each edition by its primary key, in two queries however many. What all can read counts."""
    editions = list(editions)
    keys = {edition.translation_key for edition in editions}
    rows = _pages(keys)
    paths = {row.path: row.translation_key for row in rows if row.translation_key in keys}
    lectures = _lectures(paths)
    for edition in editions:  # known now, and asked for again by the programme
        edition.paths_in_all_languages = [path for path, key in paths.items() if key == edition.translation_key]
    begun = [row.year for row in rows if row.is_public and row.has_begun and row.year]
    return {
        edition.pk: Surroundings(
            *lectures[edition.translation_key], is_succeeded=any(year > (edition.year or 9999) for year in begun)
        )
        for edition in editions
    }


def _pages(keys: set) -> list:
    """The pages of some editions in every language, and those of all that have begun."""
    is_sure = Q(date_precision__in=SURE, starts_on__lte=clock.today())
    off = Q(status__in=[EditionStatus.CANCELLED, EditionStatus.POSTPONED])
    has_begun = Q(status=EditionStatus.HELD) | (is_sure & ~off)
    pages = apps.get_model("conference.ConferencePage").objects.annotate(
        has_begun=has_begun, is_public=is_readable() & is_in_open_language()
    )
    found = pages.filter(Q(translation_key__in=keys) | has_begun).order_by()
    return list(found.values_list("translation_key", "path", "year", "has_begun", "is_public", named=True))


def _lectures(paths: dict) -> dict:
    """By the key of an edition: whether a lecture is held now, is ahead and was held."""
    found = defaultdict(lambda: (False, False, False))
    if paths:
        lectures = apps.get_model("lectures.LecturePage").objects.filter(is_readable(), is_in_open_language())
        if len(paths) <= MAX_RANGES:
            lectures = lectures.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))
        for path, *counts in lectures.counted_by_edition(clock.now()):
            key = paths.get(path)
            found[key] = tuple(one or other for one, other in zip(found[key], map(bool, counts), strict=True))
    return found
