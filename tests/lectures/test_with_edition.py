"""What is decided of an edition reaches its lectures, wherever they are shown and in both languages."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as how
from hypothesis import strategies as st

from conference.models import ConferencePage
from conference.state import EditionDecision
from home import clock
from home.models import HomePage
from lectures.models import LecturePage
from lectures.programme import programme
from lectures.queries import is_ongoing, is_past
from lectures.state import LectureFacts, LectureState, LectureStatus, decided, lecture_state, over_at
from search.indexing.documents import entry_of_page
from search.indexing.indexer import fetched
from search.models import Entry
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    translate,
)
from tests.lectures.test_queries import AFTER, copy_shared_fields, lectures  # noqa: F401
from tests.lectures.test_state import CONFIRMED, FACTS, SOME
from tests.moments import stockholm
from tests.prepared import prepared

NOW = stockholm(2026, 3, 29, 1, 30)  # half an hour before the clocks are put forward
START = stockholm(2026, 4, 10, 13)
FORM, FILM = "https://example.org/anmalan", "https://example.org/film"
DECISIONS = st.builds(
    EditionDecision,
    status=st.sampled_from(["planned", "changed_form", "held", "moved_online", "postponed", "cancelled"]),
    notice_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    path=st.just(""),
)

# Whatever has been decided of a lecture, over before and after most notices, with a recording and without.
HELD = [
    LectureFacts(status, precision, starts_at, has_recording=status in LectureStatus.values[2:] and starts_at > NOW)
    for status in LectureStatus.values
    for precision, starts_at in (("day", NOW - timedelta(days=9)), ("confirmed", START), ("day", START))
]


@how(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(HELD, EditionDecision("cancelled"), [NOW, START + timedelta(days=2)], 0)
@example(HELD, EditionDecision("cancelled", NOW.date()), [NOW, START + timedelta(days=2)], 0)
@example(HELD, EditionDecision("postponed"), [NOW, START + timedelta(days=2)], 0)
@example(HELD, EditionDecision("postponed", NOW.date()), [NOW, START + timedelta(days=2)], 0)
@given(st.lists(FACTS, min_size=12, max_size=12), DECISIONS, st.lists(SOME, min_size=2, max_size=2), st.integers(0, 11))
def test_database_and_state_agree_whatever_is_decided_of_the_edition(lectures, facts, decision, moments, number):  # noqa: F811
    ConferencePage.objects.update(status=decision.status, notice_on=decision.notice_on)
    copy_shared_fields(lectures, facts)
    stored = {lecture.pk: lecture.facts for lecture in LecturePage.objects.all()}
    assert {fact.edition for fact in stored.values()} == {decision}
    boundary = over_at(facts[number])
    for now in [*moments, *([boundary - timedelta(microseconds=1), boundary] if boundary else [])]:
        past, ongoing, upcoming, announced = (
            set(asked.values_list("pk", flat=True))
            for asked in (
                LecturePage.objects.past(now),
                LecturePage.objects.ongoing(now),
                LecturePage.objects.upcoming(now),
                LecturePage.objects.upcoming(now).as_announced(),
            )
        )
        assert len(past) + len(ongoing) + len(upcoming) == len(past | ongoing | upcoming) == len(stored)
        assert set(LecturePage.objects.filter(is_past(now, decision)).values_list("pk", flat=True)) == past
        assert set(LecturePage.objects.filter(is_ongoing(now, decision)).values_list("pk", flat=True)) == ongoing
        for pk, fact in stored.items():
            state, over = lecture_state(fact, now), over_at(fact)
            assert (pk in ongoing) == (state == LectureState.LIVE), (fact, now)
            if state == LectureState.CANCELLED:
                assert (pk in past) == (over is not None and over <= now), (fact, now)
            else:
                assert (pk in past) == (state in AFTER), (fact, now)
            assert pk not in announced or state not in (LectureState.CANCELLED, LectureState.POSTPONED)


@given(FACTS, DECISIONS, SOME)
def test_stronger_of_the_two_decisions_counts(facts, decision, now):
    strength = ["planned", "moved_online", "postponed", "cancelled"]
    with_edition = decided(replace(facts, edition=decision), now)
    assert with_edition in (facts.status, decision.status)
    assert strength.index(with_edition) >= strength.index(facts.status)


@pytest.mark.parametrize(
    ("notice_on", "recorded", "state"),
    [
        (date(2026, 9, 29), False, "cancelled"),
        (date(2026, 9, 30), False, "cancelled"),
        (date(2026, 10, 1), False, "held"),
        (date(2026, 9, 29), True, "cancelled"),
        (None, False, "cancelled"),
        (None, True, "recorded"),
    ],
)
@pytest.mark.parametrize("precision", ["confirmed", "day"])
def test_lecture_held_before_the_notice_stays_held(precision, notice_on, recorded, state):
    facts = replace(CONFIRMED, precision=precision, has_recording=recorded)
    facts = replace(facts, edition=EditionDecision("cancelled", notice_on))
    assert lecture_state(facts, stockholm(2026, 12, 1)) == state
    assert lecture_state(facts, stockholm(2026, 8, 1)) == "cancelled"


@pytest.fixture
@prepared
def sites(homes):
    """An edition with a lecture to come, in Swedish and English, with all that would sell it."""
    for home in homes.values():
        LectureArchivePageFactory(parent=home)
    edition = ConferencePageFactory(parent=homes["sv"], year=2026, date_precision="day", starts_on=START.date())
    english = translate(edition)
    dates = {"date_precision": "confirmed", "starts_at": START, "ends_at": START + timedelta(hours=1)}
    links = {"registration_url": FORM, "stream_url": "https://example.org/live", "recording_url": FILM}
    lecture = LecturePageFactory(parent=edition, people=[SpeakerFactory(name="Eva Ek")], **dates, **links)
    return {"sv": (edition, lecture), "en": (english, translate(lecture))}


def decide(edition, status, **texts):
    edition.status = status
    for name, text in texts.items():
        setattr(edition, name, text)
    edition.save()


WORDS = {"cancelled": {"sv": "Inställd", "en": "Cancelled"}, "postponed": {"sv": "Uppskjuten", "en": "Postponed"}}


def without_data(html: str) -> tuple[str, str]:
    """A page as people see it, and what it tells search engines: these know what is postponed by its old date."""
    found = re.findall(r'<script type="application/ld\+json">.*?</script>', html)
    return re.sub(r'<script type="application/ld\+json">.*?</script>', "", html), "".join(found)


@pytest.mark.parametrize("when", [NOW, START, START + timedelta(days=2)], ids=["before", "during", "afterwards"])
@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_called_off_edition_sells_its_lectures_nowhere(sites, client, status, when):
    decide(sites["sv"][0], status, notice="Ett besked.", notice_on=NOW.date())
    for language, (edition, lecture) in sites.items():
        with clock.at(when):
            pages = {
                "edition": client.get(edition.url),
                "lecture": client.get(lecture.url),
                "speaker": client.get("/sv/talare/eva-ek/" if language == "sv" else "/en/speakers/eva-ek/"),
                "start": client.get(f"/{language}/"),
            }
            card = LecturePage.objects.for_listing().get(pk=lecture.pk).card
        assert card.state == status
        for name, page in pages.items():
            html, data = without_data(page.content.decode())
            assert name == "speaker" or f"Event{status.capitalize()}" in data
            assert WORDS[status][language] in html, (language, name)
            assert not [link for link in (FORM, FILM, "https://example.org/live") if f'href="{link}"' in html], name
            assert status == "cancelled" or "2026-04-10T13" not in html, name
        context = pages["lecture"].context
        assert context["edition_notice"]["text"] == "Ett besked." if language == "sv" else "Ett besked." not in html
        assert context["registration"] is None


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_search_entries_follow_what_is_decided_of_the_edition(sites, status):
    edition, lecture = sites["sv"]
    english = sites["en"][1]

    def recorded():
        stored = {entry.page_id: entry.facts.get("recorded") for entry in Entry.objects.filter(kind="lecture")}
        made = {page.pk: entry_of_page(page).facts.get("recorded") for page in fetched([lecture.pk, english.pk])}
        assert stored == made
        return set(stored.values())

    assert recorded() == {(START + timedelta(hours=1)).timestamp()}
    decide(edition, status, notice_on=NOW.date())
    assert recorded() == {None}
    decide(edition, "planned")
    assert recorded() == {(START + timedelta(hours=1)).timestamp()}


def test_edition_that_is_no_longer_public_decides_nothing(sites):
    edition, lecture = sites["sv"]
    decide(edition, "cancelled")
    ConferencePage.objects.update(live=False)
    with clock.at(NOW):
        assert LecturePage.objects.get(pk=lecture.pk).state == "announced"


def test_preview_of_a_cancelled_edition_shows_its_lectures_cancelled(sites):
    edition = ConferencePage.objects.get(pk=sites["sv"][0].pk).assuming({"status": "cancelled"})
    with clock.at(START):
        shown = programme(edition)
    assert [card.state for card in shown["coming"]] == ["cancelled"]
    assert shown["now"] == []


def test_lecture_moves_online_with_its_edition_unless_it_was_there(sites):
    edition, lecture = sites["sv"]
    LecturePage.objects.update(room="Stora salen")
    decide(edition, "moved_online")
    with clock.at(NOW):
        card = LecturePage.objects.for_listing().get(pk=lecture.pk).card
        assert (card.state, card.form, card.place) == ("moved_online", "Digitalt", "")
        LecturePage.objects.update(form="online")
        assert LecturePage.objects.get(pk=lecture.pk).state == "announced"


ORDER = [
    ("sure", {"date_precision": "confirmed", "starts_at": START}),
    ("month", {"date_precision": "month", "starts_at": stockholm(2026, 4, 1)}),
    ("sure in May", {"date_precision": "day", "starts_at": stockholm(2026, 5, 2)}),
    ("term", {"date_precision": "term", "starts_at": stockholm(2026, 1, 1)}),
    ("preliminary", {"date_precision": "preliminary", "starts_at": stockholm(2026, 8, 1)}),
]
LOST = [
    {"date_precision": "preliminary", "starts_at": stockholm(2026, 2, 2, 9)},
    {"date_precision": "month", "starts_at": stockholm(2026, 2, 27)},
    {"date_precision": "term", "starts_at": stockholm(2025, 9, 1)},
    {"date_precision": "confirmed", "starts_at": stockholm(2026, 3, 1), "status": "postponed"},
    {"date_precision": "confirmed", "starts_at": stockholm(2026, 9, 1), "status": "postponed"},
    {"date_precision": "none", "starts_at": stockholm(2026, 3, 1)},
]


def test_what_has_lost_its_date_comes_last_and_shows_none(edition, client):
    speaker = SpeakerFactory(name="Eva Ek")
    for number, facts in enumerate(LOST):
        LecturePageFactory(
            parent=edition, title="lost", slug=f"lost-{number}", people=[speaker], registration_url=FORM, **facts
        )
    for title, facts in ORDER:
        LecturePageFactory(parent=edition, title=title, people=[speaker], **facts)
    expected = [title for title, _facts in ORDER] + ["lost"] * len(LOST)
    with clock.at(NOW):
        shown = programme(edition)
        assert [card.title for card in shown["coming"]] == expected
        assert [card.title for card in client.get("/sv/talare/eva-ek/").context["coming"]] == expected
        lost = [card for card in shown["coming"] if card.title == "lost"]
        assert {(card.when.iso_start, card.when.text) for card in lost} == {("", "Datumet är inte klart")}
        html = client.get(edition.url).content.decode()
        states = [
            page.registration and page.registration["state"]
            for page in LecturePage.objects.filter(title="lost").order_by("pk")
        ]
    assert "Februari 2026" not in html
    assert states == ["closed", "closed", "closed", None, None, "open"]


def test_start_page_in_both_languages_leads_to_what_is_live(sites, client):
    for language, (edition, _lecture) in sites.items():
        for now, live in ((START - timedelta(seconds=1), False), (START, True)):
            with clock.at(now):
                html = client.get(f"/{language}/").content.decode()
            hero = html[html.index('class="hero') : html.index("page__sections")]
            assert ('href="https://example.org/live"' in hero) is live
            assert 'href="https://example.org/live"' in html  # the card leads there an hour before
        assert HomePage.objects.get(locale__language_code=language).shown_edition.pk == edition.pk
