"""How dates are said."""

from datetime import UTC, date

import pytest
from django.utils.translation import override

from bilingual.languages import cldr_locale
from home import clock
from home.dates import DatePrecision, When, say_day, say_days, say_time
from tests.moments import stockholm

THURSDAY = (stockholm(2021, 4, 15, 13), stockholm(2021, 4, 15, 14, 30))


@pytest.mark.parametrize(
    ("precision", "swedish", "english", "iso_start", "iso_end"),
    [
        ("none", "Datumet är inte klart", "Date not set yet", "", ""),
        ("term", "våren 2021", "spring 2021", "2021", ""),
        ("month", "april 2021", "April 2021", "2021-04", ""),
        ("day", "torsdag 15 april 2021", "Thursday 15 April 2021", "2021-04-15", "2021-04-15"),
        (
            "preliminary",
            "preliminärt torsdag 15 april 2021 kl.\u00a013.00–14.30",
            "provisionally Thursday 15 April 2021, 13:00–14:30 Swedish time",
            "2021-04-15T13:00+02:00",
            "2021-04-15T14:30+02:00",
        ),
        (
            "confirmed",
            "torsdag 15 april 2021 kl.\u00a013.00–14.30",
            "Thursday 15 April 2021, 13:00–14:30 Swedish time",
            "2021-04-15T13:00+02:00",
            "2021-04-15T14:30+02:00",
        ),
    ],
)
def test_when_says_what_is_known_of_a_lecture(precision, swedish, english, iso_start, iso_end):
    when = When(*THURSDAY, precision)
    with override("sv"):
        assert when.text == swedish
    with override("en"):
        assert when.text == english
    assert (when.iso_start, when.iso_end) == (iso_start, iso_end)


def test_every_precision_is_tested():
    tested = test_when_says_what_is_known_of_a_lecture.pytestmark[0].args[1]
    assert {row[0] for row in tested} == set(DatePrecision.values)


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        (date(2023, 3, 22), None, "onsdag 22 mars 2023", "Wednesday 22 March 2023"),
        (date(2023, 3, 22), date(2023, 3, 22), "onsdag 22 mars 2023", "Wednesday 22 March 2023"),
        (
            date(2023, 3, 22),
            date(2023, 3, 23),
            "onsdag 22–torsdag 23 mars 2023",
            "Wednesday 22–Thursday 23 March 2023",
        ),
        (
            date(2023, 3, 31),
            date(2023, 4, 1),
            "fredag 31 mars–lördag 1 april 2023",
            "Friday 31 March–Saturday 1 April 2023",
        ),
        (
            date(2026, 12, 31),
            date(2027, 1, 1),
            "torsdag 31 december 2026–fredag 1 januari 2027",
            "Thursday 31 December 2026–Friday 1 January 2027",
        ),
        (date(2023, 3, 23), date(2023, 3, 22), "torsdag 23 mars 2023", "Thursday 23 March 2023"),
    ],
    ids=["one day", "one day twice", "two days", "two months", "two years", "end before start"],
)
def test_when_says_what_days_have_in_common_once(start, end, swedish, english):
    when = When(start, end, "confirmed")
    with override("sv"):
        assert when.text == swedish
    with override("en"):
        assert when.text == english


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        (
            stockholm(2026, 5, 4, 9),
            None,
            "måndag 4 maj 2026 kl.\u00a009.00",
            "Monday 4 May 2026, 09:00 Swedish time",
        ),
        (
            stockholm(2026, 12, 31, 23),
            stockholm(2027, 1, 1, 1),
            "torsdag 31 december 2026 kl.\u00a023.00 till fredag 1 januari 2027 kl.\u00a001.00",
            "Thursday 31 December 2026 23:00 to Friday 1 January 2027 01:00 Swedish time",
        ),
    ],
    ids=["no end", "over new year"],
)
def test_when_says_times(start, end, swedish, english):
    when = When(start, end, "confirmed")
    with override("sv"):
        assert when.text == swedish
    with override("en"):
        assert when.text == english


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2027, 1, 1), "våren 2027", "spring 2027"),
        (date(2027, 6, 30), "våren 2027", "spring 2027"),
        (date(2027, 7, 1), "hösten 2027", "autumn 2027"),
        (date(2027, 12, 31), "hösten 2027", "autumn 2027"),
    ],
)
def test_when_names_the_term(day, swedish, english):
    with override("sv"):
        assert When(day, None, "term").text == swedish
    with override("en"):
        assert When(day, None, "term").text == english


