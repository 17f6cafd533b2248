"""The calendars, as three readers that nobody here wrote read them, and as RFC 5545 has them."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from dateutil.tz import tzical
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from feeds.calendar_events import CalendarEvent
from feeds.calendars import STOCKHOLM, calendar
from lectures.models import LecturePage
from previews.time_travel.link_rewriting import LINKS
from tests.bilingual.changing import now, publish
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    SubjectFactory,
    VenueFactory,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

START = stockholm(2027, 4, 15, 13)
HOUR = timedelta(hours=1)


@pytest.fixture
@prepared
def edition(home):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        edition = ConferencePageFactory(parent=home, year=2027, title="Trygghetskonferensen 2027")
        translate(edition, title="The Safety Conference 2027")
        return edition


@pytest.fixture
@prepared
def lecture(edition):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        venue = VenueFactory(names={"sv": "Kulturens hus", "en": "House of Culture"}, locality="Luleå")
        facts = {"starts_at": START, "ends_at": START + HOUR, "date_precision": "confirmed", "venue": venue}
        people = [SpeakerFactory(name="Eva Ågren")]
        page = LecturePageFactory(
            parent=edition, title="Trygga torg; om, allt", room="Stora salen", people=people, **facts
        )
        return LecturePage.objects.get(pk=page.pk)


@pytest.fixture
@prepared
def english(lecture):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        return translate(lecture, title="Safe squares")


def read(client, url: str) -> icalendar.Calendar:
    """A calendar as visitors get it, read without a complaint."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    assert b"\n" not in response.content.replace(b"\r\n", b"")
    found = icalendar.Calendar.from_ical(response.content)
    assert [error for part in found.walk() for error in part.errors] == []
    return found


def only_event(client, page):
    (event,) = read(client, f"{page.url}{'calendar' if page.url.startswith('/en/') else 'kalender'}.ics").events
    return event


def test_lecture_has_its_facts_in_its_calendar(client, lecture):
    event = only_event(client, lecture)
    assert event.start == START
    assert event.end == START + HOUR
    assert event["SUMMARY"] == "Trygga torg; om, allt"
    assert event["LOCATION"] == "Kulturens hus, Stora salen, Luleå"
    assert event["DESCRIPTION"] == f"Eva Ågren\n\n{lecture.full_url}"
    assert event["URL"] == lecture.full_url
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CONFIRMED", 0, "OPAQUE")
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"


def test_uid_and_sequence_are_the_same_in_every_language(client, lecture, english):
    publish(lecture, room="Lilla salen")
    swedish, other = only_event(client, lecture), only_event(client, english)
    assert swedish["UID"] == other["UID"] == str(lecture.translation_key)
    assert swedish["SEQUENCE"] == other["SEQUENCE"] == 1
    assert (other["SUMMARY"], other["LOCATION"]) == ("Safe squares", "House of Culture, Lilla salen, Luleå")


def test_stamps_are_of_the_change_and_not_of_the_request(client, lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, title="Tryggare torg")
    with time_machine.travel(stockholm(2027, 3, 9)):
        event = only_event(client, lecture)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == stockholm(2027, 3, 3, 12)
    assert (event["CREATED"].dt, event["SEQUENCE"]) == (stockholm(2027, 3, 1, 9), 0)


def test_story_of_a_lecture_counts_its_changes(client, edition, lecture, english):
    """From preliminary through moved, moved online, cancelled and not after all."""
    steps = [
        ({"date_precision": "preliminary"}, "TENTATIVE", 1),
        ({"starts_at": START + HOUR, "ends_at": START + 2 * HOUR, "date_precision": "confirmed"}, "CONFIRMED", 2),
        ({"status": "moved_online", "notice": "På nätet."}, "CONFIRMED", 3),
        ({"status": "cancelled", "notice": "Sjukdom."}, "CANCELLED", 4),
        ({"status": "planned", "notice": ""}, "CONFIRMED", 5),
    ]
    publish(english, notice="Changed.")
    for fields, status, number in steps:
        with time_machine.travel(stockholm(2027, 3, 2 + number)):
            publish(lecture, **fields)
            for page in (lecture, english):
                event = only_event(client, page)
                assert (event["STATUS"], event["SEQUENCE"]) == (status, number)
                (same,) = [e for e in read(client, f"{edition.url}kalender.ics").events if e["UID"] == event["UID"]]
                assert (same["STATUS"], same["SEQUENCE"]) == (status, number)
    assert only_event(client, lecture).start == START + HOUR


def test_what_is_off_says_so_and_takes_no_time(client, lecture):
    publish(lecture, status="postponed", notice="Sjukdom.")
    event = only_event(client, lecture)
    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == (
        "Uppskjuten: Trygga torg; om, allt",
        "CANCELLED",
        "TRANSPARENT",
    )
    assert event.start == START


def test_lecture_that_is_moved_online_is_at_no_place(client, lecture):
    publish(lecture, status="moved_online", stream_url="https://example.org/sändning", notice="På nätet.")
    assert only_event(client, lecture)["LOCATION"] == "Digitalt"


