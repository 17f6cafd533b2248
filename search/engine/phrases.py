"""Where words stand after one another, as they were typed within quotation marks."""

import numpy as np

from search.engine.index import Index, Part
from search.engine.vocabulary import Vocabulary


def documents_with(index: Index, phrase: list[str]) -> np.ndarray:
    """Which documents have some words after one another in a field."""
    found = np.zeros(index.size, dtype=bool)
    for part in index.parts:
        for vocabulary in part.segment.vocabularies.values():
            numbers = [vocabulary.number(word) for word in phrase]
            if -1 not in numbers:
                found[part.start + _in_segment(part, vocabulary, numbers)] = True
    return found


def _in_segment(part: Part, vocabulary: Vocabulary, numbers: list[int]) -> np.ndarray:
    """The documents of a segment; looked for at the places of the rarest word."""
    order, starts = part.segment.docs["order"], part.segment.docs["order_starts"]
    rarest = min(range(len(numbers)), key=lambda place: len(vocabulary.having(numbers[place])))
    first = np.flatnonzero(order == numbers[rarest] + vocabulary.offset) - rarest
    first = first[(first >= 0) & (first + len(numbers) <= len(order))]
    for place, number in enumerate(numbers):
        first = first[order[first + place] == number + vocabulary.offset]
    return np.unique(np.searchsorted(starts, first, "right") - 1)
