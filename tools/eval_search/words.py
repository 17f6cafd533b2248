"""Words of a text, and which of them say something."""

import re
import unicodedata

from tools.eval_search.reading import word_lists

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])")
SHORTEST = 3
LITTLE, NUMBERS = (word_lists("little_words.toml")[kind] for kind in ("little", "numbers"))


def words(text: str) -> list[str]:
    """The words of a text, in order and as they are written; numbers are none."""
    return WORD.findall(unicodedata.normalize("NFC", text).replace("’", "'"))


def says_something(word: str, language: str) -> bool:
    """Whether it is a word that somebody would search for."""
    return len(word) >= SHORTEST and word.lower() not in LITTLE[language]


def content_words(text: str, language: str) -> list[str]:
    """Those words of a text that say something, each once."""
    return list(dict.fromkeys(word for word in words(text) if says_something(word, language)))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return SENTENCE.split(" ".join(text.split()))


def without_marks(text: str) -> str:
    """The text as typed on a keyboard without å, ä, ö and é."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
