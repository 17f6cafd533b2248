"""What the page of a lecture says and offers at each moment."""

from datetime import timedelta

import pytest

from home import clock
from lectures.models import LecturePage
from tests.factories import LecturePageFactory
from tests.moments import stockholm

START, END = stockholm(2026, 9, 30, 13), stockholm(2026, 9, 30, 14, 30)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
TIMES = {"date_precision": "confirmed", "starts_at": START, "ends_at": END}
STREAM = "https://example.org/strom"


@pytest.mark.parametrize(
    ("facts", "opens", "closes"),
    [
        ({}, START - HOUR, END),
        ({"stream_opens_at": START - 2 * HOUR}, START - 2 * HOUR, END),
        ({"stream_closes_at": END + HOUR}, START - HOUR, END + HOUR),
        ({"ends_at": None}, START - HOUR, START + timedelta(minutes=90)),
        ({"status": "moved_online"}, START - HOUR, END),
    ],
)
def test_stream_is_offered_in_its_window_only(db, facts, opens, closes):
    lecture = LecturePage(stream_url=STREAM, **TIMES | facts)
    shown = []
    for moment in (opens - SECOND, opens, closes - SECOND, closes):
        with clock.at(moment):
            shown.append(lecture.stream_is_shown)
    assert shown == [False, True, True, False]


@pytest.mark.parametrize(
    "facts", [{"status": "cancelled"}, {"status": "postponed"}, {"stream_url": ""}, {"date_precision": "month"}]
)
def test_stream_is_not_offered_where_there_is_nothing_to_follow(db, facts):
    lecture = LecturePage(**{"stream_url": STREAM, **TIMES} | facts)
    with clock.at(START):
        assert lecture.stream_is_shown is False


@pytest.mark.parametrize(
    ("now", "offered"), [(START - 2 * HOUR, True), (START - SECOND, True), (START, False), (END, False)]
)
def test_registration_is_offered_until_the_lecture_starts(db, now, offered):
    lecture = LecturePage(registration_url="https://example.org/anmalan", **TIMES)
    with clock.at(now):
        assert bool(lecture.registration) is offered


LATER = END + timedelta(days=30)


@pytest.mark.parametrize(
    ("facts", "now", "text"),
    [
        ({"starts_at": None, "ends_at": None}, START, "Datumet"),
        ({}, START - 30 * HOUR, ""),
        ({}, START - SECOND, "Föreläsningen börjar snart."),
        ({}, START, "Föreläsningen pågår nu."),
        ({"stream_url": STREAM}, START, "Föreläsningen pågår nu. Du kan följa"),
        ({}, END, "Ingen inspelning finns."),
        ({"will_be_recorded": True}, END, "Inspelningen"),
        ({"will_be_recorded": True}, LATER, "Inspelningen"),
        ({}, LATER, "Ingen inspelning finns."),
        ({"recording_url": "https://example.org/film"}, LATER, ""),
        ({"status": "cancelled"}, START, "Föreläsningen har ställts in"),
        ({"status": "postponed"}, LATER, "Föreläsningen har skjutits upp"),
        ({"status": "moved_online"}, START - 30 * HOUR, "Föreläsningen har flyttats till nätet."),
    ],
)
def test_lecture_says_honestly_what_it_is(client, edition, facts, now, text):
    lecture = LecturePageFactory(parent=edition, **TIMES | facts)
    with clock.at(now):
        response = client.get(lecture.url)
    said = str(response.context["state_text"])
    assert said.startswith(text)
    assert bool(said) == bool(text)
    assert said in response.content.decode()


@pytest.mark.parametrize(("now", "shown"), [(START, False), (END - SECOND, False), (END, True), (LATER, True)])
def test_recording_is_offered_when_the_lecture_is_over(client, edition, now, shown):
    film = "https://example.org/film"
    lecture = LecturePageFactory(parent=edition, recording_url=film, recording_captions="Textad", **TIMES)
    with clock.at(now):
        html = client.get(lecture.url).content.decode()
    assert (f'href="{film}"' in html, "Textad" in html) == (shown, shown)


@pytest.mark.parametrize(("days", "text"), [(3 * 365, ""), (3 * 365 + 1, "2026")])
def test_old_lecture_says_that_it_is_old(client, edition, days, text):
    lecture = LecturePageFactory(parent=edition, **TIMES)
    with clock.at(END + timedelta(days=days)):
        said = client.get(lecture.url).context["old_text"]
    assert text in said
    assert bool(said) == bool(text)
