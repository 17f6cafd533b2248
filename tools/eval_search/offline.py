"""The judged set without a database: documents as the search's segments take them, the terms, and the queries."""

from search.segment import Doc
from tools.eval_search.corpus import Text, corpus, named_subjects, speaker_family, speakers
from tools.eval_search.queries import Query, queries
from tools.eval_search.reading import LANGUAGES, terms

__all__ = ["Doc", "Query", "documents", "queries", "terms"]

EDITION = {"sv": "Trygghetskonferensen", "en": "The Safety Conference"}


def documents() -> list[Doc]:
    """Every lecture in each of its languages, and every speaker in both."""
    return [*map(lecture_document, corpus().texts), *speaker_documents()]


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


def speaker_documents() -> list[Doc]:
    """The speakers' own pages in each language."""
    return [
        Doc(
            key=f"{speaker_family(name)}:{language}",
            family=speaker_family(name),
            language=language,
            kind="speaker",
            fields={language: {"title": name, "lead": said[language]}},
        )
        for name, said in speakers(corpus().lectures).items()
        for language in LANGUAGES
    ]
