"""Facts: the same on the row of every page of a family, whoever saves which page, and how."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import Locale

from conference.models import EditionOrganiser
from lectures.models import LectureDocument, LecturePage, LectureSpeaker
from tests.bilingual.changing import draft, edited, get_record, marks, now, publish, speakers
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    LecturePageFactory,
    OrganiserFactory,
    SubjectFactory,
    VenueFactory,
    delete_anyway,
    translate,
)

pytestmark = pytest.mark.django_db


def rooms(*pages) -> list[str]:
    return [now(page).room for page in pages]


def test_every_kind_of_fact_reaches_the_translation(lecture, translation, people):
    venue, picture, subjects, document = (
        VenueFactory(),
        ImageFactory(),
        SubjectFactory.create_batch(2),
        DocumentFactory(),
    )
    start = datetime(2026, 5, 12, 8, tzinfo=UTC)
    columns = {"room": "Lilla salen", "starts_at": start, "status": "moved_online", "news_by": date(2026, 3, 1)}
    columns |= {"recording_url": "https://example.org/film", "will_be_recorded": True, "date_precision": "confirmed"}
    rows = [LectureDocument(document=document, title="Bilder")]
    publish(lecture, **columns, venue=venue, picture=picture, subjects=subjects, documents=rows)
    page = now(translation)
    assert {name: getattr(page, name) for name in columns} == columns
    assert (page.venue, page.picture, set(page.subjects.all())) == (venue, picture, set(subjects))
    assert [row.document for row in page.documents.all()] == [document]
    assert page.over_at == now(lecture).over_at is not None


def test_text_does_not_reach_the_translation(lecture, translation):
    publish(lecture, title="Trygga parker", lead="Om parkerna.")
    assert (now(translation).title, now(translation).lead) == ("Safe squares", "On squares.")


def save(page):
    page.room = "Ny sal"
    page.save()


def save_some(page):
    page.room = "Ny sal"
    page.save(update_fields=["room"])


def publish_draft(page):
    publish(page, room="Ny sal")


def publish_older(page):
    older = draft(page, room="Ny sal")
    edited(page, room="Nyaste sal")
    older.publish()


def revert(page):
    publish_draft(page)
    publish(page, room="En annan sal")
    publish(page, room=page.revisions.order_by("pk")[1].as_object().room)  # the first is what was public before


@pytest.mark.parametrize("way", [save, save_some, publish_draft, publish_older, revert])
def test_facts_follow_the_original_however_it_is_saved(lecture, translation, way):
    way(now(lecture))
    assert rooms(lecture, translation) == ["Ny sal", "Ny sal"]


@pytest.mark.parametrize("way", [save, save_some, publish_draft, publish_older])
def test_translation_cannot_change_facts(lecture, translation, way):
    way(now(translation))
    assert rooms(lecture, translation) == ["Stora salen", "Stora salen"]


def test_foreign_key_that_is_saved_alone_reaches_the_translation(lecture, translation):
    page, venue = now(lecture), VenueFactory()
    page.venue = venue
    page.save(update_fields=["venue_id"])
    assert now(translation).venue == venue


def test_what_follows_from_a_fact_that_is_saved_alone_follows(lecture, translation):
    page = now(lecture)
    page.starts_at, page.date_precision = datetime(2026, 5, 12, 8, tzinfo=UTC), "confirmed"
    page.save(update_fields=["starts_at", "date_precision"])
    assert now(lecture).over_at == now(translation).over_at is not None


def test_draft_of_the_original_changes_no_row(lecture, translation):
    edited(lecture, room="Ny sal")
    assert rooms(lecture, translation) == ["Stora salen", "Stora salen"]


def test_draft_of_the_original_shows_in_drafts_of_the_translation(lecture, translation):
    edited(translation, title="Safer squares")
    edited(lecture, room="Ny sal", speakers=list(lecture.speakers.all())[1:])
    version = now(translation).get_latest_revision_as_object()
    assert (version.room, [row.affiliation for row in version.speakers.all()]) == ("Ny sal", ["Police 1"])
    assert now(translation).room == "Stora salen"


def test_preview_of_a_translation_shows_the_sources_draft(lecture, translation):
    edited(lecture, room="Ny sal")
    response = now(translation).make_preview_request(RequestFactory().get("/"))
    assert b"Ny sal" in response.content
    assert now(translation).room == "Stora salen"


def test_translation_is_published_with_public_shared_fields(lecture, translation):
    edited(lecture, room="Ny sal", speakers=[])
    publish(translation, title="Safer squares")
    assert (now(translation).title, rooms(lecture, translation)) == ("Safer squares", ["Stora salen", "Stora salen"])
    assert [affiliation for _person, affiliation in speakers(translation)] == ["Police 0", "Police 1"]


def test_facts_do_not_change_while_the_original_is_unpublished(lecture, translation):
    now(lecture).unpublish()
    page = now(lecture)
    page.room = "Ny sal"
    page.save()
    assert rooms(lecture, translation) == ["Stora salen", "Stora salen"]
    publish(lecture, room="Ny sal")
    assert rooms(lecture, translation) == ["Ny sal", "Ny sal"]


def test_draft_source_passes_on_shared_fields_at_each_save(lecture, translation):
    now(translation).unpublish()
    now(lecture).unpublish()
    save(now(lecture))
    assert rooms(lecture, translation) == ["Ny sal", "Ny sal"]


@pytest.mark.parametrize("first", ["lecture", "translation"])
def test_unpublishing_changes_no_fact(lecture, translation, first):
    edited(lecture, room="Ny sal")
    pages = [lecture, translation] if first == "lecture" else [translation, lecture]
    for page in pages:
        now(page).unpublish()
        assert rooms(lecture, translation) == ["Stora salen", "Stora salen"]


def test_search_finds_the_translation_by_a_new_speaker(lecture, translation, people):
    publish(lecture, speakers=[LectureSpeaker(speaker=people[2])])
    found = LecturePage.objects.filter(locale=translation.locale_id).search(people[2].name)
    assert [page.pk for page in found] == [translation.pk]


def test_translation_with_new_facts_says_when_it_was_updated(lecture, translation):
    publish(lecture, room="Ny sal")
    assert now(translation).last_published_at == now(lecture).last_published_at
    before = now(translation).last_published_at
    publish(lecture, title="Trygga parker")
    assert now(translation).last_published_at == before


def test_facts_leave_what_others_have_written_meanwhile(lecture, translation, monkeypatch):
    """A page that was read before another wrote to it does not put the old values back."""
    stale = get_record(translation)
    assert stale.page.title == "Safe squares"
    LecturePage.objects.filter(pk=translation.pk).update(locked=True, title="Safer squares")
    page = LecturePage(
        **{field.attname: getattr(translation, field.attname) for field in LecturePage._meta.concrete_fields}
    )
    page.room = "Ny sal"
    page.save_shared_fields(["room"])
    assert (now(translation).locked, now(translation).title, now(translation).room) == (True, "Safer squares", "Ny sal")


@pytest.mark.parametrize("of", ["lecture", "translation"])
def test_copy_has_facts_of_its_own(lecture, translation, of):
    page = now(lecture if of == "lecture" else translation)
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    save(now(copy))
    assert (rooms(copy), rooms(lecture, translation)) == (["Ny sal"], ["Stora salen", "Stora salen"])
    assert now(copy).translation is None


def test_translation_of_a_draft_has_the_facts_that_are_public(lecture, translation):
    now(lecture).unpublish()
    edited(lecture, room="Ny sal")
    now(translation).delete()
    english = now(lecture).copy_for_translation(Locale.objects.get(language_code="en"))
    assert rooms(lecture, english) == ["Stora salen", "Stora salen"]
    assert now(english).get_latest_revision_as_object().room == "Ny sal"


def test_page_made_live_gets_its_groups_shared_fields(lecture, english_edition):
    english = Locale.objects.get(language_code="en")
    publish(lecture, speakers=[], venue=VenueFactory())
    made = LecturePageFactory(
        parent=english_edition, title="Squares", locale=english, translation_key=lecture.translation_key, room="Other"
    )
    assert (rooms(made), now(made).venue) == (["Stora salen"], now(lecture).venue)
    assert marks(made) == {f"body.t{number}": "added" for number in range(1, 10)} | {"lead": "added"}


def test_translation_whose_original_is_gone_keeps_its_facts(lecture, translation):
    edited(translation, title="Safer squares")
    publish(lecture, room="Ny sal")
    now(lecture).delete()
    publish(translation, room="Another")
    assert rooms(translation) == ["Ny sal"]
    assert now(translation).revisions.order_by("pk")[0].as_object().room == "Ny sal"


def test_facts_of_an_edition_reach_its_translation(edition, english_edition):
    organisers = OrganiserFactory.create_batch(2)
    rows = [EditionOrganiser(organiser=organiser, sort_order=n) for n, organiser in enumerate(organisers)]
    publish(edition, organisers=rows, starts_on=date(2026, 5, 12))
    assert [row.organiser for row in now(english_edition).organisers.all()] == organisers
    assert now(english_edition).starts_on == date(2026, 5, 12)


def test_thing_that_is_deleted_is_gone_from_every_page(lecture, translation, people):
    delete_anyway(people[0])
    publish(lecture, room="Ny sal")
    assert [row.speaker for row in now(translation).speakers.all()] == [None, people[1]]
    assert rooms(lecture, translation) == ["Ny sal", "Ny sal"]


def test_publishing_that_is_refused_changes_nothing(lecture, edition, english_edition):
    english = translate(lecture, title="Squares")
    with pytest.raises(ValidationError):
        publish(english, title=lecture.title)
    assert (now(english).title, now(english).live) == ("Squares", True)
