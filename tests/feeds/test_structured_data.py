"""What search engines read: of each page in each state what it shows, and nothing that it does not."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine

from lectures.models import LecturePage
from tests.bilingual.changing import now, publish
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    VenueFactory,
    give_organiser,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

START = stockholm(2027, 4, 15, 13)
HOUR = timedelta(hours=1)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
@prepared
def edition(home):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        edition = ConferencePageFactory(
            parent=home, year=2027, starts_on=date(2027, 4, 15), ends_on=date(2027, 4, 16), date_precision="confirmed"
        )
        give_organiser(edition, OrganiserFactory(names={"sv": "Polisen"}))
        return edition


@pytest.fixture
@prepared
def lecture(edition):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        venue = VenueFactory(names={"sv": "Kulturens hus"}, street_address="Skeppsbrogatan 17", locality="Luleå")
        facts = {"starts_at": START, "ends_at": START + HOUR, "date_precision": "confirmed", "venue": venue}
        page = LecturePageFactory(
            parent=edition, title="Trygga torg", people=[SpeakerFactory(name="Eva Ågren")], lead="Om torgen.", **facts
        )
        return LecturePage.objects.get(pk=page.pk)


def nodes(client, url: str, at=None) -> dict[str, dict]:
    """The nodes of a page by their type: one of each."""
    with time_machine.travel(at or stockholm(2027, 3, 9)):
        (data,) = SCRIPT.findall(client.get(url).text)
    found = json.loads(data)
    assert found["@context"] == "https://schema.org"
    by_type = {node["@type"]: node for node in found["@graph"]}
    assert len(by_type) == len(found["@graph"])
    return by_type


def test_lecture_is_an_event_with_its_facts(client, edition, lecture):
    event = nodes(client, lecture.url)["Event"]
    assert event == {
        "@type": "Event",
        "@id": f"{lecture.full_url}#event",
        "name": "Trygga torg",
        "description": "Trygga torg. Om torgen.",
        "url": lecture.full_url,
        "image": ["http://localhost:8000/static/img/og.png"],
        "startDate": "2027-04-15T13:00+02:00",
        "endDate": "2027-04-15T14:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Kulturens hus, Skeppsbrogatan 17, Luleå",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Skeppsbrogatan 17",
                "addressLocality": "Luleå",
                "addressCountry": "SE",
            },
        },
        "superEvent": {"@type": "Event", "@id": f"{edition.full_url}#event", "name": edition.title},
        "organizer": {"@id": "http://localhost:8000/#organisation"},
        "performer": [{"@type": "Person", "name": "Eva Ågren", "url": "http://localhost:8000/sv/talare/eva-agren/"}],
        "inLanguage": "sv",
    }


STATES = {
    "moved": (
        {"starts_at": START + HOUR, "ends_at": START + 2 * HOUR},
        "EventRescheduled",
        ["2027-04-15T13:00:00+02:00"],
    ),
    "cancelled": ({"status": "cancelled", "notice": "Sjukdom."}, "EventCancelled", None),
    "postponed": ({"status": "postponed", "notice": "Sjukdom."}, "EventPostponed", None),
    "moved online": ({"status": "moved_online", "notice": "På nätet."}, "EventMovedOnline", None),
}


@pytest.mark.parametrize(("fields", "status", "previous"), STATES.values(), ids=STATES)
def test_status_is_what_has_been_decided(client, lecture, fields, status, previous):
    publish(lecture, **fields)
    event = nodes(client, lecture.url)["Event"]
    assert (event["eventStatus"], event.get("previousStartDate")) == (f"https://schema.org/{status}", previous)
    assert event["startDate"] == (now(lecture).starts_at.astimezone(START.tzinfo).isoformat(timespec="minutes"))


def test_what_is_moved_online_has_its_page_as_its_place(client, lecture):
    publish(lecture, status="moved_online", stream_url="https://stream.example.org/x", notice="På nätet.")
    event = nodes(client, lecture.url, START - HOUR / 2)["Event"]
    assert event["location"] == {"@type": "VirtualLocation", "url": lecture.full_url}
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert "stream.example" not in json.dumps(event)


@pytest.mark.parametrize("precision", ["none", "term", "month"])
def test_without_a_day_there_is_no_event(client, lecture, precision):
    publish(lecture, date_precision=precision)
    assert set(nodes(client, lecture.url)) == {"Organization", "BreadcrumbList"}


def test_day_alone_has_no_time(client, lecture):
    publish(lecture, date_precision="day")
    assert nodes(client, lecture.url)["Event"]["startDate"] == "2027-04-15"


def test_recording_is_a_video_since_it_became_public(client, lecture):
    after = START + 24 * HOUR
    assert "VideoObject" not in nodes(client, lecture.url, after)
    with time_machine.travel(after):
        publish(lecture, recording_url="https://film.example.org/1")
    video = nodes(client, lecture.url, after + HOUR)["VideoObject"]
    assert (video["url"], video["uploadDate"]) == ("https://film.example.org/1", "2027-04-16T13:00:00+02:00")


def test_edition_has_its_organisers_and_the_start_page_the_search(client, home, edition):
    for url in (edition.url, home.url):
        event = nodes(client, url)["Event"]
        assert (event["startDate"], event["endDate"]) == ("2027-04-15", "2027-04-16")
        assert event["organizer"] == [{"@type": "Organization", "name": "Polisen"}]
        assert event["url"] == edition.full_url
    assert "WebSite" not in nodes(client, edition.url)
    target = nodes(client, home.url)["WebSite"]["potentialAction"]["target"]
    assert target == "http://localhost:8000/sv/sok/?q={search_term_string}"


def test_breadcrumbs_are_those_of_the_page(client, home, edition, lecture):
    items = nodes(client, lecture.url)["BreadcrumbList"]["itemListElement"]
    assert [(item["name"], item["item"]) for item in items] == [
        (home.title, home.full_url),
        (edition.title, edition.full_url),
        (lecture.title, lecture.full_url),
    ]


def test_decision_of_the_edition_is_that_of_its_lecture(client, edition, lecture):
    publish(edition, status="cancelled", notice="Inställd.", notice_on=date(2027, 3, 3))
    assert nodes(client, lecture.url)["Event"]["eventStatus"] == "https://schema.org/EventCancelled"


def test_text_that_ends_a_script_ends_nothing(client, home):
    page = StandardPageFactory(parent=home, title='</script><script>alert(1)</script> & \u2028 "ja"')
    crumbs = nodes(client, page.url)["BreadcrumbList"]["itemListElement"]
    assert crumbs[-1]["name"] == page.title


def test_english_page_names_things_in_english(client, edition, lecture):
    translate(edition, title="The Safety Conference")
    english = translate(lecture, title="Safe squares")
    event = nodes(client, english.url)["Event"]
    assert (event["name"], event["superEvent"]["name"]) == ("Safe squares", "The Safety Conference")
    assert event["performer"][0]["url"] == "http://localhost:8000/en/speakers/eva-agren/"


def test_nothing_is_said_where_there_is_nothing(client, edition):
    assert SCRIPT.findall(client.get("/sv/finns-inte/").text) == []


def test_edition_whose_time_is_out_is_not_named_by_its_lecture(client, edition, lecture):
    edition.expire_at = stockholm(2027, 3, 8)
    edition.save()
    assert "superEvent" not in nodes(client, lecture.url)["Event"]
