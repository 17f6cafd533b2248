"""What a page says of its changes, in both languages."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils.translation import override

from changelog.telling import changes_of
from conference.models import ConferencePage
from lectures.models import LecturePage
from tests.bilingual.changing import now, publish
from tests.factories import LecturePageFactory, VenueFactory, translate
from tests.moments import stockholm
from tests.prepared import prepared

START = stockholm(2027, 4, 15, 13)
HOUR = timedelta(hours=1)


@pytest.fixture
@prepared
def lecture(edition):
    with time_machine.travel(stockholm(2027, 3, 1, 9)):
        translate(edition, title="The conference")
        facts = {"starts_at": START, "ends_at": START + HOUR, "date_precision": "confirmed", "room": "Lilla salen"}
        return LecturePage.objects.get(pk=LecturePageFactory(parent=edition, title="Trygga torg", **facts).pk)


def told(lecture, language="sv") -> list[str]:
    with override(language):
        return [f"{said.day_text}: {text.plain}" for said in changes_of(now(lecture)) for text in said.texts]


CHANGES = {
    "start": ({"starts_at": START + HOUR / 2}, "börjar 13.30 i stället för 13.00"),
    "end": ({"ends_at": START + 2 * HOUR}, "slutar 15.00 i stället för 14.00"),
    "day": (
        {"starts_at": START + 24 * HOUR, "ends_at": START + 25 * HOUR},
        "fredag 16 april 2027 kl.\xa013.00–14.00 i stället för torsdag 15 april 2027 kl.\xa013.00–14.00",
    ),
    "only planned": (
        {"date_precision": "preliminary"},
        "preliminärt torsdag 15 april 2027 kl.\xa013.00–14.00 i stället för torsdag 15 april 2027 kl.\xa013.00–14.00",
    ),
    "no date": (
        {"date_precision": "none", "starts_at": None, "ends_at": None},
        "inte längre torsdag 15 april 2027 kl.\xa013.00–14.00; det nya datumet meddelas här",
    ),
    "form": ({"form": "online"}, "digitalt i stället för på plats"),
    "room": ({"room": "Stora salen"}, "i Stora salen i stället för Lilla salen"),
    "no room": ({"room": ""}, "inte längre i Lilla salen"),
    "cancelled": ({"status": "cancelled", "notice": "Sjukdom."}, "inställd"),
    "postponed": ({"status": "postponed", "notice": "Sjukdom."}, "uppskjuten"),
    "moved online": ({"status": "moved_online"}, "flyttad till nätet"),
}


@pytest.mark.parametrize(("fields", "sentence"), CHANGES.values(), ids=CHANGES)
def test_change_is_told_in_a_sentence(lecture, fields, sentence):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, **fields)
        assert told(lecture) == [f"3 mars 2027: {sentence}"]


def test_newest_is_told_first_and_a_day_as_a_whole(lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, room="Stora salen")
        publish(lecture, room="Mellansalen")
    with time_machine.travel(stockholm(2027, 3, 5, 0, 1)):
        publish(lecture, status="cancelled", notice="Sjukdom.")
        publish(lecture, room="Foajén")
        publish(lecture, room="Mellansalen")
    with time_machine.travel(stockholm(2027, 3, 6, 12)):
        publish(lecture, status="planned", notice="")
        assert told(lecture) == [
            "6 mars 2027: hålls trots allt",
            "5 mars 2027: inställd",
            "3 mars 2027: i Mellansalen i stället för Lilla salen",
        ]


def test_first_publication_and_what_is_undone_the_same_day_are_not_told(lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, room="Stora salen")
        publish(lecture, room="Lilla salen")
        assert told(lecture) == []


def test_venue_is_named_in_the_readers_language(lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, venue=VenueFactory(names={"sv": "Kulturens hus", "en": "House of Culture"}))
        assert told(lecture, "en") == ["3 March 2027: in House of Culture, Lilla salen instead of Lilla salen"]


def test_house_that_is_the_same_is_not_told_again(lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, venue=VenueFactory(names={"sv": "Kulturens hus"}))
    with time_machine.travel(stockholm(2027, 3, 4, 12)):
        publish(lecture, room="Stora salen")
        assert told(lecture)[0] == "4 mars 2027: i Stora salen i stället för Lilla salen"


def test_page_shows_it_until_the_lecture_is_over(client, lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, room="Stora salen")
        html = client.get(lecture.url).text
        assert '<time datetime="2027-03-03">3 mars 2027</time>: i Stora salen i stället för Lilla salen</li>' in html
    with time_machine.travel(START + 2 * HOUR):
        assert "i stället för Lilla salen" not in client.get(lecture.url).text


def test_older_changes_are_folded(client, lecture):
    for day in range(2, 7):
        with time_machine.travel(stockholm(2027, 3, day, 12)):
            publish(lecture, room=f"Sal {day}")
    with time_machine.travel(stockholm(2027, 3, 8)):
        shown, _tag, folded = client.get(lecture.url).text.partition('<details class="event-changes__earlier"')
        assert ("i Sal 4 i stället" in shown, "i Sal 3 i stället" in shown, "i Sal 3 i stället" in folded) == (
            True,
            False,
            True,
        )


def test_name_that_an_editor_writes_is_not_taken_for_markup(client, lecture):
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(lecture, room="<b>Sal</b> {0} %s")
        html = client.get(lecture.url).text
    assert "i &lt;b&gt;Sal&lt;/b&gt; {0} %s i stället för" in html


def test_edition_tells_its_changes_and_its_lectures_follow(client, edition, lecture):
    english = ConferencePage.objects.get(translation_key=edition.translation_key, locale__language_code="en")
    with time_machine.travel(stockholm(2027, 3, 3, 12)):
        publish(english, notice="Cancelled.")
        publish(edition, status="cancelled", notice="Inställd.", notice_on=date(2027, 3, 3))
        for page in (edition, lecture):
            assert '<time datetime="2027-03-03">3 mars 2027</time>: inställd</li>' in client.get(page.url).text
