"""Where the terms of a query stand in documents: near one another, in order, in the title."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.engine.index import Index
from search.engine.interpretation import Matches

IN_A_ROW = 0.9  # from here on two terms stand as they were typed, with nothing between them
BESIDE, WITHIN_THREE, TURNED, LOOSE = 1.0, 0.7, 0.5, 0.25  # two terms do so; nearly; the other way; not side by side
CLOSE = 4  # words within which terms are near each other


@dataclass
class Slots:
    """By number of word over the whole index, which term it stands for (from 1; 0: none), and how surely."""

    terms: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, index: Index, placed: Iterable[tuple[int, Matches]]) -> "Slots":
        """From the matches of terms, by their places in the query."""
        terms, best = np.zeros(index.word_count + 1, dtype=np.int8), np.zeros(index.word_count + 1, dtype=np.float32)
        for place, matches in placed:
            for part, vocabulary, weights in matches:
                numbers = np.fromiter(weights, dtype=np.int64, count=len(weights)) + part.first_word + vocabulary.offset
                given = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
                better = given > best[numbers]
                terms[numbers[better]] = place + 1
                best[numbers[better]] = given[better]
        return cls(terms, best)


class Reading:
    """The words of some documents, read once for all that is asked of their places."""

    def __init__(self, index: Index, documents: np.ndarray):
        self.count, self.title_lengths = len(documents), index.title_length[documents]
        self.words, self.owners, self.places = index.words_of(documents)

    def pairs(self, slots: Slots, count: int, window: int = CLOSE) -> np.ndarray:
        """From 0 to 1, for each document and each two terms that follow one another, how much they do so there, too."""
        terms, ends = slots.terms[self.words], np.cumsum(self.words < 0)
        at = np.flatnonzero(terms)
        a, b = at[:-1], at[1:]
        gap, step = b - a, terms[b].astype(np.int16) - terms[a]
        is_near = (self.owners[a] == self.owners[b]) & (ends[a] == ends[b]) & (gap <= window) & (step != 0)
        a, b, gap, step = a[is_near], b[is_near], gap[is_near], step[is_near]
        value = np.where(step == 1, np.where(gap == 1, BESIDE, WITHIN_THREE), np.where(abs(step) == 1, TURNED, LOOSE))
        value *= slots.weights[self.words[a]] * slots.weights[self.words[b]]
        pairs = np.zeros((self.count, max(count, 2)), dtype=np.float32)
        np.maximum.at(pairs, (self.owners[a], np.minimum(terms[a], terms[b]) - 1), value)
        return pairs[:, : max(count - 1, 1)]

    def titles(self, slots: Slots, idf: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each document, from 0 to 1: how much of its title is asked for and of the query by it; how far begun."""
        is_title = self.places < self.title_lengths[self.owners]
        words, owners, at = self.words[is_title], self.owners[is_title], self.places[is_title]
        terms, weights = slots.terms[words], slots.weights[words]
        covered = np.bincount(owners, weights=weights, minlength=self.count) / np.maximum(self.title_lengths, 1)
        asked = np.zeros((self.count, len(idf) + 1), dtype=bool)
        asked[owners, terms] = True
        begun = np.bincount(owners, weights=weights * (terms == at + 1), minlength=self.count) / len(idf)
        return covered * (asked[:, 1:] @ idf) / max(float(idf.sum()), 1e-9), begun