def test_stream_link_is_in_no_calendar(client, lecture):
    publish(lecture, form="mixed", stream_url="https://stream.example.org/x", stream_opens_at=stockholm(2020, 1, 1))
    assert b"stream.example" not in client.get(f"{lecture.url}kalender.ics").content


def test_day_alone_is_the_whole_day(client, lecture):
    publish(lecture, date_precision="day")
    event = only_event(client, lecture)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 4, 15), date(2027, 4, 16))


@pytest.mark.parametrize("precision", ["none", "term", "month"])
def test_without_a_day_there_is_no_event_and_a_valid_calendar(client, lecture, precision):
    publish(lecture, date_precision=precision)
    found = read(client, f"{lecture.url}kalender.ics")
    assert (found.events, len(found.timezones)) == ([], 1)


def test_plan_that_has_lapsed_is_in_no_calendar(client, lecture):
    publish(lecture, date_precision="preliminary")
    with time_machine.travel(START + timedelta(days=1)):
        assert read(client, f"{lecture.url}kalender.ics").events == []


def test_edition_has_its_days_and_its_lectures(client, edition, lecture):
    publish(edition, starts_on=date(2027, 4, 15), ends_on=date(2027, 4, 16), date_precision="confirmed")
    found = read(client, f"{edition.url}kalender.ics")
    assert [(event["SUMMARY"], event["DTSTART"].dt) for event in found.events] == [
        ("Trygghetskonferensen 2027", date(2027, 4, 15)),
        ("Trygga torg; om, allt", START),
    ]
    assert found.events[0]["DTEND"].dt == date(2027, 4, 17)
    assert (found["NAME"], found["REFRESH-INTERVAL"].dt) == ("Trygghetskonferensen 2027", HOUR)
    assert found["SOURCE"] == "http://testserver/sv/2027/kalender.ics"


def test_decision_of_an_edition_is_in_the_calendar_of_each_lecture(client, edition, lecture):
    publish(now(edition).get_translations().get().specific, notice="Off.")
    publish(edition, status="cancelled", notice="Inställd.", notice_on=date(2027, 3, 3))
    event = only_event(client, lecture)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_start_page_has_everything_but_what_is_long_over(client, home, edition, lecture):
    old = ConferencePageFactory(parent=home, year=2021)
    LecturePageFactory(parent=old, title="Gammal", starts_at=stockholm(2021, 4, 15, 13), date_precision="confirmed")
    with time_machine.travel(stockholm(2027, 3, 9)):
        found = read(client, f"{home.url}kalender.ics")
    assert [event["SUMMARY"] for event in found.events] == ["Trygga torg; om, allt"]


def test_subject_has_a_calendar_under_its_former_word_too(client, home, lecture):
    archive = LectureArchivePageFactory(parent=home)
    subject = SubjectFactory(names={"sv": "Torg"}, slug="torg")
    publish(lecture, subjects=[subject])
    url = f"{archive.url}kalender.ics?subject="
    assert [event["SUMMARY"] for event in read(client, f"{url}torg").events] == ["Trygga torg; om, allt"]
    with time_machine.travel(START + 2 * HOUR):
        html = client.get(f"{archive.url}?subject=torg").text
        assert f'<a href="webcal://testserver{url}torg">Prenumerera i din kalender</a>' in html
        assert "webcal:" not in client.get(archive.url).text
    subject.slug = "platser"
    subject.save()
    moved = client.get(f"{url}torg")
    assert (moved.status_code, moved["Location"]) == (301, "?subject=platser")
    assert client.get(f"{url}okand").status_code == 404


def test_drafts_private_and_withdrawn_pages_have_none(client, edition, lecture):
    draft = LecturePageFactory(parent=edition, live=False, title="Hemlig", starts_at=START, date_precision="confirmed")
    hidden = LecturePageFactory(parent=edition, title="Privat", starts_at=START, date_precision="confirmed")
    make_private(hidden)
    assert {event["SUMMARY"] for event in read(client, f"{edition.url}kalender.ics").events} == {lecture.title}
    assert client.get(f"{edition.url}{draft.slug}/kalender.ics").status_code == 404
    assert client.get(f"{hidden.url}kalender.ics").status_code == 404
    now(lecture).unpublish()
    assert client.get(f"{lecture.url}kalender.ics").status_code == 410


def test_calendar_moves_with_its_page(client, edition, lecture):
    before = f"{lecture.url}kalender.ics"
    publish(edition, slug="tjugosju")
    publish(lecture, slug="torg")
    moved = client.get(before)
    assert (moved.status_code, moved["Location"]) == (301, "/sv/tjugosju/torg/kalender.ics")


