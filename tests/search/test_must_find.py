"""Pages that must be found: where they are looked for, when, and who is told."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from search import must_find
from search.models import MustFind
from search.must_find import check, check_due
from tests.factories import (
    MustFindFactory,
    PromotionFactory,
    SpeakerFactory,
    StandardPageFactory,
    TermFactory,
    UserFactory,
    make_private,
    translate,
)
from tests.search.test_steering import sent

pytestmark = pytest.mark.django_db


@dataclass
class Hit:
    pk: int
    kind: str = "page"


@dataclass
class Found:
    hits: list = field(default_factory=list)


@pytest.fixture
def answers(monkeypatch):
    """What the search finds, by question and language; every question that it was asked is kept in `asked`."""
    answers, asked = {}, []

    def find(text, language, choices=None, start=0, count=15):
        asked.append((text, language))
        found = answers.get((text, language), [])
        if isinstance(found, Exception):
            raise found
        return Found([hit if isinstance(hit, Hit) else Hit(hit.pk) for hit in found][start : start + count])

    monkeypatch.setattr(must_find, "find", find)
    answers["asked"] = asked
    return answers


@pytest.fixture
def pages(home):
    return [StandardPageFactory(parent=home, title=title) for title in ("Om tillit", "Hitta hit", "Program")]


def result(row):
    row.refresh_from_db()
    return row.verdict, row.place


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


def test_page_that_nobody_may_read_or_that_is_gone_is_told(answers, pages):
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

    assert cost(5) - cost(4) <= 4  # two updates, and the savepoint around them


# When


def due():
    return {row.question for row in must_find.due()}


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
def test_what_a_change_of_a_page_touches_is_looked_at_at_once(
    looked_at, answers, pages, change, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(must_find, "AT_ONCE", 60)
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
    monkeypatch.setattr(must_find, "AT_ONCE", 60)
    page = StandardPageFactory(parent=home, title="Programmet för i dag", live=False)
    answers["program", "sv"] = []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert answers["asked"] == [("program", "sv")]
    assert MustFind.objects.get(question="program").verdict == "missing"


def test_publishing_waits_for_one_search_at_most_when_they_are_slow(
    looked_at, answers, pages, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(must_find, "AT_ONCE", 0)
    for _ in range(20):
        MustFindFactory(question="tillit", page=pages[0])
    with django_capture_on_commit_callbacks(execute=True):
        pages[0].save_revision().publish()
    assert len(answers["asked"]) == 1
    assert len(must_find.due()) == 22


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
    monkeypatch.setattr(must_find, "AT_ONCE", 0)
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

    monkeypatch.setattr(must_find, "find", find)
    check([row])
    assert due() == {"tillit"}


# By hand


def test_row_that_is_saved_is_looked_at_at_once_and_told(editor, answers, pages):
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


# The start page of the editor


@pytest.fixture
def fallen(answers, pages):
    rows = {
        "low": MustFindFactory(question="program", page=pages[2], within=1),
        "missing": MustFindFactory(question="<b>hitta", page=pages[1]),
        "deleted": MustFindFactory(question="borta", language="en", page=pages[0]),
        "found": MustFindFactory(question="tillit", page=pages[2]),
    }
    answers["program", "sv"], answers["tillit", "sv"] = pages[1:], pages[2:]
    pages[0].delete()
    return rows


def panel(browser):
    return BeautifulSoup(browser.get(reverse("wagtailadmin_home")).text, "html.parser").select_one(".search-fallen")


def test_what_has_fallen_is_told_with_its_place(editor, fallen):
    rows = panel(editor).select("tbody tr")
    lines = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]
    assert lines == [
        ["<b>hitta Se träffarna : <b>hitta", "svenska", "Hitta hit", "bland de 3 första", "hittas inte"],
        ["borta Se träffarna : borta", "engelska", "Om tillit", "bland de 3 första", "sidan är raderad"],
        ["program Se träffarna : program", "svenska", "Program", "först", "plats 2"],
    ]
    links = [link["href"] for link in panel(editor).select("tbody a")]
    assert links[1::2] == ["/sv/sok/?q=%3Cb%3Ehitta", "/en/search/?q=borta", "/sv/sok/?q=program"]
    assert links[0] == reverse("search_must_find:edit", args=[fallen["missing"].pk])
    assert all(line.select("svg.icon-warning") for line in panel(editor).select("tbody tr"))


def test_nothing_is_shown_when_all_is_well(editor, answers, pages):
    MustFindFactory(question="program", page=pages[2])
    answers["program", "sv"] = pages[2:]
    assert panel(editor) is None
    assert MustFind.objects.get().verdict == "found"


def test_only_those_who_can_do_something_are_told(client, fallen):
    found = {}
    for group in ("Redaktörer", "Granskare", "Översättare"):
        client.force_login(UserFactory(group=group))
        found[group] = panel(client) is not None
    assert found == {"Redaktörer": True, "Granskare": True, "Översättare": False}
    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "change_mustfind"]))
    client.force_login(user)
    assert panel(client) is not None


def test_a_long_list_is_cut_and_leads_on(editor, answers, pages):
    for number in range(20):
        MustFindFactory(question=f"fråga {number}", page=pages[0])
    shown = panel(editor)
    assert len(shown.select("tbody tr")) == 12
    assert shown.select(".search-fallen__more a")[0]["href"] == reverse("search_must_find:index")


def test_start_page_costs_the_same_however_many_have_fallen(editor, answers, pages):
    def cost(number):
        for _ in range(number):
            MustFindFactory(question="x", page=pages[0])
        panel(editor)
        with CaptureQueriesContext(connection) as queries:
            panel(editor)
        return len(queries)

    assert cost(2) == cost(30)


# The command


def test_command_prints_a_table_and_fails_when_something_has_fallen(fallen):
    output = StringIO()
    with pytest.raises(CommandError, match=r"^3 of 4 are not found as they should be, 0 not checked\.$") as raised:
        call_command("check_search", stdout=output)
    assert raised.value.returncode == 1
    assert output.getvalue().splitlines() == [
        "   Language  Question  Page       Within  Result",
        "!  sv        <b>hitta  Hitta hit  3       not found",
        "!  en        borta     Om tillit  3       the page has been deleted",
        "!  sv        program   Program    1       place 2",
        "   sv        tillit    Program    3       place 1",
    ]


def test_command_says_that_all_is_well(answers, pages):
    output = StringIO()
    call_command("check_search", stdout=output)
    MustFindFactory(question="program", page=pages[2])
    answers["program", "sv"] = pages[2:]
    call_command("check_search", stdout=output)
    assert output.getvalue().splitlines()[0] == "No page has to be found: there is nothing to check."
    assert output.getvalue().splitlines()[-1] == "All 1 are found as they should be."


def test_command_fails_when_it_could_not_look(answers, pages):
    MustFindFactory(question="program", page=pages[2])
    answers["program", "sv"] = RuntimeError("broken")
    with pytest.raises(CommandError, match="0 of 1 are not found as they should be, 1 not checked"):
        call_command("check_search", stdout=StringIO())
