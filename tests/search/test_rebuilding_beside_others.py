"""While the index is made anew the site goes on: others search, publish, and make it anew as well."""

from time import sleep

import pytest

from home.models import HomePage
from search.indexing import indexer
from search.indexing.rebuilding import rebuild
from search.models import Entry, Snapshot
from tests import database
from tests.search.servers import Pages, sql
from tests.waiting import MAX_WAIT

WORDS = ["Kantarell", "Lingonris", "Bävergäll", "Vitmossa", "Hjortron", "Enbär"]


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    """Pages in a database where every connection sees what another has committed."""
    with django_db_blocker.unblock(), database.of_its_own("rebuilding"):
        yield Pages(HomePage.objects.get(locale__language_code="sv"), *WORDS)


@pytest.fixture
def pages(stored, no_index_of_editors, monkeypatch):
    monkeypatch.setattr(indexer, "AT_ONCE", 2)
    stored.publish(*WORDS)
    yield stored
    stored.reset()


def quiet(line):
    """Says nothing."""


def test_old_index_answers_while_the_new_one_is_made(one, other, pages):
    sql("UPDATE search_entry SET facts = facts || %s::jsonb", '{"at": 1}')  # all of it is to be written anew
    answers = []
    one.do(rebuild, lambda line: answers.append([other.finds(word) for word in WORDS]))
    assert answers == [[[pages[word]] for word in WORDS]] * 4
    assert Entry.objects.filter(facts__has_key="at").count() == 0


def test_two_who_make_it_at_once_make_it_once(one, other, pages):
    sql("TRUNCATE search_entry")
    runs = [one.begin(rebuild, quiet), other.begin(rebuild, quiet)]
    assert [run.result(timeout=MAX_WAIT) for run in runs] == [None, None]
    assert (Entry.objects.count(), Snapshot.objects.count()) == (len(WORDS), 1)
    assert [one.finds(word) for word in WORDS] == [[pages[word]] for word in WORDS]


def test_publications_during_a_rebuild_are_found(one, other, pages):
    pages.unpublish("Enbär")
    said = []

    def meanwhile(line):
        if not said:
            other.do(pages.publish, "Enbär")
            other.do(pages.unpublish, "Kantarell", "Hjortron")  # one has been looked at, the other has not
        said.append(line)

    one.do(rebuild, meanwhile)
    for server in (one, other):
        found = [server.finds(word) for word in ("Enbär", "Kantarell", "Hjortron", "Vitmossa")]
        assert found == [[pages["Enbär"]], [], [], [pages["Vitmossa"]]]


def test_editor_is_never_the_one_to_lose_a_deadlock(one, other, pages):
    first, second = sorted(WORDS[:2], key=pages.__getitem__)  # as they are locked
    with one.transaction():
        one.do(lambda: pages.change(second, lead="Nytt"))
        run = other.begin(rebuild, quiet)  # has the first, and waits for the second
        sleep(0.2)
        one.do(lambda: pages.change(first, lead="Nytt"))
    run.result(timeout=MAX_WAIT)
    assert Entry.objects.filter(fields__sv__lead="Nytt").count() == 2
