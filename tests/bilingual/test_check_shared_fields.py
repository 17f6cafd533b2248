"""`check_shared_fields` and the system check: that facts are the same everywhere, and that every field is declared."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bilingual.checks import every_field_is_shared_or_translatable
from home.models import HomePage
from lectures.models import LectureArchivePage, LecturePage, LectureSpeaker
from tests.bilingual.changing import now, speakers
from tests.factories import LecturePageFactory, SubjectFactory, translate

pytestmark = pytest.mark.django_db


def check(**options) -> str:
    """What the command says when all is well."""
    out = StringIO()
    call_command("check_shared_fields", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def complaints() -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="1 of"):
        call_command("check_shared_fields", stdout=StringIO(), stderr=err)
    return err.getvalue()


def change_room(page):
    LecturePage.objects.filter(pk=page.pk).update(room="Ny sal")


def change_start(page):
    LecturePage.objects.filter(pk=page.pk).update(starts_at=datetime(2026, 5, 1, tzinfo=UTC))


def remove_speaker(page):
    page.speakers.order_by("sort_order").first().delete()


def swap_speakers(page):
    first, second = page.speakers.order_by("sort_order")
    LectureSpeaker.objects.filter(pk=first.pk).update(sort_order=9)


def give_subject(page):
    LecturePage.subjects.through.objects.create(lecturepage_id=page.pk, subject=SubjectFactory())


DIFFERENCES = {
    change_room: "room",
    change_start: "starts_at",
    remove_speaker: "speakers",
    swap_speakers: "speakers",
    give_subject: "subjects",
}


def test_equal_facts_are_equal(translation):
    assert "3 translations compared: all facts are the same." in check()


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_difference_is_found_and_mended(translation, difference):
    difference(now(translation))
    told = complaints()
    assert told == f"{translation.url_path} ({translation.pk}): {DIFFERENCES[difference]}\n"
    assert "1 mended" in check(mend=True)
    assert "all facts are the same" in check()


def test_original_that_was_changed_past_its_translation_is_right(lecture, translation):
    change_room(lecture)
    check(mend=True)
    assert (now(lecture).room, now(translation).room) == ("Ny sal", "Ny sal")


def test_mending_keeps_texts_and_what_the_original_says(lecture, translation):
    LecturePage.objects.filter(pk=translation.pk).update(room="Ny sal")
    LectureSpeaker.objects.filter(page=translation.pk).update(speaker=None)
    check(mend=True)
    assert (now(translation).room, now(translation).title) == ("Stora salen", "Safe squares")
    assert [affiliation for _person, affiliation in speakers(translation)] == ["Police 0", "Police 1"]


def test_rows_numbered_otherwise_are_equal(translation):
    for number, row in enumerate(translation.speakers.order_by("sort_order")):
        LectureSpeaker.objects.filter(pk=row.pk).update(sort_order=10 + 10 * number)
    assert "all facts are the same" in check()


def test_many_translations_cost_as_many_queries_as_few(lecture, translation, edition):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            check()
        return len(found)

    few = queries()
    for number in range(3):
        more = LecturePageFactory(parent=edition, people=[row.speaker for row in lecture.speakers.all()])
        translate(more, title=f"Squares {number}")
    assert queries() == few


# The system check


def problems(model) -> list[tuple[str, str]]:
    return [
        (error.id, error.msg.split()[0]) for error in every_field_is_shared_or_translatable(None) if error.obj is model
    ]


def test_every_field_of_the_site_is_declared():
    assert every_field_is_shared_or_translatable(None) == []


def test_field_that_is_not_declared_is_found(monkeypatch):
    monkeypatch.setattr(LecturePage, "shared_fields", [name for name in LecturePage.shared_fields if name != "room"])
    assert problems(LecturePage) == [("bilingual.E001", "room")]


def test_relation_that_is_not_declared_is_found(monkeypatch):
    names = [name for name in LecturePage.shared_fields if name not in ("speakers", "subjects")]
    monkeypatch.setattr(LecturePage, "shared_fields", names)
    assert problems(LecturePage) == [("bilingual.E001", "speakers"), ("bilingual.E001", "subjects")]


def test_field_that_is_declared_twice_is_found(monkeypatch):
    monkeypatch.setattr(LectureArchivePage, "shared_fields", ("lead",))
    assert problems(LectureArchivePage) == [("bilingual.E001", "lead")]


def test_field_that_is_not_there_is_found(monkeypatch):
    monkeypatch.setattr(LectureArchivePage, "per_locale_fields", ("nothing",))
    assert problems(LectureArchivePage) == [("bilingual.E001", "nothing")]


def test_rows_without_keys_are_found(monkeypatch):
    monkeypatch.setattr(HomePage, "shared_fields", (*HomePage.shared_fields, "links"))
    monkeypatch.setattr(HomePage, "per_locale_fields", ())
    assert problems(HomePage) == [("bilingual.E002", "The")]
