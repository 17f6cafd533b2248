"""A change in the editor is made as a whole, once, or not at all: killed anywhere, or having lost a lock anywhere."""

from contextlib import contextmanager, suppress
from urllib.parse import urlencode

import psycopg
import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from modelsearch import index as search_index
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
)
from wagtail.search.models import IndexEntry

from bilingual import transactions, translation_groups
from bilingual.models import Translation, Wording
from conference.models import ConferencePage
from home.editing.usage import deleted_even_if_used
from home.models import HomePage, StandardPage
from search.models import Entry
from tests import database
from tests.bilingual.changing import draft, edited, now, publish
from tests.bilingual.test_races import at_once
from tests.factories import ConferencePageFactory, LecturePageFactory, UserFactory, translate
from tests.home.editors_changes import CHANGES, edit_form

SAMPLES = 4  # parts of each change, at the end of each of which it is killed


class Killed(KeyboardInterrupt):
    """What nothing in Wagtail or Django catches, as nothing catches a `kill -9`."""


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker):
    """In a database of its own, where a transaction is one."""
    with django_db_blocker.unblock(), database.of_its_own("whole"):
        yield HomePage.objects.get(locale__language_code="sv")


@pytest.fixture
def lecture(home):
    """A public lecture with a newer draft, under an edition with two others; all translated but the last."""
    home.refresh_from_db()
    edition = ConferencePageFactory(parent=home, year=2026)
    translate(edition, title="The conference")
    lecture = LecturePageFactory(parent=edition, title="Torg", room="Sal")
    translate(lecture, title="Squares")
    LecturePageFactory.create_batch(2, parent=edition)
    edited(lecture, title="Nya torg", room="Ny sal")
    yield lecture
    with deleted_even_if_used():
        ConferencePage.objects.all().delete()
        StandardPage.objects.all().delete()


@pytest.fixture
def desk(home):
    client = Client(HTTP_ACCEPT_LANGUAGE="sv")
    client.force_login(UserFactory(is_superuser=True))
    return client


def state() -> dict:
    """All that a change of a page may write."""
    pages = Page.objects.order_by("path")
    of_page = ("pk", "title", "draft_title", "live", "url_path", "live_revision", "latest_revision", "numchild")
    return {
        "pages": list(pages.values_list(*of_page)),
        "rooms": list(pages.filter(lecturepage__isnull=False).values_list("pk", "lecturepage__room")),
        "versions": list(Revision.objects.order_by("pk").values_list("pk", "created_at")),
        "log": list(PageLogEntry.objects.order_by("pk").values_list("pk", "action")),
        "translations": list(Translation.objects.order_by("pk").values_list("pk", "page")),
        "wordings": list(Wording.objects.order_by("pk").values_list("pk", "key", "is_agreed", "drift")),
        "redirects": list(Redirect.objects.order_by("pk").values_list("old_path", "redirect_page")),
        "search": list(Entry.objects.order_by("key").values_list("key", "fields")),
        "editors' search": list(IndexEntry.objects.order_by("pk").values_list("object_id", "title")),
        "references": ReferenceIndex.objects.count(),
    }


@contextmanager
def failing(at: int, error):
    """Raise an error in the place of the statement of this number; yields how many have been run."""
    run = []

    def execute(execute, sql, params, many, context):
        run.append(sql)
        if len(run) == at:
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield run


def outline() -> tuple:
    """The same in short: what is equal whenever a change is made once."""
    log = PageLogEntry.objects.order_by("pk").values_list("action", flat=True)
    addresses = Page.objects.order_by("path").values_list("url_path", "live", "title")
    return list(addresses), Revision.objects.count(), list(log), Entry.objects.count(), IndexEntry.objects.count()


def taken_back(change) -> tuple[int, tuple]:
    """How many statements a change runs, and what there is then; nothing of it stays."""
    before = outline()
    with transaction.atomic(), failing(0, None) as run:
        change()
        after = outline()
        assert after != before
        transaction.set_rollback(True)
    return len(run), after


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    return error


