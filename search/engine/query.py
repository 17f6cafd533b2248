"""What a visitor typed, read as a query: terms, phrases, words that must not be there."""

import re
from dataclasses import dataclass, field

from search.engine.morphology import morphology
from search.engine.tokens import composed, words

MAX_LENGTH, MAX_TERMS = 200, 24
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class QueryTerm:
    """A word that is asked for, the `place`th of the query.

    `exact` within quotation marks; `unfinished` where it may be the beginning of a word; `stop_word` where it says
    nothing, unless it is somebody's name.
    """

    word: str
    place: int = 0
    exact: bool = False
    unfinished: bool = False
    stop_word: bool = False


@dataclass
class Query:
    """A query in a language: `terms` in order, `phrases` and `excluded` words beside them."""

    text: str
    language: str
    terms: list[QueryTerm] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)


def clean_query(text: str) -> str:
    """What was typed, without what a database cannot take, and no longer than a query.

    A zero-width space, which texts on the web have between words, is one; two terms are read as one word, too.
    """
    return " ".join(composed(text.replace("\u200b", " ")).split())[:MAX_LENGTH]


def parse(text: str, language: str) -> Query:
    """The query that a text is."""
    unfinished = bool(text) and not text[-1].isspace()
    text = clean_query(text)
    query, found = Query(text, language), []
    for piece in PIECE.finditer(text.translate(QUOTES)):
        if piece["phrase"] is not None:
            phrase = words(piece["phrase"])
            if piece["minus"]:
                query.excluded += phrase
            elif phrase:
                query.phrases += [phrase] if len(phrase) > 1 else []
                found += [(word, True) for word in phrase]
        elif piece["minus"]:
            query.excluded += words(piece["plain"])
        else:
            found += [(word, False) for word in words(piece["plain"])]
    found = found[:MAX_TERMS]
    stop_words = morphology(language).stop_words
    query.terms = [
        QueryTerm(
            word,
            place,
            exact=exact,
            unfinished=unfinished and not exact and place == len(found) - 1,
            stop_word=not exact and word in stop_words,
        )
        for place, (word, exact) in enumerate(found)
    ]
    return query
