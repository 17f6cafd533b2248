"""The index as a process has it: segments, which of their entries are current, and columns over them all."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.lexicon import Lexicon
from search.segment import Segment
from search.vocabulary import Vocabulary

NUMBERS = {"pk": np.int64, "at": np.float64, "expires": np.float64, "recorded": np.float64}
COLUMNS = ("language", "kind", "edition", "path", "key", *NUMBERS)


@dataclass(eq=False)
class Part:
    """A segment in an index: the number of its first entry, and which of its entries are current: not written again or
    removed since."""

    segment: Segment
    start: int
    alive: np.ndarray

    @cached_property
    def is_whole(self) -> bool:
        """Whether all of its entries are current."""
        return bool(self.alive.all())

    def frequency(self, vocabulary: Vocabulary, number: int) -> int:
        """In how many current entries a word of its vocabulary stands."""
        places = slice(vocabulary.starts[number], vocabulary.starts[number + 1])
        return places.stop - places.start if self.is_whole else int(self.alive[vocabulary.docs[places]].sum())


class Index:
    """Entries that can be searched. Nothing in it changes: what has been written since makes another index."""

    def __init__(self, parts: list[tuple[Segment, np.ndarray]]):
        self.parts: list[Part] = []
        start = 0
        for segment, alive in parts:
            self.parts.append(Part(segment, start, alive))
            start += len(segment)
        self.size = start
        self._visible: tuple = (None, None)
        self._seen: tuple = (None, None)
        self._lexicons: dict[str, Lexicon] = {}

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
    def count(self) -> int:
        """How many current entries there are."""
        return int(self.alive.sum())

    @cached_property
    def families(self) -> tuple[np.ndarray, np.ndarray]:
        """The families, and which of them each entry belongs to."""
        names = self._joined([part.segment.docs["family"] for part in self.parts], "S1")
        return np.unique(names, return_inverse=True)

    @cached_property
    def family(self) -> np.ndarray:
        """The number of each entry's family."""
        return self.families[1].astype(np.int32)

    @cached_property
    def entry_in(self) -> dict[str, np.ndarray]:
        """By language, the entry of each family, or -1."""
        found = {}
        for code in np.unique(self.language[self.alive]):
            entries = np.flatnonzero(self.alive & (self.language == code))
            found[code.decode()] = places = np.full(len(self.families[0]), -1, dtype=np.int32)
            places[self.family[entries]] = entries
        return found

    def related(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Of `subjects` or `speakers`: entries, and the key that each has; an entry may stand several times."""
        cached = self.__dict__.setdefault("_related", {})
        if name not in cached:
            entries = [part.segment.docs[f"{name}_doc"] + part.start for part in self.parts]
            keys = [part.segment.docs[name] for part in self.parts]
            cached[name] = self._joined(entries, np.int32), self._joined(keys, np.int64)
        return cached[name]

    def vocabularies(self, language: str) -> list[tuple[Part, Vocabulary]]:
        """The vocabularies of a language, with the parts they belong to."""
        return [
            (part, part.segment.vocabularies[language]) for part in self.parts if language in part.segment.vocabularies
        ]

    def lexicon(self, language: str) -> Lexicon:
        """All words of a language."""
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(language, (each for _part, each in self.vocabularies(language)))
        return self._lexicons[language]

    @cached_property
    def languages(self) -> list[str]:
        """The languages that there are texts in."""
        return sorted({language for part in self.parts for language in part.segment.vocabularies})

    def visible(self, now: float, private: tuple[str, ...], languages: tuple[str, ...]) -> np.ndarray:
        """Which entries anybody may read at a moment: not those under private paths, nor in other languages.

        A speaker may be read of who has a lecture that may be.
        """
        expired = self.expires <= now
        asked = (int(expired.sum()), private, languages)
        known, found = self._visible
        if known == asked:
            return found
        found = self.alive & ~expired & np.isin(self.language, np.array([code.encode() for code in languages], "S12"))
        for path in private:
            found &= ~np.char.startswith(self.path, path.encode())
        entries, speakers = self.related("speakers")
        is_speaker = self.kind == b"speaker"
        found &= ~is_speaker | np.isin(self.pk, np.unique(speakers[found[entries]]))
        self._visible = (asked, found)
        return found

    def is_seen(self, part: Part, visible: np.ndarray) -> bool:
        """Whether all of a part is visible."""
        known, found = self._seen
        if known is not visible:
            found = [bool(visible[each.start : each.start + len(each.segment)].all()) for each in self.parts]
            self._seen = (visible, found)
        return found[self.parts.index(part)]

    @cached_property
    def recency(self) -> np.ndarray:
        """From 0 for what has no date or is oldest to 1 for the newest."""
        at = self.at
        order = np.zeros(self.size, dtype=np.float32)
        dated = np.flatnonzero(self.alive & (at > 0))
        if len(dated):
            moments, ranks = np.unique(at[dated], return_inverse=True)
            order[dated] = (ranks + 1) / len(moments)
        return order
