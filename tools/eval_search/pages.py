"""The judged set as pages of a site: rows as the editor would have made them, written in bulk."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import Locale, Page

from conference.models import ConferencePage
from home.models import HomePage
from lectures.models import LecturePage, LectureSpeaker, Speaker, SpeakerText, Subject, SubjectText
from search.curation.models import Term
from tools.eval_search.corpus import corpus, speaker_family
from tools.eval_search.reading import LANGUAGES, NAMESPACE, Lecture, Person, subjects, terms

EDITION = {"sv": "Trygghetskonferensen", "en": "The Safety Conference"}


@transaction.atomic
def write_pages() -> None:
    """Put the lectures that are not of the demo content into a site that has that."""
    lectures = [lecture for lecture in corpus().lectures if not lecture.is_demo]
    speakers = write_speakers({person.name: person for lecture in lectures for person in lecture.people})
    things = write_subjects()
    for year in sorted({lecture.year for lecture in lectures}):
        of_the_year = [lecture for lecture in lectures if lecture.year == year]
        for language in LANGUAGES:
            write_lectures(edition_of(year, language), language, of_the_year, speakers, things)
    write_terms()


def write_speakers(people: dict[str, Person]) -> dict[str, Speaker]:
    """The speakers by name, with what they are now."""
    slugs = {name: f"{slugify(name)}-{number}" for number, name in enumerate(people)}
    speakers = Speaker.objects.bulk_create(Speaker(name=name, slug=slugs[name]) for name in people)
    SpeakerText.objects.bulk_create(
        SpeakerText(snippet=speaker, language=language, title=getattr(people[speaker.name], language))
        for speaker in speakers
        for language in LANGUAGES
    )
    return {speaker.name: speaker for speaker in speakers}


def write_subjects() -> dict[str, Subject]:
    """The subjects by key."""
    made = {key: Subject.objects.create(slug=f"eval-{key}") for key in subjects()}
    SubjectText.objects.bulk_create(
        SubjectText(snippet=subject, language=language, name=subjects()[key][language])
        for key, subject in made.items()
        for language in LANGUAGES
    )
    return made


def edition_of(year: int, language: str) -> ConferencePage:
    """The edition of a year in a language; the demo content's, where it has one."""
    there = ConferencePage.objects.filter(year=year, locale__language_code=language).first()
    if there:
        return there
    home = HomePage.objects.get(locale__language_code=language)
    edition = ConferencePage(
        title=f"{EDITION[language]} {year}",
        slug=str(year),
        year=year,
        status="confirmed",
        locale=Locale.objects.get(language_code=language),
        translation_key=uuid5(NAMESPACE, str(year)),
    )
    return home.add_child(instance=edition)


def write_lectures(edition, language: str, lectures: list[Lecture], speakers: dict, things: dict) -> None:
    """The lectures of one edition that are in a language, with their speakers and subjects."""
    lectures = [lecture for lecture in lectures if language in lecture.texts]
    last = edition.get_last_child()
    first = 1 + (Page._str2int(last.path[-Page.steplen :]) if last else 0)
    pages = [page_of(lecture, edition, language, number) for number, lecture in enumerate(lectures, start=first)]
    names = [field.name for field in Page._meta.local_concrete_fields if field.name != "id"]
    rows = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in names}) for page in pages])
    for page, row in zip(pages, rows, strict=True):
        page.page_ptr_id = page.pk = row.pk
        page.save_base(raw=True, force_insert=(LecturePage,))
    Page.objects.filter(pk=edition.pk).update(numchild=edition.numchild + len(pages))
    LectureSpeaker.objects.bulk_create(
        LectureSpeaker(
            page=page,
            speaker=speakers[person.name],
            key=uuid5(page.translation_key, person.name),
            affiliation=getattr(person, language),
            sort_order=order,
        )
        for page, lecture in zip(pages, lectures, strict=True)
        for order, person in enumerate(lecture.people)
    )
    through = LecturePage.subjects.through
    through.objects.bulk_create(
        through(lecturepage_id=page.pk, subject=things[key])
        for page, lecture in zip(pages, lectures, strict=True)
        for key in lecture.subjects
    )


def page_of(lecture: Lecture, edition, language: str, number: int) -> LecturePage:
    """A lecture's page; half of its text stands in the abstract and half in a block."""
    text = lecture.texts[language]
    slug = f"{slugify(text['title'])[:80]}-{number}"
    starts_at = datetime(lecture.year, 3, 1, 9, tzinfo=UTC) + timedelta(hours=number)
    sentences = text["body"].split(". ")
    half = ". ".join(sentences[: len(sentences) // 2]), ". ".join(sentences[len(sentences) // 2 :])
    block = {"type": "text", "value": f"<p>{escape(half[1])}</p>", "id": str(uuid4())}
    return LecturePage(
        title=text["title"],
        draft_title=text["title"],
        slug=slug,
        url_path=f"{edition.url_path}{slug}/",
        path=Page._get_path(edition.path, edition.depth + 1, number),
        depth=edition.depth + 1,
        content_type=ContentType.objects.get_for_model(LecturePage),
        locale=edition.locale,
        translation_key=UUID(lecture.family),
        date_precision="confirmed",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        over_at=starts_at + timedelta(hours=1),
        lead=text["lead"],
        abstract=f"<p>{escape(half[0])}.</p>" if half[0] else "",
        body=json.dumps([block]),
    )


def write_terms() -> None:
    """The words with one meaning, as editors enter them."""
    for words in terms():
        Term.objects.create(words=words)


def families() -> dict[tuple[bool, int], str]:
    """What each hit stands for, by whether it is a speaker and by its primary key."""
    pages = Page.objects.values_list("pk", "translation_key")
    found = {(False, pk): str(key) for pk, key in pages}
    return found | {(True, pk): speaker_family(name) for pk, name in Speaker.objects.values_list("pk", "name")}
