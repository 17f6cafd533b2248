"""The words and choices of the staff, as the search asks for them: kept in memory, and fetched anew when changed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db import connection, models

from home import clock
from search.curation.models import key_of
from search.engine.tokens import folded, words

KEPT = 4  # a transaction that changes something sees other words than those outside it

STAMP = "(SELECT stamp FROM search_steered LIMIT 1)::text"
EVERYTHING = """
SELECT (SELECT stamp FROM search_steered LIMIT 1)::text,
    (SELECT coalesce(json_agg(words ORDER BY id), '[]') FROM search_term),
    (SELECT coalesce(json_agg(json_build_array(c.language, c.key, c.valid_until, (
        SELECT coalesce(json_agg(p.page_id ORDER BY p.sort_order, p.id), '[]')
        FROM search_promotedpage p WHERE p.promotion_id = c.id
    )) ORDER BY c.id), '[]') FROM search_promotion c)
"""


class Steered(models.Model):
    """One row, which says by what name the words and choices of now go. Written by triggers, whoever changes them."""

    stamp = models.UUIDField()

    def __str__(self):
        return str(self.stamp)


class Choice(NamedTuple):
    """The pages that come first, in order, and the last day on which they do."""

    pages: list[int]
    valid_until: date | None


@dataclass(frozen=True)
class Curation:
    """What the staff has said. `stamp` is another whenever any of it is; no two contents ever have the same."""

    stamp: str
    terms: list[dict[str, list[str]]]  # each a concept: its words by language
    choices: dict[tuple[str, str], Choice]  # by language and key

    @cached_property
    def synonyms(self) -> list[dict[str, list[list[str]]]]:
        """The terms as the engine takes them: expressions as lists of words."""
        return [{code: [*map(words, lines)] for code, lines in concept.items()} for concept in self.terms]

    def promoted(self, text: str, language: str) -> list[int]:
        """The keys of the pages that come first when this is asked, in order; also when it is typed without å ä ö."""
        key = key_of(text)
        choice = self.choices.get((language, key)) or self.choices.get((language, folded(key)))
        if not choice or (choice.valid_until and choice.valid_until < clock.today()):
            return []
        return choice.pages


_kept: dict[str, Curation] = {}


def curation(stamp: str | None = None) -> Curation:
    """The words and choices of now, as this transaction sees them. One query when nothing has changed.

    None, for who has fetched the `stamp` of now with something else.
    """
    global _kept
    with connection.cursor() as cursor:
        if stamp is None:
            cursor.execute(f"SELECT {STAMP}")
            stamp = cursor.fetchone()[0]
        if stamp in _kept:
            return _kept[stamp]
        cursor.execute(EVERYTHING)
        found = _read(*cursor.fetchone())
    if found.stamp:
        _kept = dict([*_kept.items()][1 - KEPT :]) | {found.stamp: found}
    return found


def all_terms() -> list[dict[str, list[str]]]:
    """Every concept: its words by language."""
    return curation().terms


def _read(stamp: str, terms: list, promotions: list) -> Curation:
    choices = {}
    for language, key, until, pages in promotions:
        choice = Choice(pages, date.fromisoformat(until) if until else None)
        choices.setdefault((language, folded(key)), choice)
        choices[language, key] = choice
    return Curation(stamp, [{code: line for code, line in words.items() if line} for words in terms], choices)
