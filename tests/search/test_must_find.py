"""Pages that must be found: where they are looked for, and when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from search.curation import relevance_checks
from search.curation.relevance_checks import check, check_due
from search.models import MustFind
from tests.factories import (
    MustFindFactory,
    PromotionFactory,
    SpeakerFactory,
    StandardPageFactory,
    TermFactory,
    make_private,
    translate,
)
from tests.forms import sent
from tests.search.finding import Found, Hit, result

pytestmark = pytest.mark.django_db


# What is found


def test_page_is_looked_for_among_the_first(answers, pages):
    row = MustFindFactory(question="tillit", page=pages[0], within=2)
    for found, expected in (
        (pages, ("found", 1)),
        ([pages[1], pages[0]], ("found", 2)),
        ([pages[1], pages[2], pages[0]], ("low", 3)),
        (pages[1:], ("missing", None)),
        ([], ("missing", None)),
        ([Hit(pages[0].pk, "speaker"), pages[0]], ("found", 2)),
    ):
        answers["tillit", "sv"] = found
        check([row])
        assert (*result(row), row.is_failing) == (*expected, expected[0] != "found")


def test_page_in_another_language_is_the_same_page(answers, pages):
    english = translate(pages[0], title="On trust")
    row = MustFindFactory(question="trust", language="en", page=pages[0])
    answers["trust", "en"] = [pages[1], english]
    check([row])
    assert result(row) == ("found", 2)


def test_unreadable_or_deleted_page_is_told(answers, pages):
    rows = [MustFindFactory(question="tillit", page=page) for page in pages]
    answers["tillit", "sv"] = pages
    pages[0].unpublish()
    make_private(pages[1])
    pages[2].delete()
    check(MustFind.objects.all())
    assert [result(row)[0] for row in rows] == ["hidden", "hidden", "deleted"]
    assert rows[2].title_of_page == "Program"


def test_an_error_is_nobodys_but_the_logs(answers, pages, caplog):
    broken, whole = [MustFindFactory(question=question, page=pages[0]) for question in ("a", "b")]
    answers["a", "sv"], answers["b", "sv"] = RuntimeError("broken"), pages
    assert check([broken, whole]) == 2
    assert (result(broken), result(whole)) == (("unknown", None), ("found", 1))
    assert (broken.is_due, whole.is_due, len(caplog.records)) == (True, False, 1)


def test_many_are_looked_at_in_few_queries(answers, pages):
    def cost(number):
        MustFind.objects.all().delete()
        rows = [MustFindFactory(question="tillit", page=pages[0]) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            check(rows)
        return len(queries)

    assert cost(5) - cost(4) == 2


# When


def due():
    return {row.question for row in relevance_checks.due()}


@pytest.fixture
def looked_at(answers, pages):
    """Three rows that have been looked at, and found."""
    for page in pages:
        question = page.title.casefold()
        answers[question, "sv"] = [page]
        MustFindFactory(question=question, page=page)
    check(MustFind.objects.all())
    connection.run_on_commit.clear()  # as if all of it had been committed
    answers["asked"].clear()
    assert due() == set()


CHANGES = {
    "published": lambda page: page.save_revision().publish(),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "moved": lambda page: page.move(page.get_parent(), "first-child"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_must_finds_touched_by_a_change_are_checked_at_once(
    looked_at, answers, pages, change, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(relevance_checks, "AT_ONCE", 60)
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[change](Page.objects.get(pk=pages[0].pk).specific)
        assert answers["asked"] == []  # not before it is committed
    asked = {"deleted": [], "unpublished": []}.get(change, [("om tillit", "sv")])
    assert (answers["asked"], due()) == (asked, {"hitta hit", "program"})
    verdict = {"deleted": "deleted", "unpublished": "hidden"}.get(change, "found")
    assert MustFind.objects.get(question="om tillit").verdict == verdict


def test_question_with_a_word_of_the_title_is_touched(
    looked_at, answers, home, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(relevance_checks, "AT_ONCE", 60)
    page = StandardPageFactory(parent=home, title="Programmet för i dag", live=False)
    answers["program", "sv"] = []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert answers["asked"] == [("program", "sv")]
    assert MustFind.objects.get(question="program").verdict == "missing"


def test_publishing_waits_for_one_slow_search_at_most(
    looked_at, answers, pages, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(relevance_checks, "AT_ONCE", 0)
    for _ in range(20):
        MustFindFactory(question="tillit", page=pages[0])
    with django_capture_on_commit_callbacks(execute=True):
        pages[0].save_revision().publish()
    assert len(answers["asked"]) == 1
    assert len(relevance_checks.due()) == 22


def test_a_broken_search_does_not_keep_anybody_from_publishing(
    looked_at, answers, pages, django_capture_on_commit_callbacks
):
    answers["om tillit", "sv"] = RuntimeError("broken")
    with django_capture_on_commit_callbacks(execute=True):
        pages[0].save_revision().publish()
    pages[0].refresh_from_db()
    assert pages[0].live
    assert "om tillit" in due()


STEERED = {
    "words": lambda pages: TermFactory(),
    "choice": lambda pages: PromotionFactory(question="program", chosen=[pages[0]]),
    "private": lambda pages: make_private(pages[2]),
    "speaker": lambda pages: SpeakerFactory(),
}


@pytest.mark.parametrize("change", STEERED)
def test_what_touches_everything_makes_everything_due(
    looked_at, answers, pages, change, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(relevance_checks, "AT_ONCE", 0)
    with django_capture_on_commit_callbacks(execute=True):
        STEERED[change](pages)
    assert len(due()) == 2  # one has been looked at


def test_the_rest_is_looked_at_every_minute(looked_at, answers, pages):
    MustFind.objects.filter(question="program").update(is_due=True)
    answers["program", "sv"] = []
    call_command("publish_scheduled")
    assert answers["asked"] == [("program", "sv")]
    assert MustFind.objects.get(question="program").verdict == "missing"
    call_command("publish_scheduled")
    assert len(answers["asked"]) == 1


def test_everything_is_looked_at_once_a_day(looked_at, answers):
    MustFind.objects.filter(question="program").update(checked_at=timezone.now() - timedelta(hours=25))
    assert check_due(60) == 1
    assert answers["asked"] == [("program", "sv")]


def test_change_while_one_is_looked_at_is_not_missed(answers, pages, monkeypatch):
    row = MustFindFactory(question="tillit", page=pages[0])

    def find(*args, **kwargs):
        MustFind.objects.update(is_due=True)  # as another request does, after a change
        return Found()

    monkeypatch.setattr(relevance_checks, "find", find)
    check([row])
    assert due() == {"tillit"}


# By hand


def test_saved_must_find_is_checked_at_once(editor, answers, pages):
    answers["hitta", "sv"] = [pages[0], pages[1]]
    answer = sent(editor, reverse("search_must_find:add"), question="hitta", page=str(pages[1].pk), within="1")
    assert answer.status_code == 302
    row = MustFind.objects.get()
    assert (result(row), row.is_due) == (("low", 2), False)
    assert "Sparat. ”hitta”: plats 2." in editor.get(answer.url).text
    html = editor.get(reverse("search_must_find:edit", args=[row.pk])).text
    assert "Nu: plats 2 (kontrollerat" in html


@pytest.mark.parametrize("within", ["0", "21", "x", ""])
def test_within_is_one_to_twenty(editor, pages, within):
    answer = sent(editor, reverse("search_must_find:add"), question="hitta", page=str(pages[1].pk), within=within)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["within"])


def test_a_question_and_a_page_are_needed(editor, db):
    answer = sent(editor, reverse("search_must_find:add"))
    assert set(answer.context["form"].errors) == {"question", "page"}