@pytest.mark.parametrize(
    "path", ["/sv/2099/kalender.ics", "/sv/2027/x/kalender.ics", "/sv/2027/calendar.ics", "/sv/a/kalender.ics/"]
)
def test_unknown_address_is_not_found(client, edition, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("since", ["Mon, 01 Mar 2027 08:00:00 GMT", "gestern", "", "Mon, 99 Foo 2027", "x" * 3000])
def test_answer_is_sent_again_only_when_it_has_changed(client, lecture, since):
    url = f"{lecture.url}kalender.ics"
    first = client.get(url, headers={"if-modified-since": since})
    assert (first.status_code, first["Cache-Control"], first.cookies) == (200, "public, max-age=60", {})
    assert "Cookie" not in first.get("Vary", "")
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    publish(lecture, room="Lilla salen")
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_queries_do_not_grow_with_the_lectures(
    client, edition, django_assert_num_queries, django_assert_max_num_queries
):
    LecturePageFactory.create_batch(
        3, parent=edition, starts_at=START, date_precision="confirmed", venue=VenueFactory()
    )
    url = f"{edition.url}kalender.ics"
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    LecturePageFactory.create_batch(
        9, parent=edition, starts_at=START, date_precision="confirmed", venue=VenueFactory()
    )
    with django_assert_num_queries(len(few)):
        assert len(read(client, url).events) == 12


@pytest.mark.parametrize(
    "moment",
    [
        stockholm(2027, 3, 28, 2, 30),
        stockholm(2027, 10, 31, 2, 30),
        stockholm(2027, 10, 31, 2, 30, fold=1),
        stockholm(2027, 12, 31, 23, 30),
    ],
)
def test_moment_is_the_same_in_the_nights_when_the_clock_changes(moment):
    event = made(start=moment.astimezone(UTC), end=moment.astimezone(UTC) + HOUR)
    (read_by_one,) = icalendar.Calendar.from_ical(written(event)).events
    assert read_by_one.start.astimezone(UTC) == moment.astimezone(UTC)
    assert read_by_one.end.astimezone(UTC) == moment.astimezone(UTC) + HOUR


def test_zone_is_right_for_every_day_from_1980_to_2037():
    other, zone = tzical(io.StringIO(STOCKHOLM.decode())).get("Europe/Stockholm"), ZoneInfo("Europe/Stockholm")
    day, wrong = datetime(1980, 1, 1, 12), []  # noqa: DTZ001 - by the clock on the wall
    while day.year < 2038:
        if day.replace(tzinfo=other).utcoffset() != day.replace(tzinfo=zone).utcoffset():
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []
    for year in range(1980, 2038):
        for month, hours in ((3, (1, 3)), (4, (1, 3)), (9, (1, 4)), (10, (1, 4))):
            for number in range(1, 31):
                for hour in hours:
                    moment = datetime(year, month, number, hour, 59)  # noqa: DTZ001
                    assert moment.replace(tzinfo=other).utcoffset() == moment.replace(tzinfo=zone).utcoffset(), moment


def made(**values) -> CalendarEvent:
    moment = datetime(2027, 3, 1, tzinfo=UTC)
    values = {"start": START, "end": START + HOUR, "summary": "Titel"} | values
    return CalendarEvent(
        uid="x", sequence=0, published_at=moment, changed_at=moment, status="CONFIRMED", language="sv", **values
    )


def written(*events: CalendarEvent) -> bytes:
    return calendar("Namn", "sv", "https://example.org/", "https://example.org/kalender.ics", events)


def unfolded(content: bytes) -> list[str]:
    """The content lines: a reader of twenty lines, by the words of RFC 5545, 3.1."""
    return content.decode().replace("\r\n ", "").split("\r\n")


@how(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_comes_out_as_it_went_in(text):
    content = written(made(summary=text, description=text))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    line = next(line for line in unfolded(content) if line.startswith("DESCRIPTION:")) if text.strip() else ""
    (event,) = icalendar.Calendar.from_ical(content).events
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(letter for letter in lines if (letter >= " " and letter != "\x7f") or letter in "\n\t")
    assert event["SUMMARY"] == kept
    assert not any(ord(letter) < 32 and letter != "\t" for letter in line)


def test_title_of_300_letters_with_all_kinds_of_signs():
    title = 'Trygghet, "nu"; och\\eller 🚓\u202eאבג\u202c\nrad två ' * 8
    (event,) = icalendar.Calendar.from_ical(written(made(summary=title[:300]))).events
    assert event["SUMMARY"] == title[:300]


def test_links_stand_on_the_pages(client, edition, lecture):
    with time_machine.travel(stockholm(2027, 3, 9)):
        html = client.get(lecture.url).text
        assert f'<a href="{lecture.url}kalender.ics">Lägg till i kalendern</a>' in html
        html = client.get(edition.url).text
        assert f'<a href="webcal://testserver{edition.url}kalender.ics">Prenumerera i din kalender</a>' in html
    with time_machine.travel(START + 2 * HOUR):
        assert "kalender.ics" not in client.get(lecture.url).text


def test_previews_keep_the_link_to_subscribe_inside():
    assert (
        LINKS.search('<a href="webcal://testserver/sv/2027/kalender.ics">')[2]
        == "webcal://testserver/sv/2027/kalender.ics"
    )


def test_moments_are_told_by_the_clock_in_stockholm(client, lecture):
    content = client.get(f"{lecture.url}kalender.ics").content.decode()
    assert f"DTSTART;TZID=Europe/Stockholm:{timezone.localtime(START):%Y%m%dT%H%M%S}" in content
