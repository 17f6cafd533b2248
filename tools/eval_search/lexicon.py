"""Lemmas of words from simplemma's dictionaries, by which queries are made and right answers known.

The engine uses the same: what it finds of inflections and compounds is judged without it by texts/asked_15.toml.
"""

import re
from collections import defaultdict
from functools import cache

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

LETTERS = {"sv": re.compile(r"[a-zåäöé]{2,}"), "en": re.compile(r"[a-z]{2,}")}
SHORTEST_TAIL = 4


@cache
def dictionary(language: str) -> dict[str, str]:
    """The lemma of each form."""
    entries = DefaultDictionaryFactory().get_dictionary(language).items()
    return {form: lemma for form, lemma in entries if LETTERS[language].fullmatch(form)}


@cache
def groups(language: str) -> dict[str, list[str]]:
    """The forms of each lemma."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, lemma in dictionary(language).items():
        found[lemma].append(form)
    return found


def group_of(word: str, language: str) -> list[str]:
    """All that the dictionary takes for forms of the same word."""
    lemma = dictionary(language).get(word)
    return groups(language)[lemma] if lemma else []


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary has the word."""
    return word in dictionary(language)


@cache
def lemma_of(word: str, language: str) -> str:
    """What the forms of a word have in common; of a compound that is not in the dictionary, by its last part."""
    word = word.lower()
    lemmas = dictionary(language)
    if word in lemmas:
        return lemmas[word]
    head, tail = known_tail(word, language)
    return head + lemmas[tail] if tail else word


def known_tail(word: str, language: str) -> tuple[str, str]:
    """A word in two, the second being the longest end of it that the dictionary has; empty if there is none."""
    lemmas = dictionary(language)
    for start in range(2, len(word) - SHORTEST_TAIL + 1):
        if word[start:] in lemmas:
            return word[:start], word[start:]
    return word, ""
