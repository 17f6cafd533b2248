"""Says what each term of a query may mean: which kinds of matches are asked, in which order, and what they tell."""

from collections.abc import Iterable

import numpy as np

from search.engine import decompounding
from search.engine.documents import NAMES
from search.engine.index import Index
from search.engine.interpretation import Interpretation, Matches, Meaning
from search.engine.matching import FORMS, FUZZY, PREFIX, RELATED, SURE, CompoundPart, Fuzzy, Word, merge
from search.engine.morphology import morphology
from search.engine.query import Query, QueryTerm
from search.engine.synonyms import Synonyms
from search.engine.synonyms import named as named_in
from search.engine.tokens import folded
from search.engine.vocabulary import PART, Vocabulary

OTHER_LANGUAGE = 0.7  # the same word, in a text in another language
SPLIT, SPLIT_KNOWN = 0.8, 0.45  # the parts of a compound that is not there, near each other; of one that is
JOINED = 1.2  # two words that are written as one: that tells more than each
SYNONYM = 0.85  # a word that editors have said means the same
NAME_AMONG_STOP_WORDS = 0.6  # hans, which is "his", as somebody's name
DOUBTED = 0.6  # a typing error in what may be right; the beginning of a word in what is one
AS_TYPED = 0.9  # from here on a word of the site is the one that was typed, or that but for its marks
MAX_WAYS = 4
MAX_IDF_SHARE = 0.3  # of a stop word's


