"""Where a query has expressions of which editors have said that they mean the same as others."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.engine.morphology import morphology
from search.engine.query import QueryTerm

Synonyms = dict[str, list[list[str]]]  # by language, expressions that mean the same: words each


class Named(NamedTuple):
    """A stretch of a query that is an expression with synonyms, and these: (language, words)."""

    start: int
    stop: int
    others: list[tuple[str, list[str]]]


def named(terms: list[QueryTerm], synonyms: Iterable[Synonyms]) -> Iterator[Named]:
    """The expressions of a query that have synonyms, in whatever language they are."""
    lemmas: dict[str, list[set[str]]] = {}
    for concept in synonyms:
        for code, expressions in concept.items():
            if code not in lemmas:
                lemmas[code] = [{*morphology(code).lemmas(term.word), term.word} for term in terms]
            for words in expressions:
                for start in places(terms, words, code, lemmas[code]):
                    others = [(c, e) for c, each in concept.items() for e in each if (c, e) != (code, words)]
                    yield Named(start, start + len(words), others)


def places(terms: list[QueryTerm], words: list[str], code: str, lemmas: list[set[str]]) -> Iterator[int]:
    """Where words, or forms of them, stand in a query after one another, outside quotation marks."""
    of = morphology(code)
    wanted = [{*of.lemmas(word), word} for word in words]
    for start in range(len(lemmas) - len(words) + 1) if words else ():
        pairs = zip(wanted, lemmas[start:], strict=False)
        if not any(term.exact for term in terms[start : start + len(words)]) and not any(
            own.isdisjoint(given) for own, given in pairs
        ):
            yield start
