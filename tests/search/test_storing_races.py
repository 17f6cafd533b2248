"""Two who change what an entry is made of at the same moment: it says in the end what the page says, or is gone."""

from threading import Event
from time import sleep

import pytest

from home.models import HomePage
from lectures.models import LecturePage, Speaker
from search.indexing import indexer
from search.indexing.rebuilding import rebuild
from search.models import Entry
from tests import database
from tests.factories import ConferencePageFactory, LecturePageFactory, SpeakerFactory
from tests.search.servers import running, sql
from tests.waiting import MAX_WAIT

MOMENT = 0.3  # seconds: long enough for who need not wait


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    """In a database where every connection sees what another has committed."""
    with django_db_blocker.unblock(), database.of_its_own("storing"):
        yield ConferencePageFactory(parent=HomePage.objects.get(locale__language_code="sv"), year=2026)


@pytest.fixture
def lecture(edition, no_index_of_editors):
    lecture = LecturePageFactory(parent=edition, title="Kantarell", people=[SpeakerFactory(name="Kim Ekorre")])
    yield lecture
    for model in (LecturePage, Speaker):
        model.objects.all().delete()


@pytest.fixture
def servers(lecture):
    with running("one", "other") as servers:
        yield servers


@pytest.fixture
def pause(monkeypatch):
    """Tells of the first who has read pages to store them, and lets it wait."""
    fetched, reading, go_on = indexer.fetched, Event(), Event()

    def slowly(keys, models=None):
        found = fetched(keys, models)
        if found and not reading.is_set():
            reading.set()
            go_on.wait(timeout=MAX_WAIT)
        return found

    monkeypatch.setattr(indexer, "fetched", slowly)
    return reading, go_on


def both(servers, pause, first, second) -> None:
    """Let one server begin, and the other do its work while the first has read pages and not stored them yet."""
    (one, other), (reading, go_on) = servers, pause
    begun = one.begin(first)
    try:
        assert reading.wait(timeout=MAX_WAIT)
        after = other.begin(second)
        sleep(MOMENT)
    finally:
        go_on.set()
        begun.result(timeout=MAX_WAIT)
    after.result(timeout=MAX_WAIT)


def rename_speaker():
    speaker = Speaker.objects.get()
    speaker.name = "Kim Igelkott"
    speaker.save()


def unpublish():
    LecturePage.objects.get().unpublish()


def rename():
    page = LecturePage.objects.get()
    page.title = "Lingonris"
    page.save()


def lectures_found(server, *words):
    return [[key for key in server.finds(word) if key.startswith("page:")] for word in words]


def test_unpublished_page_stays_gone_when_its_speaker_is_renamed(servers, pause):
    both(servers, pause, rename_speaker, unpublish)
    assert Entry.objects.filter(kind="lecture").count() == 0
    assert lectures_found(servers[0], "Kantarell", "Igelkott", "Ekorre") == [[], [], []]


def test_page_unpublished_during_a_rebuild_stays_gone(servers, pause):
    sql("TRUNCATE search_entry")
    both(servers, pause, lambda: rebuild(lambda line: None), unpublish)
    assert Entry.objects.filter(kind="lecture").count() == 0
    assert lectures_found(servers[0], "Kantarell") == [[]]


def test_page_and_speaker_renamed_together_are_both_found(servers, pause, lecture):
    both(servers, pause, rename_speaker, rename)
    found = [[], [], [f"page:{lecture.pk}"], [f"page:{lecture.pk}"]]
    assert lectures_found(servers[0], "Kantarell", "Ekorre", "Lingonris", "Igelkott") == found


def test_speaker_renamed_during_indexing_is_found(servers, pause, lecture):
    both(servers, pause, rename, rename_speaker)
    found = [[], [], [f"page:{lecture.pk}"], [f"page:{lecture.pk}"]]
    assert lectures_found(servers[0], "Kantarell", "Ekorre", "Lingonris", "Igelkott") == found
