"""A part of the index that never changes: some entries, and where their words stand, as arrays."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np

from search.vocabulary import Vocabulary, as_bytes
from search.words import words

# How much a word counts in a field, how long the field usually is, and how much its length matters (BM25F).
FIELDS = {
    "title": (5.0, 6, 0.3),
    "people": (4.0, 5, 0.3),
    "subjects": (2.5, 4, 0.2),
    "lead": (2.4, 25, 0.4),
    "about": (1.0, 12, 0.3),
    "body": (1.0, 120, 0.5),
    "documents": (0.4, 800, 0.6),
}
SATURATION = 1.6  # BM25's k1: how soon more of the same word says nothing more
NEVER = float("inf")


@dataclass(frozen=True)
class Doc:
    """One page or speaker in one language, as it is found: `fields` are texts by language and name of field.

    `facts`: `pk`, `path`, `edition` (its family), `subjects`, `speakers` (keys), `at`, `expires`, `recorded` (seconds
    since 1970). What is not known is left out.
    """

    key: str
    family: str
    language: str
    kind: str
    fields: dict[str, dict[str, str]]
    facts: dict = field(default_factory=dict)
    stamp: int = 0


class Segment:
    """Entries as arrays: what they are in `docs`, their words in a vocabulary for each language."""

    def __init__(self, docs: dict[str, np.ndarray], vocabularies: dict[str, Vocabulary]):
        self.docs, self.vocabularies = docs, vocabularies

    def __len__(self):
        return len(self.docs["key"])

    @classmethod
    def of(cls, docs: list[Doc]) -> "Segment":
        """The segment of some entries."""
        languages = sorted({language for doc in docs for language in doc.fields})
        return cls(columns(docs), {language: _vocabulary(docs, language) for language in languages})

    def to_bytes(self) -> bytes:
        """The segment as it is stored."""
        arrays = {f"docs.{name}": column for name, column in self.docs.items()}
        for language, vocabulary in self.vocabularies.items():
            arrays |= {f"{language}.{name}": values for name, values in vocabulary.arrays().items()}
        buffer = BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Segment":
        """The segment that was stored."""
        parts: dict[str, dict[str, np.ndarray]] = {}
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            for name in stored.files:
                part, _point, column = name.partition(".")
                parts.setdefault(part, {})[column] = stored[name]
        docs = parts.pop("docs")
        return cls(docs, {language: Vocabulary(language, arrays) for language, arrays in parts.items()})


def columns(docs: list[Doc]) -> dict[str, np.ndarray]:
    """What entries are, a column a fact; of those with several values, which entry has which."""
    facts = [doc.facts for doc in docs]
    found = {
        "key": as_bytes(doc.key for doc in docs),
        "stamp": np.array([doc.stamp for doc in docs], dtype=np.int64),
        "family": as_bytes(doc.family for doc in docs),
        "language": as_bytes(doc.language for doc in docs),
        "kind": as_bytes(doc.kind for doc in docs),
        "path": as_bytes(fact.get("path", "") for fact in facts),
        "edition": as_bytes(fact.get("edition", "") for fact in facts),
        "pk": np.array([fact.get("pk", 0) for fact in facts], dtype=np.int64),
        "at": np.array([fact.get("at") or 0.0 for fact in facts], dtype=np.float64),
        "expires": np.array([fact.get("expires") or NEVER for fact in facts], dtype=np.float64),
        "recorded": np.array([fact.get("recorded") or NEVER for fact in facts], dtype=np.float64),
    }
    for name in ("subjects", "speakers"):
        pairs = [(number, key) for number, fact in enumerate(facts) for key in fact.get(name, ())]
        found[f"{name}_doc"] = np.array([number for number, _key in pairs], dtype=np.int32)
        found[name] = np.array([key for _number, key in pairs], dtype=np.int64)
    return found


def _vocabulary(docs: list[Doc], language: str) -> Vocabulary:
    """The words of a language in some entries, with the impact that each has in each (BM25F without rarity)."""
    numbers: dict[str, int] = {}
    terms, places, impacts, title_words = array("i"), array("i"), array("B"), array("i")
    title_starts = array("q", [0])
    for place, doc in enumerate(docs):
        weights: Counter[str] = Counter()
        texts = doc.fields.get(language, {})
        for name, (weight, usual, matters) in FIELDS.items():
            found = words(texts[name]) if texts.get(name) else []
            if name == "title":
                title_words.extend(numbers.setdefault(word, len(numbers)) for word in found)
            if found:
                share = weight / (1 - matters + matters * len(found) / usual)
                for word, count in Counter(found).items():
                    weights[word] += share * count
        title_starts.append(len(title_words))
        for word, weight in weights.items():
            terms.append(numbers.setdefault(word, len(numbers)))
            places.append(place)
            impacts.append(round(255 * weight / (weight + SATURATION)))
    ordered = sorted(numbers, key=str.encode)
    renumbered = np.empty(len(numbers), dtype=np.int32)
    renumbered[[numbers[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
    term = renumbered[np.frombuffer(terms, dtype=np.int32)] if len(terms) else np.empty(0, dtype=np.int32)
    order = np.argsort(term, kind="stable")
    titles = np.frombuffer(title_words, dtype=np.int32) if len(title_words) else np.empty(0, dtype=np.int32)
    arrays = {
        "words": as_bytes(ordered),
        "starts": np.searchsorted(term[order], np.arange(len(ordered) + 1)).astype(np.int64),
        "docs": np.array(places, dtype=np.int32)[order],
        "impacts": np.array(impacts, dtype=np.uint8)[order],
        "title_starts": np.array(title_starts, dtype=np.int64),
        "title_words": renumbered[titles] if len(titles) else titles,
    }
    return Vocabulary(language, arrays | Vocabulary.keys_of(language, ordered))
