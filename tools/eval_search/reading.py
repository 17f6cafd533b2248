"""The texts as they stand in the files beside this: lectures, subjects, terms."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

TEXTS = Path(__file__).parent / "texts"
NAMESPACE = UUID("0d4f7a2e-7c55-4c0e-9a3e-52b6a4f1c9d8")
LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class Person:
    """Who speaks, and from where in each language."""

    name: str
    sv: str = ""
    en: str = ""

    @classmethod
    def read(cls, line: str) -> "Person":
        return cls(*(part.strip() for part in line.split("|")))


@dataclass(frozen=True)
class Lecture:
    """A lecture: `texts` are title, lead and body by language. Queries are made of those that are judged."""

    key: str
    year: int
    subjects: tuple[str, ...]
    people: tuple[Person, ...]
    texts: dict[str, dict[str, str]]
    judged: bool = True
    is_demo: bool = False

    @property
    def family(self) -> str:
        """What a page and its translation have in common: their translation key."""
        return self.key if self.is_demo else str(uuid5(NAMESPACE, self.key))

    @property
    def only_in(self) -> str:
        """The one language that it is in; empty if it is in both."""
        return "" if len(self.texts) > 1 else next(iter(self.texts))


def toml(name: str) -> dict:
    """The content of a file of texts."""
    with (TEXTS / name).open("rb") as file:
        return tomllib.load(file)


def word_lists(name: str) -> dict[str, dict[str, frozenset[str]]]:
    """The lists of words in a file, by their name and language."""
    return {
        kind: {language: frozenset(text.split()) for language, text in lists.items()}
        for kind, lists in toml(name).items()
    }


@cache
def written_lectures() -> list[Lecture]:
    """All lectures that are written out."""
    rows = [row for path in sorted(TEXTS.glob("[0-9]*.toml")) for row in toml(path.name)["lecture"]]
    return [
        Lecture(
            key=row["key"],
            year=row["year"],
            subjects=tuple(row["subjects"]),
            people=tuple(map(Person.read, row["speakers"])),
            texts={
                language: {name: " ".join(text.split()) for name, text in row[language].items()}
                for language in LANGUAGES
                if language in row
            },
        )
        for row in rows
    ]


@cache
def asked_by_hand() -> list[dict]:
    """Queries that were written by hand: language, text, keys of the lectures that answer, and kind."""
    return [row for path in sorted(TEXTS.glob("asked_*.toml")) for row in toml(path.name)["question"]]


@cache
def subjects() -> dict[str, dict[str, str]]:
    """The names of each subject by language."""
    return {key: dict(zip(LANGUAGES, names, strict=True)) for key, names in toml("subjects.toml").items()}


@cache
def terms() -> list[dict[str, list[str]]]:
    """Words for the same thing, by language."""
    return toml("terms.toml")["term"]
