"""What can be found of a page or a speaker: its texts by language and field, and what it can be narrowed by."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import TextField
from django.utils import timezone
from django.utils.translation import override
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from bilingual.pages import BilingualPage
from bilingual.segments import plain_text
from conference.models import ConferencePage
from conference.state import EditionDecision
from home.models import HomePage
from home.snippets.texts import ordered_snippets, snippet_of
from lectures.models import LectureArchivePage, LecturePage, Speaker
from lectures.state import DECISIONS_OF_EDITIONS, LectureStatus, decided
from search.engine.documents import NAMES
from search.kinds import PLAIN_PAGE
from search.models import Entry

KIND_OF_TYPE = {LecturePage: "lecture", ConferencePage: "edition", LectureArchivePage: "archive"}
ELSEWHERE = {"title", "lead", "seo_title", "search_description", "slug"}
MAX_LENGTH = 200_000  # characters of one field


class Texts:
    """Texts by language and field."""

    def __init__(self):
        self.found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, language: str, field: str, *texts: str) -> None:
        for text in texts:
            lines = (" ".join(line.split()) for line in str(text or "").replace("\x00", " ").splitlines())
            if text := "\n".join(filter(None, lines)):
                self.found[language][field].append(text)

    def add_names(self, snippet, field: str, *names: str) -> None:
        """What a snippet is called in every language."""
        for row in snippet.text_rows if snippet else ():
            self.add(row["language"], field, *(row[name] for name in names))

    def as_fields(self) -> dict[str, dict[str, str]]:
        return {
            language: {name: "\n".join(texts)[:MAX_LENGTH] for name, texts in fields.items()}
            for language, fields in self.found.items()
        }


def page_types() -> list[type]:
    """The page types that are searched: all of the site but the start page, which shows an edition."""
    return [model for model in get_page_models() if issubclass(model, BilingualPage) and model is not HomePage]


def key_of_page(pk: int) -> str:
    return f"page:{pk}"


def names_of(edition) -> list[str]:
    """What lectures are found by of the edition that they lie under: nothing while it is not public itself.

    Nor of one that will expire: what it is called would stand in its lectures longer than it is shown.
    """
    if not isinstance(edition, ConferencePage) or not edition.live or edition.expire_at:
        return []
    return [name for name in (" ".join(edition.title.split()), str(edition.year or "")) if name]


def decision_of(edition) -> EditionDecision:
    """What has been decided of the edition that a lecture lies under."""
    return edition.decision if isinstance(edition, ConferencePage) else EditionDecision()


def said_of(decision: EditionDecision) -> list[str]:
    """A decision that decides of lectures, too, as it stands in their entries; else nothing."""
    if decision.status not in DECISIONS_OF_EDITIONS:
        return []
    return [str(decision.status), decision.notice_on.isoformat() if decision.notice_on else ""]


def entry_of_page(page) -> Entry:
    """The entry of a page as indexer.py has fetched it, as its own type."""
    language, texts = page.locale.language_code, Texts()
    texts.add(language, "title", page.title)
    texts.add(language, "lead", getattr(page, "lead", ""))
    for name in page.translatable_fields:
        if name not in ELSEWHERE:
            texts.add(language, "body", *plain(page, page._meta.get_field(name)))
    edition = page.edition_above
    facts = {"pk": page.pk, "path": page.path, "expires": seconds(page.expire_at)}
    facts["edition"] = str(edition.translation_key) if edition else ""
    if isinstance(page, LecturePage):
        facts |= _lecture(page, language, texts)
    elif isinstance(page, ConferencePage):
        facts |= _edition(page, language, texts)
    for document in page.linked_documents:
        if not document.is_closed:
            texts.add(document.language or language, "documents", document.title, document.searched_text)
    facts["documents"] = [document.pk for document in page.linked_documents]
    facts["closed"] = [document.pk for document in page.linked_documents if document.is_closed]
    return Entry(
        key=key_of_page(page.pk),
        page_id=page.pk,
        family=str(page.translation_key),
        language=language,
        kind=KIND_OF_TYPE.get(type(page), PLAIN_PAGE),
        fields=texts.as_fields(),
        facts={name: value for name, value in facts.items() if value not in (None, "", [])},
    )


def _lecture(page: LecturePage, language: str, texts: Texts) -> dict:
    edition = page.edition_above
    named = names_of(edition)
    with override(language):
        texts.add(language, "about", page.get_kind_display(), page.room, *named)
    venue = snippet_of(page, "venue")
    texts.add_names(venue, "about", "name")
    texts.add(language, "about", venue.locality if venue else "")
    people = [row for row in page.speakers.all() if row.speaker_id and row.speaker]
    for row in people:
        texts.add(NAMES, "names", row.speaker.name)
        texts.add(language, "people", row.affiliation)
        texts.add(language, "cast", row.speaker.name, row.affiliation)  # as it is shown
    subjects = list(page.subjects.all())
    for subject in subjects:
        texts.add_names(subject, "subjects", "name")
    page.edition_decision = decision_of(edition)
    off = page.over_at and decided(page.facts, page.over_at) in (LectureStatus.CANCELLED, LectureStatus.POSTPONED)
    held = page.recording_url and not off
    return {
        "named": named,
        "edition_says": said_of(page.edition_decision),
        "subjects": [subject.pk for subject in subjects],
        "speakers": list(dict.fromkeys(row.speaker_id for row in people)),  # who speaks may lead the talk, too
        "at": seconds(page.starts_at),
        "recorded": seconds(page.over_at) if held else None,
    }


def _edition(page: ConferencePage, language: str, texts: Texts) -> dict:
    texts.add(language, "about", page.theme, page.number_text, str(page.year or ""))
    venue = snippet_of(page, "venue")
    texts.add_names(venue, "about", "name")
    texts.add(language, "about", venue.locality if venue else "")
    for organiser in ordered_snippets(page.organisers, "organiser"):
        texts.add_names(organiser, "about", "name")
    day = page.starts_on or (datetime(page.year, 1, 1).date() if page.year else None)  # noqa: DTZ001
    at = timezone.make_aware(datetime.combine(day, time())) if day else None
    return {"edition": str(page.translation_key), "at": seconds(at)}


def entries_of_speaker(speaker: Speaker, languages: Iterable[str]) -> list[Entry]:
    """The entries of a speaker, one for each language of the site; with texts in others where it lacks its own."""
    found = []
    for language in languages:
        texts = Texts()
        texts.add(NAMES, "title", speaker.name)
        with override(language):
            for name, field in (("title", "lead"), ("about", "body")):
                text = speaker.said(name)
                texts.add(text.language or language, field, text.plain)
        found.append(
            Entry(
                key=f"speaker:{speaker.pk}:{language}",
                family=f"speaker:{speaker.pk}",
                language=language,
                kind="speaker",
                fields=texts.as_fields(),
                facts={"pk": speaker.pk},
            )
        )
    return found


def plain(page, field) -> list[str]:
    """The text of a field of a page, without mark-up."""
    value = field.value_from_object(page)
    if not value:
        return []
    if isinstance(field, StreamField):
        return [str(text) for text in field.stream_block.get_searchable_content(value)]
    if isinstance(field, RichTextField):
        return [plain_text(value, bullets=False)]
    return [value] if isinstance(value, str) or isinstance(field, TextField) else []


def seconds(moment: datetime | None) -> float | None:
    """A moment as seconds since 1970, by which arrays compare."""
    return moment.timestamp() if moment else None