class Interpreter:
    """Gives the meanings of a query's terms in those documents that are `visible`: what stands in others is no word.

    `without` names kinds of matches that are left out, to measure what they are worth. `fast`: words are not taken
    apart, nor are typing errors looked for.
    """

    def __init__(self, index: Index, query: Query, visible: np.ndarray, *, fast=False, without: Iterable[str] = ()):
        self.index, self.query, self.language, self.visible = index, query, query.language, visible
        self.fast, self.without = fast, frozenset(without)
        self.morphology = morphology(self.language)
        self.own = [*index.vocabularies(self.language), *(index.vocabularies(NAMES) if self.uses("name") else ())]
        codes = [code for code in index.languages if code != self.language and self.uses("other language")]
        self.others = [pair for code in codes for pair in index.vocabularies(code)]
        self.everything_is_visible = bool(visible.all())

    def uses(self, kind: str) -> bool:
        """Whether a kind of match is not left out."""
        return kind not in self.without

    def meanings(self, synonyms: Iterable[Synonyms] = ()) -> list[Meaning]:
        """The meanings of those terms that say something; of all, where none does."""
        named = list(named_in(self.query.terms, synonyms)) if self.uses("synonym") else []
        expected = {place for start, stop, _others in named for place in range(start, stop)}
        found = [self._meaning(term, is_named=term.place in expected) for term in self.query.terms]
        telling = [one for one in found if not one.term.stop_word or one.is_possible]
        if not any(one.is_possible for one in telling) and all(one.term.stop_word for one in telling):
            found = telling = [self._as_it_stands(term) for term in self.query.terms]
        self._join(telling)
        for start, stop, others in named:
            for code, expression in others:
                parts = [self._forms(self._word(word, code), self.index.vocabularies(code)) for word in expression]
                for meaning in found[start:stop]:
                    meaning.interpretations.append(Interpretation(SYNONYM, parts))
        for meaning in telling:
            meaning.idf = self._idf(meaning)
        return telling

    def _as_it_stands(self, term: QueryTerm) -> Meaning:
        matches = self._match(FORMS[:2], Word(term.word, self.language), [*self.own, *self.others])
        return Meaning(term, [Interpretation(1.0, [self._seen(matches)])])

    def _meaning(self, term: QueryTerm, *, is_named: bool) -> Meaning:
        if term.exact:
            return Meaning(term, [Interpretation(1.0, [self._exactly(term.word)])])
        asked = self._word(term.word, unfinished=term.unfinished)
        if term.stop_word:
            names = self._match(FORMS[:2], asked, self.index.vocabularies(NAMES))
            if term.unfinished:
                names += self._match([PREFIX], asked, self.own)
            return Meaning(term, [Interpretation(NAME_AMONG_STOP_WORDS, [self._seen(names)])])
        matches = self._forms(asked, self.own)
        matches += [
            (part, each, {number: weight * OTHER_LANGUAGE for number, weight in weights.items()})
            for part, each, weights in self._forms(asked, self.others)
        ]
        meaning = Meaning(term, [Interpretation(1.0, [matches])])
        is_known = is_named or meaning.is_known
        stands = is_named or self._best(matches) >= AS_TYPED
        self._add(RELATED, asked, matches)
        matches = meaning.interpretations[0].parts[0] = self._seen(matches)
        is_part = self._best(matches) >= CompoundPart.weight
        if asked.unfinished or len(asked.word) == 1 or (not is_known and len(asked.word) > 3):
            self._add([PREFIX], asked, matches, DOUBTED if is_known else 1.0)
        if not stands and not self.fast and not self.morphology.is_known(asked.word):
            doubt = DOUBTED if is_known or is_part or (asked.unfinished and self._best(matches)) else 1.0
            self._add([FUZZY], asked, matches, doubt)
        meaning.interpretations[0].parts[0] = self._seen(matches)
        if not self.fast and self.uses("split"):
            self._split(meaning, asked, is_known=is_known)
        return meaning

    def _split(self, meaning: Meaning, asked: Word, *, is_known: bool) -> None:
        """Read a compound as the words that it is made of."""
        weight = SPLIT_KNOWN if is_known else SPLIT
        ways = decompounding.ways(self.morphology, asked.word, self._stands)
        found = [
            Interpretation(weight / (1 if len(way) > 1 else 2), [self._loosely(self._word(part)) for part in way])
            for way in ways[:MAX_WAYS]
        ]
        meaning.interpretations += [one for one in found if one.is_possible][:2]
        for code in self.index.languages if not is_known else ():
            if code != self.language and len(way := morphology(code).split(asked.word)) > 1:
                parts = [self._forms(self._word(part, code), self.index.vocabularies(code)) for part in way]
                meaning.interpretations.append(Interpretation(weight * OTHER_LANGUAGE, parts))

    def _stands(self, word: str) -> bool:
        """Whether a word is one that says something, and stands in a document that anybody may read."""
        return word not in self.morphology.stop_words and any(
            self.visible[part.documents(vocabulary, number)].any()
            for part, vocabulary in self.own
            for number in vocabulary.alike(folded(word))
        )

    def _join(self, meanings: list[Meaning]) -> None:
        """Read two terms that follow one another as the compound that they make, and as one word of two."""
        if not self.uses("joined"):
            return
        for first, second in zip(meanings, meanings[1:], strict=False):
            a, b = first.term, second.term
            if a.exact or b.exact or b.place != a.place + 1:
                continue
            matches: Matches = [(part, vocabulary, {}) for part, vocabulary in self.own]
            for _part, vocabulary, weights in matches:
                for number in vocabulary.alike(folded(a.word + b.word)):
                    weights[number] = 1.0
                both = [self._compounds_of(vocabulary, term.word) for term in (a, b)]
                weights |= dict.fromkeys(np.intersect1d(*both).tolist(), 1.0)
            if b.unfinished and len(b.word) > 1:
                for _part, vocabulary, weights in matches:
                    merge(weights, PREFIX.words(vocabulary, Word(a.word + b.word, self.language, unfinished=True)))
            matches = self._seen(matches)
            if any(weights for _part, _vocabulary, weights in matches):
                for meaning in (first, second):
                    meaning.interpretations.append(Interpretation(JOINED, [matches]))

    def _compounds_of(self, vocabulary: Vocabulary, word: str) -> np.ndarray:
        lemmas = morphology(vocabulary.code).lemmas(word)
        return np.concatenate([vocabulary.keyed_by(PART, lemma) for lemma in lemmas]).astype(np.int64)

    def stop_words(self) -> list[tuple[int, Matches]]:
        """The places in the query of words that say nothing, and these as they stand."""
        return [(term.place, self._exactly(term.word)) for term in self.query.terms if term.stop_word]

    def excluded(self) -> Matches:
        """Words that must not be there, and their forms."""
        return [
            (part, vocabulary, weights)
            for word in self.query.excluded
            for part, vocabulary, weights in self._match(FORMS, self._word(word), self.own)
        ]

    def is_doubtful(self, meaning: Meaning) -> bool:
        """Whether a term may be mistyped: no document has it, nor does the dictionary."""
        return not (meaning.term.exact or meaning.is_known or self.morphology.is_known(meaning.term.word))

    def _word(self, word: str, language: str = "", *, unfinished: bool = False) -> Word:
        numbers = ((part, each, each.number(word)) for part, each in self.own)
        is_there = any(n >= 0 and self.visible[part.documents(each, n)].any() for part, each, n in numbers)
        return Word(word, language or self.language, unfinished, is_there)

    def _match(self, kinds, asked: Word, vocabularies) -> Matches:
        found: Matches = [(part, vocabulary, {}) for part, vocabulary in vocabularies]
        self._add(kinds, asked, found)
        return found

    def _add(self, kinds, asked: Word, matches: Matches, factor: float = 1.0) -> None:
        """Add what other kinds of matches find in the query's own language, and among names."""
        for kind in kinds:
            if self.uses(kind.name):
                for _part, vocabulary, weights in matches:
                    if vocabulary.code in (asked.language, NAMES) or kind in FORMS:
                        merge(weights, kind.words(vocabulary, asked), factor)

    def _forms(self, asked: Word, vocabularies) -> Matches:
        return self._seen(self._match(FORMS, asked, vocabularies))

    def _loosely(self, asked: Word) -> Matches:
        """A word, its forms and what it is a part of."""
        matches = self._match((*FORMS, *RELATED), asked, self.own)
        return self._seen(matches)

    def _exactly(self, word: str) -> Matches:
        return self._seen(self._match(FORMS[:1], Word(word, self.language), [*self.own, *self.others]))

    def _best(self, matches: Matches) -> float:
        return max((weight for _part, _vocabulary, weights in matches for weight in weights.values()), default=0.0)

    def _seen(self, matches: Matches) -> Matches:
        """What of it stands in documents that anybody may read."""
        if self.everything_is_visible:
            return matches
        return [
            (part, each, {n: w for n, w in weights.items() if self.visible[part.documents(each, n)].any()})
            for part, each, weights in matches
        ]

    def _idf(self, meaning: Meaning) -> float:
        """How much a document tells that has the term: more the fewer have it."""
        often = sure = 0
        for part, vocabulary, weights in meaning.words:
            if vocabulary.code in (self.language, NAMES):
                counts = [
                    (np.count_nonzero(self.visible[part.documents(vocabulary, number)]), weight)
                    for number, weight in weights.items()
                ]
                often += sum(count for count, _weight in counts)
                sure += sum(count for count, weight in counts if weight >= SURE)
        often = sure or often
        size = max(np.count_nonzero(self.visible) / max(len(self.index.document_in), 1), 1)
        often = min(max(often, 1), size)
        idf = float(np.log1p((size - often + 0.5) / (often + 0.5)))
        return idf * MAX_IDF_SHARE if meaning.term.stop_word else idf

    def nearest(self, word: str) -> str:
        """The likeliest word that a mistyped one may be: the nearest, and of those the most common. Or nothing."""
        found = []
        for part, vocabulary in self.own:
            for number, distance in Fuzzy().near(vocabulary, folded(word)):
                documents = part.documents(vocabulary, number)
                if often := int(self.visible[documents].sum()):
                    found.append((-distance, often, vocabulary.words[number]))
        return max(found)[2] if found else ""
