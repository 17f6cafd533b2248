"""The one place where it is decided what a search finds: `find` for the page of results, `suggest` while one types."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from django.conf import settings
from django.db import connection

from home import clock
from home.public import OPEN_CODES
from search.curation.cache import STAMP, curation
from search.engine import facets, phrases, scoring
from search.engine.index import Index
from search.engine.interpretation import Meaning, found_words
from search.engine.interpreter import Interpreter
from search.engine.query import MAX_LENGTH, clean_query, parse
from search.engine.tokens import composed, tokens
from search.indexing import sync

__all__ = ["MAX_LENGTH", "Found", "Hit", "clean_query", "find", "suggest"]

# The stamp of what staff have said of the search, the paths of private pages, the languages that the site is in, and
# the family of the edition that is chosen on the start page of a language.
CIRCUMSTANCES = f"""
SELECT {STAMP}, ARRAY(
    SELECT DISTINCT path FROM wagtailcore_pageviewrestriction
    JOIN wagtailcore_page page ON page.id = page_id ORDER BY path
), ARRAY({OPEN_CODES}), (
    SELECT edition.translation_key::text FROM home_homepage JOIN wagtailcore_page home ON home.id = page_ptr_id
    JOIN wagtailcore_locale ON wagtailcore_locale.id = home.locale_id
    JOIN wagtailcore_page edition ON edition.id = current_edition_id
    WHERE home.live AND language_code = %(language)s LIMIT 1
)
"""  # noqa: S608
# Of some pages, those that are not public, as the pages themselves say: the index may not have been told.
NOT_LIVE = """
SELECT pk FROM unnest(%s::bigint[]) AS pk WHERE NOT EXISTS (
    SELECT FROM wagtailcore_page WHERE id = pk AND live AND (expire_at IS NULL OR expire_at > %s)
)
"""
MAX_OF_KIND = 3  # suggestions
MAX_CHECKED = 200  # hits of which that is asked, the best first: twenty pages of results, which ask for themselves


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, its primary key, and the forms of words in its texts that answered."""

    key: str
    kind: str
    pk: int
    language: str
    score: float
    words: frozenset[str] = frozenset()
    promoted: bool = False


