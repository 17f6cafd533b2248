"""The report of what visitors search for, and who comes where among what steers the search."""

import csv
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from search.models import Asked
from tests.factories import MustFindFactory, PromotionFactory, StandardPageFactory, TermFactory, UserFactory
from tests.forms import fields_of
from tests.search.test_asked import MONDAY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(question, times, nothing=0, language="sv", weeks_ago=0):
    week = MONDAY - timedelta(weeks=weeks_ago)
    return Asked.objects.create(week=week, language=language, question=question, times=times, nothing=nothing)


def report(browser, **chosen):
    """The lines of the report, each as the texts of its cells without the buttons."""
    html = BeautifulSoup(browser.get(reverse("search_asked"), chosen).text, "html.parser")
    lines = html.select("table.listing tbody tr")
    return [
        [line.select_one(".title-wrapper").text, *(cell.text.strip() for cell in line.select("td")[1:])]
        for line in lines
    ]


def test_report_counts_over_the_weeks_of_the_period(editor):
    ask("tillit", 3, 3)
    ask("tillit", 4, 0, weeks_ago=3)
    ask("tillit", 5, 5, weeks_ago=4)
    ask("tillit", 100, weeks_ago=13)
    ask("trust", 8, language="en")
    assert report(editor) == [["trust", "engelska", "8", "–"], ["tillit", "svenska", "7", "3"]]
    assert report(editor, period="4") == report(editor) == report(editor, period="x", nonsense="y")
    assert report(editor, period="13") == [["tillit", "svenska", "12", "8"], ["trust", "engelska", "8", "–"]]
    assert report(editor, period="52")[0] == ["tillit", "svenska", "112", "8"]