def test_when_counts_days_in_stockholm():
    late, midnight = stockholm(2026, 6, 30, 23, 59), stockholm(2026, 7, 1)
    with override("en"):
        assert [When(moment, None, "term").text for moment in (late, midnight)] == ["spring 2026", "autumn 2026"]
        assert [When(moment, None, "month").text for moment in (late, midnight)] == ["June 2026", "July 2026"]
        assert [When(moment, None, "day").iso_start for moment in (late, midnight)] == ["2026-06-30", "2026-07-01"]
        new_year = [stockholm(2026, 12, 31, 23, 59), stockholm(2027, 1, 1)]
        assert [When(moment, None, "term").text for moment in new_year] == ["autumn 2026", "spring 2027"]
        assert [When(moment, None, "confirmed").short for moment in new_year] == ["31 December 2026", "1 January 2027"]


def test_when_keeps_its_head_on_the_nights_of_daylight_saving():
    spring = When(stockholm(2026, 3, 29, 1, 30), stockholm(2026, 3, 29, 3, 30), "confirmed")
    assert (spring.iso_start, spring.iso_end) == ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00")
    hour = [stockholm(2026, 10, 25, 2, 30, fold=fold).astimezone(UTC) for fold in (0, 1)]  # as the database gives them
    repeated = When(*hour, "confirmed")
    assert (repeated.iso_start, repeated.iso_end) == ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00")
    with override("en"):
        assert spring.text == "Sunday 29 March 2026, 01:30–03:30 Swedish time"
        assert repeated.text == "Sunday 25 October 2026, 02:30–02:30 Swedish time"


@pytest.mark.parametrize(
    ("today", "swedish", "english"),
    [
        (
            stockholm(2026, 9, 29, 12),
            "Datum meddelas senast 30 september 2026",
            "Date to be announced by 30 September 2026",
        ),
        (
            stockholm(2026, 9, 30, 23, 59),
            "Datum meddelas senast 30 september 2026",
            "Date to be announced by 30 September 2026",
        ),
        (stockholm(2026, 10, 1), "Datumet är inte klart", "Date not set yet"),
    ],
    ids=["before", "the last minute", "broken"],
)
def test_when_promises_news_only_until_the_day(today, swedish, english):
    when = When(news_by=date(2026, 9, 30))
    with clock.at(today):
        with override("sv"):
            assert when.text == swedish
        with override("en"):
            assert when.text == english


@pytest.mark.parametrize("precision", DatePrecision.values)
def test_when_without_a_start_says_that_there_is_no_date(precision):
    for when in (When(None, None, precision), When(None, date(2026, 1, 1), precision)):
        with override("en"):
            assert (when.known, when.text, when.short) == (False, "Date not set yet", "Date not set yet")
        assert (when.iso_start, when.iso_end, when.has_time) == ("", "", False)


def test_short_date_of_several_days_has_both_ends():
    days = [(date(2027, 9, 15), date(2027, 9, 16)), (date(2027, 9, 30), date(2027, 10, 1))]
    days.append((date(2027, 12, 31), date(2028, 1, 1)))
    with override("en"):
        short = [When(*pair, "day").short for pair in days]
    assert short == [
        "15–16 September 2027",
        "30 September – 1 October 2027",
        "31 December 2027 – 1 January 2028",
    ]


def test_short_date_is_the_day_or_what_is_known():
    with override("en"):
        short = {precision: When(*THURSDAY, precision).short for precision in DatePrecision.values}
    assert short == {
        "none": "Date not set yet",
        "term": "spring 2021",
        "month": "April 2021",
        "day": "15 April 2021",
        "preliminary": "15 April 2021",
        "confirmed": "15 April 2021",
    }


def test_when_of_an_edition_is_in_days():
    when = When(date(2023, 3, 22), date(2023, 3, 23), "confirmed")
    assert (when.iso_start, when.iso_end, when.has_time) == ("2023-03-22", "2023-03-23", False)


def test_languages_that_babel_does_not_know_get_swedish_dates():
    assert cldr_locale("sv").language == "sv"
    assert str(cldr_locale("en")) == "en_GB"
    assert [cldr_locale(code).language for code in ("xx-unknown", "fit", "smj")] == ["sv", "sv", "sv"]
    assert [cldr_locale(code).language for code in ("fi", "se")] == ["fi", "se"]
    with override("fi"):
        assert say_day(date(2026, 1, 2), weekday=False) == "2 tammikuuta 2026"


def test_time_of_day_is_written_as_in_the_language():
    with override("sv"):
        assert say_time(stockholm(2026, 1, 2, 9, 5)) == "09.05"
    with override("en"):
        assert say_time(stockholm(2026, 1, 2, 9, 5)) == "09:05"


def test_days_in_the_wrong_order_are_one_day():
    with override("en"):
        assert say_days(date(2026, 1, 2), date(2026, 1, 1)) == "Friday 2 January 2026"
