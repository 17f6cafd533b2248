"""The judged set as documents that the search's engine takes, and the synonyms that editors would have entered."""

from search.engine.documents import NAMES, Document
from tools.eval_search.corpus import Text, corpus, named_subjects, speaker_family, speakers
from tools.eval_search.reading import LANGUAGES, terms

__all__ = ["documents", "terms"]

EDITION = {"sv": "Trygghetskonferensen", "en": "The Safety Conference"}


def documents(pages: int) -> list[Document]:
    """So many lectures in each of their languages, and every speaker in both."""
    return [*map(lecture_document, corpus(pages).texts), *speaker_documents(pages)]


def lecture_document(text: Text) -> Document:
    """A lecture's page; its subjects are named in the other language too."""
    lecture, language = text.lecture, text.language
    named = {code: "\n".join(name[code] for name in named_subjects(lecture)) for code in LANGUAGES}
    fields = {code: {"subjects": names} for code, names in named.items() if names}
    fields.setdefault(language, {})
    fields[language] |= {
        "title": text.title,
        "people": "\n".join(getattr(person, language) for person in lecture.people),
        "lead": text.lead,
        "body": text.body,
        "about": f"{EDITION[language]} {lecture.year}\n{lecture.year}",
    }
    fields[NAMES] = {"names": "\n".join(person.name for person in lecture.people)}
    facts = {"edition": str(lecture.year)}
    return Document(f"{text.family}:{language}", text.family, language, "lecture", fields, facts)


def speaker_documents(pages: int) -> list[Document]:
    """The speakers' own pages in each language."""
    return [
        Document(
            key=f"{speaker_family(name)}:{language}",
            family=speaker_family(name),
            language=language,
            kind="speaker",
            fields={NAMES: {"title": name}, language: {"lead": said[language]}},
        )
        for name, said in speakers(corpus(pages).lectures).items()
        for language in LANGUAGES
    ]
