"""Questions as visitors ask them, made from the lectures that are there."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from lectures.models import LecturePage
from tools.bench.natural import Natural

OF_EACH = 25
LETTERS = "abcdefghijklmnoprstuvyåäö"


@dataclass(frozen=True)
class Question:
    """What is asked, in which way, and the address of the lecture that it was made from."""

    way: str
    text: str
    choices: dict = field(default_factory=dict)
    lecture: str = ""


class Questions:
    """Makes questions of every way."""

    def __init__(self, content: Natural):
        self.language = content.languages["sv"]
        self.small = {lemma.stem for lemma in self.language.lemmas[: self.language.small]}
        self.chance = random.Random(content.lectures)
        common = self.language.lemmas[self.language.small :][:OF_EACH]
        self.common = [lemma.forms[0] for lemma in common]
        lectures = LecturePage.objects.filter(locale__language_code="sv", slug__startswith="forelasning").order_by("pk")
        keys = list(lectures.values_list("pk", flat=True))
        chosen = self.chance.sample(keys, min(len(keys), OF_EACH * 20))
        self.lectures = list(lectures.filter(pk__in=chosen))
        self.chance.shuffle(self.lectures)

    def all(self) -> list[Question]:
        """As many of every way, in any order."""
        ways = (
            *(self.title, self.ending, self.part, self.mistyped, self.cut, self.speaker),
            *(self.common_word, self.two_common, self.sentence, self.other_language, self.narrowed, self.second_page),
        )
        found = [question for way in ways for question in self.made(way)]
        self.chance.shuffle(found)
        return found

    def made(self, way) -> Iterator[Question]:
        """A question from each of so many lectures of which one can be made."""
        count = 0
        for number in range(len(self.lectures) * 2):
            lecture = self.lectures[(number * 7 + len(way.__name__)) % len(self.lectures)]
            if count < OF_EACH and (question := way(lecture)):
                count += 1
                yield question

    def words(self, text: str, least: int = 3) -> list[str]:
        """The words that mean something, of so many letters or more."""
        words = (word.strip(".").lower() for word in text.split())
        return [word for word in words if len(word) >= least and word not in self.small]

    def some(self, words: list[str], count: int) -> list[str]:
        return self.chance.sample(words, min(count, len(words)))

    def title(self, lecture) -> Question:
        words = self.some(self.words(lecture.title), self.chance.choice((2, 3)))
        return Question("words of a title", " ".join(words), lecture=lecture.url_path)

    def ending(self, lecture) -> Question | None:
        words = self.some(self.words(lecture.title), 2)
        forms = [self.language.lemma_of[word].forms for word in words if word in self.language.lemma_of]
        if len(forms) < 2:
            return None
        others = [[form for form in forms if form != word] or forms for word, forms in zip(words, forms, strict=True)]
        text = " ".join(self.chance.choice(forms) for forms in others)
        return Question("other endings", text, lecture=lecture.url_path)

    def part(self, lecture) -> Question | None:
        lemmas = [self.language.lemma_of.get(word) for word in self.words(lecture.title)]
        compounds = [lemma for lemma in lemmas if lemma and lemma.parts]
        if not compounds:
            return None
        return Question("part of a compound", self.chance.choice(self.chance.choice(compounds).parts))

    def mistyped(self, lecture) -> Question | None:
        words = self.words(lecture.title, least=6)
        if not words:
            return None
        word = self.chance.choice(words)
        place, letter = self.chance.randrange(1, len(word) - 1), self.chance.choice(LETTERS)
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        wrong = [swapped, word[:place] + word[place + 1 :], word[:place] + letter + word[place:]]
        others = [other for other in self.words(lecture.title) if other != word]
        text = " ".join([self.chance.choice(wrong), *self.some(others, 1)])
        return Question("mistyped", text, lecture=lecture.url_path)

    def cut(self, lecture) -> Question | None:
        words = self.words(lecture.title, least=7)
        return Question("cut short", self.chance.choice(words)[: self.chance.choice((4, 5, 6))]) if words else None

    def speaker(self, lecture) -> Question:
        name = lecture.speakers.first().speaker.name
        return Question("a speaker", self.chance.choice((name, name, name.split()[-1])))

    def common_word(self, _lecture) -> Question:
        return Question("a common word", self.chance.choice([*self.common, *sorted(self.small)[:5]]))

    def two_common(self, _lecture) -> Question:
        return Question("two common words", " ".join(self.some(self.common, 2)))

    def sentence(self, lecture) -> Question:
        words = lecture.lead.replace(".", "").split()
        begin = self.chance.randrange(len(words) - 6)
        return Question("six words in a row", " ".join(words[begin : begin + 6]), lecture=lecture.url_path)

    def other_language(self, lecture) -> Question:
        title = lecture.get_translations().get().title
        return Question("the other language", " ".join(title.lower().split()[:3]))

    def narrowed(self, lecture) -> Question:
        choices = [
            {"recording": "1"},
            {"subject": lecture.subjects.first().slug},
            {"edition": lecture.get_parent().slug},
        ]
        return Question("with a choice made", self.chance.choice(self.common), self.chance.choice(choices))

    def second_page(self, _lecture) -> Question:
        return Question("page 2", self.chance.choice(self.common), {"page": "2"})

    def beginnings(self) -> list[str]:
        """What has been typed when something is suggested: of words, of two words, of names, and mistyped."""
        found = []
        for number, lecture in enumerate(self.lectures[: OF_EACH * 4]):
            word, *more = self.some(self.words(lecture.title), 2)
            first = f"{word} " if number % 4 == 1 and more else ""
            word = lecture.speakers.first().speaker.name if number % 4 == 2 else (more or [word])[0]
            word = word[0] + word[2:] if number % 4 == 3 else word
            found.append(first + word[: self.chance.randrange(2, 8)])
        return found
