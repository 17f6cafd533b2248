"""Which documents answer a query, best first."""

from dataclasses import dataclass

import numpy as np

from search.engine.index import Index
from search.engine.interpretation import Interpretation, Matches, Meaning
from search.engine.interpreter import Interpreter
from search.engine.nearness import IN_A_ROW, Reading, Slots

# What counts beside the words themselves, each as a share that is added or a factor.
ENOUGH = 0.3  # how much of a query must be answered, by the idf of its terms
FARTHEST = 0.1  # what answers so much worse than the best is no answer
TWIN = 0.75  # a text in another language tells that the page is right, but less than its own text
NEAR = 0.7  # all terms stand near one another, in order
ROW = 3.0  # three or more do so as they were typed, with nothing between them
TITLE = 0.6  # the whole title is asked for
BEGUN = 0.8  # the title begins as the query does
FEW_SPEAKERS, MANY_SPEAKERS = 3, 0.4  # of more speakers than a few of one name, who are no lectures
NEWER = 0.03  # it is as new as can be, and not twenty years old
YEAR = 365.25 * 24 * 3600  # seconds
EDITION_LASTS = 3 * 24 * 3600  # seconds
EDITION = 1.25  # the conference itself, before what is said of it
CURRENT, OF_CURRENT = 1.15, 1.04  # the one that the start page shows, and its lectures, where all else is alike
APART = 0.35  # the parts of a compound, anywhere in a document but not near each other
TOGETHER = 0.5  # they stand beside one another, as if they were one word
LOOKED_AT = 400  # so many of the best are looked at for nearness
OTHERS = 0.6  # the best hit in another language, beside the best in the query's own
WINDOW = 6  # words within which the parts of a compound are near


@dataclass
class Ranked:
    """Families that answer, best first: `documents` are those shown of each."""

    documents: np.ndarray
    scores: np.ndarray


def strength(index: Index, matches: Matches) -> np.ndarray:
    """How strongly each document has one of the words that something may be."""
    best = np.zeros(index.size, dtype=np.float32)
    for part, vocabulary, weights in matches:
        for number, weight in weights.items():
            documents = part.documents(vocabulary, number)
            stored = vocabulary.weights[vocabulary.starts[number] : vocabulary.starts[number + 1]]
            best[documents] = np.maximum(best[documents], stored * np.float32(weight / 255))
    return best


def of_interpretation(index: Index, one: Interpretation) -> np.ndarray:
    """How strongly each document has all that an interpretation asks for, near one another."""
    found = one.weight * np.minimum.reduce([strength(index, matches) for matches in one.parts])
    if len(one.parts) > 1:
        documents = np.flatnonzero(found)
        if len(documents) > LOOKED_AT:
            documents = documents[np.argpartition(-found[documents], LOOKED_AT)[:LOOKED_AT]]
        slots = Slots.of(index, enumerate(one.parts))
        pairs = Reading(index, documents).pairs(slots, len(one.parts), window=WINDOW)
        far = np.ones(index.size, dtype=bool)
        far[documents[pairs.any(axis=1)]] = False
        found[far] *= APART
        found[documents] *= 1 + TOGETHER * pairs.mean(axis=1)
    return found


def of_meaning(index: Index, meaning: Meaning) -> np.ndarray:
    """How strongly each document answers to a term."""
    if not meaning.interpretations:
        return np.zeros(index.size, dtype=np.float32)
    return np.maximum.reduce([of_interpretation(index, one) for one in meaning.interpretations])


def rank(
    interpreter: Interpreter,
    meanings: list[Meaning],
    current: str = "",
    first_language: str = "",
    now: float = 0.0,
) -> Ranked:
    """The families that anybody may read and that answer, a document each.

    `current` is the family of an edition, `now` in seconds since 1970. What is not in the query's language is shown in
    `first_language` if it can be.
    """
    index, query, visible = interpreter.index, interpreter.query, interpreter.visible
    count = len(index.families[0])
    score, answered = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    places = {code: np.maximum(documents, 0) for code, documents in index.document_in.items()}
    seen = {code: (documents >= 0) & visible[places[code]] for code, documents in index.document_in.items()}
    shown = shown_documents(index, visible, query.language, first_language)
    for meaning in meanings:
        best, of_family = of_meaning(index, meaning), np.zeros(count, dtype=np.float32)
        for code, place in places.items():
            factor = 1.0 if code == query.language else TWIN
            np.maximum(of_family, best[place] * seen[code] * np.float32(factor), out=of_family)
        score += meaning.idf * of_family
        answered += meaning.idf * (of_family > 0)
    if query.excluded:
        answered[index.family[strength(index, interpreter.excluded()) > 0]] = 0
    whole = sum(meaning.idf for meaning in meanings if meaning.is_possible) or 1.0
    share = answered / whole
    share[shown < 0] = 0
    families = np.flatnonzero(share >= ENOUGH)
    scores = score[families] * share[families] ** 2
    documents = shown[families]
    scores = scores * (1 + NEWER * recency(index, documents, now)) * standing(index, documents, current)
    scores = look_closer(interpreter, meanings, documents, scores)
    near = scores >= FARTHEST * scores.max(initial=0.0)
    documents, scores = documents[near], scores[near]
    speakers = np.flatnonzero(index.kind[documents] == b"speaker")
    speakers = speakers[np.lexsort((index.pk[documents[speakers]], -scores[speakers]))]
    scores[speakers[FEW_SPEAKERS:]] *= MANY_SPEAKERS
    order = ordered(index, documents, scores, query.language)
    return Ranked(documents[order], scores[order])


