"""The demo content's lectures in the form of the texts beside this."""

import re
from functools import cache
from html import unescape

from demo.content import PAGES, THINGS
from demo.records import PageRecord, Ref, Words
from tools.eval_search.reading import LANGUAGES, Lecture, Person

TAG = re.compile(r"<[^>]+>")


@cache
def demo_lectures() -> list[Lecture]:
    """The published lectures."""
    return [lecture_of(record) for record in PAGES if record.kind == "lectures.LecturePage" and record.live]


@cache
def things() -> dict:
    """Speakers and subjects by what refers to them."""
    return {record.ref: record for record in THINGS}


def lecture_of(record: PageRecord) -> Lecture:
    """A record as a lecture; its key is its translation key."""
    rows = record.facts.get("speakers", [])
    return Lecture(
        key=str(record.uuid),
        year=int(record.under[:4]),
        subjects=tuple(ref.key for ref in record.facts.get("subjects", [])),
        people=tuple(person_of(row) for row in rows if row["speaker"]),
        texts={
            language: {
                "title": texts["title"],
                "lead": texts.get("lead", ""),
                "body": " ".join(strings([texts.get("abstract", ""), texts.get("body", ())])),
            }
            for language, texts in record.texts.items()
        },
        judged=len({texts["title"] for texts in record.texts.values()}) == len(record.texts),
        is_demo=True,
    )


def person_of(row: dict) -> Person:
    """Who stands in a row of a lecture."""
    affiliation = row.get("affiliation", Words("", ""))
    return Person(things()[row["speaker"]].facts["name"], affiliation.sv, affiliation.en)


def demo_subjects() -> dict[str, dict[str, str]]:
    """The names of the demo content's subjects by language."""
    records = [record for ref, record in things().items() if ref.kind == "lectures.Subject"]
    return {record.key: {language: record.texts[language]["name"] for language in LANGUAGES} for record in records}


def demo_people() -> dict[str, dict[str, str]]:
    """What is said of each of the demo content's speakers by language."""
    records = [record for ref, record in things().items() if ref.kind == "lectures.Speaker"]
    return {
        record.facts["name"]: {language: " ".join(text.values()) for language, text in record.texts.items()}
        for record in records
    }


def strings(value) -> list[str]:
    """Every text in a value of blocks, without its tags."""
    if isinstance(value, Ref):
        return []
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in strings(each)]
    return [unescape(TAG.sub(" ", value))] if isinstance(value, str) and " " in value else []
