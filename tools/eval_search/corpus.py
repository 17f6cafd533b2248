"""All lectures, and which of them hold which words: what is right for a query is found by this, not by the engine."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from tools.eval_search.compounds import parts_of
from tools.eval_search.demo import demo_lectures, demo_people, demo_subjects
from tools.eval_search.distractors import distractors
from tools.eval_search.lexicon import dictionary, lemma_of
from tools.eval_search.reading import LANGUAGES, Lecture, subjects, written_lectures
from tools.eval_search.words import words

COMMON = 6


@dataclass(frozen=True)
class Text:
    """A lecture in one of its languages, as queries are made of it."""

    lecture: Lecture
    language: str
    title: str
    lead: str
    body: str

    @property
    def family(self) -> str:
        return self.lecture.family

    @cached_property
    def whole(self) -> str:
        """All that it says, in small letters."""
        return f"{self.title} {self.lead} {self.body}".lower()

    @cached_property
    def flat(self) -> str:
        """The words of its lead and body, with spaces around them."""
        return f" {' '.join(words(f'{self.lead} {self.body}'))} ".lower()

    @property
    def around(self) -> str:
        """What else the page says: people and subjects."""
        people = [f"{person.name} {getattr(person, self.language)}" for person in self.lecture.people]
        return " ".join([*people, *(name[self.language] for name in named_subjects(self.lecture))])


class Holders:
    """Which families hold a word, by its lemma."""

    def __init__(self):
        self.families: dict[str, dict[str, set[str]]] = {language: defaultdict(set) for language in LANGUAGES}

    def add(self, lemmas: set[str], family: str, language: str) -> None:
        for lemma in lemmas:
            self.families[language][lemma].add(family)

    def of(self, found: list[str], language: str) -> frozenset[str]:
        """The families that hold every one of some words."""
        sets = [self.families[language].get(lemma_of(word, language), set()) for word in found]
        return frozenset(set.intersection(*sets)) if sets else self.all_in(language)

    def all_in(self, language: str) -> frozenset[str]:
        """Every family that is in a language."""
        return frozenset().union(*self.families[language].values())


class Corpus:
    """The lectures, their texts, and their words: in the title, anywhere, and anywhere with the parts of compounds."""

    def __init__(self, lectures: list[Lecture]):
        self.lectures = lectures
        self.texts = [
            Text(lecture, language, **text) for lecture in lectures for language, text in lecture.texts.items()
        ]
        self.in_title, self.anywhere, self.in_parts = Holders(), Holders(), Holders()
        self.as_written: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for text in self.texts:
            self._add(text.family, text.language, text.title, f"{text.lead} {text.body} {text.around}")
        for name, said in speakers(lectures).items():
            for language in LANGUAGES:
                self._add(speaker_family(name), language, name, said[language])

    def _add(self, family: str, language: str, title: str, rest: str) -> None:
        """Take down the words of a page."""
        in_title = lemmas(title, language)
        everything = in_title | lemmas(rest, language)
        self.in_title.add(in_title, family, language)
        self.anywhere.add(everything, family, language)
        self.in_parts.add(everything | parts(f"{title} {rest}", language), family, language)
        written = {word.lower() for word in words(title)}
        self.as_written[family, language] = written, written | {word.lower() for word in words(rest)}

    def beginning_with(self, cut: str, language: str, families: frozenset[str], in_title: bool) -> frozenset[str]:
        """Those of some families with a word that begins so, in the title or anywhere."""
        written = {family: self.as_written[family, language][not in_title] for family in families}
        return frozenset(family for family in families if any(word.startswith(cut) for word in written[family]))

    @cached_property
    def vocabulary(self) -> dict[str, list[tuple[str, set[str]]]]:
        """The words of each language in order, with the families that hold them."""
        found = {language: defaultdict(set) for language in LANGUAGES}
        for (family, language), (_title, everything) in self.as_written.items():
            for word in everything:
                found[language][word].add(family)
        return {language: sorted(holders.items()) for language, holders in found.items()}

    def is_common(self, word: str, language: str) -> bool:
        """Whether many families hold a word that begins alike, so that nobody could say which of them is meant."""
        begins = word.lower()[: max(4, len(word) - 2)]
        entries, families = self.vocabulary[language], set()
        for held, holders in entries[bisect_left(entries, (begins,)) :]:
            if not held.startswith(begins):
                break
            families |= holders
        return len(families) > COMMON

    @cached_property
    def dictionary_words(self) -> frozenset[str]:
        """All Swedish words that the dictionary has."""
        return frozenset(dictionary("sv"))

    @property
    def judged(self) -> list[Text]:
        """The texts that queries are made of."""
        return [text for text in self.texts if text.lecture.judged]


def speaker_family(name: str) -> str:
    """What stands for a speaker's own page."""
    return f"speaker:{name}"


def speakers(lectures: list[Lecture]) -> dict[str, dict[str, str]]:
    """What each speaker's own page says by language."""
    said = {person.name: {"sv": person.sv, "en": person.en} for lecture in lectures for person in lecture.people}
    return said | {name: about for name, about in demo_people().items() if name in said}


def lemmas(text: str, language: str) -> set[str]:
    """The lemmas of a text's words, and of the parts of what is hyphenated."""
    found = [part for word in words(text) for part in {word, *word.split("-")}]
    return {lemma_of(word.lower(), language) for word in found}


def parts(text: str, language: str) -> set[str]:
    """The lemmas of the parts of a text's compounds."""
    divided = [parts_of(word, language) for word in words(text)]
    return {lemma_of(word, language) for each in divided if each for word in (each.first_word, each.last)}


def named_subjects(lecture: Lecture) -> list[dict[str, str]]:
    """The names of a lecture's subjects."""
    names = demo_subjects() if lecture.is_demo else subjects()
    return [names[key] for key in lecture.subjects]


@cache
def corpus(pages: int) -> Corpus:
    """The demo content's lectures, those that are written, and as many others as make so many in all."""
    lectures = [*demo_lectures(), *written_lectures()]
    return Corpus([*lectures, *distractors(pages - len(lectures))])
