"""Every state as a preview mode: those that the facts do not rule out, each showing exactly itself."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from conference.models import ConferencePage
from conference.previewing import preview_states as edition_states
from conference.state import EditionFacts, EditionState, EditionStatus, edition_state
from home import clock
from home.dates import DatePrecision
from lectures.models import LecturePage
from lectures.previewing import preview_states as lecture_states
from lectures.state import DECISIONS, LectureFacts, LectureState, LectureStatus, assumptions, lecture_state, over_at
from tests.factories import LecturePageFactory, StandardPageFactory, translate
from tests.forms import fields_of
from tests.lectures.test_state import FACTS, SOME
from tests.moments import stockholm
from tests.prepared import prepared

NOW = stockholm(2026, 9, 30, 12)
EDGES = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC), stockholm(9999, 12, 31, 23, 59)]
SECOND = timedelta(seconds=1)


def boundaries(facts, now):
    """A moment within every time between which nothing can change: around each moment that a state depends on."""
    moments = [now]
    if start := facts.starts_at:
        over = over_at(facts) or start
        day = timezone.make_aware(datetime.combine(timezone.localtime(start).date(), time()))
        steps = [start, start - settings.LECTURE_SOON_BEFORE, over, over + settings.LECTURE_JUST_HELD_FOR, day]
        steps += [day + timedelta(days=days) for days in (-400, -40, -1, 1, 2, 32, 400)]
        moments += [step + around for step in steps for around in (-SECOND, timedelta(0), SECOND)]
    return moments


@given(FACTS, SOME)
def test_offered_lecture_states_are_exactly_the_possible_ones(facts, now):
    found = assumptions(facts, now)
    over = over_at(facts)
    for state, (status, moment) in found.items():
        assumed = LectureFacts(status, facts.precision, facts.starts_at, facts.ends_at, facts.has_recording)
        assert lecture_state(assumed, moment) == state
        assert status == facts.status or (DECISIONS[state] == status and not (over and over <= now))
    reached = {lecture_state(facts, moment) for moment in boundaries(facts, now)} - {LectureState.NO_DATE, *DECISIONS}
    reached |= {lecture_state(facts, now)} | (set() if over and over <= now.astimezone(UTC) else set(DECISIONS))
    assert set(found) == reached
    assert found[lecture_state(facts, now)] == (facts.status, now)


@given(FACTS, SOME)
def test_lecture_is_seen_now_where_now_is_right(facts, now):
    for state, (status, moment) in assumptions(facts, now).items():
        assumed = LectureFacts(status, facts.precision, facts.starts_at, facts.ends_at, facts.has_recording)
        assert (moment == now) == (lecture_state(assumed, now) == state)


@pytest.mark.parametrize("precision", DatePrecision.values)
@pytest.mark.parametrize("start", EDGES)
@pytest.mark.parametrize("now", [NOW, *EDGES])
def test_years_at_the_edges_of_the_calendar_are_no_obstacle(precision, start, now):
    facts = LectureFacts(precision=precision, starts_at=start, ends_at=start)
    assert lecture_state(facts, now) in assumptions(facts, now)
    days = EditionFacts(precision=precision, starts_on=start.date(), ends_on=start.date())
    assert [state.key for state in edition_states(days, NOW) if state.key == "status-held"] == ["status-held"]


FIRST, LAST = stockholm(2026, 10, 25, 2, 30), stockholm(2026, 10, 25, 4)
CASES = {
    "nothing known": ({}, ["no_date", "postponed", "moved_online", "cancelled"]),
    "only the day": (
        {"precision": "day", "starts_at": FIRST},
        ["announced", "just_held", "held", "postponed", "moved_online", "cancelled"],
    ),
    "the time": (
        {"precision": "confirmed", "starts_at": FIRST, "ends_at": LAST},
        ["announced", "soon", "live", "just_held", "held", "postponed", "moved_online", "cancelled"],
    ),
    "with recording": (
        {"precision": "confirmed", "starts_at": FIRST, "has_recording": True},
        ["announced", "soon", "live", "recorded", "postponed", "moved_online", "cancelled"],
    ),
    "held long ago": (
        {"precision": "confirmed", "starts_at": stockholm(2021, 4, 15, 9)},
        ["announced", "soon", "live", "just_held", "held"],
    ),
    "cancelled": ({"status": "cancelled", "starts_at": FIRST}, ["postponed", "moved_online", "cancelled"]),
    "cancelled, and the day is over": (
        {"status": "cancelled", "precision": "day", "starts_at": stockholm(2021, 4, 15, 9)},
        ["cancelled"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lecture_is_offered_in_the_states_that_its_facts_allow(case):
    facts, offered = CASES[case]
    assert [state.key for state in lecture_states(LectureFacts(**facts), NOW)] == offered


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(
    st.builds(
        EditionFacts,
        st.sampled_from(EditionStatus.values),
        st.sampled_from(DatePrecision.values),
        st.none() | DAYS,
        st.none() | DAYS,
    ),
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_offered_edition_states_are_exactly_the_possible_ones(facts, now):
    states = {state.key: state for state in edition_states(facts, now)}
    today = timezone.localtime(now).date()
    around = [day for day in (facts.starts_on, facts.ends_on) if day]
    days = [today, *(day + timedelta(days=step) for day in around for step in (-1, 0, 1))]
    reached = {edition_state(facts, day) for day in days} & {EditionState.ONGOING, EditionState.HELD}
    times = {key: state for key, state in states.items() if "-" not in key}
    assert set(times) == reached
    for key, state in times.items():
        assert edition_state(facts, timezone.localtime(state.moment or now).date()) == key
    precisions = [key for key in states if key.startswith("date-")]
    assert precisions == [f"date-{value}" for value in (DatePrecision.values if facts.starts_on else ["none"])]
    assert [key for key in states if key.startswith("status-")] == [f"status-{value}" for value in EditionStatus.values]


# On the page


@pytest.fixture
@prepared
def lecture(edition):
    facts = {
        "date_precision": "confirmed",
        "starts_at": stockholm(2026, 10, 7, 13),
        "ends_at": stockholm(2026, 10, 7, 15),
    }
    return LecturePageFactory(parent=edition, title="Trygga torg", stream_url="https://example.org/", **facts)


def shown(page, mode):
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return response.content.decode()


BADGES = {
    "announced": ("Kommande", "Coming"),
    "soon": ("Börjar snart", "Starts soon"),
    "live": ("Pågår nu", "On now"),
    "just_held": ("Nyligen genomförd", "Just held"),
    "held": ("Genomförd", "Held"),
    "postponed": ("Uppskjuten", "Postponed"),
    "moved_online": ("Flyttad till nätet", "Moved online"),
    "cancelled": ("Inställd", "Cancelled"),
}


def badge(html):
    return html.partition('<span class="state-badge state-badge--')[2].partition("</span>")[0].split('">')


@pytest.mark.parametrize("language", [0, 1], ids=["sv", "en"])
def test_every_state_of_a_lecture_is_shown_in_its_language(lecture, language):
    page = translate(lecture.get_parent()) and translate(lecture) if language else lecture
    with clock.at(NOW):
        found = {mode: badge(shown(page, mode)) for mode, _label in page.preview_modes if mode}
        assert found == {state: [state, labels[language]] for state, labels in BADGES.items()}
        assert "Följ direkt" in shown(lecture, "live")
        assert badge(shown(page, "")) == ["announced", BADGES["announced"][language]]


def test_current_state_is_first_and_named_in_the_editors_language(lecture):
    with override("sv"):
        assert str(lecture.preview_modes[0][1]) == "Som den är nu"
    assert (lecture.preview_modes[0][0], lecture.default_preview_mode) == ("", "")


def test_current_state_keeps_a_clock_that_is_set(lecture):
    with clock.at(stockholm(2026, 10, 7, 14)):
        assert badge(shown(lecture, ""))[0] == "live"
        assert badge(shown(lecture, "soon"))[0] == "soon"


@pytest.mark.parametrize("mode", ["recorded", "no_date", "nonsense", "x" * 10_000, "a\x00b", "status-cancelled", " "])
def test_unknown_preview_mode_shows_the_current_state(lecture, mode):
    with clock.at(NOW):
        assert shown(lecture, mode) == shown(lecture, "")


def test_nothing_that_is_assumed_is_kept(lecture):
    before = LecturePage.objects.filter(pk=lecture.pk).values().get()
    with clock.at(NOW):
        shown(lecture, "cancelled")
        assert badge(shown(lecture, ""))[0] == "announced"
    assert (lecture.status, lecture.state) == (LectureStatus.PLANNED, lecture_state(lecture.facts, clock.now()))
    assert LecturePage.objects.filter(pk=lecture.pk).values().get() == before


def test_cancellation_that_is_assumed_shows_the_notice_of_the_page(lecture):
    lecture.notice = "Talaren är sjuk."
    with clock.at(NOW):
        html = shown(lecture, "cancelled")
    assert ("notice--stop" in html, "Talaren är sjuk." in html) == (True, True)


@pytest.fixture
@prepared
def dated_edition(edition):
    edition.starts_on, edition.ends_on = date(2026, 10, 7), date(2026, 10, 8)
    edition.date_precision = "day"
    edition.save_revision().publish()
    return ConferencePage.objects.get(pk=edition.pk)


def test_edition_and_start_page_show_each_status_and_precision(home, dated_edition):
    with clock.at(NOW), override("sv"):
        modes = [mode for mode, _label in dated_edition.preview_modes]
        assert modes == [mode for mode, _label in home.preview_modes]
        assert modes == [
            "",
            *("ongoing", "held"),
            *(f"status-{value}" for value in EditionStatus.values),
            *(f"date-{value}" for value in DatePrecision.values),
        ]
        for page in (dated_edition, home):
            assert badge(shown(page, "status-cancelled")) == ["cancelled", "Inställd"]
            assert "oktober 2026" in shown(page, "date-month")
            assert when(shown(page, "date-none")) == "Datumet är inte klart"
            assert when(shown(page, "date-month")) == "oktober 2026"
            assert when(shown(page, "")) == when(shown(page, "date-day")) == "onsdag 7–torsdag 8 oktober 2026"
    assert ConferencePage.objects.get(pk=dated_edition.pk).status == EditionStatus.PLANNED


def when(html):
    """What the top of an edition's page says of its date, without mark-up."""
    fact = html.partition('<dd class="hero__value">')[2].partition("</dd>")[0]
    return " ".join(strip_tags(fact).split())


