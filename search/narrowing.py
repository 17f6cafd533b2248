"""The facets of what was found: which entries have what is chosen, and how many each choice would leave."""

import numpy as np

from search.index import Index

FACETS = ("kind", "edition", "subject", "speaker", "language", "recording")
OF_LECTURES = {"subject": "subjects", "speaker": "speakers"}


def chosen(index: Index, name: str, value, entries: np.ndarray, now: float) -> np.ndarray:
    """Which of the entries have what is chosen of a facet. A speaker's own page has its speaker."""
    if name in OF_LECTURES:
        having, keys = index.related(OF_LECTURES[name])
        found = np.isin(entries, having[keys == int(value)])
        return found | (_is_speaker(index, entries) & (index.pk[entries] == int(value)) if name == "speaker" else False)
    if name == "recording":
        return index.recorded[entries] <= now
    return getattr(index, name)[entries] == str(value).encode()


def counts(index: Index, name: str, entries: np.ndarray, now: float) -> dict:
    """How many of the entries each choice of a facet would leave."""
    if name in OF_LECTURES:
        having, keys = index.related(OF_LECTURES[name])
        inside = np.zeros(index.size, dtype=bool)
        inside[entries] = True
        found = keys[inside[having]]
        if name == "speaker":
            found = np.concatenate([found, index.pk[entries[_is_speaker(index, entries)]]])
        return counted(found)
    if name == "recording":
        count = int((index.recorded[entries] <= now).sum())
        return {True: count} if count else {}
    return {value: count for value, count in counted(getattr(index, name)[entries]).items() if value}


def counted(values: np.ndarray) -> dict:
    """How often each value is there."""
    found, often = np.unique(values, return_counts=True)
    names = [value.decode() if isinstance(value, bytes) else value for value in found.tolist()]
    return dict(zip(names, often.tolist(), strict=True))


def _is_speaker(index: Index, entries: np.ndarray) -> np.ndarray:
    return index.kind[entries] == b"speaker"
