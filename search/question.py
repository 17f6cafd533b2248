"""What a visitor typed, read as a question: words, phrases, words that must not be there."""

import re
from dataclasses import dataclass, field

from search.languages import grammar
from search.words import composed, words

MAX_LENGTH, MAX_WORDS = 200, 24
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
PART = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Wanted:
    """A word that is asked for. `exact` within quotation marks, `unfinished` where it may be the beginning of one."""

    word: str
    exact: bool = False
    unfinished: bool = False


@dataclass
class Question:
    """A question in a language: `wanted` in order, `phrases` and `unwanted` words beside them."""

    text: str
    language: str
    wanted: list[Wanted] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


def clean_query(text: str) -> str:
    """What was typed, without what a database cannot take, and no longer than a question."""
    return " ".join(composed(text).split())[:MAX_LENGTH]


def read(text: str, language: str) -> Question:
    """The question that a text is: words that say nothing are passed over where others say something."""
    unfinished = bool(text) and not text[-1].isspace()
    text = clean_query(text)
    question = Question(text, language)
    for part in PART.finditer(text.translate(QUOTES)):
        if part["phrase"] is not None:
            found = words(part["phrase"])
            if part["minus"]:
                question.unwanted += found
            elif found:
                question.phrases += [found] if len(found) > 1 else []
                question.wanted += [Wanted(word, exact=True) for word in found]
        elif part["minus"]:
            question.unwanted += words(part["plain"])
        else:
            question.wanted += [Wanted(word) for word in words(part["plain"])]
    question.wanted = question.wanted[:MAX_WORDS]
    if question.wanted and unfinished and not question.wanted[-1].exact:
        question.wanted[-1] = Wanted(question.wanted[-1].word, unfinished=True)
    stop_words = grammar(language).stop_words
    telling = [one for one in question.wanted if one.exact or one.word not in stop_words]
    question.wanted = telling or question.wanted
    return question
