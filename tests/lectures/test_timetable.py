"""The programme by day: what people find on it, as it is narrowed, by the clock and in both languages."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from wagtail.models import Page

from conference.models import ConferencePage, EditionProgrammeRow
from home.models import StandardPage
from tests.bilingual.changing import publish
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

DAY = stockholm(2027, 4, 15)
HOUR = timedelta(hours=1)
BEFORE = stockholm(2027, 4, 1)


@pytest.fixture
@prepared
def edition(home):
    with time_machine.travel(BEFORE):
        rows = [
            EditionProgrammeRow(starts_at=DAY + 8 * HOUR, ends_at=DAY + 9 * HOUR, text="Registrering", place="Foajén"),
            EditionProgrammeRow(starts_at=DAY + 12 * HOUR, ends_at=DAY + 13 * HOUR, text="Lunch"),
        ]
        days = {"starts_on": date(2027, 4, 15), "ends_on": date(2027, 4, 16), "date_precision": "confirmed"}
        edition = ConferencePageFactory(parent=home, year=2027, programme_rows=rows, venue=VenueFactory(), **days)
        for title, day, hour, more in (
            ("Öppning", 0, 9, {"kind": "opening", "room": "Stora salen", "venue": edition.venue}),
            ("Spår A", 0, 10, {"room": "Sal A", "spoken_language": "en"}),
            ("Spår B", 0, 10, {"room": "Sal B", "form": "mixed"}),
            ("Andra dagen", 1, 9, {"room": "Stora salen"}),
            ("Digital i maj", 30, 13, {"kind": "digital", "form": "online"}),
        ):
            start = DAY + timedelta(days=day) + hour * HOUR
            facts = {"starts_at": start, "ends_at": start + HOUR, "date_precision": "confirmed"} | more
            LecturePageFactory(parent=edition, title=title, **facts)
        LecturePageFactory(parent=edition, title="Utan dag")
        return ConferencePage.objects.get(pk=edition.pk)


def soup(client, url: str, at=BEFORE) -> BeautifulSoup:
    with time_machine.travel(at, tick=False):
        response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text(element) -> str:
    return " ".join(element.get_text(" ").split())


def days(page: BeautifulSoup) -> dict[str, list[tuple]]:
    """By the heading of each day, its times with what there is at each."""
    return {
        text(day.h2): [
            (text(slot.h3), [text(item.h4 or item) for item in slot.select(".slot__list > li")])
            for slot in day.select(".slot")
        ]
        for day in page.select("section.timetable")
        if day.select(".slot")
    }


def test_programme_goes_day_by_day_and_by_the_time(client, edition):
    page = soup(client, f"{edition.url}program/")
    assert days(page) == {
        "Torsdag 15 april 2027": [
            ("08.00–09.00", ["Registrering Foajén"]),
            ("09.00–10.00", ["Öppning"]),
            ("10.00–11.00", ["Spår A", "Spår B"]),
            ("12.00–13.00", ["Lunch"]),
        ],
        "Fredag 16 april 2027": [("09.00–10.00", ["Andra dagen"])],
    }
    others = {
        text(part.h2): [text(title) for title in part.select("h3")] for part in page.select("section.timetable")[2:]
    }
    assert others == {
        "Dagen är inte bestämd": ["Utan dag"],
        "Digitala föreläsningar mellan konferenserna": ["Digital i maj"],
    }


def test_house_is_said_once_and_rooms_with_each(client, edition):
    page = soup(client, f"{edition.url}program/")
    places = [text(place) for place in page.select(".slot__lecture .slot__place")]
    assert places == ["Stora salen", "Sal A", "Sal B", "Stora salen"]
    assert edition.venue.said("name").plain in text(page.select_one(".page-header"))


def test_now_is_marked_and_linked_and_what_has_been_is_quiet(client, edition):
    page = soup(client, f"{edition.url}program/", DAY + 10.5 * HOUR)
    (now,) = page.select(".slot--now")
    assert (text(now.h3), now["id"]) == ("10.00–11.00 Nu", "nu")
    assert page.select_one('a[href="#nu"]').text == "Till det som pågår nu"
    assert [text(slot.h3) for slot in page.select(".slot--past")] == ["08.00–09.00", "09.00–10.00"]
    lunch = soup(client, f"{edition.url}program/", DAY + 12 * HOUR).select_one(".slot--now")
    assert text(lunch).startswith("12.00–13.00 Nu Lunch")
    assert soup(client, f"{edition.url}program/", DAY + 11.5 * HOUR).select(".slot--now, a[href='#nu']") == []


def test_choices_narrow_the_programme_and_count_what_they_leave(client, edition):
    subject = SubjectFactory(names={"sv": "Torg"}, slug="torg")
    publish(edition.get_children().get(title="Spår B").specific, subjects=[subject])
    url = f"{edition.url}program/"
    options = {text(link): link["href"] for link in soup(client, url).select(".facets__option")}
    assert options == {
        "Torg 1": "?subject=torg",
        "Svenska 5": "?language=sv",
        "Engelska 1": "?language=en",
        "Kan följas digitalt 2": "?form=digital",
    }
    for choice, titles in {"language=en": ["Spår A"], "form=digital": ["Spår B"], "subject=torg": ["Spår B"]}.items():
        page = soup(client, f"{url}?{choice}")
        assert [text(title) for title in page.select("h4.slot__title")] == titles
        assert "Lunch" not in text(page)
    both = soup(client, f"{url}?language=en&form=digital")
    assert (both.select("h4"), len(both.select(".chosen__link"))) == ([], 2)


@pytest.mark.parametrize("query", ["subject=okand", "language=%F0%9F", "form=", "x=1", "subject=" + "a" * 900])
def test_unknown_choices_change_nothing(client, edition, query):
    assert len(soup(client, f"{edition.url}program/?{query}").select("h4.slot__title")) == 4


def test_spoken_language_stands_where_it_is_another(client, edition):
    page = soup(client, f"{edition.url}program/")
    assert {text(item.h4): "På engelska" in text(item) for item in page.select(".slot__lecture")} == {
        "Öppning": False,
        "Spår A": True,
        "Spår B": False,
        "Andra dagen": False,
    }


def test_english_programme_has_its_own_address_and_texts(client, edition):
    assert client.get("/en/2027/programme/").status_code == 404
    english = translate(edition, title="The Safety Conference", slug="2027")
    rows = list(english.programme_rows.all())
    for row, said in zip(rows, ("Registration", "Lunch"), strict=True):
        row.text = said
    publish(english, programme_rows=rows)
    page = soup(client, "/en/2027/programme/")
    assert page.html["lang"] == "en"
    assert days(page)["Thursday 15 April 2027"][0] == ("08:00–09:00", ["Registration Foajén"])
    links = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    assert (links["sv"], links["en"]) == (
        "http://localhost:8000/sv/2027/program/",
        "http://localhost:8000/en/2027/programme/",
    )
    assert page.select_one("link[rel=canonical]")["href"] == links["en"]
    assert page.select_one(".language-switch a[hreflang=sv]")["href"] == "/sv/2027/program/"


def test_row_that_is_not_translated_yet_is_told_in_its_own_language(client, edition):
    english = translate(edition, title="The Safety Conference", slug="2027")
    EditionProgrammeRow.objects.filter(page=english, starts_at=DAY + 12 * HOUR).update(text="")
    page = soup(client, "/en/2027/programme/")
    assert str(page.select(".slot__row")[-1].span) == '<span lang="sv">Lunch</span>'


def test_trail_and_title_name_the_programme(client, edition):
    page = soup(client, f"{edition.url}program/")
    assert page.title.text == f"Program: {edition.title}"
    assert [text(item) for item in page.select(".breadcrumb li")][-2:] == [edition.title, "Program"]
    assert page.h1.text == "Program"


def test_cancelled_lecture_stays_in_its_place(client, edition):
    publish(edition.get_children().get(title="Spår A").specific, status="cancelled", notice="Sjukdom.")
    page = soup(client, f"{edition.url}program/")
    assert "Inställd" in text(page.select_one(".slot__lecture--cancelled"))


def test_drafts_and_private_lectures_are_in_no_programme(client, edition):
    facts = {"starts_at": DAY + 9 * HOUR, "date_precision": "confirmed", "parent": edition}
    LecturePageFactory(title="Hemlig", live=False, **facts)
    make_private(LecturePageFactory(title="Privat", **facts))
    page = text(soup(client, f"{edition.url}program/"))
    assert ("Hemlig" in page, "Privat" in page) == (False, False)
    edition.unpublish()
    assert client.get(f"{edition.url}program/").status_code in (404, 410)


def test_page_that_has_the_word_already_comes_first_and_no_new_one_gets_it(client, edition):
    page = StandardPageFactory(parent=edition, title="Gammalt program", slug="gammalt")
    Page.objects.filter(pk=page.pk).update(slug="program", url_path=f"{edition.url_path}program/")
    assert text(soup(client, f"{edition.url}program/").h1) == "Gammalt program"
    publish(StandardPage.objects.get(pk=page.pk), title="Äldre program")
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.slug) == ("Äldre program", "program")
    page.delete()
    other = StandardPageFactory.build(title="Program", slug="")
    edition.add_child(instance=other)
    assert other.slug == "program-2"


def test_night_when_the_clock_is_put_back_keeps_its_order(client, edition):
    for number, fold in enumerate((1, 0)):
        start = stockholm(2027, 10, 31, 2, 30, fold=fold)
        LecturePageFactory(parent=edition, title=f"Natt {number}", starts_at=start, date_precision="confirmed")
    found = days(soup(client, f"{edition.url}program/"))["Söndag 31 oktober 2027"]
    assert found == [("02.30", ["Natt 1"]), ("02.30", ["Natt 0"])]


def test_queries_do_not_grow(client, edition, django_assert_num_queries, django_assert_max_num_queries):
    url = f"{edition.url}program/"
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    LecturePageFactory.create_batch(9, parent=edition, starts_at=DAY, date_precision="confirmed")
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_sitemap_has_the_programme_in_each_language(client, home, edition):
    translate(edition, title="The Safety Conference", slug="2027")
    content = client.get("/sitemap-pages.xml").content.decode()
    assert re.findall(r"<loc>([^<]*/program(?:me)?/)</loc>", content) == [
        "http://localhost:8000/sv/2027/program/",
        "http://localhost:8000/en/2027/programme/",
    ]


@pytest.mark.parametrize("precision", ["none", "month"])
def test_conference_moved_online_without_days_keeps_its_programme(client, edition, precision):
    publish(edition, date_precision=precision, status="moved_online")
    page = soup(client, f"{edition.url}program/")
    assert [len(slots) for slots in days(page).values()] == [4, 1]
    assert [text(title) for title in page.select("section[aria-labelledby=digitalt] h3")] == ["Digital i maj"]
