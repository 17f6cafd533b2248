"""The facets of what was found: which documents have what is chosen, and how many each choice would leave."""

import numpy as np

from search.engine.index import Index

FACETS = ("kind", "edition", "subject", "speaker", "language", "recording")
RELATED = {"subject": "subjects", "speaker": "speakers"}


def having(index: Index, name: str, value, documents: np.ndarray, now: float) -> np.ndarray:
    """Which of the documents have what is chosen of a facet. A speaker's own page has its speaker."""
    if name in RELATED:
        related, keys = index.related(RELATED[name])
        found = np.isin(documents, related[keys == int(value)])
        if name == "speaker":
            found |= _is_speaker(index, documents) & (index.pk[documents] == int(value))
        return found
    if name == "recording":
        return index.recorded[documents] <= now
    return getattr(index, name)[documents] == str(value).encode()


def counts(index: Index, name: str, documents: np.ndarray, now: float) -> dict:
    """How many of the documents each choice of a facet would leave."""
    if name in RELATED:
        related, keys = index.related(RELATED[name])
        inside = np.zeros(index.size, dtype=bool)
        inside[documents] = True
        found = keys[inside[related]]
        if name == "speaker":
            found = np.concatenate([found, index.pk[documents[_is_speaker(index, documents)]]])
        return counted(found)
    if name == "recording":
        count = int((index.recorded[documents] <= now).sum())
        return {True: count} if count else {}
    return {value: count for value, count in counted(getattr(index, name)[documents]).items() if value}


def counted(values: np.ndarray) -> dict:
    """How often each value is there."""
    found, often = np.unique(values, return_counts=True)
    names = [value.decode() if isinstance(value, bytes) else value for value in found.tolist()]
    return dict(zip(names, often.tolist(), strict=True))


def _is_speaker(index: Index, documents: np.ndarray) -> np.ndarray:
    return index.kind[documents] == b"speaker"
