"""What is said of an edition: one state of it, on its page, in the search and on the start page."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conference.models import ConferencePage
from conference.state import EditionFacts, Surroundings, edition_state, is_over
from conference.surroundings import surroundings
from home import clock
from home.dates import DatePrecision
from search.page.results import of_edition
from tests.factories import ConferencePageFactory, LecturePageFactory, make_private, translate
from tests.moments import stockholm

NOW = stockholm(2026, 10, 25, 2, 30)  # in the night that has an hour twice
TODAY = NOW.date()
UNDATED = EditionFacts("confirmed", year=2026)
AROUND = {
    name: Surroundings(**{name: True})
    for name in ("lecture_is_held_now", "lecture_is_ahead", "lecture_was_held", "is_succeeded")
}


def among(facts: EditionFacts, *names: str) -> EditionFacts:
    return replace(facts, surroundings=lambda: Surroundings(**dict.fromkeys(names, True)))


@pytest.mark.parametrize(
    ("facts", "around", "state", "over"),
    [
        (UNDATED, [], "coming", False),
        (UNDATED, ["lecture_was_held"], "coming", False),
        (UNDATED, ["lecture_is_held_now"], "ongoing", False),
        (UNDATED, ["lecture_was_held", "lecture_is_ahead", "is_succeeded"], "coming", False),
        (UNDATED, ["lecture_was_held", "is_succeeded"], "held", True),
        (UNDATED, ["is_succeeded"], "past", True),
        (replace(UNDATED, year=2025), ["lecture_was_held"], "held", True),
        (replace(UNDATED, year=2025), [], "past", True),
        (replace(UNDATED, year=2025, news_by=TODAY), ["lecture_was_held"], "coming", False),
        (replace(UNDATED, year=2025, news_by=TODAY - timedelta(days=1)), ["lecture_was_held"], "held", True),
        (replace(UNDATED, year=2025, precision="term", starts_on=date(2026, 7, 1)), [], "coming", False),
        (replace(UNDATED, year=2025, precision="term", starts_on=date(2026, 6, 30)), [], "past", True),
        (replace(UNDATED, status="postponed"), [], "postponed", False),
        (replace(UNDATED, status="postponed"), ["is_succeeded"], "postponed", True),
        (replace(UNDATED, status="cancelled"), ["lecture_is_ahead"], "cancelled", True),
        (replace(UNDATED, status="held"), [], "held", True),
        (replace(UNDATED, status="held"), ["lecture_is_ahead"], "held", False),
        (replace(UNDATED, precision="confirmed", starts_on=TODAY), [], "ongoing", False),
        (replace(UNDATED, precision="day", starts_on=date(2026, 10, 24)), [], "held", True),
        (replace(UNDATED, precision="day", starts_on=date(2026, 10, 24)), ["lecture_is_ahead"], "held", False),
        (replace(UNDATED, precision="day", starts_on=date(2026, 10, 24)), ["lecture_is_held_now"], "ongoing", False),
    ],
)
def test_edition_follows_from_its_lectures_and_its_successor(facts, around, state, over):
    facts = among(facts, *around)
    assert (edition_state(facts, TODAY), is_over(facts, TODAY)) == (state, over)


def seen(edition, now=NOW):
    """What is known of an edition's surroundings, as it stands in the database."""
    with clock.at(now):
        return ConferencePage.objects.get(pk=edition.pk).surroundings


NIGHT = {"starts_at": stockholm(2026, 10, 25, 1, 30), "ends_at": stockholm(2026, 10, 25, 2, 30, fold=1)}


def lecture(edition, **facts):
    dated = {"date_precision": "confirmed"} | NIGHT
    return LecturePageFactory(parent=edition, **dated | facts)


def test_edition_follows_its_lectures_around_each_moment(edition):
    talk, second = lecture(edition), timedelta(seconds=1)
    states = [(False, True, False), (True, True, False), (False, False, True)]
    moments = [talk.starts_at - second, talk.starts_at, talk.ends_at]
    found = [seen(edition, moment) for moment in moments]
    assert [(one.lecture_is_held_now, one.lecture_is_ahead, one.lecture_was_held) for one in found] == states


@pytest.mark.parametrize("facts", [{"status": "cancelled"}, {"status": "postponed"}, {"live": False}])
def test_cancelled_or_hidden_lectures_do_not_change_their_edition(edition, facts):
    lecture(edition, **facts)
    make_private(lecture(edition))
    assert seen(edition) == Surroundings()


def test_edition_knows_its_lectures_in_all_languages(edition):
    english = translate(edition)
    lecture(english)
    assert seen(edition) == seen(english) == replace(Surroundings(), lecture_is_held_now=True, lecture_is_ahead=True)


