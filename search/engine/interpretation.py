"""Interpretations: what a term of a query may mean, each of which a document answers to as a whole."""

from dataclasses import dataclass, field

from search.engine.documents import NAMES
from search.engine.index import Part
from search.engine.matching import SURE, Weights
from search.engine.query import QueryTerm
from search.engine.vocabulary import Vocabulary

Matches = list[tuple[Part, Vocabulary, Weights]]


@dataclass
class Interpretation:
    """Words that must all be there, near one another: `crisis` and `communication` for kriskommunikation."""

    weight: float
    parts: list[Matches]

    @property
    def is_possible(self) -> bool:
        """Whether there are words for each part."""
        return all(any(weights for _part, _vocabulary, weights in matches) for matches in self.parts)


@dataclass
class Meaning:
    """A term, and what it may mean. `idf` says how much it tells that a document has it."""

    term: QueryTerm
    interpretations: list[Interpretation] = field(default_factory=list)
    idf: float = 1.0

    @property
    def words(self) -> Matches:
        """The words that it may mean, each by itself."""
        return self.interpretations[0].parts[0] if self.interpretations else []

    @property
    def is_known(self) -> bool:
        """Whether it is a word of a document, or a form of one."""
        return any(weight >= SURE for _part, _vocabulary, weights in self.words for weight in weights.values())

    @property
    def is_possible(self) -> bool:
        return any(one.is_possible for one in self.interpretations)


def found_words(meanings: list[Meaning], code: str) -> frozenset[str]:
    """The words in texts of a language that the terms may mean: those that are marked."""
    return frozenset(
        vocabulary.words[number]
        for meaning in meanings
        for one in meaning.interpretations
        for matches in one.parts
        for _part, vocabulary, weights in matches
        if vocabulary.code in (code, NAMES)
        for number in weights
    )
