"""What each word of a question may mean, in every vocabulary of an index: readings that an entry can answer to."""

from dataclasses import dataclass, field

import numpy as np

from search import expanding
from search.concepts import Concept, Named, named
from search.expanding import DOUBTED, JOINED, PART, SPLIT, SURE, Weights, merge_all
from search.index import Index, Part
from search.languages import grammar
from search.lexicon import stems_of
from search.question import Question, Wanted
from search.vocabulary import Vocabulary

TERM = 0.85  # a word that editors have said means the same
OTHER_LANGUAGE = 0.7  # the same word, in a text in another language

Found = list[tuple[Part, Vocabulary, Weights]]


@dataclass
class Reading:
    """Words that must all be there, each as what it may be: `crisis` and `communication` for kriskommunikation."""

    weight: float
    parts: list[Found]


@dataclass
class Meaning:
    """What a word may mean: one of `readings`. `rarity` says how much it tells."""

    wanted: Wanted
    readings: list[Reading] = field(default_factory=list)
    rarity: float = 1.0

    @property
    def is_known(self) -> bool:
        """Whether it is a word of an entry, or a form of one."""
        return bool(self.readings) and any(
            weight >= SURE for _part, _vocabulary, weights in self.readings[0].parts[0] for weight in weights.values()
        )

    @property
    def is_answered(self) -> bool:
        """Whether there is anything that it may be."""
        return any(
            all(any(weights for _part, _vocabulary, weights in found) for found in reading.parts)
            for reading in self.readings
        )