@pytest.mark.parametrize(
    ("facts", "succeeded"),
    [
        ({"date_precision": "day", "starts_on": TODAY}, True),
        ({"date_precision": "day", "starts_on": TODAY + timedelta(days=1)}, False),
        ({"date_precision": "preliminary", "starts_on": TODAY}, False),
        ({"date_precision": "day", "starts_on": TODAY, "status": "cancelled"}, False),
        ({"date_precision": "day", "starts_on": TODAY, "live": False}, False),
        ({"status": "held"}, True),
        ({"status": "held", "year": 2000}, False),
        ({}, False),
    ],
)
def test_edition_is_succeeded_when_a_later_one_has_begun(home, facts, succeeded):
    edition = ConferencePageFactory(parent=home, year=2026)
    ConferencePageFactory(parent=home, **{"year": 2028} | facts)
    assert seen(edition).is_succeeded is succeeded


def test_surroundings_of_many_editions_take_two_queries(home, django_assert_num_queries):
    for year in range(2000, 2012):
        lecture(ConferencePageFactory(parent=home, year=year))
        editions = list(ConferencePage.objects.all())
        if year in (2000, 2011):
            with django_assert_num_queries(2), clock.at(NOW):
                found = surroundings(editions)
    assert all(around.lecture_is_held_now for around in found.values())
    assert len(found) == 12
    empty = ConferencePageFactory(parent=home, year=2012)
    with clock.at(NOW):
        assert surroundings([empty, *editions]) == found | {empty.pk: Surroundings()}
        assert surroundings(editions[1:]) == {edition.pk: found[edition.pk] for edition in editions[1:]}


STATUSES = ("planned", "confirmed", "changed_form", "moved_online", "postponed", "cancelled", "held")
DATES = [
    {},
    {"date_precision": "confirmed", "starts_on": TODAY - timedelta(days=2), "ends_on": TODAY - timedelta(days=1)},
    {"date_precision": "confirmed", "starts_on": TODAY - timedelta(days=1), "ends_on": TODAY},
    {"date_precision": "confirmed", "starts_on": TODAY + timedelta(days=1)},
    *({"date_precision": p, "starts_on": date(2026, 6, 1)} for p in ("term", "month", "preliminary")),
]


@pytest.mark.parametrize("dates", DATES, ids=lambda dates: dates.get("date_precision", "none"))
def test_pages_and_search_agree_on_an_edition(homes, client, dates):
    edition = ConferencePageFactory(parent=homes["sv"], year=2026, **dates)
    for page in (edition, translate(edition)):
        for status in STATUSES:
            ConferencePage.objects.update(status=status)
            with clock.at(NOW):
                on_page, on_start = (client.get(url) for url in (page.url, f"/{page.locale.language_code}/"))
                row = ConferencePage.objects.get(pk=page.pk)
                found, state = of_edition(row, editions=None), row.state
            badge = on_page.context["edition"]["state"]
            assert badge == on_start.context["edition"]["state"]
            assert badge == {"slug": found["state"], "label": found["state_label"]}
            assert badge["slug"] == (status if state == "coming" else state)


@pytest.mark.parametrize("precision", ["term", "month", "preliminary"])
def test_lapsed_plan_shows_no_date_and_registers_nobody(home, client, precision):
    plan = {"date_precision": precision, "starts_on": date(2026, 6, 1), "registration_url": "https://example.org/a"}
    edition = ConferencePageFactory(parent=home, year=2026, **plan)
    for status in ("planned", "confirmed", "changed_form", "moved_online", "postponed"):
        ConferencePage.objects.update(status=status)
        with clock.at(NOW):
            context = client.get(edition.url).context
        assert (context["when"].iso_start, context["when"].text) == ("", "Datumet är inte klart")
        registration = context["registration"]
        assert registration is None if status == "postponed" else registration["state"] == "closed"


def test_postponed_edition_shows_when_the_new_date_is_told(home):
    dates = {"date_precision": "confirmed", "starts_on": date(2026, 11, 1), "news_by": date(2026, 12, 1)}
    with clock.at(NOW):
        assert "1 december 2026" in ConferencePageFactory(parent=home, status="postponed", **dates).when.text


@pytest.mark.parametrize("precision", DatePrecision.values)
def test_held_edition_never_says_that_its_date_is_open(home, precision):
    edition = ConferencePageFactory(
        parent=home, year=2021, status="held", date_precision=precision, starts_on=date(2021, 5, 4)
    )
    with clock.at(NOW):
        text = edition.when.text
    assert "2021" in text
    assert "preliminärt" not in text
