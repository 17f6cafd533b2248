"""Two people at work on one family at the same time: facts stay equal, and nothing that was written is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bilingual.models import Translation
from bilingual.starting import CannotStart, start
from home.models import HomePage
from lectures.models import LecturePage
from tests import database
from tests.bilingual.changing import draft, edited, get_record, marks, new_lecture, new_translation, now, publish
from tests.factories import ConferencePageFactory, LecturePageFactory, SpeakerFactory, UserFactory, translate
from tests.waiting import MAX_WAIT

TIMES = 4


def at_once(*works) -> None:
    """Do several things at the same moment, each in a thread with a connection of its own."""
    start = Barrier(len(works))

    def do(work):
        try:
            start.wait(timeout=MAX_WAIT)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        for result in [pool.submit(do, work) for work in works]:
            result.result(timeout=MAX_WAIT)


@pytest.fixture(scope="module")
def english_edition(django_db_setup, django_db_blocker):
    """In a database of its own, where every connection sees what another has done."""
    with django_db_blocker.unblock(), database.of_its_own("races"):
        home = HomePage.objects.get(locale__language_code="sv")
        yield translate(ConferencePageFactory(parent=home, year=2026), title="The conference")


@pytest.fixture
def pair(english_edition):
    """The lecture and its translation."""
    lecture = new_lecture(now(english_edition.original), SpeakerFactory.create_batch(2))
    yield lecture, new_translation(lecture)
    LecturePage.objects.all().delete()


def test_publishing_both_at_once_leaves_equal_facts(pair):
    lecture, translation = pair
    for number in range(TIMES):
        original, english = draft(lecture, room=f"Sal {number}"), draft(translation, title=f"Squares {number}")
        at_once(original.publish, english.publish)
        assert (now(lecture).room, now(translation).room) == (f"Sal {number}", f"Sal {number}")
        assert now(translation).title == f"Squares {number}"


def test_publishing_the_source_keeps_an_autosaved_translation(pair):
    lecture, translation = pair
    for number in range(TIMES):
        original = draft(lecture, room=f"Sal {number}", title=f"Torg {number}")
        at_once(original.publish, lambda number=number: edited(translation, lead=f"Lead {number}"))
        page = now(translation)
        assert page.get_latest_revision_as_object().lead == f"Lead {number}"
        assert (page.room, marks(translation)) == (f"Sal {number}", {"title": "changed"})
        known = get_record(translation).memory.find("is_draft", "lead")
        assert known.target == page.get_latest_revision_as_object().segments["lead"].fingerprint


def test_two_original_versions_at_once_leave_one(pair):
    lecture, translation = pair
    for number in range(TIMES):
        one, other = draft(lecture, room=f"Ett {number}"), draft(lecture, room=f"Två {number}")
        at_once(one.publish, other.publish)
        assert now(lecture).room == now(translation).room


def test_unpublishing_while_the_other_is_published(pair):
    lecture, translation = pair
    english = draft(translation, title="Safer squares")
    at_once(now(lecture).unpublish, english.publish)
    assert (now(lecture).live, now(translation).title) == (False, "Safer squares")
    publish(lecture, room="Ny sal")
    assert now(translation).room == "Ny sal"


def test_deleting_the_translation_while_the_original_is_published(pair):
    lecture, translation = pair
    original = draft(lecture, room="Ny sal")
    at_once(now(translation).delete, original.publish)
    assert now(lecture).room == "Ny sal"
    assert Translation.objects.get(original=lecture.pk).page is None


def test_deleting_the_original_while_the_translation_is_published(pair):
    lecture, translation = pair
    english = draft(translation, title="Safer squares")
    at_once(now(lecture).delete, english.publish)
    assert (now(translation).title, now(translation).room) == ("Safer squares", "Stora salen")
    assert Translation.objects.get(page=translation.pk).original is None


def test_two_who_start_at_once_get_one_translation(english_edition):
    """The second waits for the first, also where both start the parents."""
    edition = ConferencePageFactory(parent=HomePage.objects.get(locale__language_code="sv"), year=2025)
    lectures = [LecturePageFactory(parent=edition) for _number in range(2)]
    locale, user, results = english_edition.locale, UserFactory(), []

    def run(page):
        try:
            results.append(start(LecturePage.objects.get(pk=page.pk), locale, user).slug)
        except CannotStart:
            results.append("there already")

    at_once(*(lambda page=page: run(page) for page in (lectures[0], lectures[0], lectures[1])))
    assert sorted(results) == sorted([lectures[0].slug, lectures[1].slug, "there already"])
    assert [page.get_translations(inclusive=True).count() for page in (edition, *lectures)] == [2, 2, 2]
