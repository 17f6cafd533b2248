"""Which words are forms of one another, which are derived of the same word, and what compounds are made of.

The dictionaries of forms are simplemma's. All of it is a function of the word alone, never of what else a site says: so
it is the same on every server, and can be stored with the index.
"""

import re
from functools import cache, lru_cache
from threading import local

import Stemmer
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from search.engine import english, swedish
from search.engine.tokens import folded

# Snowball's stemmers: for words that the dictionary does not have, and for languages without one.
SNOWBALL = {
    "sv": "swedish",
    "en": "english",
    "fi": "finnish",
    "no": "norwegian",
    "nb": "norwegian",
    "da": "danish",
    "de": "german",
    "fr": "french",
}
DESCRIBED = {"sv": swedish, "en": english}
STEM = "~"  # before a stem, which is no word
NOT_STOPPED = "·"  # after the lemma of words that mean something, where the lemma itself says nothing: män, of man
SHORTEST_PART, SHORTEST_TAIL, SHORTEST_BASE = 3, 4, 3
SHORTEST_COMPOUND, MAX_LONGER = 6, 4
HAS_DIGIT = re.compile(r"\d")

_stemmers = local()  # they are no objects for several threads at once
_dictionaries = StreamDictionaryFactory()  # a twentieth of the memory of dicts, 10 µs for a word


def stem(code: str, word: str) -> str:
    """What Snowball's stemmer of a language leaves of a word; the word itself where there is none."""
    if (algorithm := SNOWBALL.get(code)) is None:
        return word
    if (stemmer := getattr(_stemmers, algorithm, None)) is None:
        stemmer = Stemmer.Stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    return stemmer.stemWord(word)


