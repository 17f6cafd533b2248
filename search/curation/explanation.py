"""Why a page stands where it does among the hits of a query: which of its words answered, and what each told."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from search.engine import scoring
from search.engine.interpretation import Interpretation, Meaning
from search.query import Search


class Reason(NamedTuple):
    """A term of a query, the words of the page that answered it (the most telling first), and the points they gave."""

    term: str
    words: list[str]
    points: float


class Explanation(NamedTuple):
    """Reasons by term, the points that they come to, and what these were multiplied by for what is no single word.

    That is nearness and order, how much of the title is asked for and of the query answered, and what the page is.
    """

    reasons: list[Reason]
    points: float
    factor: float


def explain(text: str, language: str, pages: Iterable[int]) -> Explanation | None:
    """Why the first of some pages that is among the hits of a query is there; None if none is."""
    search = Search(text, language)
    documents, scores = search.documents()
    is_page = (search.index.kind[documents] != b"speaker") & np.isin(search.index.pk[documents], list(pages))
    if not search.query.terms or not is_page.any():
        return None
    place = int(np.flatnonzero(is_page)[0])
    family = search.index.family[documents[place]]
    versions = np.flatnonzero((search.index.family == family) & search.visible)
    reasons = [reason(search, meaning, versions) for meaning in search.meanings]
    points = sum(one.points for one in reasons)
    return Explanation(reasons, points, float(scores[place]) / points if points else 0.0)


def reason(search: Search, meaning: Meaning, versions: np.ndarray) -> Reason:
    """What a page's versions, by language, answer to a term."""
    strengths = {
        number: float(scoring.of_interpretation(search.index, one)[versions].max(initial=0.0))
        for number, one in enumerate(meaning.interpretations)
    }
    best = max(strengths, key=strengths.__getitem__, default=None)
    if not best and not strengths.get(best):
        return Reason(meaning.term.word, [], 0.0)
    words = words_of(search, meaning.interpretations[best], versions)
    return Reason(meaning.term.word, words, meaning.idf * strengths[best])


def words_of(search: Search, one: Interpretation, versions: np.ndarray, most: int = 4) -> list[str]:
    """The words of an interpretation that stand in a page, the surest first."""
    found: dict[str, float] = {}
    for matches in one.parts:
        for part, vocabulary, weights in matches:
            for number, weight in weights.items():
                if np.isin(part.documents(vocabulary, number), versions).any():
                    word = vocabulary.words[number]
                    found[word] = max(weight, found.get(word, 0.0))
    return sorted(found, key=lambda word: (-found[word], word))[:most]
