"""The words of one language in a segment, and the ways to find them, in arrays that take little room."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b

import numpy as np

from search.engine.morphology import STEM, morphology
from search.engine.tokens import folded

NOWHERE = np.empty(0, dtype=np.int32)
# The kinds of keys under which a word is found.
LEMMA, FOLDED_LEMMA, BASE, PART, HEAD, LOOSE = "l", "f", "b", "p", "h", "s"


def hashed(kind: str, key: str) -> int:
    """A key as a number of 64 bits: the same in every process."""
    return int.from_bytes(blake2b(f"{kind}{key}".encode(), digest_size=8).digest(), "little")


def keys_of(code: str, word: str) -> Iterator[tuple[str, str]]:
    """The keys under which a word of a language is found, beside itself."""
    of = morphology(code)
    if not code or word in of.stop_words:
        return
    for lemma in of.lemmas(word):
        yield LEMMA, lemma
        yield FOLDED_LEMMA, folded(lemma)
        if not lemma.startswith(STEM):
            yield BASE, of.base(lemma)
            for part in of.parts(lemma):
                yield PART, part
            for head in of.heads(lemma):
                yield HEAD, head
    yield LOOSE, of.loose_stem(word)


class Vocabulary:
    """Words by number, in the order of what they are without marks: `docs[starts[n]:starts[n + 1]]` have word n.

    `weights` say how strongly each document has it.
    """

    ARRAYS = ("keys", "key_words", "starts", "docs", "weights")

    def __init__(self, code: str, words: list[str], arrays: dict[str, np.ndarray]):
        self.code, self.words, self._arrays = code, words, arrays
        for name in self.ARRAYS:
            setattr(self, name, arrays[name])
        self.folds = [folded(word) for word in words]

    @staticmethod
    def ordered(words: Iterable[str]) -> list[str]:
        """Words in the order of their numbers."""
        return sorted(words, key=lambda word: (folded(word), word))

    @staticmethod
    def keyed(code: str, words: list[str]) -> dict[str, np.ndarray]:
        """The arrays by which words are found."""
        pairs = [(hashed(*key), number) for number, word in enumerate(words) for key in set(keys_of(code, word))]
        keys = np.array([key for key, _number in pairs], dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        return {"keys": keys[order], "key_words": np.array([number for _key, number in pairs], dtype=np.int32)[order]}

    def arrays(self) -> dict[str, np.ndarray]:
        """What it is stored as."""
        return self._arrays | {"words": np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8)}

    @classmethod
    def from_arrays(cls, code: str, arrays: dict[str, np.ndarray]) -> "Vocabulary":
        """The vocabulary that was stored."""
        text = arrays.pop("words").tobytes().decode()
        return cls(code, text.split("\n") if text else [], arrays)

    def number(self, word: str) -> int:
        """The number of a word as it stands, or -1."""
        return next((number for number in self.alike(folded(word)) if self.words[number] == word), -1)

    def alike(self, fold: str) -> range:
        """The numbers of the words that are a given word without their marks."""
        start = stop = bisect_left(self.folds, fold)
        while stop < len(self.folds) and self.folds[stop] == fold:
            stop += 1
        return range(start, stop)

    def starting(self, fold: str) -> range:
        """The numbers of the words that start so without their marks."""
        return range(bisect_left(self.folds, fold), bisect_left(self.folds, f"{fold}\U0010ffff"))

    def keyed_by(self, kind: str, key: str) -> np.ndarray:
        """The numbers of the words that have a key."""
        wanted = np.uint64(hashed(kind, key))
        start = self.keys.searchsorted(wanted, "left")
        if start == len(self.keys) or self.keys[start] != wanted:
            return NOWHERE
        return self.key_words[start : self.keys.searchsorted(wanted, "right")]

    def having(self, number: int) -> np.ndarray:
        """The documents of the segment that have a word."""
        return self.docs[self.starts[number] : self.starts[number + 1]]

    @cached_property
    def by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        """Words without their marks by length, with their numbers: for edit distances."""
        found: dict[int, tuple[list[str], list[int]]] = {}
        stop_words = morphology(self.code).stop_words
        for number, fold in enumerate(self.folds):
            if len(fold) > 2 and fold.isalpha() and self.words[number] not in stop_words:
                spellings, numbers = found.setdefault(len(fold), ([], []))
                spellings.append(fold)
                numbers.append(number)
        return found
