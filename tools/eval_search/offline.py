"""The judged set without a database: documents as the search's segments take them, and the queries."""

from collections import defaultdict

from search.segment import Doc
from tools.eval_search.corpus import Text, corpus, named_subjects
from tools.eval_search.demo import demo_people
from tools.eval_search.queries import Query, queries
from tools.eval_search.reading import LANGUAGES
from tools.eval_search.rules_others import speaker_family

__all__ = ["Doc", "Query", "documents", "queries"]


def documents() -> list[Doc]:
    """Every lecture in each of its languages, and every speaker in both."""
    texts = corpus().texts
    return [*map(lecture_document, texts), *speaker_documents(texts)]


def lecture_document(text: Text) -> Doc:
    """A lecture's page; its subjects are named in the other language too."""
    lecture = text.lecture
    subjects = {language: ", ".join(name[language] for name in named_subjects(lecture)) for language in LANGUAGES}
    fields = {language: {"subjects": names} for language, names in subjects.items() if names}
    fields[text.language] = {
        "title": text.title,
        "people": ", ".join(person.name for person in lecture.people),
        "subjects": subjects[text.language],
        "lead": text.lead,
        "body": text.body,
        "about": ", ".join(getattr(person, text.language) for person in lecture.people),
    }
    return Doc(
        f"{text.family}-{text.language}", text.family, text.language, "lecture", fields, {"edition": str(lecture.year)}
    )


def speaker_documents(texts: list[Text]) -> list[Doc]:
    """The speakers' own pages in each language."""
    said: dict[str, dict[str, str]] = defaultdict(lambda: dict.fromkeys(LANGUAGES, ""))
    for text in texts:
        for person in text.lecture.people:
            said[person.name][text.language] = getattr(person, text.language)
    said |= {name: about for name, about in demo_people().items() if name in said}
    return [
        Doc(
            key=f"{speaker_family(name)}-{language}",
            family=speaker_family(name),
            language=language,
            kind="speaker",
            fields={language: {"title": name, "about": about[language]}},
        )
        for name, about in said.items()
        for language in LANGUAGES
    ]
