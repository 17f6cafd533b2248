"""The feeds: valid for readers that nobody here wrote, with identifiers for life, in one language each."""

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree

import pytest
import time_machine

from lectures.models import LecturePage
from tests.bilingual.changing import now, publish
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    StandardPageFactory,
    SubjectFactory,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

START = stockholm(2027, 4, 15, 13)
HOUR = timedelta(hours=1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
@prepared
def edition(home):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        edition = ConferencePageFactory(parent=home, year=2027)
        translate(edition, title="The Safety Conference")
        return edition


@pytest.fixture
@prepared
def lecture(edition):
    with time_machine.travel(stockholm(2027, 3, 2, 9)):
        facts = {"starts_at": START, "ends_at": START + HOUR, "date_precision": "confirmed", "room": "Stora salen"}
        page = LecturePageFactory(parent=edition, title="Trygga torg & gator <nu>", lead="Om torgen.", **facts)
        return LecturePage.objects.get(pk=page.pk)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(stockholm(2027, 3, 9)):
        yield


def atom(client, url: str) -> list[dict]:
    """The entries of an Atom feed, after what RFC 4287 asks of every feed has been looked at."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{url}"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        identifier, title, updated = (element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert UUID(identifier.removeprefix("urn:uuid:"))
        assert title.strip()
        assert datetime.fromisoformat(updated).tzinfo
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    return [
        {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary", "updated")}
        | {"url": entry.find(f"{ATOM}link").get("href")}
        for entry in feed.findall(f"{ATOM}entry")
    ]


def json_feed(client, url: str) -> list[dict]:
    """The items of a JSON Feed, after what version 1.1 asks of every feed has been looked at."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{url}"
    assert all(item["id"] and item["content_text"] and urlsplit(item["url"]).netloc for item in feed["items"])
    return feed["items"]


def titles(entries) -> list[str]:
    return [entry["title"] for entry in entries]


def test_new_lectures_changes_and_recordings_are_news(client, edition, lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 9)):
        publish(lecture, room="Lilla salen")
    with time_machine.travel(START + 2 * HOUR):
        publish(lecture, recording_url="https://film.example.org/1")
        found = atom(client, f"{edition.url}atom.xml")
        assert [(entry["title"], entry["summary"]) for entry in found] == [
            ("Inspelning: Trygga torg & gator <nu>", "Inspelningen finns på föreläsningens sida."),
            ("Ändrat: Trygga torg & gator <nu>", "I Lilla salen i stället för Stora salen."),
            ("Trygga torg & gator <nu>", "Torsdag 15 april 2027 kl.\xa013.00–14.00. Om torgen."),
            (edition.title, "Datumet är inte klart."),
        ]
        assert {entry["url"] for entry in found[:3]} == {lecture.full_url}
        same = json_feed(client, f"{edition.url}feed.json")
        assert [(item["id"], item["title"], item["content_text"]) for item in same] == [
            (entry["id"], entry["title"], entry["summary"]) for entry in found
        ]


def test_identifiers_are_for_life(client, home, edition, lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 9)):
        publish(lecture, room="Lilla salen")
    before = {entry["id"] for entry in atom(client, f"{edition.url}atom.xml")}
    with time_machine.travel(stockholm(2027, 3, 4, 9)):
        publish(lecture, title="Nytt namn", slug="nytt-namn")
        publish(edition, slug="tjugosju")
        publish(lecture, room="Mellansalen")
    after = [entry["id"] for entry in atom(client, f"{now(edition).url}atom.xml")]
    assert len(after) == len(set(after)) == 4
    assert before <= set(after)
    assert set(after) <= {entry["id"] for entry in atom(client, f"{home.url}atom.xml")}


def test_each_language_has_its_own_entries(client, homes, edition, lecture):
    with time_machine.travel(stockholm(2027, 3, 5, 9)):
        swedish = atom(client, f"{homes['sv'].url}atom.xml")
        assert titles(atom(client, f"{homes['en'].url}atom.xml")) == ["The Safety Conference"]
        translate(lecture, title="Safe squares")
        english = atom(client, f"{homes['en'].url}atom.xml")
    assert titles(english) == ["Safe squares", "The Safety Conference"]
    assert not {entry["id"] for entry in swedish} & {entry["id"] for entry in english}


