"""A part of the index that never changes: some entries, and where their words stand, as arrays."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
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
    def of(cls, docs: Iterable[Doc]) -> "Segment":
        """The segment of some entries, of which no more than one is held at a time."""
        columns, postings = Columns(), defaultdict(Postings)
        for place, doc in enumerate(docs):
            columns.add(doc)
            for language, texts in doc.fields.items():
                postings[language].add(place, texts)
        count = len(columns)
        return cls(columns.arrays(), {code: postings[code].vocabulary(code, count) for code in sorted(postings)})

    def to_bytes(self) -> bytes:
        """The segment as it is stored."""
        arrays = {f"docs.{name}": column for name, column in self.docs.items()}
        for language, vocabulary in self.vocabularies.items():
            arrays |= {f"{language}.{name}": values for name, values in vocabulary.arrays().items()}
        buffer = BytesIO()
        np.savez_compressed(
            buffer, **arrays
        )  # a bytea of a hundred thousand lectures must be smaller than 1 GB as text
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


class Columns:
    """What entries are, gathered a column a fact; of those with several values, which entry has which."""

    TEXTS = ("key", "family", "language", "kind")
    TEXT_FACTS = ("path", "edition")
    MOMENTS = {"at": 0.0, "expires": NEVER, "recorded": NEVER}
    SEVERAL = ("subjects", "speakers")

    def __init__(self):
        self.texts: dict[str, list[bytes]] = {name: [] for name in (*self.TEXTS, *self.TEXT_FACTS)}
        self.numbers = {"stamp": array("q"), "pk": array("q")}
        self.moments = {name: array("d") for name in self.MOMENTS}
        self.several = {name: (array("i"), array("q")) for name in self.SEVERAL}

    def __len__(self):
        return len(self.texts["key"])

    def add(self, doc: Doc) -> None:
        place, facts = len(self), doc.facts
        for name in self.TEXTS:
            self.texts[name].append(getattr(doc, name).encode())
        for name in self.TEXT_FACTS:
            self.texts[name].append(facts.get(name, "").encode())
        self.numbers["stamp"].append(doc.stamp)
        self.numbers["pk"].append(facts.get("pk", 0))
        for name, unknown in self.MOMENTS.items():
            self.moments[name].append(facts.get(name) or unknown)
        for name, (places, keys) in self.several.items():
            for key in facts.get(name, ()):
                places.append(place)
                keys.append(key)

    def arrays(self) -> dict[str, np.ndarray]:
        found = {name: np.array(texts, dtype=bytes if texts else "S1") for name, texts in self.texts.items()}
        found |= {name: as_array(values) for name, values in (self.numbers | self.moments).items()}
        for name, (places, keys) in self.several.items():
            found |= {f"{name}_doc": as_array(places), name: as_array(keys)}
        return found


class Postings:
    """Where the words of a language stand, gathered entry by entry, with the impact of each (BM25F without rarity)."""

    def __init__(self):
        self.numbers: dict[str, int] = {}
        self.terms, self.places, self.impacts = array("i"), array("i"), array("B")
        self.title_places, self.title_words = array("i"), array("i")

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers))

    def add(self, place: int, texts: dict[str, str]) -> None:
        weights: Counter[str] = Counter()
        for name, (weight, usual, matters) in FIELDS.items():
            if not (found := words(texts[name]) if texts.get(name) else []):
                continue
            if name == "title":
                self.title_words.extend(map(self.number, found))
                self.title_places.extend([place] * len(found))
            share = weight / (1 - matters + matters * len(found) / usual)
            for word, count in Counter(found).items():
                weights[word] += share * count
        for word, weight in weights.items():
            self.terms.append(self.number(word))
            self.places.append(place)
            self.impacts.append(round(255 * weight / (weight + SATURATION)))

    def vocabulary(self, language: str, count: int) -> Vocabulary:
        """The vocabulary of what was gathered from so many entries."""
        ordered = sorted(self.numbers, key=str.encode)
        renumbered = np.empty(len(ordered), dtype=np.int32)
        renumbered[[self.numbers[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
        term = renumbered[as_array(self.terms)]
        order = np.argsort(term, kind="stable")
        arrays = {
            "words": as_bytes(ordered),
            "starts": np.searchsorted(term[order], np.arange(len(ordered) + 1)).astype(np.int64),
            "docs": as_array(self.places)[order],
            "impacts": as_array(self.impacts)[order],
            "title_starts": np.searchsorted(as_array(self.title_places), np.arange(count + 1)).astype(np.int64),
            "title_words": renumbered[as_array(self.title_words)],
        }
        return Vocabulary(language, arrays | Vocabulary.keys_of(language, ordered))


def as_array(values: array) -> np.ndarray:
    """Gathered numbers, as numpy has them."""
    return np.frombuffer(values, dtype=values.typecode) if values else np.empty(0, dtype=values.typecode)