def test_nothing_below_three_is_shown_or_exported(editor):
    ask("hemligt", 2)
    ask("hemligt", 2, weeks_ago=1)
    ask("visas", 5, 2)
    ask("inget", 5, 3)
    assert report(editor, ordering="question") == [["inget", "svenska", "5", "3"], ["visas", "svenska", "5", "–"]]
    assert report(editor, gave="nothing") == [["inget", "svenska", "5", "3"]]
    exported = editor.get(reverse("search_asked"), {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert list(csv.reader(exported.splitlines(), delimiter=";")) == [
        ["Fråga", "Språk", "Gånger", "Gav inget"],
        ["inget", "svenska", "5", "3"],
        ["visas", "svenska", "5", "–"],
    ]
    assert editor.get(reverse("search_asked"), {"export": "xlsx"}).status_code == 200


def test_report_can_be_narrowed_sorted_and_searched(editor):
    for number, question in enumerate(["kris", "tillit", "brott"], start=3):
        ask(question, number, 10 - number)
    ask("crisis", 9, language="en")
    assert [row[0] for row in report(editor, language="sv")] == ["brott", "tillit", "kris"]
    assert [row[0] for row in report(editor, ordering="-nothing")] == ["kris", "tillit", "brott", "crisis"]
    assert [row[0] for row in report(editor, ordering="times")] == ["kris", "tillit", "brott", "crisis"]
    assert [row[0] for row in report(editor, q="ri")] == ["crisis", "kris"]
    assert report(editor, language="xx") == report(editor)
    assert report(editor, q="\x00'; DROP", ordering="x", p="0") == []


def test_one_click_leads_to_a_term_or_must_find(editor):
    ask("crisis & co", 4, 4, language="en")
    html = BeautifulSoup(editor.get(reverse("search_asked")).text, "html.parser")
    line = html.select_one("table.listing tbody tr")
    ways = {link.find(string=True): link["href"] for link in line.select(".actions a")}
    assert list(ways) == ["Nytt ord som betyder samma", "Måste hittas"]
    assert line.select_one(".title-wrapper a")["href"] == "/en/search/?q=crisis+%26+co"
    form = fields_of(editor.get(ways["Nytt ord som betyder samma"]).text, form_id="w-editor-form")
    assert (form["words_sv"], form["words_en"]) == ("", "crisis & co")
    form = fields_of(editor.get(ways["Måste hittas"]).text, form_id="w-editor-form")
    assert (form["question"], form["language"], form["within"]) == ("crisis & co", "en", "3")


@pytest.mark.parametrize("wrong", ["'\"><", "x" * 400, "😀" * 100, "\ud7ff", " ", ","])
def test_whatever_an_address_names_the_form_opens(editor, wrong):
    for name in ("search_words", "search_choices", "search_must_find"):
        answer = editor.get(reverse(f"{name}:add"), {"question": wrong, "language": wrong})
        assert answer.status_code == 200
        form = fields_of(answer.text, form_id="w-editor-form")
        assert form.get("language", "sv") == "sv"


def test_empty_report_says_so(editor):
    assert "Inget här: ingen fråga ställdes tre gånger på en vecka." in editor.get(reverse("search_asked")).text


def test_report_takes_the_same_queries_however_long(editor):
    def cost(number):
        for _ in range(number):
            ask(f"fråga {Asked.objects.count()}", 3)
        with CaptureQueriesContext(connection) as queries:
            assert len(report(editor)) == Asked.objects.count()
        return len(queries)

    cost(1)
    assert cost(2) == cost(40)


# Who comes where

E, T, R, S = "editor", "translator", "reviewer", "superuser"
GROUPS = {E: "Redaktörer", T: "Översättare", R: "Granskare"}
STAFF, ALL = {E, R, S}, {E, T, R, S}
WITH_ROW = {"edit", "delete", "history", "history_results", "usage"}
MAY = {"search_words": ALL, "search_choices": STAFF, "search_must_find": STAFF}
EXCEPT = {("search_words", "delete"): STAFF}


@pytest.fixture
def people(db):
    nobody = Group.objects.create(name="Andra")
    nobody.permissions.add(Permission.objects.get(codename="access_admin"))
    staff = {who: UserFactory(group=group) for who, group in GROUPS.items()}
    return staff | {S: UserFactory(is_superuser=True), "somebody": UserFactory(group="Andra"), "nobody": None}


def ours():
    """Every address of ours in the editor: its namespace and name."""
    found = []
    for namespace, (_prefix, resolver) in get_resolver("wagtail.admin.urls").namespace_dict.items():
        if namespace.startswith("search_"):
            found += [(namespace, pattern.name) for pattern in resolver.url_patterns]
    return found


def test_each_address_lets_in_whom_it_should(people, home):
    page = StandardPageFactory(parent=home)
    things = {
        "search_words": TermFactory(),
        "search_choices": PromotionFactory(chosen=[page]),
        "search_must_find": MustFindFactory(page=page),
    }
    addresses = {(name, view) for name, view in ours()}
    assert {name for name, _view in addresses} == set(things)
    found, wanted = {}, {}
    for who, user in people.items():
        browser = Client()
        if user:
            browser.force_login(user)
        for name, view in addresses:
            address = reverse(f"{name}:{view}", args=[things[name].pk] if view in WITH_ROW else [])
            for method in (browser.get, browser.head):
                found[who, name, view] = method(address).status_code
                wanted[who, name, view] = 200 if who in EXCEPT.get((name, view), MAY[name]) else 302
        for name in ("search_asked", "search_asked_results"):
            found[who, name] = browser.get(reverse(name)).status_code
            wanted[who, name] = 200 if who in ALL else 302
    assert found == wanted


def test_a_form_is_sent_by_nobody_who_may_not(people, home):
    row = MustFindFactory(question="tillit", page=home)
    for who in (T, "somebody", "nobody"):
        browser = Client()
        if people[who]:
            browser.force_login(people[who])
        for view, data in (("edit", {"question": "x", "language": "sv", "within": 3}), ("delete", {})):
            assert browser.post(reverse(f"search_must_find:{view}", args=[row.pk]), data).status_code == 302
        row.refresh_from_db()
        assert row.question == "tillit"


def menu(browser):
    """The entries of the menu about the search, by where they stand."""
    found = {}
    browser.get(reverse("wagtailadmin_home"))
    from wagtail.admin.menu import admin_menu, reports_menu  # once every hook has been read

    request = browser.get(reverse("wagtailadmin_home")).wsgi_request
    for item in admin_menu.menu_items_for_request(request):
        if item.name == "site-search":
            found["menu"] = [str(entry.label) for entry in item.menu.menu_items_for_request(request)]
    found["reports"] = any(item.name == "asked" for item in reports_menu.menu_items_for_request(request))
    return found


def test_menu_shows_each_what_they_may(people):
    found = {}
    for who in (E, T, R, "somebody"):
        browser = Client(HTTP_ACCEPT_LANGUAGE="sv")
        browser.force_login(people[who])
        found[who] = menu(browser)
    everything = ["Ord som betyder samma", "Redaktionens val", "Måste hittas", "Vad besökarna söker"]
    assert found == {
        E: {"menu": everything, "reports": True},
        R: {"menu": everything, "reports": True},
        T: {"menu": [everything[0], everything[3]], "reports": True},
        "somebody": {"reports": False},
    }


def test_line_leads_only_where_one_may_go(client, people):
    ask("tillit", 3)
    client.force_login(people[T])
    html = BeautifulSoup(client.get(reverse("search_asked")).text, "html.parser")
    assert [link["href"].partition("?")[0] for link in html.select("table.listing .actions a")] == [
        reverse("search_words:add")
    ]
