"""Which words of a vocabulary a word that was typed may mean, and how surely: weights from 0 to 1."""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.languages import grammar
from search.lexicon import SHORTEST_PART, Lexicon, stems_of
from search.vocabulary import Vocabulary
from search.words import composed, folded, tokens

# The word itself; without its marks, as one types without å ä ö; another word but for its marks.
SAME, UNMARKED, OTHER_MARKS = 1.0, 0.92, 0.6
FORM, AKIN = 0.88, 0.45  # konferensen for konferens; föreläsare for föreläsning
PERHAPS_FORM = 0.8  # where the word is there and does not go on so: gula for guld, but also stad for städer
SURE = 0.75  # from here on the word is taken to be known
PART, PERHAPS_PART = 0.5, 0.3  # krishantering for kris; where the other part is no word that is known
LAST_PART = 0.25  # gasmask for mask, likewise
BEGINNING = 0.45, 0.4  # krishantering for krishant: at least, and more the more of it is there
TYPOS = {1: 0.72, 2: 0.55}
DOUBTED = 0.6  # a typing error in what may be a form of another word
OTHER_FIRST_LETTER = 0.8
JOINED, SPLIT = 1.2, 0.8  # a compound tells more than its parts
MAX_BEGUN, MAX_PARTS, MAX_TYPOS = 150, 300, 24

Weights = dict[int, float]


def merge(into: Weights, numbers, weight: float) -> None:
    """Let words have at least a weight."""
    for number in numbers:
        if into.get(number, 0.0) < weight:
            into[number] = weight


def merge_all(into: Weights, others: Weights) -> None:
    """Let words have at least the weights that others give them."""
    for number, weight in others.items():
        merge(into, (number,), weight)


def same_or_form(vocabulary: Vocabulary, word: str, *, is_there: bool) -> Weights:
    """The word itself and its other forms. Typed without marks, it may be one that has them; with, hardly another.

    `is_there`: it stands so somewhere, be it not in this vocabulary.
    """
    language, found = vocabulary.language, {}
    typed_plain = word.isascii()
    for number in vocabulary.folded.equal(folded(word)).tolist():
        other = vocabulary.word(number)
        if other == word:
            merge(found, [number], SAME)
        elif typed_plain or (other.isascii() and not is_there):
            merge(found, [number], UNMARKED if typed_plain else OTHER_MARKS)
    stems = stems_of(language, word)
    for stem in {folded(stem) for stem in stems}:
        for number in vocabulary.stems.equal(stem).tolist():
            if found.get(number, 0.0) >= FORM or number in vocabulary.silent:
                continue
            others = stems_of(language, vocabulary.word(number))
            weight = FORM if word in others or not is_there else PERHAPS_FORM
            if not stems.isdisjoint(others):
                merge(found, [number], weight)
            elif typed_plain:
                merge(found, [number], weight * (OTHER_MARKS if is_there else UNMARKED))
    return found


def akin(vocabulary: Vocabulary, word: str) -> Weights:
    """Words made of the same root."""
    found: Weights = {}
    if len(word) > 4:
        for root in grammar(vocabulary.language).roots(set(stems_of(vocabulary.language, word))):
            merge(found, vocabulary.roots.equal(folded(root)).tolist(), AKIN)
    return found


def compounds(vocabulary: Vocabulary, word: str, lexicon: Lexicon) -> Weights:
    """Words of which the word is the first or the last part."""
    links = lexicon.grammar.links
    found: Weights = {}
    if not links or len(word) < SHORTEST_PART or not word.isalpha():
        return found
    typed_plain = word.isascii()
    for stem in {word, *stems_of(vocabulary.language, word)} - lexicon.grammar.stop_words:
        part, size = folded(stem), len(stem)
        if size < SHORTEST_PART:
            continue
        perhaps = PERHAPS_PART if size >= 4 or stem in (word, word[:-1]) else 0.0
        for number in _some(vocabulary.folded, part) if _begins_compounds(lexicon, stem, word) else ():
            other = vocabulary.word(number)
            if typed_plain or other.startswith(stem):
                merge(found, [number], _other_part(lexicon, other[size:], perhaps, size, at_end=True))
        for number, key in _some_ends(vocabulary, part):
            other = vocabulary.word(number)
            rest = other[: len(key) - size]
            if (typed_plain or stem in other) and not lexicon.is_form(other, len(rest) + 1, min(len(key), len(other))):
                merge(found, [number], _other_part(lexicon, rest, perhaps, size, at_end=False))
    return {number: weight for number, weight in found.items() if weight and number not in vocabulary.silent}


