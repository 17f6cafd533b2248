"""Where a question uses words of which editors have said what means the same."""

from collections.abc import Iterator
from typing import NamedTuple

from search.lexicon import stems_of
from search.question import Wanted

Concept = dict[str, list[list[str]]]  # by language, what it is called: words each


class Named(NamedTuple):
    """A stretch of a question that names a concept, and what else the concept is called: (language, words)."""

    start: int
    stop: int
    others: list[tuple[str, list[str]]]


def named(wanted: list[Wanted], concepts: list[Concept]) -> list[Named]:
    """The concepts that a question names, in whatever language it does so."""
    return [
        Named(start, start + len(words), others_of(concept, language, words))
        for concept in concepts
        for language, names in concept.items()
        for words in names
        for start in places(wanted, language, words)
    ]


def places(wanted: list[Wanted], language: str, words: list[str]) -> Iterator[int]:
    """Where words, or forms of them, stand in a question after one another."""
    if not words or len(words) > len(wanted):
        return
    stems = [stems_of(language, word) for word in words]
    for start in range(len(wanted) - len(words) + 1):
        if all(
            not one.exact and not stems[n].isdisjoint(stems_of(language, one.word))
            for n, one in enumerate(wanted[start : start + len(words)])
        ):
            yield start


def others_of(concept: Concept, language: str, words: list[str]) -> list[tuple[str, list[str]]]:
    """What else a concept is called."""
    return [(code, name) for code, names in concept.items() for name in names if (code, name) != (language, words)]
