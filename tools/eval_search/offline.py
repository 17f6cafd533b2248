"""The judged set without a database: documents as the search's segments take them, the terms, and the queries."""

from collections import defaultdict

from search.segment import Doc
from tools.eval_search.corpus import Text, corpus, named_subjects
from tools.eval_search.demo import demo_people
from tools.eval_search.queries import Query, queries
from tools.eval_search.reading import LANGUAGES, terms
from tools.eval_search.rules_others import speaker_family

__all__ = ["Doc", "Query", "documents", "queries", "terms"]

EDITION = {"sv": "Trygghetskonferensen", "en": "The Safety Conference"}


def documents() -> list[Doc]:
    """Every lecture in each of its languages, and every speaker in both."""
    texts = corpus().texts
    return [*map(lecture_document, texts), *speaker_documents(texts)]


def lecture_document(text: Text) -> Doc:
    """A lecture's page; its subjects are named in the other language too."""
    lecture, language = text.lecture, text.language
    named = {code: "\n".join(name[code] for name in named_subjects(lecture)) for code in LANGUAGES}
    fields = {code: {"subjects": names} for code, names in named.items() if names}
    fields.setdefault(language, {})
    fields[language] |= {
        "title": text.title,
        "people": "\n".join(f"{person.name}\n{getattr(person, language)}" for person in lecture.people),
        "lead": text.lead,
        "body": text.body,
        "about": f"{EDITION[language]} {lecture.year}\n{lecture.year}",
    }
    facts = {"edition": str(lecture.year)}
    return Doc(f"{text.family}:{language}", text.family, language, "lecture", fields, facts)


def speaker_documents(texts: list[Text]) -> list[Doc]:
    """The speakers' own pages in each language."""
    said: dict[str, dict[str, str]] = defaultdict(lambda: dict.fromkeys(LANGUAGES, ""))
    for text in texts:
        for person in text.lecture.people:
            said[person.name][text.language] = getattr(person, text.language)
    said |= {name: about for name, about in demo_people().items() if name in said}
    return [
        Doc(
            key=f"{speaker_family(name)}:{language}",
            family=speaker_family(name),
            language=language,
            kind="speaker",
            fields={language: {"title": name, "lead": about[language]}},
        )
        for name, about in said.items()
        for language in LANGUAGES
    ]