@pytest.mark.parametrize("name", CHANGES)
def test_change_that_is_killed_leaves_nothing_and_can_be_made(desk, lecture, name):
    change = CHANGES[name](desk, lecture)
    before = state()
    count, after = taken_back(change)
    for part in range(1, SAMPLES):
        with pytest.raises(Killed), failing(count * part // SAMPLES, Killed):
            change()
        assert state() == before, part
    change()
    assert outline() == after


@pytest.mark.parametrize("name", ["edit form", "add form", "bulk publish", "delete"])
def test_change_that_lost_a_lock_is_made_once(desk, lecture, name):
    change = CHANGES[name](desk, lecture)
    count, after = taken_back(change)
    desk.cookies.pop("messages", None)
    with failing(count * 2 // 3, deadlock()):
        response = change()
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert (response.status_code, outline()) == (302, after)
    assert len(told) == len(set(told)) > 0


def test_killed_scheduled_publication_is_made_by_the_next_run(lecture):
    revision = draft(lecture, title="Nyaste torg")
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    entries = PageLogEntry.objects.filter(page=lecture.pk, action="wagtail.publish.scheduled")
    count, _after = taken_back(lambda: call_command("publish_scheduled"))
    for part in range(1, SAMPLES):
        with pytest.raises(Killed), failing(count * part // SAMPLES, Killed):
            call_command("publish_scheduled")
        page = now(lecture)
        is_waiting = page.scheduled_revision is not None
        assert (page.title, entries.count(), is_waiting) in [("Torg", 0, True), ("Nyaste torg", 1, False)]
    call_command("publish_scheduled")
    assert (now(lecture).title, entries.count()) == ("Nyaste torg", 1)


def test_lock_that_is_lost_every_time_is_said(desk, lecture):
    change = edit_form(desk, lecture)
    before, tries = state(), []

    def lose(*pages):
        tries.append(pages)
        raise deadlock()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transactions, "PAUSE", (0, 0))
        patch.setattr(translation_groups, "lock_groups", lose)
        with pytest.raises(OperationalError):
            change()
    assert (len(tries), state()) == (transactions.MAX_TRIES, before)


@pytest.mark.parametrize("code", ["40P01", "55P03", "40001"])
def test_lost_lock_that_somebody_has_kept_silent_is_tried_again(home, code):
    """All that follows in the transaction is refused, and says nothing of why."""
    tries = []

    def work():
        tries.append(len(tries))
        if len(tries) == 1:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '{code}'; END $$")
        return Page.objects.count()

    assert transactions.run(work) > 0
    assert tries == [0, 1]


def test_index_that_fails_does_not_end_what_is_published(lecture, monkeypatch):
    """Wagtail goes on when a page cannot be put into its index, and PostgreSQL does not without a savepoint."""
    add, asked = search_index.insert_or_update_object, []

    def fail_once(page):
        asked.append(connection.in_atomic_block)
        if len(asked) == 1:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        add(page)

    monkeypatch.setattr(search_index, "insert_or_update_object", fail_once)
    with transaction.atomic():
        publish(lecture, title="Nyaste torg")
    assert (now(lecture).title, asked[0], asked[-1]) == ("Nyaste torg", True, False)
    assert IndexEntry.objects.filter(object_id=str(lecture.pk), title="Nyaste torg").exists()


def test_two_publications_in_opposite_order_both_succeed(desk, lecture):
    edition = now(lecture.get_parent().specific)
    pages = [child.specific for child in edition.get_children()]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answers = []

    def post(chosen, **fields):
        client = Client()
        client.force_login(UserFactory(is_superuser=True))
        for _ in range(3):
            query = urlencode([("next", "/admin/"), *(("id", page.pk) for page in chosen)])
            answers.append(client.post(f"{address}?{query}", {"include_descendants": "", **fields}).status_code)

    at_once(lambda: post(pages), lambda: post(pages[::-1]), lambda: post([edition], include_descendants="on"))
    assert answers == [302] * 9


def test_families_are_locked_in_one_order(lecture):
    pages, asked = list(lecture.get_parent().get_children()), []

    def listen(execute, sql, params, many, context):
        asked.append(params)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        translation_groups.lock_groups(*pages)
        translation_groups.lock_groups(*pages[::-1])
    assert asked[0] == asked[1]
    assert len(asked[0][0]) == len(pages)
