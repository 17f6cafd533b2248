"""Which words of a vocabulary a term may mean, and how surely: one small class for each kind of match."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engine.morphology import STEM, morphology
from search.engine.tokens import folded
from search.engine.vocabulary import BASE, FOLDED_LEMMA, HEAD, LEMMA, LOOSE, PART, Vocabulary

Weights = dict[int, float]
Weighted = Iterable[tuple[int, float]]

SURE = 0.75  # from here on a term is taken to be known
MAX_PREFIX, MAX_FUZZY = 150, 24  # words of each kind


@dataclass(frozen=True)
class Word:
    """A word that is looked up, in the language it is typed in.

    `unfinished` where it may be the beginning of one; `is_there` where a document that anybody may read has it so.
    """

    word: str
    language: str
    unfinished: bool = False
    is_there: bool = False

    @cached_property
    def fold(self) -> str:
        return folded(self.word)

    @property
    def is_plain(self) -> bool:
        """Whether it is typed without marks, as it may be where there should be some."""
        return self.word.isascii()


class Kind:
    """A kind of match: `weight` is what it tells beside the word itself (1)."""

    name = ""
    weight = 1.0

    def words(self, vocabulary: Vocabulary, asked: Word) -> Weighted:
        """The numbers of words that match, with weights."""
        raise NotImplementedError


class Exact(Kind):
    """The word as it was typed."""

    name = "exact"

    def words(self, vocabulary, asked):
        number = vocabulary.number(asked.word)
        return [(number, self.weight)] if number >= 0 else []


class Accents(Kind):
    """The word but for its marks: `tradgarden` for trädgården. What is typed with marks seldom means one without."""

    name, weight, beside, others = "accents", 0.92, 0.8, 0.5

    def words(self, vocabulary, asked):
        words, stop_words = vocabulary.words, morphology(vocabulary.code).stop_words
        alike = [n for n in vocabulary.alike(asked.fold) if words[n] != asked.word and words[n] not in stop_words]
        if asked.is_plain:
            return [(number, self.beside if asked.is_there else self.weight) for number in alike]
        if asked.is_there:
            return []
        return [(number, self.others) for number in alike if words[number].isascii()]


class Inflection(Kind):
    """Other forms of the word: konferensen for konferens. The dictionary says which these are."""

    name, weight, loose = "inflection", 0.88, 0.8

    def words(self, vocabulary, asked):
        if not vocabulary.code:
            return self._genitive(vocabulary, asked)
        of = morphology(vocabulary.code)
        if asked.word in of.stop_words:
            return []
        found = {}
        for lemma in of.lemmas(asked.word):
            found |= dict.fromkeys(vocabulary.keyed_by(LEMMA, lemma).tolist(), self.weight)
        if not of.is_known(asked.word):
            more: Weights = {}
            for number in vocabulary.alike(asked.fold) if asked.is_plain else ():
                for lemma in of.lemmas(vocabulary.words[number]):
                    merge(more, ((n, self.weight * Accents.weight) for n in vocabulary.keyed_by(LEMMA, lemma).tolist()))
            if len(asked.word) > 3:
                merge(more, ((n, self.loose) for n in vocabulary.keyed_by(LOOSE, of.loose_stem(asked.word)).tolist()))
            for lemma in of.lemmas(asked.word) if asked.is_plain else ():
                merge(more, ((n, self.loose) for n in vocabulary.keyed_by(FOLDED_LEMMA, lemma).tolist()))
            found = more | found
        return found.items()

    def _genitive(self, vocabulary, asked):
        """Of a name the genitive alone: Abrahamssons."""
        if len(asked.word) < 4 or not asked.word.endswith("s"):
            return []
        return [(number, self.weight) for number in vocabulary.alike(asked.fold[:-1])]


class Derivation(Kind):
    """Words that are derived of the same: föreläsare for föreläsning."""

    name, weight = "derivation", 0.45

    def words(self, vocabulary, asked):
        of = morphology(vocabulary.code)
        bases = {of.base(lemma) for lemma in of.lemmas(asked.word) if not lemma.startswith(STEM)}
        return [(number, self.weight) for base in bases for number in vocabulary.keyed_by(BASE, base).tolist()]


class CompoundPart(Kind):
    """Compounds that the word is a part of: krishantering for kris; more those that it is the head of, as konferens is
    of kriskonferens. Where no dictionary knows the word: those that it begins.
    """

    name, weight, head, unknown = "compound part", 0.5, 0.7, 0.4

    def words(self, vocabulary, asked):
        of = morphology(vocabulary.code)
        if not of.links or asked.word in of.stop_words:
            return []
        lemmas = of.lemmas(asked.word)
        found = {n: self.weight for lemma in lemmas for n in vocabulary.keyed_by(PART, lemma).tolist()}
        found |= {n: self.head for lemma in lemmas for n in vocabulary.keyed_by(HEAD, lemma).tolist()}
        if not of.is_known(asked.word) and len(asked.word) > 3:
            for number in vocabulary.starting(asked.fold)[:MAX_PREFIX]:
                lemma = of.lemmas(vocabulary.words[number])[0]
                rest = lemma[len(asked.word) :]
                if len(rest) > 3 and any(of.is_known(rest.removeprefix(link)) for link in of.links):
                    found.setdefault(number, self.unknown)
        return found.items()


class Prefix(Kind):
    """Words that it is the beginning of; where they are many, the most common. More, the more of the word is typed."""

    name, weight, more = "prefix", 0.45, 0.4

    def words(self, vocabulary, asked):
        if not asked.word or (len(asked.word) < 2 and vocabulary.code):
            return []
        found = vocabulary.starting(asked.fold)
        common = np.diff(vocabulary.starts[found.start : found.stop + 1])
        numbers = [found[place] for place in np.argsort(-common, kind="stable")[: 4 * MAX_PREFIX].tolist()]
        words, stop_words, size = vocabulary.words, morphology(vocabulary.code).stop_words, len(asked.word)
        typed = "" if asked.is_plain else asked.word
        numbers = [n for n in numbers if words[n] not in stop_words and words[n].startswith(typed)][:MAX_PREFIX]
        return [(number, self.weight + self.more * size / len(words[number])) for number in numbers]


class Fuzzy(Kind):
    """Words that it may be with a typing error or two, and their other forms. A wrong first letter is seldom."""

    name, weight, second, first_letter = "fuzzy", 0.72, 0.5, 0.8

    def words(self, vocabulary, asked):
        found: Weights = {}
        of = morphology(vocabulary.code)
        for number, distance in self.near(vocabulary, asked.fold):
            word = vocabulary.words[number]
            weight = (self.weight if distance < 2 else self.second) * (
                1 if folded(word)[0] == asked.fold[0] else self.first_letter
            )
            merge(found, [(number, weight)])
            if vocabulary.code:
                forms = (n for lemma in of.lemmas(word) for n in vocabulary.keyed_by(LEMMA, lemma).tolist())
                merge(found, ((form, weight * Inflection.weight) for form in forms))
        return found.items()

    def near(self, vocabulary: Vocabulary, fold: str) -> list[tuple[int, int]]:
        """Words within the errors that a word of this length may have: numbers and distances."""
        if len(fold) < 4 or not fold.isalpha():
            return []
        allowed = 1 if len(fold) < 6 else 2
        found = []
        for length in range(len(fold) - allowed, len(fold) + allowed + 1):
            spellings, numbers = vocabulary.by_length.get(length, ((), ()))
            near = process.extract(fold, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_FUZZY)
            found += [(numbers[place], int(distance)) for _spelling, distance, place in near]
        best = min((distance for _number, distance in found), default=0)
        if len(fold) < 8:  # a second error is looked for only where one does not do
            found = [(number, distance) for number, distance in found if distance <= max(best, 1)]
        return found


FORMS = (Exact(), Accents(), Inflection())
RELATED = (Derivation(), CompoundPart())
PREFIX, FUZZY = Prefix(), Fuzzy()
# All kinds of matches by name, those that are no matter of a word alone among them: interpreter.py and scoring.py.
KINDS = (
    *(kind.name for kind in (*FORMS[1:], *RELATED, PREFIX, FUZZY)),
    *("split", "joined", "synonym", "name", "other language", "nearness"),
)


def merge(into: Weights, found: Weighted, factor: float = 1.0) -> None:
    """Let words have at least the weights that are found."""
    for number, weight in found:
        if into.get(number, 0.0) < weight * factor:
            into[number] = weight * factor
