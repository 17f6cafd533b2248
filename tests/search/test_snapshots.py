"""A process that starts from a snapshot answers like any other, and what is forgotten is missed by nobody."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from home.models import HomePage
from search.indexing import sync
from search.indexing.rebuilding import take_snapshot
from search.models import Removed, Snapshot
from search.query import find
from tests import database
from tests.search.servers import Pages, running, sql
from tests.waiting import MAX_WAIT

WORDS = ["Kantarell", "Lingonris", "Bävergäll", "Vitmossa", "Hjortron"]


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    """Pages in a database where every connection sees what another has committed."""
    with django_db_blocker.unblock(), database.of_its_own("snapshots"):
        yield Pages(HomePage.objects.get(locale__language_code="sv"), *WORDS)


@pytest.fixture
def pages(stored, no_index_of_editors):
    stored.publish(*WORDS[:3])
    yield stored
    stored.reset()
    for model in (Snapshot, Removed):
        model.objects.all().delete()


@pytest.fixture
def starts(monkeypatch):
    """Of each process that starts, whether it does so from a snapshot (1) or from all rows (0)."""
    started, from_snapshot = [], sync._from_snapshot

    def noted(*args):
        known = from_snapshot(*args)
        started.append(int(known is not None))
        return known

    monkeypatch.setattr(sync, "_from_snapshot", noted)
    return started


def test_snapshot_answers_like_all_rows(one, other, pages, starts):
    one.do(take_snapshot)
    one.do(pages.unpublish, WORDS[0])
    one.do(lambda: pages.change(WORDS[1], title="Rödklint"))
    one.do(pages.publish, WORDS[3])
    questions = [*WORDS, "Rödklint", "klint"]
    with running("third") as (third,):
        from_snapshot = [third.finds(word) for word in questions]
        counts = third.do(lambda: find("", "sv", {"kind": "page"}).facets)
    Snapshot.objects.all().delete()
    assert [other.finds(word) for word in questions] == from_snapshot
    assert other.do(lambda: find("", "sv", {"kind": "page"}).facets) == counts
    assert (starts, counts["kind"]) == ([1, 0], {"page": 3})


def test_snapshot_of_other_code_is_ignored(one, pages, starts):
    take_snapshot()
    Snapshot.objects.update(code="older code", content=b"?")
    for word in WORDS[:3]:
        assert one.finds(word) == [pages[word]]
    assert starts == [0]  # and remembers from then on


def test_threads_that_start_at_once_make_one_index(pages, monkeypatch):
    monkeypatch.setattr(sync, "_known", {})
    made, of = [], sync.Segment.of

    def slowly(docs):
        made.append(threading.get_ident())
        time.sleep(0.3)
        return of(docs)

    def found():
        try:
            return [hit.key for hit in find("Kantarell ", "sv").hits]
        finally:
            connection.close()

    monkeypatch.setattr(sync.Segment, "of", slowly)
    with ThreadPoolExecutor(3) as threads:
        answers = [thread.result() for thread in [threads.submit(found) for _number in range(3)]]
    assert (answers, len(made)) == ([[pages["Kantarell"]]] * 3, 1)


def test_database_that_has_been_put_back_is_read_anew(one, other, pages):
    """As from a dump: it knows of less than the process does."""
    before = sql("SELECT number FROM search_indexversion")
    one.do(lambda: pages.change("Kantarell", title="Rödklint"))
    assert one.finds("Rödklint") == [pages["Kantarell"]]
    one.do(lambda: pages.change("Kantarell", title="Kantarell"))
    sql("UPDATE search_indexversion SET number = %s", *before[0])
    sql("UPDATE search_entry SET version = %s WHERE version > %s", *before[0], *before[0])
    for server in (one, other):
        assert [server.finds(word) for word in ("Rödklint", "Kantarell")] == [[], [pages["Kantarell"]]]


def forget(server, pages):
    """What two snapshots forget, between which somebody writes, of what each has seen."""
    for _number in range(2):
        server.do(take_snapshot)
        server.do(lambda: pages.change(WORDS[4], live=True))
        server.do(pages.unpublish, WORDS[4])


def test_process_that_has_missed_what_is_forgotten_starts_anew(one, other, pages, starts):
    assert other.finds("Kantarell") == [pages["Kantarell"]]
    one.do(pages.unpublish, "Kantarell")
    forget(one, pages)
    assert Removed.objects.filter(key=pages["Kantarell"]).count() == 0
    assert (other.finds("Kantarell"), other.finds("Lingonris")) == ([], [pages["Lingonris"]])
    assert starts[:2] == [0, 1]


def test_what_is_forgotten_while_a_process_asks_is_not_missed(one, other, pages, monkeypatch):
    assert other.finds("Kantarell") == [pages["Kantarell"]]
    one.do(pages.unpublish, "Kantarell")
    since, asked = sync.News.since, []

    def forget_first(seen):
        if not asked:
            asked.append(seen)
            forget(one, pages)
        return since(seen)

    monkeypatch.setattr(sync.News, "since", forget_first)
    assert (other.finds("Kantarell"), len(asked)) == ([], 1)


def test_removal_that_is_not_committed_yet_is_not_forgotten(one, other, pages):
    with running("third") as (third,):
        assert third.finds("Kantarell") == [pages["Kantarell"]]
        with one.transaction():
            one.do(pages.unpublish, "Kantarell")
            forget(other, pages)
            assert third.finds("Kantarell") == [pages["Kantarell"]]
        assert (third.finds("Kantarell"), other.finds("Kantarell")) == ([], [])


def test_two_snapshots_at_once_leave_one(one, other, pages):
    with one.transaction():
        one.do(take_snapshot)
        second = other.begin(take_snapshot)
    second.result(timeout=MAX_WAIT)
    assert Snapshot.objects.count() == 1
    with running("third") as (third,):
        assert third.finds("Kantarell") == [pages["Kantarell"]]
