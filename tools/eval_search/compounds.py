"""Compounds in their parts, by the dictionary: `riskkommunikation` is `risk` and `kommunikation`."""

from functools import cache
from typing import NamedTuple

from tools.eval_search.lexicon import dictionary, group_of, is_known, lemma_of
from tools.eval_search.reading import word_lists

SHORTEST_PART = {"sv": 3, "en": 3}
SHORTEST_WORD = {"sv": 7, "en": 7}
MANY_FORMS = {"sv": 5, "en": 2}
KNOWN = word_lists("compounds.toml")


class Parts(NamedTuple):
    """The two parts of a compound as they stand in it, and the first as a word of its own."""

    first: str
    last: str
    first_word: str


@cache
def parts_of(word: str, language: str) -> Parts | None:
    """The likeliest division of a compound; None if the word is none."""
    word = word.lower()
    if "-" in word or len(word) < SHORTEST_WORD[language] or word in KNOWN["no_compounds"][language]:
        return None
    shortest = SHORTEST_PART[language]
    found = []
    for cut in range(shortest, len(word) - shortest + 1):
        first, last = word[:cut], word[cut:]
        if is_part(last, language) and (first_word := as_word(first, language)):
            linked = language == "sv" and first_word + "s" == first
            found.append((min(len(first), len(last)) + 2 * linked, Parts(first, last, first_word)))
    return max(found)[1] if found else None


def is_part(word: str, language: str) -> bool:
    """Whether it is a word of some weight, not an ending that looks like one."""
    if {word, lemma_of(word, language)} & KNOWN["no_parts"][language] or not is_known(word, language):
        return False
    if len(word) < 5:
        known = KNOWN["short_words"][language]
        return lemma_of(word, language) in known or word in known or (len(word) == 4 and is_short_noun(word, language))
    return len(group_of(word, language)) >= MANY_FORMS[language]


def as_word(first: str, language: str) -> str:
    """The first part of a compound as a word: `skola` of skol-, `kyrka` of kyrko-, `säkerhet` of säkerhets-."""
    if first in KNOWN["no_parts"][language]:
        return ""
    if language == "en":
        return first if is_part(first, "en") else ""
    if dictionary("sv").get(first) == first and is_noun(first):
        return first
    if first.endswith("s") and len(first) > 4 and is_noun(first[:-1]):
        return first[:-1]
    if first.endswith("s") and len(first) > 4 and is_noun(first[:-1] + "e"):
        return first[:-1] + "e"
    if first.endswith("e") and len(first) > 4 and is_noun(first[:-1]):
        return first[:-1]
    if is_noun(first):
        return first
    changed = [first + "a", first + "e"] + ([first[:-1] + "a"] if first.endswith(("u", "o")) else [])
    return next((word for word in changed if len(first) > 3 and is_noun(word) and dictionary("sv")[word] == word), "")


def is_short_noun(word: str, language: str) -> bool:
    """Whether a Swedish word of four letters has both a definite form and its genitive."""
    short = word.removesuffix("a")
    ends = ("an",) if word.endswith("a") else ("en", "et")
    return language == "sv" and any({short + end, short + end + "s"} <= dictionary("sv").keys() for end in ends)


def is_noun(word: str) -> bool:
    """Whether a Swedish word has the forms of a noun."""
    if not is_part(word, "sv"):
        return False
    short = word.removesuffix("a").removesuffix("e")
    return any(is_known(short + end, "sv") for end in ("arna", "erna", "orna", "ets", "ens", "ans", "ts", "ns"))
