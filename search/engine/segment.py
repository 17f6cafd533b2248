"""Documents as arrays that never change: what they are, where their words stand, and in which order."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from io import BytesIO
from unicodedata import unidata_version

import numpy as np

from search.engine.documents import FIELDS, Document, words_and_more
from search.engine.vocabulary import Vocabulary

# What a stored segment was made by: raise the number whenever what a segment holds becomes another.
FORMAT = f"1 simplemma {version('simplemma')} snowball {version('PyStemmer')} unicode {unidata_version}"
SATURATION = 1.6  # BM25's k1: how soon more of the same word tells nothing more
NEVER = float("inf")
BREAK = -1  # between two fields in the order of words


class Segment:
    """Documents as arrays: what they are in `docs`, their words in a vocabulary for each language.

    `order` holds the words of each document as they follow one another, its title first: numbers of words, to which
    `offset` of their vocabulary is added. `title_length` says how many words the title has.
    """

    def __init__(self, docs: dict[str, np.ndarray], vocabularies: dict[str, Vocabulary]):
        self.docs, self.vocabularies = docs, vocabularies
        sizes = np.cumsum([0, *(len(vocabulary.words) for vocabulary in vocabularies.values())])
        self.offset = dict(zip(vocabularies, sizes.tolist(), strict=False))
        self.word_count = int(sizes[-1])
        for code, vocabulary in vocabularies.items():
            vocabulary.offset = self.offset[code]

    def __len__(self):
        return len(self.docs["key"])

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Segment":
        """The segment of some documents, of which no more than one is held at a time."""
        columns, postings = Columns(), defaultdict(Postings)
        for place, document in enumerate(documents):
            columns.add(document)
            for code, texts in document.fields.items():
                postings[code].add(place, code, texts)
        codes = sorted(postings)
        made = {code: postings[code].vocabulary(code) for code in codes}
        vocabularies = {code: vocabulary for code, (vocabulary, _numbers) in made.items()}
        segment = cls(columns.arrays(), vocabularies)
        segment.docs |= in_order(
            len(columns), [(postings[code], made[code][1], segment.offset[code]) for code in codes]
        )
        return segment

    def to_bytes(self) -> bytes:
        """The segment as it is stored."""
        arrays = {f"docs.{name}": column for name, column in self.docs.items()}
        for code, vocabulary in self.vocabularies.items():
            arrays |= {f"{code}.{name}": values for name, values in vocabulary.arrays().items()}
        buffer = BytesIO()
        np.savez_compressed(buffer, **arrays)  # a bytea of a hundred thousand lectures must be smaller than 1 GB
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
        return cls(docs, {code: Vocabulary.from_arrays(code, parts[code]) for code in sorted(parts)})


def in_order(count: int, of_languages: list[tuple["Postings", np.ndarray, int]]) -> dict[str, np.ndarray]:
    """The words of each document as they follow one another, from what was gathered by language."""
    places = np.concatenate([as_array(postings.order_places) for postings, _n, _o in of_languages] or [[]])
    words = [as_array(postings.order_words) for postings, _n, _o in of_languages]
    words = [
        np.where(found == BREAK, BREAK, numbers[found] + offset if len(numbers) else found)
        for found, (_postings, numbers, offset) in zip(words, of_languages, strict=True)
    ]
    order = np.argsort(places, kind="stable")
    lengths = np.zeros(count, dtype=np.int32)
    for postings, _numbers, _offset in of_languages:
        for place, length in postings.title_lengths:
            lengths[place] = length
    return {
        "order": np.concatenate([*words, []]).astype(np.int32)[order],
        "order_starts": np.searchsorted(places[order], 2 * np.arange(count + 1)).astype(np.int64),
        "title_length": lengths,
    }


class Columns:
    """What documents are, gathered a column a fact; of those with several values, which document has which."""

    TEXTS = ("key", "family", "language", "kind")
    TEXT_FACTS = ("path", "edition")
    MOMENTS = {"at": 0.0, "expires": NEVER, "recorded": NEVER}
    SEVERAL = ("subjects", "speakers")

    def __init__(self):
        self.texts: dict[str, list[bytes]] = {name: [] for name in (*self.TEXTS, *self.TEXT_FACTS)}
        self.numbers = {"pk": array("q")}
        self.moments = {name: array("d") for name in self.MOMENTS}
        self.several = {name: (array("i"), array("q")) for name in self.SEVERAL}

    def __len__(self):
        return len(self.texts["key"])

    def add(self, document: Document) -> None:
        place, facts = len(self), document.facts
        for name in self.TEXTS:
            self.texts[name].append(getattr(document, name).encode())
        for name in self.TEXT_FACTS:
            self.texts[name].append(facts.get(name, "").encode())
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
    """Where the words of a language stand, gathered document by document, with the weight of each."""

    def __init__(self):
        self.numbers: dict[str, int] = {}
        self.terms, self.places, self.weights = array("i"), array("i"), array("B")
        self.order_places, self.order_words = array("i"), array("i")
        self.title_lengths: list[tuple[int, int]] = []

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers))

    def add(self, place: int, code: str, texts: dict[str, str]) -> None:
        weights: Counter[str] = Counter()
        for name, of_field in FIELDS.items():
            if not texts.get(name):
                continue
            found, others = words_and_more(texts[name], code)
            if not found:
                continue
            if name == "title":
                self.title_lengths.append((place, len(found)))
            self.order_words.extend(map(self.number, found))
            self.order_words.append(BREAK)
            self.order_places.extend([2 * place + (name != "title")] * (len(found) + 1))
            share = of_field.weight / (1 - of_field.length + of_field.length * len(found) / of_field.usual)
            for word, count in Counter([*found, *others]).items():
                weights[word] += share * count
        for word, weight in weights.items():
            self.terms.append(self.number(word))
            self.places.append(place)
            self.weights.append(round(255 * weight / (weight + SATURATION)))

    def vocabulary(self, code: str) -> tuple[Vocabulary, np.ndarray]:
        """The vocabulary of what was gathered, and the number in it of each word by its number here."""
        ordered = Vocabulary.ordered(self.numbers)
        numbers = np.empty(len(ordered), dtype=np.int32)
        numbers[[self.numbers[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
        terms = numbers[as_array(self.terms)]
        order = np.argsort(terms, kind="stable")
        arrays = {
            "starts": np.searchsorted(terms[order], np.arange(len(ordered) + 1)).astype(np.int64),
            "docs": as_array(self.places)[order],
            "weights": as_array(self.weights)[order],
        }
        return Vocabulary(code, ordered, arrays | Vocabulary.keyed(code, ordered)), numbers


def as_array(values: array) -> np.ndarray:
    """Gathered numbers, as numpy has them."""
    return np.frombuffer(values, dtype=values.typecode) if values else np.empty(0, dtype=values.typecode)
