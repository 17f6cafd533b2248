"""The index follows what pages are made of, and does no more than it needs to."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Locale

from home.models import SiteDocument
from lectures.models import LectureDocument, LectureSpeaker
from search.indexing.indexer import store_page
from search.indexing.signals import language_was_added
from search.models import Entry
from search.query import find, suggest
from tests.bilingual.changing import edited, now, publish
from tests.factories import (
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    UserFactory,
    VenueFactory,
    give_organiser,
)
from tests.home.files import named
from tests.search.servers import give_numbers

pytestmark = pytest.mark.django_db

MAX_QUERIES = 11


def test_saving_a_draft_asks_the_index_nothing(edition):
    lecture = LecturePageFactory(parent=edition)
    edited(lecture, title="Ett utkast")  # and the first version, of what is public
    with CaptureQueriesContext(connection) as captured:
        edited(lecture, title="Ett utkast till")
    assert [query["sql"] for query in captured if "search_entry" in query["sql"]] == []


@pytest.fixture
def document(db):
    """A document in a collection of its own."""
    collection = Collection.get_first_root_node().add_child(name="Bilder")
    return SiteDocument.objects.create(title="Bilder", file=named("Fjällsippa", "bilder.txt"), collection=collection)


@pytest.fixture
def lecture(edition, document):
    """A lecture that has everything that an entry is made of."""
    return LecturePageFactory(
        parent=edition,
        title="Kantarell",
        people=SpeakerFactory.create_batch(3),
        subjects=SubjectFactory.create_batch(2),
        venue=VenueFactory(),
        documents=[LectureDocument(document=document)],
    )


def found(word) -> list[tuple[str, int]]:
    return [(hit.kind, hit.pk) for hit in find(f"{word} ", "sv").hits]


def versions(*pages) -> list[int]:
    give_numbers()
    keys = [f"page:{page.pk}" for page in pages]
    return list(Entry.objects.filter(key__in=keys).order_by("key").values_list("version", flat=True))


def cost(work, *args, **options) -> int:
    with CaptureQueriesContext(connection) as captured:
        work(*args, **options)
    return len(captured)


def test_page_is_stored_in_few_queries(edition, lecture):
    give_organiser(edition, OrganiserFactory())
    page = StandardPageFactory(parent=edition)
    costs = [cost(store_page, now(stored)) for stored in (lecture, edition, page)]
    assert [queries for queries in costs if queries > MAX_QUERIES] == [], costs


def test_lectures_are_reindexed_only_when_their_edition_is_renamed(edition, lecture):
    before = versions(lecture)
    publish(edition, lead="Nytt", body="[]")
    assert versions(lecture) == before
    publish(edition, title="Björkskog")
    assert versions(lecture) > before
    assert found("björkskog") == [("edition", edition.pk), ("lecture", lecture.pk)]


@pytest.mark.parametrize("hidden", ["unpublished", "expires"])
def test_lectures_are_not_found_by_a_hidden_edition(edition, lecture, hidden):
    publish(edition, title="Björkskog")
    if hidden == "unpublished":
        now(edition).unpublish()
        assert found("björkskog") == []
    else:
        publish(edition, expire_at=now(edition).last_published_at.replace(year=2099))
        assert found("björkskog") == [("edition", edition.pk)]
    publish(edition, expire_at=None)
    assert found("björkskog") == [("edition", edition.pk), ("lecture", lecture.pk)]


def test_speaker_who_leads_the_talk_as_well_is_counted_once(edition):
    speaker = SpeakerFactory()
    rows = [LectureSpeaker(speaker=speaker, role=role, sort_order=n) for n, role in enumerate(["speaker", "moderator"])]
    LecturePageFactory(parent=edition, title="Kantarell", speakers=rows)
    assert find("kantarell ", "sv").facets["speaker"] == {speaker.pk: 1}


def test_new_language_gives_every_speaker_an_entry_in_few_queries(db):
    SpeakerFactory.create_batch(5)
    Locale.objects.create(language_code="fi")
    assert Entry.objects.filter(kind="speaker", language="fi").count() == 5
    queries = cost(language_was_added, created=True)
    SpeakerFactory.create_batch(5)
    assert cost(language_was_added, created=True) == queries


# Documents


def test_page_is_found_by_the_new_text_of_a_document(lecture, document):
    edited(lecture, documents=[])
    assert found("fjällsippa") == [("lecture", lecture.pk)]
    document.file = named("Kattfot", "bilder.txt")
    document.save()
    assert (found("fjällsippa"), found("kattfot")) == ([], [("lecture", lecture.pk)])


def test_restricted_document_leaves_nothing_in_the_index(lecture, document):
    document.title = "Kattfotsbilder"
    document.save()
    restriction = CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert (found("fjällsippa"), found("kattfotsbilder"), suggest("kattfots", "sv")) == ([], [], [])
    stored = str(list(Entry.objects.values_list("fields", flat=True))).casefold()
    assert "kattfot" not in stored
    assert "fjällsippa" not in stored
    restriction.delete()
    assert found("fjällsippa") == found("kattfotsbilder") == [("lecture", lecture.pk)]


@pytest.fixture
def closed(db):
    """A collection that is shown to some only."""
    collection = Collection.get_first_root_node().add_child(name="Internt")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_document_in_a_private_collection_is_not_searched(lecture, document, closed):
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    address = f"/admin/bulk/home/sitedocument/add_to_collection/?id={document.pk}"
    assert browser.post(address, {"collection": closed.pk}).status_code == 302
    assert SiteDocument.objects.get().collection == closed
    assert found("fjällsippa") == []


def test_document_moved_with_its_collection_is_unsearchable_within_a_minute(lecture, document, closed):
    document.collection.move(closed, "sorted-child")
    call_command("publish_scheduled")
    assert found("fjällsippa") == []