def test_edition_without_a_day_has_no_other_precision(edition):
    assert [mode for mode, _label in edition.preview_modes if mode.startswith("date-")] == ["date-none"]


def test_plain_pages_and_empty_start_pages_are_previewed(home):
    page = StandardPageFactory(parent=home)
    assert [[mode for mode, _label in one.preview_modes] for one in (home, page)] == [[""], [""]]


def test_editor_chooses_among_the_states_in_swedish(editor, lecture, dated_edition):
    with clock.at(NOW):
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).content.decode()
        select = html.partition('name="preview_mode"')[2].partition("</select>")[0]
        labels = re.findall(">([^<]+)</option>", select)
        assert labels[:2] == ["Som den är nu", "Kommande"]
        assert labels[-3:] == ["Om den skjuts upp", "Om den flyttas till nätet", "Om den ställs in"]
        response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[lecture.pk]), {"mode": "soon"})
        assert badge(response.content.decode())[0] == "soon"


def test_panel_brings_the_states_that_go_with_what_is_typed(editor, edition):
    lecture = LecturePageFactory(parent=edition)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).content.decode()
    form = fields_of(html, form_id="page-edit-form")
    form["body-count"], form["date_precision"], form["starts_at"] = "0", "confirmed", "2026-10-07 13:00"
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk])
    offered = {}
    with clock.at(NOW):
        editor.post(address, form)
        for mode in ("", "live", "held"):
            html = editor.get(address, {"mode": mode, "in_preview_panel": "true"}).content.decode()
            brought = html.partition("<template data-preview-modes>")[2].partition("</template>")[0]
            offered[mode] = re.findall('value="([^"]*)">([^<]+)<', brought)
        assert "data-preview-modes" not in editor.get(address).content.decode()
    assert offered[""] == offered["live"] == offered["held"]
    assert [mode for mode, _label in offered[""]] == [
        *("", "announced", "soon", "live", "just_held", "held"),
        *("postponed", "moved_online", "cancelled"),
    ]
    assert offered[""][0] == ("", "Som den är nu")
