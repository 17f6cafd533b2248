"""Which words of a vocabulary a word that was typed may mean, and how surely: weights from 0 to 1."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.languages import grammar
from search.vocabulary import Vocabulary
from search.words import composed, folded, tokens

# The word itself; without its marks, as one types without å ä ö; another word but for its marks.
SAME, UNMARKED, OTHER_MARKS = 1.0, 0.92, 0.6
FORM, AKIN = 0.88, 0.45  # konferensen for konferens; föreläsare for föreläsning
SURE = 0.75  # from here on the word is taken to be known
PART, PERHAPS_PART = 0.5, 0.3  # krishantering for kris; where the other part is no word that is known
LAST_PART = 0.25  # gasmask for mask, likewise
BEGINNING = 0.45, 0.4  # krishantering for krishant: at least, and more the more of it is there
TYPOS = {1: 0.72, 2: 0.55}
DOUBTED = 0.6  # a typing error in what may be a form of another word
OTHER_FIRST_LETTER = 0.8
JOINED, SPLIT = 1.2, 0.8  # a compound tells more than its parts
SHORTEST_PART, LONGEST_ENDING, MOST_BEGUN, MOST_PARTS, MOST_TYPOS = 3, 3, 150, 300, 24

Weights = dict[int, float]


def merge(into: Weights, numbers, weight: float) -> None:
    """Let words have at least a weight."""
    for number in numbers:
        if into.get(number, 0.0) < weight:
            into[number] = weight


@lru_cache(maxsize=5_000)
def stems_of(language: str, word: str) -> frozenset[str]:
    return frozenset(grammar(language).stems(word))


def same_or_form(vocabulary: Vocabulary, word: str) -> Weights:
    """The word itself and its other forms. Typed without marks, it may be one that has them; with, hardly another."""
    language, found = vocabulary.language, {}
    typed_plain = word.isascii()
    for number in vocabulary.folded.equal(folded(word)).tolist():
        other = vocabulary.word(number)
        if other == word:
            merge(found, [number], SAME)
        elif typed_plain or (other.isascii() and vocabulary.number(word) < 0):
            merge(found, [number], UNMARKED if typed_plain else OTHER_MARKS)
    stems = stems_of(language, word)
    for stem in {folded(stem) for stem in stems}:
        for number in vocabulary.stems.equal(stem).tolist():
            if found.get(number, 0.0) >= FORM or number in vocabulary.silent:
                continue
            if not stems.isdisjoint(stems_of(language, vocabulary.word(number))):
                merge(found, [number], FORM)
            elif typed_plain:
                merge(found, [number], FORM * UNMARKED)
    return found


def akin(vocabulary: Vocabulary, word: str) -> Weights:
    """Words made of the same root."""
    found: Weights = {}
    if len(word) > 4:
        for root in grammar(vocabulary.language).roots(set(stems_of(vocabulary.language, word))):
            merge(found, vocabulary.roots.equal(folded(root)).tolist(), AKIN)
    return found


def is_word(vocabulary: Vocabulary, text: str) -> bool:
    """Whether something is a form of a word of the vocabulary that says something, or what its forms begin with."""
    if len(text) < SHORTEST_PART or text in grammar(vocabulary.language).stop_words:
        return False
    if any(vocabulary.number(stem) >= 0 for stem in stems_of(vocabulary.language, text)):
        return True
    begun = vocabulary.stems.equal(folded(text))
    return any(
        text.isascii() or text in stems_of(vocabulary.language, vocabulary.word(number))
        for number in begun[:8].tolist()
    )


def compounds(vocabulary: Vocabulary, word: str) -> Weights:
    """Words of which the word is the first or the last part."""
    links = grammar(vocabulary.language).links
    found: Weights = {}
    if not links or len(word) < SHORTEST_PART or not word.isalpha():
        return found
    typed_plain = word.isascii()
    for stem in {word, *stems_of(vocabulary.language, word)} - grammar(vocabulary.language).stop_words:
        part, size = folded(stem), len(stem)
        if size < SHORTEST_PART:
            continue
        perhaps = PERHAPS_PART if size >= 4 or stem in (word, word[:-1]) else 0.0
        for number in _some(vocabulary.folded, part) if _begins_compounds(vocabulary, stem, word) else ():
            other = vocabulary.word(number)
            if typed_plain or other.startswith(stem):
                merge(found, [number], _other_part(vocabulary, other[size:], links, perhaps, size, at_end=True))
        for number, key in _some_ends(vocabulary, part):
            other = vocabulary.word(number)
            rest = other[: len(key) - size]
            if (typed_plain or stem in other) and not _is_form(vocabulary, other, len(rest), len(key)):
                merge(found, [number], _other_part(vocabulary, rest, links, perhaps, size, at_end=False))
    return {number: weight for number, weight in found.items() if weight and number not in vocabulary.silent}


def _begins_compounds(vocabulary: Vocabulary, stem: str, word: str) -> bool:
    """Whether compounds are made with a stem of a word: little is taken off, or it is a word with a or e."""
    return len(stem) >= len(word) - 2 or any(vocabulary.number(f"{stem}{end}") >= 0 for end in ("", "a", "e"))


def _some(keys, part: str) -> list[int]:
    place = keys.starting(part)
    return keys.numbers[place.start : min(place.stop, place.start + MOST_PARTS)].tolist()


def _some_ends(vocabulary: Vocabulary, part: str) -> list[tuple[int, bytes]]:
    keys = vocabulary.endings
    place = keys.starting(part[::-1])
    place = slice(place.start, min(place.stop, place.start + MOST_PARTS))
    return list(zip(keys.numbers[place].tolist(), keys.keys[place].tolist(), strict=True))


def _other_part(vocabulary: Vocabulary, rest: str, links, perhaps: float, size: int, *, at_end: bool) -> float:
    """How surely what is left of a word, when a part is taken from it, is its other part; 0 where it is none."""
    if len(rest) < SHORTEST_PART - (not at_end):
        return 0.0
    for link in links:
        other = rest.removeprefix(link) if at_end else rest.removesuffix(link)
        if (other != rest or not link) and _is_known(vocabulary, other, at_end=at_end):
            return PART
    if len(rest) >= 5 or len(rest) >= SHORTEST_PART and len(rest) + size >= 10:
        return perhaps
    return min(perhaps, LAST_PART) if not at_end and size >= 4 and len(rest) >= SHORTEST_PART else 0.0


def _is_known(vocabulary: Vocabulary, rest: str, *, at_end: bool) -> bool:
    """Whether what is left of a word is one, or begins as one does; at the end, whatever ending it may have."""
    known = vocabulary.known_rests
    if (found := known.get((rest, at_end))) is None:
        shortest = max(SHORTEST_PART + 1, len(rest) - LONGEST_ENDING) if at_end else len(rest)
        lengths = range(len(rest), shortest - 1, -1) if len(rest) >= shortest else [len(rest)]
        silent = grammar(vocabulary.language).stop_words
        found = len(rest) >= SHORTEST_PART and rest not in silent
        found = found and any(len(vocabulary.stems.equal(folded(rest[:length]))) for length in lengths)
        known[rest, at_end] = found
    return found


def _is_form(vocabulary: Vocabulary, word: str, start: int, stop: int) -> bool:
    """Whether a word is a form of one that ends within what looks like its last part: kemisten, of kemist, for sten."""
    endings = grammar(vocabulary.language).endings
    return any(
        word[place:] in endings and vocabulary.number(word[:place]) >= 0
        for place in range(start + 1, min(stop, len(word)))
    )


def is_part(vocabulary: Vocabulary, text: str) -> bool:
    """Whether something is so long that it must be a word where a word begins or ends with it."""
    part = folded(text)
    return len(part) >= 6 and bool(_some(vocabulary.folded, part) or _some_ends(vocabulary, part))


def begun(vocabulary: Vocabulary, word: str) -> Weights:
    """Words of which the word is the beginning; where they are many, the most common."""
    numbers = vocabulary.folded.numbers[vocabulary.folded.starting(folded(word))]
    if not word.isascii():
        numbers = numbers[np.char.startswith(vocabulary.words[numbers], word.encode())]
    if len(numbers) > MOST_BEGUN:
        often = vocabulary.starts[numbers + 1] - vocabulary.starts[numbers]
        numbers = numbers[often.argsort()[::-1][:MOST_BEGUN]]
    least, more = BEGINNING
    return {number: least + more * len(word) / len(vocabulary.word(number)) for number in numbers.tolist()}


def mistyped(vocabulary: Vocabulary, word: str, factor: float = 1.0) -> Weights:
    """Words that the word may be with an error or two, forms of theirs included."""
    key, found = folded(word), {}
    allowed = 0 if len(key) < 4 or not key.isalpha() else 1 if len(key) < 8 else 2
    for length in range(len(key) - allowed, len(key) + allowed + 1) if allowed else ():
        spellings, places = vocabulary.spellings.get(length, ((), ()))
        near = process.extract(key, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_TYPOS)
        for spelling, distance, number in near:
            weight = factor * TYPOS.get(int(distance), UNMARKED) * (1 if spelling[0] == key[0] else OTHER_FIRST_LETTER)
            first = int(places[number])
            last = vocabulary.stems.keys.searchsorted(vocabulary.stems.keys[first], "right")
            merge(found, vocabulary.stems.numbers[first:last].tolist(), weight)
    return {number: weight for number, weight in found.items() if number not in vocabulary.silent}


class Split(NamedTuple):
    """A way to take a word apart. `strange`: how many of its parts are no words, as far as the vocabulary knows."""

    parts: tuple[str, ...]
    strange: int

    @property
    def order(self) -> tuple:
        """What it is sorted by: the likeliest first."""
        return self.strange, len(self.parts), -min(map(len, self.parts)), self.parts


def splits(vocabulary: Vocabulary, word: str, most: int = 2) -> list[Split]:
    """Ways to take a word apart into words that are known, the likeliest first: few parts, and even ones."""
    found = []
    links = grammar(vocabulary.language).links or ("",)
    for place, link in product(range(SHORTEST_PART, len(word) - SHORTEST_PART + 1), links):
        left, right = word[:place].removesuffix(link), word[place:]
        if link and left == word[:place] or (first := _strangeness(vocabulary, left)) is None:
            continue
        if (last := _strangeness(vocabulary, right)) is not None:
            found.append(Split((left, right), first + last))
        elif most > 1 and len(right) >= 2 * SHORTEST_PART:
            found += [Split((left, *rest), first + strange) for rest, strange in splits(vocabulary, right, 1)[:1]]
    return sorted(found, key=lambda way: way.order)[:3]


def _strangeness(vocabulary: Vocabulary, part: str) -> int | None:
    """0 for a word, 1 for what may be one, None for what is no part of a compound: a short one must stand as it is."""
    if len(part) <= SHORTEST_PART:
        number = vocabulary.number(part)
        return 0 if number >= 0 and number not in vocabulary.silent else None
    return 0 if is_word(vocabulary, part) else 1 if is_part(vocabulary, part) else None


def distance(word: str, other: str) -> int:
    """How many typing errors are between two words, marks over letters aside."""
    return OSA.distance(folded(word), folded(other))


def replaced(text: str, word: str, other: str) -> str:
    """A text with one of its words put right."""
    text = composed(text)
    for token in reversed(list(tokens(text))):
        if token.word == word:
            text = text[: token.start] + other + text[token.end :]
    return text
