"""Lectures with titles, leads and abstracts in made-up language, for the search (tools/bench/words.py)."""

from collections.abc import Iterator

from lectures.models import Speaker, Subject
from tools.bench.common_words import FIRST_NAMES, SURNAMES
from tools.bench.data import NEWEST, Plain
from tools.bench.words import Language, Writer

YEARS = 40  # over which the editions are spread, several a year where there are more


class Natural(Plain):
    """Lectures that read as such, with a recording of every second."""

    subjects = 40

    def __init__(self, lectures: int):
        super().__init__(lectures)
        self.languages = {code: Language(code, lectures) for code in ("sv", "en")}
        self.writers = {code: Writer(language, lectures) for code, language in self.languages.items()}
        begin, end = (parts.split() for parts in SURNAMES)
        surnames = [first + last for last in end for first in begin]
        self.names = [f"{first} {surname}" for surname in surnames for first in FIRST_NAMES.split()]
        self.chance.shuffle(self.names)

    def name(self, number: int) -> str:
        return self.names[number % len(self.names)]

    def editions(self) -> Iterator[tuple[int, str, int]]:
        a_year = -(-self.lectures // self.an_edition // YEARS)
        left, number = self.lectures, 0
        while left > 0:
            year, turn = NEWEST - number // a_year, number % a_year
            count = min(self.an_edition, left)
            yield year, f"{year}-{turn + 1}" if turn else str(year), count
            left, number = left - count, number + 1

    def lecture(self, number: int, left: int, speakers: list[Speaker], subjects: list[Subject]) -> dict:
        texts = {code: writer.lecture() for code, writer in self.writers.items()}
        return {
            "speakers": self.chance.sample(speakers, self.chance.choice((1, 2))),
            "subjects": self.chance.sample(subjects, self.chance.choice((1, 2, 3))),
            "facts": {"recording_url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ" if number % 2 else ""},
            "texts": {code: text | {"draft_title": text["title"]} for code, text in texts.items()},
        }
