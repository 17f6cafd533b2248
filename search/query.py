"""The one place where it is decided what a search finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from wagtail.models import PageViewRestriction

from home import clock
from home.models import HomePage
from home.public import open_languages
from search import expanding, narrowing, ranking, sync
from search.index import Index
from search.meanings import Meanings
from search.models import Entry
from search.question import MAX_LENGTH, Question, clean_query, read
from search.terms import steering
from search.words import words

__all__ = ["MAX_LENGTH", "Found", "Hit", "clean_query", "find", "suggest"]

MAX_LOOKED_THROUGH = 2_000  # entries whose texts are read for a phrase


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
    """What was found: the hits asked for, and how many there are. Those in the question's language come first."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    own: int = 0
    others: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict] = field(default_factory=lambda: {name: {} for name in narrowing.FACETS})
    corrections: list[str] = field(default_factory=list)


def find(text: str, language: str, choices: Mapping | None = None, start: int = 0, count: int = 15) -> Found:
    """What anybody may read now that answers `text`, for readers of `language`, as narrowed by `choices`.

    `choices` are values by facet: {"kind": "lecture", "edition": family, "subject": key, "recording": True …}. Without
    a text they narrow everything there is.
    """
    search = Search(text, language)
    if not search.question.wanted and not choices:
        return Found()
    entries, scores = search.entries()
    return search.narrowed(entries, scores, choices or {}, start, count)


def suggest(text: str, language: str, count: int = 8) -> list[Hit]:
    """The best hits for what has been typed so far."""
    search = Search(text, language, haste=True)
    if not search.question.wanted:
        return []
    entries, scores = search.entries()
    if not len(entries):
        search.have_time()
        entries, scores = search.entries()
    return search.hits(entries[:count], scores[:count])


