"""Every way in which a changed fact becomes public is written down once, and nothing that does not change one is."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bilingual.publishing import publish_all_locales
from changelog.models import Fact, FactChange, PublishedFacts
from conference.models import ConferencePage, VenueText
from lectures.models import LecturePage
from previews.time_travel.sandbox import rolled_back
from tests.bilingual.changing import draft, edited, new_lecture, new_translation, now, publish
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    UserFactory,
    VenueFactory,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

START, LATER = stockholm(2027, 4, 15, 13), stockholm(2027, 4, 15, 13, 30)


@pytest.fixture
@prepared
def english_edition(edition):
    return translate(edition, title="The conference")


@pytest.fixture
@prepared
def lecture(edition, english_edition, db):
    lecture = new_lecture(edition, [SpeakerFactory()])
    publish(lecture, starts_at=START, ends_at=START + timedelta(hours=1), date_precision="confirmed")
    return now(lecture)


@pytest.fixture
@prepared
def translation(lecture):
    return new_translation(lecture)


def log(page) -> list[tuple]:
    """What is written down about a page, in order, since it was first public with a date."""
    rows = FactChange.objects.filter(translation_key=page.translation_key)
    when = (Fact.START, Fact.END, Fact.PRECISION)
    return [(row.fact, row.old, row.new) for row in rows if not (row.fact in when and row.old in (None, "none"))]


def sequence(page) -> int:
    return PublishedFacts.objects.get(translation_key=page.translation_key).sequence


def decide(edition, status) -> None:
    """Say of an edition that it will not be held as announced, in every language that it is public in."""
    for page in ConferencePage.objects.filter(translation_key=edition.translation_key).exclude(pk=edition.pk):
        publish(page, notice="Not as announced.")
    publish(edition, status=status, notice="Inte som annonserat.", notice_on=date(2027, 4, 1))


MOVED = [(Fact.ROOM, "Stora salen", "Lilla salen")]


def test_publishing_an_original_writes_one_row(lecture, translation):
    before = sequence(lecture)
    publish(lecture, room="Lilla salen")
    assert (log(lecture), sequence(lecture)) == (MOVED, before + 1)


def test_moment_is_stored_by_the_clock_of_greenwich(lecture):
    publish(lecture, starts_at=LATER)
    assert log(lecture) == [(Fact.START, "2027-04-15T11:00:00+00:00", "2027-04-15T11:30:00+00:00")]


def test_schedule_writes_when_it_is_due(lecture, translation):
    revision = draft(lecture, room="Lilla salen", go_live_at=timezone.now() - timedelta(minutes=1))
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])
    assert log(lecture) == []
    call_command("publish_scheduled")
    assert log(lecture) == MOVED


def test_all_languages_at_once_are_one_change(lecture, translation):
    before = sequence(lecture)
    edited(lecture, room="Lilla salen", title="Tryggare torg")
    edited(translation, title="Safer squares")
    publish_all_locales(now(lecture), UserFactory(group="Redaktörer"))
    assert (log(lecture), sequence(lecture)) == (MOVED, before + 1)


def test_going_back_to_an_earlier_version_is_a_change(lecture):
    first = now(lecture).latest_revision
    publish(lecture, room="Lilla salen")
    first.as_object().save_revision().publish()
    assert log(lecture) == [*MOVED, (Fact.ROOM, "Lilla salen", "Stora salen")]


def test_original_speaks_for_its_translation_group(lecture, translation):
    publish(lecture, room="Lilla salen")
    publish(translation, title="Safer squares")
    known = PublishedFacts.objects.get(translation_key=lecture.translation_key)
    assert known.page_id == lecture.pk
    assert {change.page_id for change in FactChange.objects.filter(translation_key=lecture.translation_key)} == {
        lecture.pk
    }
    now(lecture).unpublish()
    publish(translation, title="Safest squares")
    assert log(lecture) == MOVED


def test_draft_and_text_write_nothing(lecture, translation):
    edited(lecture, room="Lilla salen")
    publish(translation, title="Safer squares")
    assert log(lecture) == []


def test_withdrawn_original_does_not_speak_for_its_public_translation(lecture, translation):
    now(lecture).unpublish()
    edited(lecture, room="Lilla salen")
    publish(translation, title="Safer squares")
    assert log(lecture) == []
    publish(lecture, room="Lilla salen")
    assert log(lecture) == MOVED


def test_what_was_never_public_has_no_log(edition):
    page = LecturePageFactory(parent=edition, live=False, room="A")
    edited(page, room="B")
    assert not PublishedFacts.objects.filter(translation_key=page.translation_key).exists()


def test_venue_is_another_only_when_it_is_another(lecture):
    first, second = VenueFactory(names={"sv": "Kulturens hus"}), VenueFactory(names={"sv": "Stadshuset"})
    publish(lecture, venue=first)
    VenueText.objects.filter(snippet=first).update(name="Kulturens Hus, Luleå")
    publish(lecture, title="Tryggare torg")
    publish(lecture, venue=second)
    assert [(old and old["names"], new["names"]) for fact, old, new in log(lecture)] == [
        (None, {"sv": "Kulturens hus"}),
        ({"sv": "Kulturens Hus, Luleå"}, {"sv": "Stadshuset"}),
    ]


def test_decision_of_an_edition_reaches_its_lectures(edition, lecture, translation):
    decide(edition, "cancelled")
    publish(edition, status="planned")
    assert log(lecture) == [(Fact.STATUS, "planned", "cancelled"), (Fact.STATUS, "cancelled", "planned")]
    assert log(edition) == log(lecture)


def test_lecture_in_english_alone_follows_its_edition(edition, english_edition):
    lecture = LecturePageFactory(parent=english_edition, title="Alone")
    decide(edition, "postponed")
    assert log(lecture) == [(Fact.STATUS, "planned", "postponed")]


def test_stronger_decision_of_its_own_stays(edition, lecture):
    publish(lecture, status="cancelled", notice="Inställd.")
    assert log(lecture) == [(Fact.STATUS, "planned", "cancelled")]
    decide(edition, "postponed")
    assert log(lecture) == [(Fact.STATUS, "planned", "cancelled")]


def test_queries_do_not_grow_with_the_lectures_of_an_edition(home):
    def cost(count):
        edition = ConferencePageFactory(parent=home, year=2031 + count)
        LecturePageFactory.create_batch(count, parent=edition, venue=VenueFactory())
        publish(edition, status="confirmed")
        with CaptureQueriesContext(transaction.get_connection()) as queries:
            decide(edition, "cancelled")
        own = [query for query in queries if "changelog_" in query["sql"] or "conference_venue" in query["sql"]]
        return len(own)

    assert cost(3) == cost(12)


def test_preview_leaves_nothing(lecture):
    with rolled_back():
        publish(lecture, room="Lilla salen")
        assert log(lecture) == MOVED
    assert log(lecture) == []


def test_upgrade_writes_down_what_is_public(edition, lecture):
    from importlib import import_module

    from django.apps import apps

    decide(edition, "cancelled")
    by_hand = dict(PublishedFacts.objects.values_list("translation_key", "facts"))
    PublishedFacts.objects.all().delete()
    import_module("changelog.migrations.0002_facts_of_today").write_down_what_is_public(apps, None)
    assert dict(PublishedFacts.objects.values_list("translation_key", "facts")) == by_hand
    assert LecturePage.objects.live().count() + ConferencePage.objects.live().count() > len(by_hand)