def test_subject_has_a_feed(client, home, edition, lecture):
    archive, subject = LectureArchivePageFactory(parent=home), SubjectFactory(names={"sv": "Torg"}, slug="torg")
    url = f"{archive.url}atom.xml?subject=torg"
    assert client.get(url).status_code == 404
    publish(lecture, subjects=[subject])
    assert titles(atom(client, url)) == ["Trygga torg & gator <nu>"]


def test_drafts_private_pages_and_what_is_withdrawn_are_no_news(client, home, edition, lecture):
    LecturePageFactory(parent=edition, live=False, title="Hemlig")
    make_private(LecturePageFactory(parent=edition, title="Privat"))
    now(lecture).unpublish()
    found = client.get(f"{home.url}atom.xml").text + client.get(f"{home.url}data.json").text
    assert not {"Hemlig", "Privat", "Trygga torg"} & {
        word for word in ("Hemlig", "Privat", "Trygga torg") if word in found
    }


@pytest.mark.parametrize("name", ["atom.xml", "feed.json", "data.json"])
def test_lectures_and_plain_pages_have_none(client, home, edition, lecture, name):
    page = StandardPageFactory(parent=home)
    assert [client.get(f"{one.url}{name}").status_code for one in (lecture, page)] == [404, 404]
    assert client.get(f"/sv/2099/{name}").status_code == 404


def test_pages_tell_where_their_feeds_are(client, edition, lecture):
    html = client.get(edition.url).text
    assert (
        f'<link rel="alternate" type="application/atom+xml" href="{edition.url}atom.xml" title="Nytt och ändrat">'
        in html
    )
    assert f'type="application/feed+json" href="{edition.url}feed.json"' in html
    assert "application/atom+xml" not in client.get(lecture.url).text


@pytest.mark.parametrize("name", ["atom.xml", "feed.json", "data.json"])
def test_queries_do_not_grow(client, home, edition, django_assert_num_queries, django_assert_max_num_queries, name):
    LecturePageFactory.create_batch(3, parent=edition, starts_at=START, date_precision="confirmed")
    client.get(f"{home.url}{name}")
    with django_assert_max_num_queries(12) as few:
        client.get(f"{home.url}{name}")
    LecturePageFactory.create_batch(9, parent=edition, starts_at=START, date_precision="confirmed")
    with django_assert_num_queries(len(few)):
        client.get(f"{home.url}{name}")


def test_open_data_has_the_facts_and_no_contacts(client, edition, lecture):
    with time_machine.travel(stockholm(2027, 3, 9)):
        response = client.get(f"{edition.url}data.json")
    found = json.loads(response.content)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (found["version"], found["total"], found["next"], found["language"]) == ("1", 1, None, "sv")
    assert found["license"].startswith("https://creativecommons.org/")
    assert found["lectures"] == [
        {
            "id": str(lecture.translation_key),
            "url": lecture.full_url,
            "title": "Trygga torg & gator <nu>",
            "language": "sv",
            "description": "Om torgen.",
            "kind": "plenary",
            "state": "announced",
            "start": "2027-04-15T13:00+02:00",
            "end": "2027-04-15T14:00+02:00",
            "date_precision": "confirmed",
            "attendance_mode": "onsite",
            "venue": None,
            "room": "Stora salen",
            "speakers": [],
            "spoken_language": "sv",
            "recording": None,
            "sequence": 0,
            "changed_at": "2027-03-02T08:00:00+00:00",
        }
    ]


def test_open_data_comes_in_pages(client, edition, monkeypatch):
    monkeypatch.setattr("feeds.open_data.PER_PAGE", 2)
    LecturePageFactory.create_batch(3, parent=edition)
    first = client.get(f"{edition.url}data.json?page=-1").json()
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    assert (len(first["lectures"]), len(second["lectures"]), second["next"]) == (2, 1, None)


def test_signs_that_xml_has_no_place_for_break_no_feed(client, edition):
    with time_machine.travel(stockholm(2027, 3, 9)):
        LecturePageFactory(parent=edition, title="Titel \x0b\ufffe med \x1f tecken", room="Sal")
    assert titles(atom(client, f"{edition.url}atom.xml"))[0] == "Titel  med  tecken"
