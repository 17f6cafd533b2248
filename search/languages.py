"""What the search knows of a language: which words are forms of one another, which are akin, which say nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from search import english, swedish
from search.snowball import stem as snowball


@dataclass(frozen=True)
class Grammar:
    """A language as the search knows it.

    `stems` gives what the forms of a word have in common: two words are forms of one another if they share a stem.
    `roots` likewise for words that are akin, such as a verb and the one who does it. `stop_words` say nothing alone.
    `links` are the letters that may stand between the parts of a compound; None: the language does not join words.
    `endings` are what a form may add to a word.
    """

    stems: Callable[[str], set[str]]
    roots: Callable[[set[str]], set[str]]
    stop_words: frozenset[str] = frozenset()
    links: tuple[str, ...] | None = None
    endings: frozenset[str] = frozenset()


def described(language, links: tuple[str, ...], endings: frozenset[str] = frozenset()) -> Grammar:
    """A language that is described by a module here. A stop word is no form of another word, and akin to none."""
    stop_words = language.STOP_WORDS
    return Grammar(
        lambda word: language.stems(word) - stop_words | {word},
        lambda stems: language.roots(stems) - stop_words,
        stop_words,
        links,
        endings,
    )


# Snowball's stemmers for those languages that the site can be given and that have no grammar here.
SNOWBALL = {"fi": "finnish", "no": "norwegian", "nb": "norwegian", "da": "danish", "de": "german", "fr": "french"}
OF_THEIR_OWN = {
    "sv": described(swedish, swedish.LINKS, frozenset(swedish.ENDINGS)),
    "en": described(english, ("",)),
}


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language by its code; of one that nobody has described, that every word stands for itself."""
    if language in OF_THEIR_OWN:
        return OF_THEIR_OWN[language]
    code = language.partition("-")[0]
    if code in SNOWBALL:
        return Grammar(lambda word: {word, snowball(SNOWBALL[code], word)}, lambda stems: set(), links=("",))
    return Grammar(lambda word: {word}, lambda stems: set())
