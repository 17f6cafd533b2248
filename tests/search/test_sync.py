"""Two servers agree: what one has committed the other finds at its next search, and nothing before."""

import pytest
from django.db import transaction

from home.models import HomePage
from search.indexing import sync
from search.indexing.rebuilding import take_snapshot
from tests import database
from tests.search.servers import Pages, running, sql

WORDS = ["Kantarell", "Lingonris", "Bävergäll", "Vitmossa", "Hjortron", "Enbär", "Ripsnö", "Granlav", "Tjädertupp"]
WORDS += ["Odonskog", "Myrull", "Sälgvide"]
REMOVAL = "INSERT INTO search_removed (key, changed_in, stamp) VALUES (%s, 0, 0)"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    """Pages in a database where every connection sees what another has committed."""
    with django_db_blocker.unblock(), database.of_its_own("sync"):
        yield Pages(HomePage.objects.get(locale__language_code="sv"), *WORDS)


@pytest.fixture
def servers(stored, no_index_of_editors):
    """Two servers, which have searched before."""
    with running("one", "other") as servers:
        for server in servers:
            assert server.finds("Kantarell") == []
        yield servers
    stored.reset()


@pytest.fixture
def one(servers):
    return servers[0]


@pytest.fixture
def other(servers):
    return servers[1]


@pytest.fixture
def pages(stored, servers):
    return stored


def test_other_server_finds_what_is_published_here(one, other, pages):
    one.do(pages.publish, "Kantarell")
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([pages["Kantarell"]], [pages["Kantarell"]])
    one.do(pages.unpublish, "Kantarell")
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([], [])


def test_what_is_taken_back_is_never_found_by_another(one, other, pages):
    with one.transaction(is_undone=True):
        one.do(pages.publish, "Kantarell")
        assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([pages["Kantarell"]], [])
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([], [])


def test_removal_that_is_taken_back_is_seen_by_nobody_else(one, other, pages):
    other.do(pages.publish, "Kantarell")
    with one.transaction(is_undone=True):
        one.do(pages.unpublish, "Kantarell")
        assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([], [pages["Kantarell"]])
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([pages["Kantarell"]], [pages["Kantarell"]])


def test_late_commit_is_seen_after_newer_ones(one, other, pages):
    newer = WORDS[1:4]
    with one.transaction():
        one.do(pages.publish, "Kantarell")
        for word in newer:
            other.do(pages.publish, word)
            assert (other.finds(word), other.finds("Kantarell")) == ([pages[word]], [])
            assert (one.finds(word), one.finds("Kantarell")) == ([pages[word]], [pages["Kantarell"]])
    for word in ["Kantarell", *newer]:
        assert (one.finds(word), other.finds(word)) == ([pages[word]], [pages[word]])


def test_removal_that_commits_late_is_seen(one, other, pages):
    other.do(pages.publish, "Kantarell")
    with one.transaction():
        one.do(pages.unpublish, "Kantarell")
        other.do(pages.publish, "Lingonris")
        assert (other.finds("Kantarell"), other.finds("Lingonris")) == ([pages["Kantarell"]], [pages["Lingonris"]])
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([], [])


def test_republished_page_is_found_as_it_is_now(one, other, pages):
    one.do(pages.publish, "Kantarell")
    assert other.finds("Kantarell") == [pages["Kantarell"]]
    one.do(pages.unpublish, "Kantarell")
    one.do(lambda: pages.publish("Kantarell", title="Rödklint"))
    for server in (one, other):
        assert (server.finds("Kantarell"), server.finds("Rödklint")) == ([], [pages["Kantarell"]])


def test_existing_page_is_found_despite_an_earlier_removal(one, other, pages):
    """Who puts it in may have waited for who takes it out, and both be numbered at once."""
    one.do(pages.publish, "Kantarell")
    assert other.finds("Kantarell") == [pages["Kantarell"]]
    one.do(sql, REMOVAL, pages["Kantarell"])
    assert (one.finds("Kantarell"), other.finds("Kantarell")) == ([pages["Kantarell"]], [pages["Kantarell"]])


def test_more_publications_than_a_delta_holds_are_all_found_each_once(one, other, pages, monkeypatch):
    monkeypatch.setattr(sync, "MAX_DELTA", 3)
    for word in WORDS:
        one.do(pages.publish, word)
        assert other.finds(word) == [pages[word]]
        if word == WORDS[5]:
            take_snapshot()
    (known,) = other.known.values()
    assert (len(known.base) >= 6, len(known.delta) <= 6) == (True, True)
    assert [other.finds(word) for word in WORDS] == [[pages[word]] for word in WORDS]
    one.do(pages.unpublish, *WORDS[::2])
    left = {word: [pages[word]] for word in WORDS[1::2]}
    assert [other.finds(word) for word in WORDS] == [left.get(word, []) for word in WORDS]


def test_transaction_sees_its_writes_without_rolled_back_savepoints(one, other, pages):
    def publish_and_take_back():
        with transaction.atomic():
            pages.publish("Lingonris")
            transaction.set_rollback(True)

    with one.transaction():
        one.do(pages.publish, "Kantarell")
        one.do(publish_and_take_back)
        assert (one.finds("Kantarell"), one.finds("Lingonris")) == ([pages["Kantarell"]], [])
        assert (other.finds("Kantarell"), other.finds("Lingonris")) == ([], [])
    assert (other.finds("Kantarell"), other.finds("Lingonris")) == ([pages["Kantarell"]], [])


def test_preview_leaves_nothing_after_its_rollback(one, other, pages):
    one.do(pages.publish, "Kantarell", "Vitmossa")
    with one.transaction(is_undone=True):
        one.do(lambda: pages.change("Kantarell", title="Rödklint"))
        assert (one.finds("Kantarell"), one.finds("Rödklint")) == ([], [pages["Kantarell"]])
        other.do(lambda: pages.change("Vitmossa", title="Blåklint"))  # meanwhile
        assert (one.finds("Blåklint"), other.finds("Kantarell")) == ([pages["Vitmossa"]], [pages["Kantarell"]])
    for server in (one, other):
        assert (server.finds("Kantarell"), server.finds("Rödklint")) == ([pages["Kantarell"]], [])
        assert (server.finds("Vitmossa"), server.finds("Blåklint")) == ([], [pages["Vitmossa"]])
