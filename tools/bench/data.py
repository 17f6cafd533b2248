"""Lectures by the thousand: rows as the editor would have made them, written in bulk."""

import json
import random
import uuid
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from bilingual.models import Translation
from bilingual.starting import start
from conference.models import ConferencePage
from home.models import HomePage
from lectures.models import LectureArchivePage, LecturePage, LectureSpeaker, Speaker, SpeakerText, Subject, SubjectText

CURRENT = 40  # lectures of the newest edition; the rest is spread over older ones, LECTURES_AN_EDITION each
LECTURES_AN_EDITION = 250
KNOWN = 30  # lectures of one well-known speaker, however many there are in all
WORDS = ["tillit", "trygghet", "kris", "risk", "dialog", "skola", "brott", "ungdom", "norr", "vinter", "jämlikhet"]


@transaction.atomic
def fill(lectures: int) -> None:
    """Put so many lectures in each language into an empty, migrated database."""
    chance = random.Random(lectures)  # noqa: S311
    homes = {page.locale.language_code: page for page in HomePage.objects.all()}
    subjects, speakers = make_subjects(), make_speakers(max(lectures // 5, 10))
    archive = uuid.uuid4()
    for home in homes.values():
        page = LectureArchivePage(
            title=f"Föreläsningar {home.slug}", slug="lectures", locale=home.locale, translation_key=archive
        )
        home.add_child(instance=page)
    year, left = 2026, lectures
    while left > 0:
        count = min(CURRENT if year == 2026 else LECTURES_AN_EDITION, left)
        plan = [
            {
                "key": uuid.uuid4(),
                "row_key": uuid.uuid4(),
                "speakers": [speakers[0] if left - n <= KNOWN else chance.choice(speakers[1:])],
                "subjects": chance.sample(subjects, 2),
                "words": " ".join(chance.choices(WORDS, k=4)),
                "starts_at": datetime(year, 1, 10, 9, tzinfo=UTC) + timedelta(hours=30 * n % 8000),
            }
            for n in range(count)
        ]
        family = uuid.uuid4()
        for language, home in homes.items():
            edition = ConferencePage(
                title=f"Konferensen {year} {language}",
                slug=str(year),
                year=year,
                status="confirmed",
                locale=home.locale,
                translation_key=family,
            )
            home.add_child(instance=edition)
            write_lectures(edition, plan)
        year, left = year - 1, left - count
    write_down_translations()
    write_long_lecture(ConferencePage.objects.get(slug="2026", locale=homes["sv"].locale))


def write_lectures(edition: ConferencePage, plan: list[dict]) -> None:
    """The lectures of one edition in one language, with their speakers and subjects."""
    kind = ContentType.objects.get_for_model(LecturePage)
    pages = [
        LecturePage(
            title=f"{lecture['words'].capitalize()} {number}",
            draft_title=lecture["words"],
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
            lead=f"Om {lecture['words']}.",
        )
        for number, lecture in enumerate(plan, start=1)
    ]
    names = [field.name for field in Page._meta.local_concrete_fields if field.name != "id"]
    rows = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in names}) for page in pages])
    for page, row, lecture in zip(pages, rows, plan, strict=True):
        page.page_ptr_id = page.pk = row.pk
        page.save_base(raw=True, force_insert=(LecturePage,))
        lecture["pk"] = row.pk
    Page.objects.filter(pk=edition.pk).update(numchild=len(plan))
    LectureSpeaker.objects.bulk_create(
        LectureSpeaker(
            page_id=lecture["pk"],
            speaker=speaker,
            key=lecture["row_key"],
            affiliation="Lunds universitet",
            sort_order=0,
        )
        for lecture in plan
        for speaker in lecture["speakers"]
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
            marks={"lead": {"since": since.isoformat(), "kind": "changed"}} if number % 7 == 0 else {},
            old_since=since if number % 7 == 0 else None,
        )
        for number, (key, code, locale, pk) in enumerate(pages)
        if code != "sv"
    ]
    Translation.objects.filter(original__in=originals.values()).delete()
    Translation.objects.bulk_create(records, batch_size=1000)


def write_long_lecture(edition: ConferencePage) -> None:
    """A lecture with 30 blocks and its translation, as an editor opens them."""
    blocks = [{"type": "text", "value": f"<p>{' '.join(WORDS)} {n}.</p>", "id": str(uuid.uuid4())} for n in range(30)]
    lecture = LecturePage(title="Lång föreläsning", slug="lang", lead="Om mycket.", body=json.dumps(blocks))
    edition.refresh_from_db()
    edition.add_child(instance=lecture)
    lecture.save_revision().publish()
    user, _new = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    start(lecture, edition.get_translations().get().locale, user)


def make_subjects() -> list[Subject]:
    subjects = [Subject.objects.create(slug=f"amne-{number}") for number in range(12)]
    for subject in subjects:
        for language in ("sv", "en"):
            SubjectText.objects.create(thing=subject, language=language, name=f"Ämne {subject.pk} {language}")
    return subjects


def make_speakers(count: int) -> list[Speaker]:
    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Förnamn Efternamn {number}", slug=f"talare-{number}") for number in range(count)
    )
    SpeakerText.objects.bulk_create(SpeakerText(thing=speaker, language="sv", title="Forskare") for speaker in speakers)
    return speakers
