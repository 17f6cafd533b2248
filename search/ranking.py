"""Which entries answer a question, best first."""

from dataclasses import dataclass

import numpy as np
from django.conf import settings

from search.expanding import FORM, same_or_form
from search.index import Index
from search.meanings import Found, Meaning, Meanings, Reading

ENOUGH, SOME = 0.6, 0.3  # how much of a question must be answered; of a long one, or where nothing does so
FEW = 3  # words: whoever asks in a whole sentence uses some that no page has
TWIN = 0.75  # a text in another language tells that the page is right, but less than its own text
TITLE, NEWER = 0.5, 0.03  # how much it adds that the whole title is asked for; that an entry is the newest
FARTHEST = 0.12  # what answers so much worse than the best is no answer
EDITION = 1.25  # the conference itself, before what is said of it
CURRENT, OF_CURRENT = 1.15, 1.04  # the one that the start page shows, and its lectures, where all else is alike
EDITION_LASTS = 3 * 24 * 3600  # seconds
LOOKED_AT = 120  # so many of the best are looked at more closely


@dataclass
class Ranked:
    """Families that answer, best first: `entries` are those shown of each, first those in the question's language."""

    entries: np.ndarray
    scores: np.ndarray
    own: int


def impacts(index: Index, found: Found) -> np.ndarray:
    """How strongly each entry has one of the words that something may be."""
    best = np.zeros(index.size, dtype=np.float32)
    for part, vocabulary, weights in found:
        for number, weight in weights.items():
            place = slice(vocabulary.starts[number], vocabulary.starts[number + 1])
            docs = vocabulary.entries(number, part)
            best[docs] = np.maximum(best[docs], vocabulary.impacts[place] * np.float32(weight / 255))
    return best


def of_reading(index: Index, reading: Reading) -> np.ndarray:
    """How strongly each entry has all that a reading asks for."""
    return reading.weight * np.minimum.reduce([impacts(index, found) for found in reading.parts])


def of_meaning(index: Index, meaning: Meaning) -> np.ndarray:
    """How strongly each entry answers to a word."""
    if not meaning.readings:
        return np.zeros(index.size, dtype=np.float32)
    return np.maximum.reduce([of_reading(index, reading) for reading in meaning.readings])


def unwanted(index: Index, words: list[str], language: str) -> np.ndarray:
    """Which entries have a word that must not be there, or a form of it."""
    found = [
        (part, vocabulary, {n: w for n, w in same_or_form(vocabulary, word, is_there=False).items() if w >= FORM})
        for word in words
        for part, vocabulary in index.vocabularies(language)
    ]
    return impacts(index, found) > 0


def rank(meanings: Meanings, current: str = "") -> Ranked:
    """The families that anybody may read and that answer, an entry each. `current` is the family of an edition."""
    index, language, visible = meanings.index, meanings.language, meanings.visible
    count = len(index.families[0])
    score, answered = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    places = {code: np.maximum(entries, 0) for code, entries in index.entry_in.items()}
    seen = {code: (entries >= 0) & visible[places[code]] for code, entries in index.entry_in.items()}
    shown = shown_entries(index, visible, language)
    for meaning in meanings.meanings:
        best = of_meaning(index, meaning)
        of_family = np.zeros(count, dtype=np.float32)
        for code, place in places.items():
            factor = 1.0 if code == language else TWIN
            np.maximum(of_family, best[place] * seen[code] * np.float32(factor), out=of_family)
        score += meaning.rarity * of_family
        answered += meaning.rarity * (of_family > 0)
    if meanings.question.unwanted:
        bad = unwanted(index, meanings.question.unwanted, language)
        answered[index.family[bad & visible]] = 0
    whole = sum(meaning.rarity for meaning in meanings.meanings) or 1.0
    share = answered / whole
    share[shown < 0] = 0
    families = np.flatnonzero(share >= (ENOUGH if len(meanings.meanings) <= FEW else SOME))
    if not len(families):
        families = np.flatnonzero(share >= SOME)
    scores = score[families] * share[families] ** 2
    near = scores >= FARTHEST * scores.max(initial=0.0)
    families, scores = families[near], scores[near]
    entries = shown[families]
    scores = scores * (1 + NEWER * index.recency[entries])
    scores *= _standing(index, entries, current)
    is_own = index.language[entries] == language.encode()
    order = np.lexsort((index.pk[entries], -scores, ~is_own))  # alike on every server
    entries, scores = entries[order], scores[order]
    own = int(is_own.sum())
    _look_closer(meanings, entries[:own], scores[:own])
    _look_closer(meanings, entries[own:], scores[own:])
    return Ranked(entries, scores, own)


def _standing(index: Index, entries: np.ndarray, current: str) -> np.ndarray:
    """How much more entries count for what they are."""
    is_edition = index.kind[entries] == b"edition"
    is_current = index.edition[entries] == current.encode() if current else np.zeros(len(entries), dtype=bool)
    standing = np.where(is_edition, np.float32(EDITION), np.float32(1))
    return standing * np.where(is_current, np.where(is_edition, np.float32(CURRENT), np.float32(OF_CURRENT)), 1)


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


def shown_entries(index: Index, visible: np.ndarray, language: str) -> np.ndarray:
    """The entry that is shown of each family, or -1: in the language of the question, else in the nearest other."""
    shown = np.full(len(index.families[0]), -1, dtype=np.int32)
    nearest_last = sorted(index.entry_in, key=lambda code: (code == language, code == settings.LANGUAGE_CODE))
    for code in nearest_last:
        entries = index.entry_in[code]
        seen = (entries >= 0) & visible[np.maximum(entries, 0)]
        shown[seen] = entries[seen]
    return shown


def _look_closer(meanings: Meanings, entries: np.ndarray, scores: np.ndarray) -> None:
    """Put those of the best first whose whole title is asked for."""
    count = min(LOOKED_AT, len(entries))
    if count < 2:
        return
    weights = {}
    for place, meaning in enumerate(meanings.meanings):
        for reading in meaning.readings:
            if len(reading.parts) == 1:
                for _part, vocabulary, found in reading.parts[0]:
                    known = weights.setdefault(id(vocabulary), {})
                    for number, weight in found.items():
                        known.setdefault(number, []).append((place, weight * reading.weight))
    index, rarities = meanings.index, np.array([meaning.rarity for meaning in meanings.meanings])
    for place in range(count):
        entry = int(entries[place])
        part = next(part for part in reversed(index.parts) if part.start <= entry)
        vocabulary = part.segment.vocabularies.get(index.language[entry].decode())
        if vocabulary is None:
            continue
        start, stop = vocabulary.title_starts[entry - part.start : entry - part.start + 2]
        title = vocabulary.title_words[start:stop].tolist()
        known = weights.get(id(vocabulary), {})
        hits = [max((weight for _place, weight in known.get(word, ())), default=0.0) for word in title]
        asked = {one for word in title for one, _weight in known.get(word, ())}
        if title and asked:
            covered = sum(hits) / len(title)
            share = rarities[list(asked)].sum() / max(rarities.sum(), 1e-9)
            scores[place] *= 1 + TITLE * covered * share
    order = np.argsort(-scores[:count], kind="stable")
    entries[:count], scores[:count] = entries[:count][order], scores[:count][order]