@dataclass
class Found:
    """What was found: the hits asked for, and how many there are, in the query's language and in others."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    own: int = 0
    others: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict] = field(default_factory=lambda: {name: {} for name in facets.FACETS})
    corrections: list[str] = field(default_factory=list)


def find(text: str, language: str, filters: Mapping | None = None, start: int = 0, count: int = 15) -> Found:
    """What anybody may read now that answers `text`, for readers of `language`, as narrowed by `filters`.

    `filters` are values by facet: {"kind": "lecture", "edition": family, "subject": key, "recording": True …}. Without
    a text they narrow everything there is.
    """
    search = Search(text, language)
    if not search.query.terms and not filters:
        return Found()
    documents, scores = search.documents()
    return search.filtered(documents, scores, filters or {}, start, count)


def suggest(text: str, language: str, count: int = 8) -> list[Hit]:
    """The best hits for what has been typed so far."""
    search = Search(text, language, fast=True)
    if not search.query.terms:
        return []
    documents, scores = search.documents()
    if not len(documents):
        search.fast = False
        documents, scores = search.documents()
    chosen = mixed(search.index.kind[documents], count)
    return search.hits(documents[chosen], scores[chosen])


def mixed(kinds: np.ndarray, count: int) -> list[int]:
    """The places of the best few, no more than MAX_OF_KIND of them of one kind as long as there are others."""
    places, often = [], Counter()
    for place, kind in enumerate(kinds.tolist()):
        often[kind] += 1
        if often[kind] <= MAX_OF_KIND:
            places.append(place)
    rest = [place for place in range(min(len(kinds), count)) if place not in places]
    return sorted((places + rest)[:count])


class Search:
    """A query to the index of now. `fast`: without looking for typing errors and parts of words."""

    def __init__(self, text: str, language: str, *, fast: bool = False):
        self.fast, self.language = fast, language
        self.query = parse(text, language)
        self.index: Index = sync.current()
        self.now = clock.now()
        expired = np.flatnonzero(self.index.alive & (self.index.expires <= self.now.timestamp()))
        over = set(self._not_live(expired).tolist()) if len(expired) else set()
        prolonged = tuple(sorted(pk for pk in self.index.pk[expired].tolist() if pk not in over))
        with connection.cursor() as cursor:
            cursor.execute(CIRCUMSTANCES, {"language": language, "now": self.now})
            stamp, private, languages, self.chosen_edition = cursor.fetchone()
        self.visible = self.index.visible(self.now.timestamp(), tuple(private), tuple(sorted(languages)), prolonged)
        self.curation = curation(stamp)
        self.promoted: list[int] = []
        self.meanings: list[Meaning] = []

    def documents(self) -> tuple[np.ndarray, np.ndarray]:
        """The documents that answer, best first, with their scores; all that there are, where nothing is asked."""
        documents, scores = self._ranked() if self.query.terms else self._everything()
        checked = 0 if self.fast else MAX_CHECKED  # a suggestion asks for itself when it is shown
        while len(hidden := self._hidden(documents[:checked])):
            self.visible = self.index.without(hidden, self.visible)
            documents, scores = self._ranked() if self.query.terms else self._everything()
        return self._with_promoted(documents, scores) if self.query.terms else (documents, scores)

    def _ranked(self) -> tuple[np.ndarray, np.ndarray]:
        interpreter = Interpreter(self.index, self.query, self.visible, fast=self.fast)
        self.meanings = interpreter.meanings(self.curation.synonyms)
        current, now = self._current_edition(), self.now.timestamp()
        ranked = scoring.rank(interpreter, self.meanings, current, settings.LANGUAGE_CODE, now)
        documents, scores = ranked.documents, ranked.scores
        for phrase in self.query.phrases:
            kept = phrases.documents_with(self.index, phrase)[documents]
            documents, scores = documents[kept], scores[kept]
        return documents, scores

    def _hidden(self, documents: np.ndarray) -> np.ndarray:
        """Which pages of the families of some documents are not public any more, as the pages themselves say."""
        if not len(documents):
            return documents
        families = np.zeros(len(self.index.families[0]), dtype=bool)
        families[self.index.family[documents]] = True
        pages = np.flatnonzero(families[self.index.family] & self.visible & (self.index.kind != b"speaker"))
        return pages[np.isin(self.index.pk[pages], self._not_live(pages))]

    def _not_live(self, documents: np.ndarray) -> np.ndarray:
        with connection.cursor() as cursor:
            keys = ",".join(map(str, self.index.pk[documents].tolist()))
            cursor.execute(NOT_LIVE, [f"{{{keys}}}", self.now])
            return np.array([pk for (pk,) in cursor.fetchall()], dtype=np.int64)

    def _current_edition(self) -> str:
        """The family of the edition that is chosen on the start page; of the nearest, where none is."""
        nearest = scoring.nearest_edition
        return self.chosen_edition or nearest(self.index, self.visible, self.now.timestamp())

    def _everything(self) -> tuple[np.ndarray, np.ndarray]:
        documents = self._shown()
        documents = documents[documents >= 0]
        is_own = self.index.language[documents] == self.language.encode()
        order = np.lexsort((self.index.pk[documents], -self.index.at[documents], ~is_own))
        return documents[order], np.zeros(len(documents), dtype=np.float32)

    def _shown(self) -> np.ndarray:
        return scoring.shown_documents(self.index, self.visible, self.language, settings.LANGUAGE_CODE)

    def _with_promoted(self, documents: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The documents, with those first that editors have promoted for the query and that anybody may read."""
        chosen = self.curation.promoted(self.query.text, self.language)
        if not chosen:
            return documents, scores
        shown = self._shown()
        is_page = self.index.kind != b"speaker"
        first = []
        for pk in chosen:
            for place in np.flatnonzero(is_page & (self.index.pk == pk)):
                document = int(shown[self.index.family[place]])
                is_own = document >= 0 and self.index.language[document] == self.language.encode()
                if is_own and document not in first:
                    first.append(document)
        hidden = self._hidden(np.array(first, dtype=np.int64)).tolist()
        first = self.promoted = [document for document in first if document not in hidden]
        rest = ~np.isin(documents, first)
        best = np.full(len(first), scores.max(initial=0.0) + 1, dtype=scores.dtype)
        return (
            np.concatenate([np.array(first, dtype=documents.dtype), documents[rest]]),
            np.concatenate([best, scores[rest]]),
        )

    def filtered(self, documents, scores, filters: Mapping, start: int, count: int) -> Found:
        """What is left of the documents when filters are applied, with how many each other choice would leave."""
        now = self.now.timestamp()
        masks = {
            name: facets.having(self.index, name, value, documents, now)
            for name, value in filters.items()
            if name in facets.FACETS
        }
        everything = np.ones(len(documents), dtype=bool)

        def left(*but: str) -> np.ndarray:
            return np.logical_and.reduce([everything, *(mask for name, mask in masks.items() if name not in but)])

        kept = left()
        shown, points = documents[kept], scores[kept]
        languages = facets.counted(self.index.language[shown])
        own = languages.pop(self.language, 0)
        return Found(
            hits=self.hits(shown[start : start + count], points[start : start + count]),
            total=len(shown),
            own=own,
            others=languages,
            facets={name: facets.counts(self.index, name, documents[left(name)], now) for name in facets.FACETS},
            corrections=self._corrections() if self.query.terms else [],
        )

    def hits(self, documents: np.ndarray, scores: np.ndarray) -> list[Hit]:
        """Documents as hits."""
        languages = [code.decode() for code in self.index.language[documents].tolist()]
        answering = {code: found_words(self.meanings, code) for code in set(languages)}
        return [
            Hit(
                key=self.index.key[document].decode(),
                kind=self.index.kind[document].decode(),
                pk=int(self.index.pk[document]),
                language=language,
                score=score,
                words=answering[language],
                promoted=document in self.promoted,
            )
            for document, score, language in zip(documents.tolist(), scores.tolist(), languages, strict=True)
        ]

    def _corrections(self) -> list[str]:
        """The query with words that are nowhere put right: each is a word of something that anybody may read."""
        interpreter = Interpreter(self.index, self.query, self.visible)
        better = self.query.text
        for meaning in self.meanings:
            if interpreter.is_doubtful(meaning) and (nearest := interpreter.nearest(meaning.term.word)):
                better = replaced(better, meaning.term.word, nearest)
        return [better] if better != self.query.text else []


def replaced(text: str, word: str, other: str) -> str:
    """A text with one of its words put right."""
    text = composed(text)
    for token in reversed(list(tokens(text))):
        if token.word == word:
            text = text[: token.start] + other + text[token.end :]
    return text
