"""The index as a process has it: a base, a delta of what has been written since, and columns over both."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.engine.segment import Segment
from search.engine.vocabulary import Vocabulary

MAX_WORDS_READ = 4_000  # words of a document in which nearness is looked for: not whole books
NUMBERS = {"pk": np.int64, "at": np.float64, "expires": np.float64, "recorded": np.float64}
COLUMNS = ("language", "kind", "edition", "path", "key", *NUMBERS)


@dataclass(eq=False)
class Part:
    """A segment in an index: the numbers of its first document and word, and which of its documents are current."""

    segment: Segment
    start: int
    first_word: int
    alive: np.ndarray

    def documents(self, vocabulary: Vocabulary, number: int) -> np.ndarray:
        """The documents of the index that have a word of one of its vocabularies."""
        return vocabulary.having(number) + self.start


class Index:
    """Documents that can be searched. Nothing in it changes: what has been written since makes another index."""

    def __init__(self, parts: list[tuple[Segment, np.ndarray]]):
        self.parts: list[Part] = []
        start = first_word = 0
        for segment, alive in parts:
            self.parts.append(Part(segment, start, first_word, alive))
            start += len(segment)
            first_word += segment.word_count
        self.size, self.word_count = start, first_word
        self._visible: tuple = (None, None)

    @cached_property
    def alive(self) -> np.ndarray:
        return self._joined([part.alive for part in self.parts], bool)

    def __getattr__(self, name):
        if name not in COLUMNS:
            raise AttributeError(name)
        column = self._joined([part.segment.docs[name] for part in self.parts], NUMBERS.get(name, "S1"))
        setattr(self, name, column)
        return column

    @staticmethod
    def _joined(columns: list[np.ndarray], kind) -> np.ndarray:
        return np.concatenate(columns) if len(columns) > 1 else columns[0] if columns else np.empty(0, dtype=kind)

    @cached_property
    def families(self) -> tuple[np.ndarray, np.ndarray]:
        """The families, and which of them each document belongs to."""
        names = self._joined([part.segment.docs["family"] for part in self.parts], "S1")
        return np.unique(names, return_inverse=True)

    @cached_property
    def family(self) -> np.ndarray:
        """The number of each document's family."""
        return self.families[1].astype(np.int32)

    @cached_property
    def document_in(self) -> dict[str, np.ndarray]:
        """By language, the document of each family, or -1."""
        found = {}
        for code in np.unique(self.language[self.alive]):
            documents = np.flatnonzero(self.alive & (self.language == code))
            found[code.decode()] = places = np.full(len(self.families[0]), -1, dtype=np.int32)
            places[self.family[documents]] = documents
        return found

    def related(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Of `subjects` or `speakers`: documents, and the key that each has; a document may stand several times."""
        cached = self.__dict__.setdefault("_related", {})
        if name not in cached:
            documents = [part.segment.docs[f"{name}_doc"] + part.start for part in self.parts]
            keys = [part.segment.docs[name] for part in self.parts]
            cached[name] = self._joined(documents, np.int32), self._joined(keys, np.int64)
        return cached[name]

    def vocabularies(self, code: str) -> list[tuple[Part, Vocabulary]]:
        """The vocabularies of a language, with the parts they belong to."""
        return [(part, part.segment.vocabularies[code]) for part in self.parts if code in part.segment.vocabularies]

    @cached_property
    def languages(self) -> list[str]:
        """The languages that there are texts in."""
        return sorted({code for part in self.parts for code in part.segment.vocabularies if code})

    def words_of(self, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The words of some documents; of each the place of its document among them, and its own place in that.

        The words of a document follow one another, its title first; -1 ends a field.
        """
        found = [(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int64))]
        for part in self.parts:
            docs = part.segment.docs
            inside = np.flatnonzero((documents >= part.start) & (documents < part.start + len(part.segment)))
            own = documents[inside] - part.start
            starts, stops = docs["order_starts"][own], docs["order_starts"][own + 1]
            lengths = np.minimum(stops - starts, MAX_WORDS_READ)
            within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            words = docs["order"][np.repeat(starts, lengths) + within]
            found.append((np.where(words < 0, words, words + part.first_word), np.repeat(inside, lengths), within))
        words, owners, within = (np.concatenate(column) for column in zip(*found, strict=True))
        return words, owners, within

    @cached_property
    def title_length(self) -> np.ndarray:
        """How many words the title of each document has."""
        return self._joined([part.segment.docs["title_length"] for part in self.parts], np.int32)

    def visible(
        self, now: float, private: tuple[str, ...], languages: tuple[str, ...], prolonged: tuple[int, ...] = ()
    ) -> np.ndarray:
        """Which documents anybody may read at a moment: not those under private paths, nor in other languages.

        `now` is in seconds since 1970. A speaker may be read of who has a lecture that may be.
        `prolonged` are the keys of pages that are shown longer than the index knows.
        """
        expired = self.expires <= now
        if prolonged:
            expired &= ~(np.isin(self.pk, prolonged) & (self.kind != b"speaker"))
        asked = (int(expired.sum()), private, languages, prolonged)
        known, found = self._visible
        if known == asked:
            return found
        found = self.alive & ~expired & np.isin(self.language, np.array([code.encode() for code in languages], "S12"))
        for path in private:
            found &= ~np.char.startswith(self.path, path.encode())
        found = self._with_speakers(found)
        self._visible = (asked, found)
        return found

    def without(self, documents: np.ndarray, visible: np.ndarray) -> np.ndarray:
        """What is visible when some documents are not, after all."""
        found = visible.copy()
        found[documents] = False
        return self._with_speakers(found)

    def _with_speakers(self, visible: np.ndarray) -> np.ndarray:
        documents, speakers = self.related("speakers")
        return visible & ((self.kind != b"speaker") | np.isin(self.pk, np.unique(speakers[visible[documents]])))