def _begins_compounds(lexicon: Lexicon, stem: str, word: str) -> bool:
    """Whether compounds are made with a stem of a word: little is taken off, or it is a word with a or e."""
    return len(stem) >= len(word) - 2 or any(lexicon.has(f"{stem}{end}") for end in ("", "a", "e"))


def _some(keys, part: str) -> list[int]:
    place = keys.starting(part)
    return keys.numbers[place.start : min(place.stop, place.start + MAX_PARTS)].tolist()


def _some_ends(vocabulary: Vocabulary, part: str) -> list[tuple[int, bytes]]:
    keys = vocabulary.endings
    place = keys.starting(part[::-1])
    place = slice(place.start, min(place.stop, place.start + MAX_PARTS))
    return list(zip(keys.numbers[place].tolist(), keys.keys[place].tolist(), strict=True))


def _other_part(lexicon: Lexicon, rest: str, perhaps: float, size: int, *, at_end: bool) -> float:
    """How surely what is left of a word, when a part is taken from it, is its other part; 0 where it is none."""
    if len(rest) < SHORTEST_PART - (not at_end):
        return 0.0
    for link in lexicon.grammar.links:
        other = rest.removeprefix(link) if at_end else rest.removesuffix(link)
        if (other != rest or not link) and lexicon.is_rest(other, at_end=at_end):
            return PART
    if len(rest) >= 5 or len(rest) >= SHORTEST_PART and len(rest) + size >= 10:
        return perhaps
    return min(perhaps, LAST_PART) if not at_end and size >= 4 and len(rest) >= SHORTEST_PART else 0.0


def begun(vocabulary: Vocabulary, word: str) -> Weights:
    """Words of which the word is the beginning; where they are many, the most common."""
    numbers = vocabulary.folded.numbers[vocabulary.folded.starting(folded(word))]
    if not word.isascii():
        numbers = numbers[np.char.startswith(vocabulary.words[numbers], word.encode())]
    if len(numbers) > MAX_BEGUN:
        often = vocabulary.starts[numbers + 1] - vocabulary.starts[numbers]
        numbers = numbers[often.argsort()[::-1][:MAX_BEGUN]]
    least, more = BEGINNING
    return {number: least + more * len(word) / len(vocabulary.word(number)) for number in numbers.tolist()}


def mistyped(vocabulary: Vocabulary, word: str, factor: float = 1.0) -> Weights:
    """Words that the word may be with an error or two, forms of theirs included."""
    key, found = folded(word), {}
    allowed = 0 if len(key) < 4 or not key.isalpha() else 1 if len(key) < 8 else 2
    for length in range(len(key) - allowed, len(key) + allowed + 1) if allowed else ():
        spellings, places = vocabulary.spellings.get(length, ((), ()))
        near = process.extract(key, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_TYPOS)
        for spelling, distance, number in near:
            weight = factor * TYPOS.get(int(distance), UNMARKED) * (1 if spelling[0] == key[0] else OTHER_FIRST_LETTER)
            first = int(places[number])
            last = vocabulary.stems.keys.searchsorted(vocabulary.stems.keys[first], "right")
            merge(found, vocabulary.stems.numbers[first:last].tolist(), weight)
    return {number: weight for number, weight in found.items() if number not in vocabulary.silent}


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
