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


def pairs_of_terms(index: Index, documents: np.ndarray, slots: Slots, count: int, window: int = CLOSE) -> np.ndarray:
    """From 0 to 1, for each document and each two terms that follow one another, how much they do so there, too."""
    words, owners, _within = index.words_of(documents)
    places = slots.terms[words]
    ends = np.cumsum(words < 0)
    at = np.flatnonzero(places)
    a, b = at[:-1], at[1:]
    gap, step = b - a, places[b].astype(np.int16) - places[a]
    together = (owners[a] == owners[b]) & (ends[a] == ends[b]) & (gap <= window) & (step != 0)
    a, b, gap, step = a[together], b[together], gap[together], step[together]
    value = np.where(step == 1, np.where(gap == 1, BESIDE, WITHIN_THREE), np.where(abs(step) == 1, TURNED, LOOSE))
    value *= slots.weights[words[a]] * slots.weights[words[b]]
    pairs = np.zeros((len(documents), max(count, 2)), dtype=np.float32)
    np.maximum.at(pairs, (owners[a], np.minimum(places[a], places[b]) - 1), value)
    return pairs[:, : max(count - 1, 1)]


def of_title(index: Index, documents: np.ndarray, slots: Slots, idf: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each document, from 0 to 1: how much of its title is asked for and of the query by it; how far begun."""
    words, owners, at = index.words_of(documents)
    lengths = index.title_length[documents]
    is_title = at < lengths[owners]
    words, owners, at = words[is_title], owners[is_title], at[is_title]
    terms, weights = slots.terms[words], slots.weights[words]
    covered = np.bincount(owners, weights=weights, minlength=len(documents)) / np.maximum(lengths, 1)
    asked = np.zeros((len(documents), len(idf) + 1), dtype=bool)
    asked[owners, terms] = True
    begun = np.bincount(owners, weights=weights * (terms == at + 1), minlength=len(documents)) / len(idf)
    return covered * (asked[:, 1:] @ idf) / max(float(idf.sum()), 1e-9), begun
