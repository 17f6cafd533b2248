"""What people search for: counted by the week, and nothing kept that somebody could be known by."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from home import clock
from search.curation import query_log
from search.curation.query_log import counts, forget, record
from search.models import Asked
from tests.factories import StandardPageFactory
from tests.moments import stockholm

pytestmark = pytest.mark.django_db

NOW = stockholm(2026, 11, 25, 12)  # a Wednesday
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def rows():
    return list(Asked.objects.order_by("pk").values_list("week", "language", "question", "times", "nothing"))


def test_searches_are_counted_by_week_and_language():
    record("Tillit?", "sv", 4)
    record("  tillit ", "sv", 0)
    record("tillit", "en", 0)
    assert rows() == [(MONDAY, "sv", "tillit", 2, 1), (MONDAY, "en", "tillit", 1, 1)]


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (stockholm(2026, 11, 29, 23, 59), MONDAY),
        (stockholm(2026, 11, 30, 0, 1), date(2026, 11, 30)),
        (stockholm(2027, 1, 1, 0, 1), date(2026, 12, 28)),
        (stockholm(2026, 3, 29, 23, 59), date(2026, 3, 23)),
        (stockholm(2026, 10, 26, 0, 1), date(2026, 10, 26)),
    ],
)
def test_week_begins_on_monday_in_stockholm(moment, week):
    with time_machine.travel(moment, tick=False):
        record("tillit", "sv", 1)
    assert [row[0] for row in rows()] == [week]


def test_nothing_is_kept_but_week_language_question_and_two_counts():
    kept = {field.name for field in Asked._meta.get_fields()}
    assert kept == {"id", "week", "language", "question", "times", "nothing"}


PERSONAL = [
    "anna@example.org",
    "mejla anna.andersson@example.org om plats",
    "19850312-2382",
    "850312-2382",
    "8503122382",
    "198503122382",
    "850312+2382",
    "850312 2382 Anna",
    "0920-123 45",
    "+46 70 123 45 67",
    "070–123 45 67",
    "(0920) 12 34 56",
    "4111 1111 1111 1111",
    "8​5​0​3​1​2-2382",
]


@pytest.mark.parametrize("question", PERSONAL)
def test_what_looks_like_personal_data_is_not_written_down(question):
    record(question, "sv", 0)
    assert rows() == []


@pytest.mark.parametrize("question", ["2023", "agenda 2030", "lag 2018:1937", "112", "sal 204 plan 3", "2018 och 2021"])
def test_numbers_of_other_kinds_are(question):
    record(question, "sv", 0)
    assert len(rows()) == 1


@pytest.mark.parametrize("question", ["", "   ", "\x00", "!?", "—", "🙂", "\u202e"])
def test_what_has_no_words_is_not(question):
    record(question, "sv", 0)
    assert rows() == []


def test_long_questions_are_cut_between_words():
    record("trygghet " * 40, "sv", 1)
    record("av trygghet " * 40, "sv", 1)
    record("x" * 10_000, "sv", 1)
    questions = [row[2] for row in rows()]
    assert questions[:2] == [" ".join(["trygghet"] * 9), " ".join(["av trygghet"] * 6 + ["av"])]
    assert max(map(len, questions)) == 80


def test_nothing_is_counted_in_a_preview():
    with clock.at(stockholm(2027, 1, 1)):
        record("tillit", "sv", 1)
    assert rows() == []


def test_a_search_costs_one_statement():
    with CaptureQueriesContext(connection) as queries:
        record("tillit", "sv", 1)
    assert len(queries) == 1


def test_a_flood_fills_no_more_than_its_measure(monkeypatch):
    monkeypatch.setattr(query_log, "MAX_A_WEEK", 3)
    for number in range(10):
        record(f"fråga {number % 5}", "sv", 1)
    assert [row[2:4] for row in rows()] == [(f"fråga {n}", 2) for n in range(3)]
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        record("fråga 4", "sv", 1)
    assert len(rows()) == 4


def test_a_database_that_fails_fails_no_search(caplog):
    def refuse(*args):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        record("tillit", "sv", 1)
    assert [entry.levelname for entry in caplog.records] == ["WARNING"]


# Whose


def request(method="GET", cookies=(), **headers):
    return SimpleNamespace(method=method, COOKIES=dict.fromkeys(cookies, "x"), headers=headers)


def test_only_visitors_searches_are_counted(settings):
    assert counts(request())
    assert counts(request(cookies=["other"]))
    assert not counts(request(cookies=[settings.SESSION_COOKIE_NAME]))
    assert not counts(request("HEAD"))
    assert not counts(request(**{"Sec-Purpose": "prefetch;prerender"}))
    with clock.at(NOW):
        assert not counts(request())


def test_search_page_counts_first_pages_of_full_searches(client, home, editor):
    visitor = type(client)()
    for number in range(20):
        StandardPageFactory(parent=home, title=f"Tillit {number}").save_revision().publish()
    for address in ("?q=tillit", "?q=Tillit!", "?q=tillit&page=2", "?q=tillit&kind=page", "", "?q=", "?q=saknas"):
        assert visitor.get(f"/sv/sok/{address}").status_code == 200
    assert visitor.get("/sv/sok/forslag/", {"q": "tillit"}).status_code == 200
    for address in ("/sv/sok/", "/admin/previews/site/20300101T1100Z/sv/sok/"):
        assert editor.get(address, {"q": "tillit"}).status_code == 200
    assert rows() == [(MONDAY, "sv", "tillit", 2, 0), (MONDAY, "sv", "saknas", 1, 1)]


# What is forgotten


def test_rare_queries_are_forgotten_weekly_and_all_after_two_years():
    weeks = [MONDAY, MONDAY - timedelta(weeks=1), MONDAY - timedelta(weeks=103), MONDAY - timedelta(weeks=105)]
    for week in weeks:
        for times in (1, 2, 3):
            Asked.objects.create(week=week, language="sv", question=f"fråga {times}", times=times, nothing=0)
    assert forget() == 2 + 2 + 3
    kept = list(Asked.objects.order_by("-week", "times").values_list("week", "times"))
    assert kept == [(MONDAY, 1), (MONDAY, 2), (MONDAY, 3), (weeks[1], 3), (weeks[2], 3)]


def test_forgetting_is_done_by_the_command_that_runs_every_minute():
    Asked.objects.create(week=MONDAY - timedelta(weeks=1), language="sv", question="en", times=1, nothing=0)
    call_command("publish_scheduled")
    assert rows() == []
