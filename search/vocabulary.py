"""The words of one language in a segment, and the ways to find them: as sorted arrays, which take little room."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from search.languages import grammar
from search.words import folded

NOWHERE = np.empty(0, dtype=np.int32)


def as_bytes(words: Iterable[str]) -> np.ndarray:
    """Words as an array that can be sorted, searched and stored."""
    encoded = [word.encode() for word in words]
    return np.array(encoded, dtype=bytes) if encoded else np.empty(0, dtype="S1")


class Remembered(dict):
    """Answers to questions that are asked again and again; forgotten when they are too many."""

    MOST = 20_000

    def __setitem__(self, key, value):
        if len(self) >= self.MOST:
            self.clear()
        super().__setitem__(key, value)


class Keys:
    """Keys in order, each with the number of a word: the same word may have several, the same key several words."""

    def __init__(self, keys: np.ndarray, numbers: np.ndarray):
        self.keys, self.numbers = keys, numbers

    @classmethod
    def of(cls, pairs: list[tuple[str, int]]) -> "Keys":
        """Keys from (key, number of a word)."""
        keys = as_bytes(key for key, _number in pairs)
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], np.array([number for _key, number in pairs], dtype=np.int32)[order])

    def equal(self, key: str) -> np.ndarray:
        """The numbers of the words that have a key."""
        wanted = key.encode()
        start = self.keys.searchsorted(wanted, "left")
        if start == len(self.keys) or self.keys[start] != wanted:
            return NOWHERE
        return self.numbers[start : self.keys.searchsorted(wanted, "right")]

    def starting(self, key: str) -> slice:
        """Where the keys stand that start with something."""
        wanted = key.encode()
        return slice(self.keys.searchsorted(wanted, "left"), self.keys.searchsorted(wanted + b"\xff", "left"))

    def has_starting(self, key: str) -> bool:
        """Whether a key starts with something."""
        place = self.starting(key)
        return place.start < place.stop


class Vocabulary:
    """The words of a language in order, and where each stands: `docs[starts[n]:starts[n + 1]]`, with its impact."""

    ARRAYS = ("words", "starts", "docs", "impacts", "title_starts", "title_words")
    KEYS = ("folded", "stems", "endings", "roots")

    def __init__(self, language: str, arrays: dict[str, np.ndarray]):
        self.language = language
        for name in self.ARRAYS:
            setattr(self, name, arrays[name])
        for name in self.KEYS:
            setattr(self, name, Keys(arrays[f"{name}_keys"], arrays[f"{name}_numbers"]))

    def arrays(self) -> dict[str, np.ndarray]:
        """What it is made of, to be stored."""
        own = {name: getattr(self, name) for name in self.ARRAYS}
        for name in self.KEYS:
            keys = getattr(self, name)
            own |= {f"{name}_keys": keys.keys, f"{name}_numbers": keys.numbers}
        return own

    @staticmethod
    def keys_of(language: str, words: list[str]) -> dict[str, np.ndarray]:
        """The keys under which the words of a language are found: without marks, by stem, by end of stem, by root."""
        of = grammar(language)
        by_fold, by_stem, by_end, by_root = [], [], [], []
        for number, word in enumerate(words):
            by_fold.append((folded(word), number))
            stems = of.stems(word)
            for stem in {folded(stem) for stem in stems}:
                by_stem.append((stem, number))
                if len(stem) >= 4 and of.links:
                    by_end.append((stem[::-1], number))
            by_root += [(root, number) for root in {folded(root) for root in of.roots(stems)}]
        found = {}
        for name, pairs in zip(Vocabulary.KEYS, (by_fold, by_stem, by_end, by_root), strict=True):
            keys = Keys.of(pairs)
            found |= {f"{name}_keys": keys.keys, f"{name}_numbers": keys.numbers}
        return found

    def __len__(self):
        return len(self.words)

    def number(self, word: str) -> int:
        """The number of a word as it stands, or -1."""
        wanted = word.encode()
        place = self.words.searchsorted(wanted)
        return int(place) if place < len(self.words) and self.words[place] == wanted else -1

    def word(self, number: int) -> str:
        """The word with a number."""
        return self.words[number].decode()

    @cached_property
    def known_rests(self) -> "Remembered":
        """Whether parts of words are words, as far as it has been asked."""
        return Remembered()

    @cached_property
    def silent(self) -> frozenset[int]:
        """The numbers of words that say nothing, which no other word may mean."""
        return frozenset(map(self.number, grammar(self.language).stop_words)) - {-1}

    def entries(self, number: int, part) -> np.ndarray:
        """The entries of the index that have a word, where the segment is a part of it."""
        return self.docs[self.starts[number] : self.starts[number + 1]] + part.start

    @cached_property
    def spellings(self) -> dict[int, tuple[list[str], np.ndarray]]:
        """Stems without marks by their length, with where each first stands in `stems`: for edit distances."""
        keys, places = np.unique(self.stems.keys, return_index=True)
        lengths = np.char.str_len(keys)
        found = {}
        for length in np.unique(lengths):
            chosen = np.flatnonzero(lengths == length)
            found[int(length)] = ([key.decode("utf-8", "replace") for key in keys[chosen]], places[chosen])
        return found