class Meanings:
    """The meanings of a question's words, in the entries that are `visible`: what stands in others is no word at all.

    `terms` are concepts: words that mean the same, by language. In `haste`, words are not taken apart, nor put right.
    """

    def __init__(
        self, index: Index, question: Question, visible: np.ndarray, terms: list[Concept] = (), *, haste: bool = False
    ):
        self.index, self.question, self.language = index, question, question.language
        self.haste = haste
        self.visible = visible
        self.own = index.vocabularies(question.language)
        self.lexicon = index.lexicon(question.language)
        self.others = [
            pair for code in index.languages if code != question.language for pair in index.vocabularies(code)
        ]
        concepts = named(question.wanted, terms)
        well_known = {place for one in concepts for place in range(one.start, one.stop)}
        self.meanings = [self._meaning(wanted, place in well_known) for place, wanted in enumerate(question.wanted)]
        self._joined_words()
        self._read_as_concepts(concepts)
        for meaning in self.meanings:
            meaning.rarity = self._rarity(meaning)

    def _meaning(self, wanted: Wanted, is_well_known: bool) -> Meaning:
        word, meaning = wanted.word, Meaning(wanted)
        if wanted.exact:
            exactly = [(part, each, {each.number(word): 1.0}) for part, each in [*self.own, *self.others]]
            meaning.readings.append(Reading(1.0, [self._seen([one for one in exactly if -1 not in one[2]])]))
            return meaning
        found = self._everywhere(word)
        meaning.readings.append(Reading(1.0, [found]))
        is_known = is_well_known or meaning.is_known
        stands = is_well_known or any(
            max(weights.values(), default=0) >= expanding.UNMARKED for _part, _each, weights in found
        )
        own = [(vocabulary, weights) for _part, vocabulary, weights in found if vocabulary.language == self.language]
        compounds = [expanding.compounds(vocabulary, word, self.lexicon) for vocabulary, _weights in own]
        may_go_on = wanted.unfinished and len(word) > 1 or not is_known and len(word) > 3
        begun = [expanding.begun(vocabulary, word) if may_go_on else {} for vocabulary, _weights in own]
        for (vocabulary, weights), *others in zip(own, compounds, begun, strict=True):
            for more in (expanding.akin(vocabulary, word), *others):
                merge_all(weights, more)
        if not stands and not self.haste:
            is_part = any(PART in each.values() for each in compounds)
            doubt = DOUBTED if is_known or is_part or wanted.unfinished and any(begun) else 1.0
            for vocabulary, weights in own:
                merge_all(weights, expanding.mistyped(vocabulary, word, doubt))
        meaning.readings[0].parts[0] = self._seen(found)
        if len(word) >= (9 if stands else 6) and not self.haste:
            self._split(meaning, word, is_known)
        return meaning

    def _everywhere(self, word: str) -> Found:
        """The word and its forms: in the question's language, and as it stands in others, unless it says nothing."""
        found = self._in(self.own, word)
        if word in grammar(self.language).stop_words:
            return found
        for part, each, weights in self._in(self.others, word):
            found.append((part, each, {number: weight * OTHER_LANGUAGE for number, weight in weights.items()}))
        return found

    def nearest(self, word: str) -> str:
        """The most likely and most common word that a mistyped one may be, or nothing."""
        found = self._seen([(part, each, expanding.mistyped(each, word)) for part, each in self.own])
        whole = [
            (weight, part.frequency(vocabulary, number), vocabulary.word(number))
            for part, vocabulary, weights in found
            for number, weight in weights.items()
            if expanding.distance(word, vocabulary.word(number)) <= 2
        ]
        return max(whole)[2] if whole else ""

    def words(self, language: str) -> frozenset[str]:
        """The forms in texts of a language that the question's words may mean."""
        return frozenset(
            vocabulary.word(number)
            for meaning in self.meanings
            for reading in meaning.readings
            for found in reading.parts
            for _part, vocabulary, weights in found
            if vocabulary.language == language
            for number in weights
        )

    def _in(self, vocabularies: list[tuple[Part, Vocabulary]], word: str) -> Found:
        """The word and its forms in some vocabularies."""
        is_there = self._is_there(vocabularies, word)
        return self._seen(
            [(part, each, expanding.same_or_form(each, word, is_there=is_there)) for part, each in vocabularies]
        )

    def _is_there(self, vocabularies: list[tuple[Part, Vocabulary]], word: str) -> bool:
        """Whether a word stands as it is in an entry that anybody may read."""
        numbers = ((part, each, each.number(word)) for part, each in vocabularies)
        return any(number >= 0 and self.visible[each.entries(number, part)].any() for part, each, number in numbers)

    def _seen(self, found: Found) -> Found:
        """What of it stands in entries that anybody may read."""
        return [
            (
                part,
                vocabulary,
                weights if self.index.is_seen(part, self.visible) else self._left(part, vocabulary, weights),
            )
            for part, vocabulary, weights in found
        ]

    def _left(self, part: Part, vocabulary: Vocabulary, weights: Weights) -> Weights:
        return {
            number: weight for number, weight in weights.items() if self.visible[vocabulary.entries(number, part)].any()
        }

    def _loosely(self, word: str, *, is_sure: bool = False) -> Found:
        """The word and its forms, and the compounds that it is part of; these not if `is_sure` and there are forms."""
        found = self._in(self.own, word)
        if not is_sure or not any(weights for _part, _vocabulary, weights in found):
            for _part, vocabulary, weights in found:
                merge_all(weights, expanding.compounds(vocabulary, word, self.lexicon))
        return self._seen(found)

    def _split(self, meaning: Meaning, word: str, is_known: bool) -> None:
        """Read a compound as the words it is made of."""
        ways = [way.parts for way in self.lexicon.splits(word)]
        for parts in ways[:2]:
            weight = SPLIT / 2 if is_known else SPLIT
            meaning.readings.append(Reading(weight, [self._loosely(one, is_sure=is_known) for one in parts]))
        if not ways and not is_known:
            languages = [code for code in self.index.languages if code != self.language]
            there = {(way.parts, code) for code in languages for way in self.index.lexicon(code).splits(word)}
            for parts, language in sorted(there)[:3]:
                vocabularies = self.index.vocabularies(language)
                meaning.readings.append(Reading(SPLIT * OTHER_LANGUAGE, [self._in(vocabularies, one) for one in parts]))
        if not is_known and not meaning.is_answered and (part := self.lexicon.known_part(word)):
            meaning.readings.append(Reading(SPLIT / 2, [self._loosely(part)]))

    def _joined_words(self) -> None:
        """Read two words that follow one another as the compound they make."""
        links = grammar(self.language).links or ("",)
        for first, second in zip(self.meanings, self.meanings[1:], strict=False):
            a, b = first.wanted, second.wanted
            if a.exact or b.exact or len(a.word) + len(b.word) > 40:
                continue
            stems = {a.word, *(stem for stem in stems_of(self.language, a.word) if len(stem) >= 3)}
            compounds = {f"{stem}{link}{b.word}" for stem in stems for link in links}
            found: Found = [(part, vocabulary, {}) for part, vocabulary in self.own]
            for compound in compounds:
                is_there = self._is_there(self.own, compound)
                for _part, vocabulary, weights in found:
                    merge_all(weights, expanding.same_or_form(vocabulary, compound, is_there=is_there))
            found = self._seen(found)
            if any(weights for _part, _vocabulary, weights in found):
                first.readings.append(Reading(JOINED, [found]))
                second.readings.append(Reading(JOINED, [found]))

    def _read_as_concepts(self, found: list[Named]) -> None:
        """Read words as those that editors have said mean the same."""
        for start, stop, others in found:
            for language, words in others:
                parts = [self._in(self.index.vocabularies(language), word) for word in words]
                for meaning in self.meanings[start:stop]:
                    meaning.readings.append(Reading(TERM, parts))

    def _rarity(self, meaning: Meaning) -> float:
        """How much an entry tells that has the word: more the fewer have it."""
        often = 0
        for reading in meaning.readings[:1]:
            sure = 0
            for part, vocabulary, weights in reading.parts[0]:
                if vocabulary.language == self.language:
                    counts = [(part.frequency(vocabulary, number), weight) for number, weight in weights.items()]
                    often += sum(count for count, _weight in counts)
                    sure += sum(count for count, weight in counts if weight >= SURE)
            often = sure or often
        size = max(self.index.count / max(len(self.index.entry_in), 1), 1)
        often = min(max(often, 1), size)
        return float(np.log1p((size - often + 0.5) / (often + 0.5)))