class Search:
    """A question to the index of now."""

    def __init__(self, text: str, language: str, *, haste: bool = False):
        self.haste = haste
        self.question: Question = read(text, language)
        self.language = language
        self.index: Index = sync.current()
        private = PageViewRestriction.objects.values_list("page__path", flat=True)
        self.now = clock.now().timestamp()
        self.visible = self.index.visible(self.now, tuple(sorted(private)), tuple(open_languages()))
        self.steering = steering()
        self.promoted: list[int] = []
        self._meanings: Meanings | None = None

    @property
    def meanings(self) -> Meanings:
        if self._meanings is None:
            terms = [
                {code: [words(one) for one in lines] for code, lines in concept.items()}
                for concept in self.steering.terms
            ]
            self._meanings = Meanings(self.index, self.question, self.visible, terms, haste=self.haste)
        return self._meanings

    def have_time(self) -> None:
        """Look for typing errors and parts of words after all."""
        self.haste, self._meanings = False, None

    def entries(self) -> tuple[np.ndarray, np.ndarray]:
        """The entries that answer, best first, with their scores; all that there are, where nothing is asked."""
        if not self.question.wanted:
            return self._everything()
        ranked = ranking.rank(self.meanings, self._current_edition())
        entries, scores = ranked.entries, ranked.scores
        for phrase in self.question.phrases:
            kept = self._having(phrase, entries)
            entries, scores = entries[kept], scores[kept]
        return self._with_promoted(entries, scores)

    def _current_edition(self) -> str:
        """The family of the edition that is chosen on the start page; of the nearest, where none is, and in haste."""
        homes = HomePage.objects.filter(live=True, locale__language_code=self.language)
        chosen = None if self.haste else homes.values_list("current_edition__translation_key", flat=True).first()
        return str(chosen) if chosen else ranking.nearest_edition(self.index, self.visible, self.now)

    def _everything(self) -> tuple[np.ndarray, np.ndarray]:
        shown = ranking.shown_entries(self.index, self.visible, self.language)
        entries = shown[shown >= 0]
        is_own = self.index.language[entries] == self.language.encode()
        order = np.lexsort((self.index.pk[entries], -self.index.at[entries], ~is_own))
        return entries[order], np.zeros(len(entries), dtype=np.float32)

    def _having(self, phrase: list[str], entries: np.ndarray) -> np.ndarray:
        """Which of the entries have the words after one another."""
        looked_through = entries[:MAX_LOOKED_THROUGH]
        keys = [key.decode() for key in self.index.key[looked_through].tolist()]
        wanted = f" {' '.join(phrase)} "
        having = {
            key
            for key, fields in Entry.objects.filter(key__in=keys).values_list("key", "fields")
            if any(wanted in f" {' '.join(words(text))} " for texts in fields.values() for text in texts.values())
        }
        kept = np.zeros(len(entries), dtype=bool)
        kept[: len(keys)] = [key in having for key in keys]
        return kept

    def _with_promoted(self, entries: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The entries, with those first that editors have chosen for the question and that anybody may read."""
        chosen = self.steering.promoted(self.question.text, self.language)
        if not chosen:
            return entries, scores
        shown = ranking.shown_entries(self.index, self.visible, self.language)
        is_page = self.index.kind != b"speaker"
        first = []
        for pk in chosen:
            for place in np.flatnonzero(is_page & (self.index.pk == pk)):
                entry = int(shown[self.index.family[place]])
                if entry >= 0 and self.index.language[entry] == self.language.encode() and entry not in first:
                    first.append(entry)
        self.promoted = first
        rest = ~np.isin(entries, first)
        best = np.full(len(first), scores.max(initial=0.0) + 1, dtype=scores.dtype)
        return np.concatenate([np.array(first, dtype=entries.dtype), entries[rest]]), np.concatenate(
            [best, scores[rest]]
        )

    def narrowed(self, entries, scores, choices: Mapping, start: int, count: int) -> Found:
        """What is left of the entries when choices have been made, with how many each other choice would leave."""
        masks = {
            name: narrowing.chosen(self.index, name, value, entries, self.now)
            for name, value in choices.items()
            if name in narrowing.FACETS
        }
        everything = np.ones(len(entries), dtype=bool)

        def left(*but: str) -> np.ndarray:
            return np.logical_and.reduce([everything, *(mask for name, mask in masks.items() if name not in but)])

        kept = left()
        shown, points = entries[kept], scores[kept]
        languages = narrowing.counted(self.index.language[shown])
        own = languages.pop(self.language, 0)
        found = Found(
            hits=self.hits(shown[start : start + count], points[start : start + count]),
            total=len(shown),
            own=own,
            others=languages,
            facets={
                name: narrowing.counts(self.index, name, entries[left(name)], self.now) for name in narrowing.FACETS
            },
        )
        if self.question.wanted:
            found.corrections = self._corrections()
        return found

    def hits(self, entries: np.ndarray, scores: np.ndarray) -> list[Hit]:
        """Entries as hits."""
        found, answering = [], {}
        for entry, score in zip(entries.tolist(), scores.tolist(), strict=True):
            language = self.index.language[entry].decode()
            if language not in answering:
                answering[language] = self.meanings.words(language) if self.question.wanted else frozenset()
            found.append(
                Hit(
                    key=self.index.key[entry].decode(),
                    kind=self.index.kind[entry].decode(),
                    pk=int(self.index.pk[entry]),
                    language=language,
                    score=score,
                    words=answering[language],
                    promoted=entry in self.promoted,
                )
            )
        return found

    def _corrections(self) -> list[str]:
        """The question with words that are nowhere put right, if that finds something."""
        better, changed = self.question.text, False
        for meaning in self.meanings.meanings:
            if meaning.wanted.exact or meaning.is_known:
                continue
            nearest = self.meanings.nearest(meaning.wanted.word)
            if nearest and nearest != meaning.wanted.word:
                better = expanding.replaced(better, meaning.wanted.word, nearest)
                changed = True
        if not changed:
            return []
        meanings = Meanings(self.index, read(better, self.language), self.visible)
        return [better] if len(ranking.rank(meanings).entries) else []
