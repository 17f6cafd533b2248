"""Previews write to rows that editors write to: no editor's work fails by it, and it is the preview that gives way."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from bilingual import transactions, translation_groups
from home.models import HomePage
from previews.time_travel import sandbox
from previews.time_travel.walking import address_inside
from tests import database
from tests.bilingual.changing import draft, edited, now, publish
from tests.bilingual.test_races import at_once
from tests.factories import ConferencePageFactory, LecturePageFactory, UserFactory, translate
from tests.previews.conftest import form, made_link
from tests.previews.leaking import signed_in
from tests.waiting import MAX_WAIT, seconds

AT_MOST = 4.5  # seconds: it gives up after 2.4, and then answers


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    """In a database of its own, which several connections see."""
    with django_db_blocker.unblock(), database.of_its_own("giving_way"):
        edition = ConferencePageFactory(parent=HomePage.objects.get(locale__language_code="sv"), year=2026)
        translate(edition)
        yield edition


@pytest.fixture
def lecture(edition):
    lecture = LecturePageFactory(parent=edition, title="Trygga torg")
    edited(lecture, title="Nya torg")
    yield lecture
    now(lecture).delete()


@pytest.fixture
def desk(edition):
    return signed_in(UserFactory(is_superuser=True))


@pytest.fixture
def walk(lecture):
    return address_inside(timezone.now(), True, lecture.url)


@contextmanager
def meanwhile(work):
    """`work(ready, over)` in a thread with a connection of its own; goes on once it has said that it is ready."""
    ready, over = Event(), Event()

    def do():
        try:
            work(ready, over)
        finally:
            ready.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(do)
        assert ready.wait(MAX_WAIT)
        try:
            yield
        finally:
            over.set()
        running.result(timeout=MAX_WAIT)


def holding(take):
    """Somebody who takes a lock and keeps it for a while."""

    def work(ready, over):
        with transaction.atomic():
            take()
            ready.set()
            over.wait(MAX_WAIT)

    return work


def timed(ask):
    start = seconds()
    response = ask()
    assert seconds() - start < AT_MOST
    return response


LOCKS = {
    "row": lambda page: list(Page.objects.select_for_update().filter(pk=page.pk)),
    "translation group": translation_groups.lock_groups,
    "saving": lambda page: type(page).objects.get(pk=page.pk).save(),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_preview_says_so_when_somebody_is_saving(desk, lecture, walk, lock):
    with meanwhile(holding(lambda: LOCKS[lock](lecture))):
        response = timed(lambda: desk.get(walk))
        assert (response.status_code, "ändras just nu" in response.content.decode()) == (503, True)
        assert "no-store" in response["Cache-Control"]
        assert Client().get(lecture.url).status_code == 200
    assert "Nya torg" in desk.get(walk).content.decode()  # nothing of it is remembered


def test_rows_that_are_known_already_are_waited_for_as_little(desk, lecture, walk):
    assert "Nya torg" in desk.get(walk).content.decode()
    with meanwhile(holding(lambda: LOCKS["row"](lecture))):
        assert timed(lambda: desk.get(walk)).status_code == 503


def test_link_says_so_when_somebody_is_saving(desk, lecture):
    links = [made_link(desk, lecture), made_link(desk, lecture, follows="on")]
    edited(lecture, title="Nyaste torg")
    with meanwhile(holding(lambda: LOCKS["saving"](lecture))):
        for link in links:
            response = timed(lambda link=link: Client(HTTP_ACCEPT_LANGUAGE="sv").get(link))
            assert (response.status_code, response["Cache-Control"]) == (503, "private, no-store")
        page = f"/admin/previews/links/{lecture.pk}/"
        answer = timed(lambda: desk.post(page, form()))
        assert (answer.status_code, "ändras just nu" in answer.content.decode()) == (200, True)
    assert lecture.draft_links.count() == 2
    titles = [Client().get(link).content.decode().count("Nyaste torg") > 0 for link in links]
    assert titles == [False, True]


def test_editors_preview_at_a_time_says_so_too(desk, lecture):
    draft(lecture, title="Snart", go_live_at=timezone.now() + timedelta(days=1)).publish()
    address = f"/admin/pages/{lecture.pk}/view_draft/?at=2090-01-01"
    assert desk.get(address).status_code == 200
    with meanwhile(holding(lambda: LOCKS["row"](lecture))):
        assert timed(lambda: desk.get(address)).status_code == 503


def test_preview_goes_on_when_the_lock_is_let_go(desk, lecture, walk, monkeypatch):
    monkeypatch.setattr(sandbox, "PATIENCE", MAX_WAIT)
    with ThreadPoolExecutor(1) as pool:
        with meanwhile(holding(lambda: LOCKS["row"](lecture))):
            asked = pool.submit(lambda: (desk.get(walk), connection.close())[0])
            time.sleep(0.5)
        assert "Nya torg" in asked.result(timeout=MAX_WAIT).content.decode()


def test_editor_saves_and_publishes_while_a_preview_is_shown(lecture):
    """Waits until it has been answered, and is not failed."""
    rows = sandbox.rows_after(lambda: _saved(lecture, "Förhandsvisat"))
    saved = []

    def save(ready, over):
        ready.set()
        publish(lecture, title="Sparat")
        saved.append(time.perf_counter())

    def answer():
        with_rows = now(lecture).title
        running = ThreadPoolExecutor(1).submit(lambda: (save(Event(), None), connection.close()))
        time.sleep(1.5)  # longer than PostgreSQL waits before it looks for deadlocks
        return with_rows, list(saved), running

    title, before, running = sandbox.run_in(rows, answer)
    running.result(timeout=MAX_WAIT)
    assert (title, before, now(lecture).title) == ("Förhandsvisat", [], "Sparat")


def _saved(lecture, title):
    page = now(lecture)
    page.title = title
    page.save()
    return [page.pk]


def test_preview_whose_site_gives_way_is_asked_again(lecture, monkeypatch):
    """A page that is answered may need a lock too: what the site then says is not shown."""
    monkeypatch.setattr(sandbox, "PATIENCE", 0)
    rows = sandbox.rows_after(lambda: _saved(lecture, "Förhandsvisat"))
    other = LecturePageFactory(parent=now(lecture).get_parent())
    swallowed = []

    def answer():
        try:
            with transaction.atomic():
                list(Page.objects.select_for_update().filter(pk=other.pk))
        except Exception as error:  # noqa: BLE001 - as Django makes any error a 500
            swallowed.append(error)
        return "Fel på servern"

    with meanwhile(holding(lambda: LOCKS["row"](other))), pytest.raises(sandbox.LockTimeout):
        sandbox.run_in(rows, answer)
    assert (len(swallowed), now(lecture).title) == (1, "Trygga torg")


def test_many_at_once_fail_nobody(desk, edition, lecture, walk):
    """Two previews of all drafts, a reader of a link that follows, and two editors who publish the same pages."""
    other = LecturePageFactory(parent=edition, title="Annan")
    link = made_link(desk, edition, scope="below", follows="on")
    statuses: list[int] = []

    def look(browser, address):
        for _ in range(4):
            cache.clear()
            statuses.append(browser.get(address).status_code)

    def work(pages):
        def publish_all(number):
            for page in pages:
                publish(page, title=f"Titel {number}")

        for number in range(4):
            transactions.run(lambda number=number: publish_all(number))  # as the editor's views are

    editors = [lambda: work([lecture, other]), lambda: work([lecture, other])]
    looks = [lambda: look(signed_in(UserFactory(is_superuser=True)), walk) for _ in range(2)]
    at_once(*editors, *looks, lambda: look(Client(), link))
    assert set(statuses) <= {200, 503}
    assert desk.get(walk).status_code == 200  # while they were at work each may have had to give way
    assert (now(lecture).title, now(other).title) == ("Titel 3", "Titel 3")
    now(other).delete()