def ordered(index: Index, documents: np.ndarray, scores: np.ndarray, language: str) -> np.ndarray:
    """The order of what was found, alike on every server: a language after the other, and in each the best first.

    The query's own language comes first, unless what answers best is plainly in another.
    """
    languages = index.language[documents]
    best = {code: scores[languages == code].max() for code in np.unique(languages)}
    by_language = {code: -score * (1 if code.decode() == language else OTHERS) for code, score in best.items()}
    return np.lexsort(
        (index.pk[documents], -scores, languages, np.array([by_language[code] for code in languages.tolist()]))
    )


def look_closer(interpreter: Interpreter, meanings: list[Meaning], documents: np.ndarray, scores: np.ndarray):
    """Add to the best what it tells that the terms stand together, and that a title is asked for."""
    index, query = interpreter.index, interpreter.query
    if not len(documents):
        return scores
    best = np.argpartition(-scores, LOOKED_AT)[:LOOKED_AT] if len(scores) > LOOKED_AT else np.arange(len(scores))
    placed = [(one.term.place, one.words) for one in meanings]
    placed += [
        (one.term.place, each.parts[0]) for one in meanings for each in one.interpretations[1:] if len(each.parts) == 1
    ]
    count = len(query.terms)
    slots = Slots.of(index, [*placed, *interpreter.stop_words()])
    idf = np.zeros(count)
    for meaning in meanings:
        idf[meaning.term.place] = meaning.idf
    reading = Reading(index, documents[best])
    whole_title, begun = reading.titles(slots, idf)
    bonus = TITLE * whole_title
    if count > 1 and interpreter.uses("nearness"):
        bonus += BEGUN * begun**2
        pairs = reading.pairs(slots, count)
        bonus += NEAR * pairs.mean(axis=1)
        if count > 2:
            bonus += ROW * (pairs > IN_A_ROW).mean(axis=1) ** 3
    scores = scores.copy()
    scores[best] *= 1 + bonus
    return scores


def recency(index: Index, documents: np.ndarray, now: float) -> np.ndarray:
    """From 0 for what has no date or is twenty years old to 1 for what is two years ahead; whatever else there is."""
    return np.clip((index.at[documents] - now + 20 * YEAR) / (22 * YEAR), 0, 1)


def standing(index: Index, documents: np.ndarray, current: str) -> np.ndarray:
    """How much more documents count for what they are."""
    is_edition = index.kind[documents] == b"edition"
    is_current = index.edition[documents] == current.encode() if current else np.zeros(len(documents), dtype=bool)
    found = np.where(is_edition, np.float32(EDITION), np.float32(1))
    return found * np.where(is_current, np.where(is_edition, np.float32(CURRENT), np.float32(OF_CURRENT)), 1)


def shown_documents(index: Index, visible: np.ndarray, language: str, first: str = "") -> np.ndarray:
    """The document that is shown of each family, or -1: in the language of the query, else in the site's `first`."""
    shown = np.full(len(index.families[0]), -1, dtype=np.int32)
    nearest_last = sorted(index.document_in, key=lambda code: (code == language, code == first))
    for code in nearest_last:
        documents = index.document_in[code]
        seen = (documents >= 0) & visible[np.maximum(documents, 0)]
        shown[seen] = documents[seen]
    return shown


def nearest_edition(index: Index, visible: np.ndarray, now: float) -> str:
    """The family of the edition that is soonest of those that are not over, by its first day; else of the newest.

    `now` is in seconds since 1970. The start page weighs more (`HomePage.shown_edition`), which would cost queries.
    """
    editions = np.flatnonzero(visible & (index.kind == b"edition"))
    if not len(editions):
        return ""
    at = index.at[editions]
    ahead = at > now - EDITION_LASTS
    place = np.where(ahead, at, np.inf).argmin() if ahead.any() else at.argmax()
    return index.edition[editions[place]].decode()
