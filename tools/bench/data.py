"""Lectures by the thousand: rows as the editor would have made them, written in bulk."""

import json
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from bilingual.memory import Drift
from bilingual.models import Translation, Wording
from bilingual.starting import start
from conference.models import ConferencePage
from home.models import HomePage
from lectures.models import LectureArchivePage, LecturePage, LectureSpeaker, Speaker, SpeakerText, Subject, SubjectText

NEWEST = 2026
WORDS = ["tillit", "trygghet", "kris", "risk", "dialog", "skola", "brott", "ungdom", "norr", "vinter", "jämlikhet"]


class Plain:
    """Lectures of a few words: enough for what lists and pages cost."""

    current = 40  # lectures of the newest edition; the rest is spread over older ones
    an_edition = 250
    known = 30  # lectures of one well-known speaker, however many there are in all
    subjects = 12

    def __init__(self, lectures: int):
        self.lectures = lectures
        self.chance = random.Random(lectures)

    def name(self, number: int) -> str:
        """The name of a speaker."""
        return f"Förnamn Efternamn {number}"

    def editions(self) -> Iterator[tuple[int, str, int]]:
        """(year, address, number of lectures) of each edition, the newest first."""
        left, number = self.lectures, 0
        while left > 0:
            count = min(self.an_edition if number else self.current, left)
            yield NEWEST - number, str(NEWEST - number), count
            left, number = left - count, number + 1

    def lecture(self, number: int, left: int, speakers: list[Speaker], subjects: list[Subject]) -> dict:
        """The speakers, subjects, facts and texts of a lecture; there are `left` with it."""
        known = left <= self.known
        found = {
            "speakers": [speakers[0] if known else self.chance.choice(speakers[1:])],
            "subjects": self.chance.sample(subjects, 2),
            "facts": {},
        }
        words = " ".join(self.chance.choices(WORDS, k=4))
        texts = {"title": f"{words.capitalize()} {number}", "draft_title": words, "lead": f"Om {words}."}
        return found | {"texts": {"sv": texts, "en": texts}}


@transaction.atomic
def fill(content: Plain) -> None:
    """Put lectures in each language into an empty, migrated database."""
    homes = {page.locale.language_code: page for page in HomePage.objects.all()}
    subjects, speakers = make_subjects(content.subjects), make_speakers(content)
    archive = uuid.uuid4()
    for home in homes.values():
        page = LectureArchivePage(
            title=f"Föreläsningar {home.slug}", slug="lectures", locale=home.locale, translation_key=archive
        )
        home.add_child(instance=page)
    left = content.lectures
    for year, slug, count in content.editions():
        plan = [
            {
                "key": uuid.uuid4(),
                "row_keys": [uuid.uuid4() for _row in range(2)],
                "starts_at": datetime(year, 1, 10, 9, tzinfo=UTC) + timedelta(hours=30 * n % 8000),
                **content.lecture(n + 1, left - n, speakers, subjects),
            }
            for n in range(count)
        ]
        left -= count
        family = uuid.uuid4()
        for language, home in homes.items():
            edition = ConferencePage(
                title=f"Konferensen {slug} {language}",
                slug=slug,
                year=year,
                status="confirmed",
                locale=home.locale,
                translation_key=family,
            )
            home.add_child(instance=edition)
            write_lectures(edition, plan)
    write_down_translations()
    write_long_lecture(ConferencePage.objects.get(slug=str(NEWEST), locale=homes["sv"].locale))


def write_lectures(edition: ConferencePage, plan: list[dict]) -> None:
    """The lectures of one edition in one language, with their speakers and subjects."""
    kind, language = ContentType.objects.get_for_model(LecturePage), edition.locale.language_code
    pages = [
        LecturePage(
            slug=f"forelasning-{number}",
            url_path=f"{edition.url_path}forelasning-{number}/",
            path=Page._get_path(edition.path, edition.depth + 1, number),
            depth=edition.depth + 1,
            content_type=kind,
            locale=edition.locale,
            translation_key=lecture["key"],
            date_precision="confirmed",
            starts_at=lecture["starts_at"],
            ends_at=lecture["starts_at"] + timedelta(hours=1),
            over_at=lecture["starts_at"] + timedelta(hours=1),
            **lecture["facts"],
            **lecture["texts"][language],
        )
        for number, lecture in enumerate(plan, start=1)
    ]
    names = [field.name for field in Page._meta.local_concrete_fields if field.name != "id"]
    rows = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in names}) for page in pages])
    for page, row, lecture in zip(pages, rows, plan, strict=True):
        page.page_ptr_id = page.pk = lecture["pk"] = row.pk
    # What bulk_create does where a model has no parent.
    LecturePage._base_manager._insert(pages, fields=LecturePage._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk=edition.pk).update(numchild=len(plan))
    LectureSpeaker.objects.bulk_create(
        LectureSpeaker(
            page_id=lecture["pk"],
            speaker=speaker,
            key=key,
            affiliation="Lunds universitet",
            sort_order=number,
        )
        for lecture in plan
        for number, (speaker, key) in enumerate(zip(lecture["speakers"], lecture["row_keys"], strict=False))
    )
    through = LecturePage.subjects.through
    through.objects.bulk_create(
        through(lecturepage_id=lecture["pk"], subject=subject) for lecture in plan for subject in lecture["subjects"]
    )


def write_down_translations() -> None:
    """Which page is whose translation; every seventh is old in a text."""
    pages = Page.objects.filter(depth__gt=2).values_list("translation_key", "locale__language_code", "locale", "pk")
    originals = {key: pk for key, code, _locale, pk in pages if code == "sv"}
    since = datetime(2026, 1, 1, tzinfo=UTC)
    records = [
        Translation(
            original_id=originals[key],
            locale_id=locale,
            page_id=pk,
        )
        for key, code, locale, pk in pages
        if code != "sv"
    ]
    Translation.objects.filter(original__in=originals.values()).delete()
    Translation.objects.bulk_create(records, batch_size=1000)
    old = [Wording(translation=record, key="lead", drift=Drift.CHANGED, since=since) for record in records[::7]]
    Wording.objects.bulk_create(old, batch_size=1000)


def write_long_lecture(edition: ConferencePage) -> None:
    """A lecture with 30 blocks and its translation, as an editor opens them."""
    blocks = [{"type": "text", "value": f"<p>{' '.join(WORDS)} {n}.</p>", "id": str(uuid.uuid4())} for n in range(30)]
    lecture = LecturePage(title="Lång föreläsning", slug="lang", lead="Om mycket.", body=json.dumps(blocks))
    edition.refresh_from_db()
    edition.add_child(instance=lecture)
    lecture.save_revision().publish()
    user, _new = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    start(lecture, edition.get_translations().get().locale, user)


def make_subjects(count: int) -> list[Subject]:
    subjects = [Subject.objects.create(slug=f"amne-{number}") for number in range(count)]
    for subject in subjects:
        for language in ("sv", "en"):
            SubjectText.objects.create(snippet=subject, language=language, name=f"Ämne {subject.pk} {language}")
    return subjects


def make_speakers(content: Plain) -> list[Speaker]:
    speakers = Speaker.objects.bulk_create(
        Speaker(name=content.name(number), slug=f"talare-{number}") for number in range(max(content.lectures // 5, 10))
    )
    SpeakerText.objects.bulk_create(
        SpeakerText(snippet=speaker, language="sv", title="Forskare") for speaker in speakers
    )
    return speakers
