"""Tokens: the words of a text as they are compared, and where they stand in it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
APOSTROPHES, HYPHENS = "'’‘ʼ´`", "-‐‑"
LETTERS_OF_THEIR_OWN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ŋ": "n", "ŧ": "t"}
)
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}:][^\W_]+)*")
ENDING_AFTER_MARK = re.compile(rf"(?:[{APOSTROPHES}]s|:(?:s|n|t|en|et|ar|er|ns|ens|arna|erna))$")  # police's, EU:s
MARKS = re.compile(rf"[{APOSTROPHES}:]")
MAX_LENGTH = 40  # letters


class Token(NamedTuple):
    """A word of a text: as it is compared, and where it stands."""

    word: str
    start: int
    end: int


def composed(text: str) -> str:
    """The text with every letter in its composed form, and without what cannot be seen. Offsets refer to this."""
    return INVISIBLE.sub("", normalize("NFC", text)).replace("\x00", " ")


def tokens(text: str) -> Iterator[Token]:
    """The words of a composed text."""
    for match in WORD.finditer(text):
        word = match[0].casefold()
        if not word.isascii():
            word = normalize("NFKC", word)  # m² is m2
        if MARKS.search(word):  # few words have any
            word = MARKS.sub("", ENDING_AFTER_MARK.sub("", word))
        if word:
            yield Token(word[:MAX_LENGTH], match.start(), match.end())


def words(text: str) -> list[str]:
    """The words of any text, in order."""
    return [token.word for token in tokens(composed(text))]


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """The word without marks over its letters: `agren` of `ågren`."""
    if word.isascii():
        return word
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter)).translate(LETTERS_OF_THEIR_OWN)
