"""All words of a language that an index has, whichever segment they stand in: what is a word, and what is part of one.

How an index is divided differs between servers; what a word may mean must not.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from search.languages import Grammar, grammar
from search.vocabulary import Vocabulary
from search.words import folded

SHORTEST_PART, MAX_ENDING_LENGTH, LONG_ENOUGH = 3, 3, 6  # letters of a part; of an ending; of what must be a word


@lru_cache(maxsize=5_000)
def stems_of(language: str, word: str) -> frozenset[str]:
    return frozenset(grammar(language).stems(word))


class Split(NamedTuple):
    """A way to take a word apart. `strange`: how many of its parts are no words, as far as is known."""

    parts: tuple[str, ...]
    strange: int

    @property
    def order(self) -> tuple:
        """What it is sorted by: the likeliest first."""
        return self.strange, len(self.parts), -min(map(len, self.parts)), self.parts


class Lexicon:
    """The vocabularies of one language, asked as one."""

    def __init__(self, language: str, vocabularies: Iterable[Vocabulary]):
        self.language, self.vocabularies = language, list(vocabularies)

    @cached_property
    def grammar(self) -> Grammar:
        return grammar(self.language)

    def has(self, word: str) -> bool:
        """Whether a word is there as it stands."""
        return any(vocabulary.number(word) >= 0 for vocabulary in self.vocabularies)

    def is_word(self, text: str) -> bool:
        """Whether something is a form of a word that says something, or what its forms begin with."""
        if len(text) < SHORTEST_PART or text in self.grammar.stop_words:
            return False
        if any(self.has(stem) for stem in stems_of(self.language, text)):
            return True
        return any(
            text.isascii() or text in stems_of(self.language, vocabulary.word(number))
            for vocabulary in self.vocabularies
            for number in vocabulary.stems.equal(folded(text))[:8].tolist()
        )

    def is_long_part(self, text: str) -> bool:
        """Whether something is so long that it must be a word where a word begins or ends with it."""
        part = folded(text)
        return len(part) >= LONG_ENOUGH and any(
            vocabulary.folded.has_starting(part) or vocabulary.endings.has_starting(part[::-1])
            for vocabulary in self.vocabularies
        )

    def is_rest(self, text: str, *, at_end: bool) -> bool:
        """Whether what is left of a word is one, or begins as one does; at the end, whatever ending it may have."""
        if len(text) < SHORTEST_PART or text in self.grammar.stop_words:
            return False
        return any(_is_rest(vocabulary, text, at_end) for vocabulary in self.vocabularies)

    def is_form(self, word: str, start: int, stop: int) -> bool:
        """Whether a word is a form of one that ends between two places in it: kemisten, of kemist, for sten."""
        return any(word[place:] in self.grammar.endings and self.has(word[:place]) for place in range(start, stop))

    def splits(self, word: str, most: int = 2) -> list[Split]:
        """Ways to take a word apart into words that are known, the likeliest first: few parts, and even ones."""
        found = []
        links = self.grammar.links or ("",)
        for place, link in product(range(SHORTEST_PART, len(word) - SHORTEST_PART + 1), links):
            left, right = word[:place].removesuffix(link), word[place:]
            if link and left == word[:place] or (first := self._strangeness(left)) is None:
                continue
            if (last := self._strangeness(right)) is not None:
                found.append(Split((left, right), first + last))
            elif most > 1 and len(right) >= 2 * SHORTEST_PART:
                found += [Split((left, *rest), first + strange) for rest, strange in self.splits(right, 1)[:1]]
        return sorted(found, key=lambda way: way.order)[:3]

    def known_part(self, word: str) -> str:
        """The longest word that a compound begins or ends with, where its other part is no word; or nothing."""
        lengths = range(len(word) - SHORTEST_PART, LONG_ENOUGH - 2, -1)
        ends = (end for length in lengths for end in (word[-length:], word[:length]))
        return next((end for end in ends if self.has(end) and end not in self.grammar.stop_words), "")

    def _strangeness(self, part: str) -> int | None:
        """0 for a word, 1 for what may be one, None for what is no part of a compound. A short one must be there."""
        if len(part) <= SHORTEST_PART:
            return 0 if self.has(part) and part not in self.grammar.stop_words else None
        return 0 if self.is_word(part) else 1 if self.is_long_part(part) else None


def _is_rest(vocabulary: Vocabulary, text: str, at_end: bool) -> bool:
    known = vocabulary.known_rests
    if (found := known.get((text, at_end))) is None:
        shortest = max(SHORTEST_PART + 1, len(text) - MAX_ENDING_LENGTH) if at_end else len(text)
        lengths = range(len(text), shortest - 1, -1) if len(text) >= shortest else [len(text)]
        known[text, at_end] = found = any(len(vocabulary.stems.equal(folded(text[:length]))) for length in lengths)
    return found