class Morphology:
    """A language as the search knows it, by its code; of one that nobody has described, only what its stemmer does.

    The code of names is empty: they have no forms.
    """

    def __init__(self, code: str):
        self.code = code.partition("-")[0]
        self.described = DESCRIBED.get(self.code)
        self.stop_words = self.described.STOP_WORDS if self.described else frozenset()
        self.conjunctions = self.described.CONJUNCTIONS if self.described else frozenset()
        self.links = self.described.LINKS if self.described else ()
        irregular = self.described.IRREGULAR.split() if self.described else ()
        self.irregular = dict(pair.split(":") for pair in irregular)
        self._dictionary = _dictionaries.get_dictionary(self.code) if self.described else {}
        for name, size in (("lemma", 100_000), ("lemmas", 20_000), ("base", 20_000), ("parts", 20_000)):
            setattr(self, name, lru_cache(maxsize=size)(getattr(self, f"_{name}")))

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has a word, in whatever form."""
        return bool(self.lemma(word))

    def _lemma(self, word: str) -> str:
        """The dictionary's one lemma of a form, or nothing; nothing for what it takes for an abbreviation."""
        lemma = self._dictionary.get(word) or ""
        return lemma if len(lemma) <= len(word) + MAX_LONGER else ""

    def _known_lemmas(self, word: str) -> set[str]:
        """All that the dictionary, asked in more than one way, says a word is a form of."""
        found = {lemma for lemma in (self.irregular.get(word), self.lemma(word)) if lemma}
        if self.described and found and word not in found and self._is_own_lemma(word):
            found.add(word)
        if self.code == "sv":  # a participle is a form of its verb
            verbs = {lemma[:-1] for lemma in found if lemma.endswith("ad")}
            found |= {verb for verb in verbs if self.lemma(verb) == verb}
        if self.code == "en":
            if word.endswith("er") and (superlative := self.lemma(f"{word[:-2]}est")):
                found.add(superlative)
            american = {self._american(lemma) for lemma in found}
            found = {lemma for lemma in american if self.is_known(lemma)} or found
        return {f"{lemma}{NOT_STOPPED}" if lemma in self.stop_words else lemma for lemma in found}

    def _is_own_lemma(self, word: str) -> bool:
        return any(self.lemma(word + end) == word for end in self.described.OWN_ENDINGS)

    def _american(self, word: str) -> str:
        for rule, into in english.SPELLINGS:
            word = rule.sub(into, word)
        return word

    def _lemmas(self, word: str) -> tuple[str, ...]:
        """What all forms of a word have in common, and no others: of an unknown compound by its last part."""
        if word in self.stop_words or HAS_DIGIT.search(word) or not self.code:
            return (word,)
        found = self._known_lemmas(word)
        if not found and word.endswith("s"):
            found = self._known_lemmas(word[:-1])
        if not found and self.described and len(self.links) > 1 and (start := self._tail_start(word)):
            found = {word[:start] + lemma for lemma in self._known_lemmas(word[start:])}
        return tuple(sorted(found)) if found else (STEM + stem(self.code, word),)

    def _tail_start(self, word: str) -> int:
        """Where the longest end of a word begins that the dictionary has; 0 if there is none."""
        places = range(SHORTEST_PART, len(word) - SHORTEST_TAIL + 1)
        return next((place for place in places if self.is_known(word[place:]) and self._is_part(word[place:])), 0)

    def loose_stem(self, word: str) -> str:
        """What a word without its marks has in common with its forms: for what the dictionary cannot know."""
        return STEM + folded(stem(self.code, word))

    def _base(self, lemma: str) -> str:
        """The word that a word is derived of, itself where it is of none: kommunicera of kommunikation."""
        for _step in range(3):
            if (base := self._derived_of(lemma)) is None:
                break
            lemma = base
        return lemma

    def _derived_of(self, lemma: str) -> str | None:
        for length in range(min(7, len(lemma) - SHORTEST_BASE), 0, -1):
            for instead in self.described.DERIVATIONS.get(lemma[-length:], ()) if self.described else ():
                for start in (lemma[:-length], re.sub("k$", "c", lemma[:-length])):
                    base = start + instead
                    if base != lemma and len(base) >= SHORTEST_BASE and self._is_lemma(base):
                        return base
        return None

    def _is_lemma(self, word: str) -> bool:
        return word not in self.stop_words and (self.lemma(word) == word or self._is_own_lemma(word))

    def _parts(self, lemma: str) -> tuple[str, ...]:
        """The lemmas of the words that a compound is made of, and of those that they are made of; none if it is none.

        Of an unknown word that ends as a long known one does, that one alone: modell of luleåmodell.
        """
        found: dict[str, None] = {}
        for part in self.split(lemma):
            for word in (part,) if self._is_lemma(part) else sorted(self._known_lemmas(part)):
                found |= dict.fromkeys((word, *(self.parts(word) if len(word) < len(lemma) else ())))
        return tuple(found)

    def heads(self, lemma: str) -> tuple[str, ...]:
        """Those of its parts that say what a compound is: konferens of trygghetskonferens."""
        last = self.split(lemma)[-1:]
        found = [word for part in last for word in ((part,) if self._is_lemma(part) else self._known_lemmas(part))]
        return tuple(
            dict.fromkeys([*found, *(head for word in found if len(word) < len(lemma) for head in self.heads(word))])
        )

    def split(self, word: str) -> tuple[str, ...]:
        """The likeliest two parts of a compound, as words; the last alone where the first is not known."""
        return next(iter(self.splits(word)), ())

    def splits(self, word: str) -> list[tuple[str, ...]]:
        """Ways to take a compound apart, the likeliest first: into even parts."""
        if not self.links or len(word) < SHORTEST_COMPOUND:
            return []
        found, loose = [], []
        suffix = max((len(end) for end in self.described.SUFFIXES if word.endswith(end)), default=SHORTEST_PART - 1)
        for cut in range(SHORTEST_PART, len(word) - suffix):
            last = word[cut:]
            if not self._is_part(last) or (len(last) == SHORTEST_PART and last not in self.described.SHORT_LAST_PARTS):
                continue
            for link in self.links:
                first = word[:cut].removesuffix(link)
                if (first == word[:cut]) == bool(link):
                    continue
                if part := self._first_part(first):
                    found.append((min(len(first), len(last)) + len(link) / 2, part, last))
            if not loose and len(last) > SHORTEST_TAIL and cut > SHORTEST_PART:
                loose = [(last,)]
        if found:
            return [way[1:] for way in sorted(found, reverse=True)]
        return [] if self.is_known(word) else loose

    def tail(self, word: str) -> str:
        """The end of a word that another shares with it: `middag` of eftermiddag, `analysen` of sårbarhetsanalysen."""
        for cut in range(2, len(word) - SHORTEST_PART + 1):
            head = word[:cut]
            if self._is_part(word[cut:]) and (
                head in self.stop_words or any(self._first_part(head.removesuffix(link)) for link in self.links)
            ):
                return word[cut:]
        return ""

    def _first_part(self, part: str) -> str:
        """The first part of a compound as a word: skola of skol-."""
        if self._is_part(part):
            return part
        for end, letters in self.described.CHANGED_FIRST.items():
            if len(part) > SHORTEST_PART and part.endswith(end):
                for letter in letters:
                    word = part.removesuffix(end) + letter
                    if self._is_lemma(word) and self._is_part(word):
                        return word
        return ""

    def _is_part(self, part: str) -> bool:
        """Whether something is a word that compounds are made of."""
        if len(part) < SHORTEST_PART or part in self.described.NO_PARTS or part in self.stop_words:
            return False
        if len(part) > SHORTEST_PART:
            return self.is_known(part)
        return any(self.lemma(part + end) == part for end in self.described.NOUN_ENDINGS)


@cache
def morphology(code: str) -> Morphology:
    """The morphology of a language by its code."""
    return Morphology(code)
