"""Language made up: words that look like words, used as often as words are, with endings and compounds."""

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tools.bench.common_words import BEGINNINGS, ENDINGS, ENDS, MIDDLES, SMALL, STEMS

LEMMAS, GROWTH = 14_000, 0.5  # of 10,000 lectures, and how their number grows (Heaps' law)
SHIFT, STEEPNESS = 2.7, 1.2  # Zipf-Mandelbrot: a word of rank r is used 1 / (r + SHIFT) ** STEEPNESS times as often
OF_COMPOUNDS = {"sv": 0.5, "en": 0.0}  # what share of the made-up words is made of two others
LINKED = 0.4  # how many of them with an s between
FAITHFUL = 0.3  # how much of a text is about its own subject
OWN_WORDS = 14  # words that are its subject
BLUNT = 5  # how much commoner the plain form is than the others


@dataclass(frozen=True)
class Lemma:
    """A word with its endings; of a compound, the stems it is made of."""

    stem: str
    endings: tuple[str, ...] = ("",)
    parts: tuple[str, ...] = ()

    @property
    def forms(self) -> list[str]:
        return [self.stem + ending for ending in self.endings]


class Language:
    """The words of a language in a collection of so many lectures, the commonest first."""

    def __init__(self, code: str, lectures: int):
        self.code = code
        chance = random.Random(f"{code} {lectures}")
        small = [Lemma(word) for word in dict.fromkeys(SMALL[code].split())]
        self.small = len(small)
        self.letters = [parts[code].split() for parts in (BEGINNINGS, MIDDLES, ENDS)]
        real = [
            Lemma(stem, ENDINGS[code][kind])
            for kind, stems in STEMS[code].items()
            for stem in dict.fromkeys(stems.split())
        ]
        chance.shuffle(real)
        self.lemmas = [*small, *real]
        self._make_up(round(LEMMAS * (lectures / 10_000) ** GROWTH), chance)
        self.forms = [form for lemma in self.lemmas for form in lemma.forms]
        self.sizes = np.array([len(lemma.endings) for lemma in self.lemmas])
        self.starts = np.cumsum(self.sizes) - self.sizes
        shares = (np.arange(len(self.lemmas)) + 1 + SHIFT) ** -STEEPNESS
        self.shares = np.cumsum(shares) / shares.sum()

    def _make_up(self, count: int, chance: random.Random) -> None:
        """Words that nobody has heard, until there are so many."""
        kinds, taken = list(ENDINGS[self.code].values()), {lemma.stem for lemma in self.lemmas}
        while len(self.lemmas) < count:
            lemma = self._compound(chance) if chance.random() < OF_COMPOUNDS[self.code] else None
            lemma = lemma or Lemma(self._stem(chance), chance.choice(kinds))
            if lemma.stem not in taken:
                taken.add(lemma.stem)
                self.lemmas.append(lemma)

    def _compound(self, chance: random.Random) -> Lemma | None:
        """Two words that there are, the common ones more often, as one."""
        known = len(self.lemmas) - self.small
        first, last = (self.lemmas[self.small + int(known * chance.random() ** 2)] for _part in range(2))
        if first.parts or last.parts:
            return None
        return Lemma(first.stem + "s" * (chance.random() < LINKED) + last.stem, last.endings, (first.stem, last.stem))

    def _stem(self, chance: random.Random) -> str:
        syllables = chance.choices((1, 2, 3), (2, 5, 2))[0]
        begin, middle, end = self.letters
        inner = "".join(chance.choice(begin) + chance.choice(middle) for _syllable in range(syllables - 1))
        return inner + chance.choice(begin) + chance.choice(middle) + chance.choice(end)

    @cached_property
    def lemma_of(self) -> dict[str, Lemma]:
        """The word that a form is of; the commonest, where there are several."""
        return {form: lemma for lemma in reversed(self.lemmas) for form in lemma.forms}

    def choose(self, count: int, chance: np.random.Generator, small: bool = True) -> np.ndarray:
        """The numbers of so many words, as often as they are used; `small`: those without a meaning too."""
        least = 0 if small else self.shares[self.small - 1]
        return np.searchsorted(self.shares, chance.uniform(least, 1, count)).clip(max=len(self.lemmas) - 1)

    def inflected(self, lemmas: np.ndarray, chance: np.random.Generator) -> list[str]:
        """Each word in one of its forms."""
        places = (chance.random(len(lemmas)) ** BLUNT * self.sizes[lemmas]).astype(int)
        return [self.forms[number] for number in self.starts[lemmas] + places]


class Writer:
    """Writes lectures in a language, each about something."""

    def __init__(self, language: Language, seed: int):
        self.language, self.chance = language, np.random.default_rng(seed)

    def lecture(self) -> dict[str, str]:
        """Title, lead and abstract."""
        language, chance = self.language, self.chance
        title, lead, abstract = (int(chance.integers(*span)) for span in ((4, 10), (15, 31), (80, 161)))
        subject = language.choose(OWN_WORDS, chance, small=False)
        words = language.choose(title + lead + abstract, chance)
        faithful = chance.random(len(words)) < FAITHFUL
        faithful[:title] |= chance.random(title) < FAITHFUL
        words[faithful] = chance.choice(subject, int(faithful.sum()))
        forms = language.inflected(words, chance)
        half = title + lead + abstract // 2
        return {
            "title": " ".join(forms[:title]).capitalize(),
            "lead": self.sentences(forms[title : title + lead]),
            "abstract": f"<p>{self.sentences(forms[title + lead : half])}</p><p>{self.sentences(forms[half:])}</p>",
        }

    def sentences(self, words: list[str]) -> str:
        """The words with capitals and full stops."""
        found = []
        while words:
            length = int(self.chance.integers(7, 19))
            found.append(" ".join(words[:length]).capitalize() + ".")
            words = words[length:]
        return " ".join(found)
