"""Lectures that no query is made of, put together from phrases: what a right answer has to stand out from."""

from random import Random

from tools.eval_search.reading import LANGUAGES, Lecture, Person, subjects, toml, written_lectures

ONLY_IN_ONE = 0.1
SENTENCES = (4, 7)
KEPT_FOR_OTHERS = 17  # subjects that only written lectures have come after these


def distractors(count: int, seed: int = 7) -> list[Lecture]:
    """So many lectures, nearly all in both languages; none has the title of one that is judged."""
    chance = Random(seed)
    phrases = toml("distractors.toml")
    names = people(phrases, chance)
    taken = {text["title"].lower() for lecture in written_lectures() for text in lecture.texts.values()}
    made = []
    while len(made) < count:
        filling = choose(phrases, chance)
        title, lead = chance.choice(phrases["title"]), chance.choice(phrases["lead"])
        body = chance.sample(phrases["sentence"], chance.randint(*SENTENCES))
        texts = {
            language: {
                "title": filled(title[number], filling[language]),
                "lead": filled(lead[number], filling[language]),
                "body": " ".join(filled(sentence[number], filling[language]) for sentence in body),
            }
            for number, language in enumerate(LANGUAGES)
        }
        if chance.random() < ONLY_IN_ONE:
            del texts[chance.choice(LANGUAGES)]
        titles = {text["title"].lower() for text in texts.values()}
        if titles & taken:
            continue
        taken |= titles
        made.append(
            Lecture(
                key=f"distractor-{len(made)}",
                year=chance.randint(2010, 2024),
                subjects=tuple(chance.sample(list(subjects())[:KEPT_FOR_OTHERS], 2)),
                people=tuple(chance.sample(names, chance.choice((1, 1, 2)))),
                texts=texts,
                judged=False,
            )
        )
    return made


def people(phrases: dict, chance: Random) -> list[Person]:
    """Every other one of all possible names, with where they are from."""
    names = [f"{first} {last}" for first in phrases["first"] for last in phrases["last"]]
    found = []
    for name in chance.sample(names, len(names) // 2):
        place, (sv, en) = chance.choice(phrases["place"]), chance.choice(phrases["affiliation"])
        found.append(Person(name, sv.format(place=place), en.format(place=place)))
    return found


def choose(phrases: dict, chance: Random) -> dict[str, dict[str, str]]:
    """What is filled in, the same in each language."""
    topics, groups = chance.sample(phrases["topic"], 2), chance.sample(phrases["group"], 2)
    places = [(place, place) for place in chance.sample(phrases["place"], 2)]
    month, number = chance.choice(phrases["month"]), chance.choice(phrases["number"])
    chosen = zip(("topic", "topic2", "group", "group2", "place", "place2"), [*topics, *groups, *places], strict=True)
    pairs = [*chosen, ("month", month), ("number", number)]
    return {language: {name: pair[at] for name, pair in pairs} for at, language in enumerate(LANGUAGES)}


def filled(phrase: str, filling: dict[str, str]) -> str:
    """The phrase with what is filled in; {Topic} and {Group} with a capital letter."""
    capital = {name.capitalize(): text[:1].upper() + text[1:] for name, text in filling.items()}
    return phrase.format(**filling, **capital)
