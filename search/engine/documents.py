"""Documents, as they are given to the engine: their texts by field, what a field is worth, and the words of a text."""

from dataclasses import dataclass, field

from search.engine.morphology import Morphology, morphology
from search.engine.tokens import HYPHENS, Token, composed, tokens

NAMES = ""  # the code of the vocabulary of people's names, which are of no language


@dataclass(frozen=True)
class FieldWeight:
    """What a word in a field tells (BM25F).

    `weight`: against a word in the body. `usual`: how many words the field has as a rule. `length`: from 0 to 1, how
    much less a word tells in a longer one.
    """

    weight: float
    usual: int
    length: float


FIELDS = {
    "title": FieldWeight(5.0, 6, 0.3),  # of a page; a speaker's is the name
    "names": FieldWeight(4.0, 3, 0.2),  # of those who speak
    "subjects": FieldWeight(2.5, 4, 0.2),
    "lead": FieldWeight(2.4, 25, 0.4),
    "people": FieldWeight(2.0, 5, 0.3),  # what speakers are and where from
    "about": FieldWeight(1.0, 12, 0.3),  # place, kind, edition
    "body": FieldWeight(1.0, 120, 0.5),
    "documents": FieldWeight(0.4, 800, 0.6),  # slides and transcripts that the page leads to: whole books
}


@dataclass(frozen=True)
class Document:
    """One page or speaker in one language: `fields` are texts by language and name of field; names are of none ("").

    `facts`: `pk`, `path`, `edition` (its family), `subjects`, `speakers` (keys), `at`, `expires`, `recorded` (seconds
    since 1970). What is not known is left out.
    """

    key: str
    family: str
    language: str
    kind: str
    fields: dict[str, dict[str, str]]
    facts: dict = field(default_factory=dict)


def words_and_more(text: str, code: str) -> tuple[list[str], list[str]]:
    """The words of a text in order, and those that it means without writing them: covid19, riskanalys.

    COVID-19 is also one word; of risk- och sårbarhetsanalys the first is riskanalys.
    """
    text = composed(text)
    found = list(tokens(text))
    more = [] if text.isalnum() else list(hyphenated(text, found, code))
    return [token.word for token in found], more


def hyphenated(text: str, found: list[Token], code: str):
    """What the words of a text are, taken together, that hyphens stand between or after."""
    joined = ""
    for place, token in enumerate(found):
        is_last = place + 1 == len(found)
        after = text[token.end : token.end + 1]
        if is_hyphen(after) and not is_last:
            if found[place + 1].start == token.end + 1:
                joined = (joined or token.word) + found[place + 1].word
                continue
            whole = [other for other in found[place + 1 : place + 6] if not is_hyphen(text[other.end : other.end + 1])]
            yield from shared_end(token, whole, morphology(code))
        if joined:
            yield joined
            joined = ""


def is_hyphen(text: str) -> bool:
    """Whether a text is a hyphen and nothing else."""
    return bool(text) and text in HYPHENS


def shared_end(token: Token, following: list[Token], of: Morphology) -> list[str]:
    """A word that ends as one of those that follow it does: `riskanalys` of risk- och sårbarhetsanalys."""
    if not following or following[0].word not in of.conjunctions:
        return []
    tail = next((tail for other in following[1:4] if (tail := of.tail(other.word))), "")
    return [token.word + tail] if tail else []
