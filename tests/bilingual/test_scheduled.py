"""What is scheduled goes out with the facts of its family, and marks what it makes old."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from home import clock
from lectures.models import LecturePage
from tests.bilingual.changing import ahead, draft, edited, marks, now, publish

pytestmark = pytest.mark.django_db


def schedule(page, **fields) -> None:
    """A version of a page that is due since a minute."""
    revision = draft(page, go_live_at=clock.now() - timedelta(minutes=1), **fields)
    revision.approved_go_live_at = clock.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])


def rooms(*pages) -> list[str]:
    return [now(page).room for page in pages]


def test_facts_of_the_original_reach_the_translation(lecture, translation):
    schedule(lecture, room="Ny sal", title="Trygga parker")
    assert rooms(lecture, translation) == ["Stora salen", "Stora salen"]
    call_command("publish_scheduled")
    assert rooms(lecture, translation) == ["Ny sal", "Ny sal"]
    assert marks(translation) == {"title": "changed"}


def test_translation_goes_out_with_the_facts_that_are_public_then(lecture, translation):
    schedule(translation, title="Safer squares")
    publish(lecture, room="Ny sal")
    edited(lecture, room="Nyaste sal")
    call_command("publish_scheduled")
    assert (now(translation).title, rooms(lecture, translation)) == ("Safer squares", ["Ny sal", "Ny sal"])
    assert (marks(translation), ahead(translation)) == ({}, {"title"})


def test_both_go_out_together(lecture, translation):
    schedule(lecture, room="Ny sal", title="Trygga parker")
    schedule(translation, title="Safe parks")
    call_command("publish_scheduled")
    assert (rooms(lecture, translation), marks(translation), ahead(translation)) == (["Ny sal", "Ny sal"], {}, set())


def test_translation_that_goes_out_first_waits_for_the_original(lecture, translation):
    edited(lecture, title="Trygga parker")
    schedule(translation, title="Safe parks")
    call_command("publish_scheduled")
    assert marks(translation) == {"title": "draft"}


def test_translation_that_is_not_translated_does_not_go_out(lecture, translation):
    schedule(translation, title=lecture.title)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert now(translation).title == "Safe squares"


@pytest.mark.parametrize("expired", ["lecture", "translation"])
def test_page_that_expires_changes_no_fact_and_no_mark(lecture, translation, expired):
    page = lecture if expired == "lecture" else translation
    edited(lecture, room="Ny sal")
    LecturePage.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert (now(page).live, rooms(lecture, translation)) == (False, ["Stora salen", "Stora salen"])
    assert marks(translation) == {}
