"""Pages that are not found as they should be: told on the editors' start page and by a command."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.curation.relevance_checks import check_due
from search.models import MustFind
from tests.factories import MustFindFactory, PromotionFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


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
    """The box on the editors' start page, once the minute's jobs have run."""
    check_due(60)
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


# With the search itself


def test_displaced_must_find_is_told_until_it_is_first(editor, home, django_capture_on_commit_callbacks):
    ours, other = [StandardPageFactory(parent=home, title=title) for title in ("Trygga torg", "Om webbplatsen")]
    with django_capture_on_commit_callbacks(execute=True):
        for page in (ours, other):
            page.save_revision().publish()
    MustFindFactory(question="tryggt torg", page=ours, within=1)
    assert panel(editor) is None
    with django_capture_on_commit_callbacks(execute=True):
        choice = PromotionFactory(question="tryggt torg", chosen=[other])
    assert panel(editor).select_one(".search-fallen__is").get_text(strip=True) == "plats 2"
    with django_capture_on_commit_callbacks(execute=True):
        choice.delete()
    assert panel(editor) is None
    with django_capture_on_commit_callbacks(execute=True):
        ours.unpublish()
    assert panel(editor).select_one(".search-fallen__is").get_text(strip=True) == "sidan är inte publik"
