"""What a lecture is, by its facts and the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from home.dates import DatePrecision
from lectures.state import LectureFacts, LectureState, LectureStatus, lecture_state, over_at
from tests.moments import STOCKHOLM, stockholm

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([STOCKHOLM, UTC]))  # noqa: DTZ001
# Close to one another, so that boundaries are met; the nights of daylight saving among them.
NEAR = st.builds(
    lambda base, minutes: (base + timedelta(minutes=minutes)).astimezone(STOCKHOLM),
    st.sampled_from([datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC)]),
    st.integers(-3000, 3000).map(lambda n: n * 5),
)
SOME = st.one_of(NEAR, MOMENTS)
FACTS = st.builds(
    LectureFacts,
    status=st.sampled_from(LectureStatus.values),
    precision=st.sampled_from(DatePrecision.values),
    starts_at=st.none() | SOME,
    ends_at=st.none() | SOME,
    has_recording=st.booleans(),
)
AFTER = {LectureState.JUST_HELD, LectureState.RECORDED, LectureState.HELD}
START, END = stockholm(2026, 9, 30, 13), stockholm(2026, 9, 30, 14, 30)
CONFIRMED = LectureFacts(precision=DatePrecision.CONFIRMED, starts_at=START, ends_at=END)
SECOND = timedelta(seconds=1)


@given(FACTS, SOME)
def test_lecture_always_has_one_state(facts, now):
    assert isinstance(lecture_state(facts, now), LectureState)


@given(FACTS, SOME, st.sampled_from(["cancelled", "postponed"]))
def test_lecture_that_is_cancelled_or_postponed_is_nothing_else(facts, now, status):
    assert lecture_state(replace(facts, status=status), now) == status


@given(FACTS, SOME)
def test_lecture_is_only_cancelled_postponed_or_moved_by_decision(facts, now):
    state = lecture_state(facts, now)
    if state in {"cancelled", "postponed", "moved_online"}:
        assert state == facts.status


@given(FACTS, SOME, SOME)
def test_lecture_that_is_over_stays_over(facts, one, other):
    earlier, later = sorted([one, other])
    if lecture_state(facts, earlier) in AFTER:
        assert lecture_state(facts, later) in AFTER


@given(FACTS, st.lists(SOME, min_size=2, max_size=6))
def test_lecture_goes_through_its_states_in_one_direction(facts, moments):
    order = {
        "announced": 1,
        "no_date": 1,
        "moved_online": 1,
        "soon": 2,
        "live": 3,
        "just_held": 4,
        "recorded": 4,
        "held": 5,
    }
    places = [order.get(lecture_state(facts, moment)) for moment in sorted(moments)]
    if None not in places:
        assert places == sorted(places)


@given(FACTS, SOME)
def test_lecture_is_over_from_the_moment_that_is_stored(facts, now):
    over, state = over_at(facts), lecture_state(facts, now)
    if facts.status in {"cancelled", "postponed"}:
        return
    assert (state in AFTER) == (over is not None and now >= over)


@given(FACTS)
def test_lecture_is_over_after_it_starts(facts):
    over = over_at(facts)
    assert over is None or over > facts.starts_at


@given(FACTS, SOME)
def test_lecture_with_a_plan_only_never_becomes_past_by_itself(facts, now):
    for precision in (DatePrecision.NONE, DatePrecision.TERM, DatePrecision.MONTH, DatePrecision.PRELIMINARY):
        planned = replace(facts, precision=precision)
        assert over_at(planned) is None
        assert lecture_state(planned, now) not in AFTER | {LectureState.SOON, LectureState.LIVE}


@given(FACTS, SOME)
@example(CONFIRMED, END)
def test_lecture_is_recorded_only_where_there_is_a_recording(facts, now):
    assert lecture_state(replace(facts, has_recording=False), now) != LectureState.RECORDED
    if lecture_state(replace(facts, has_recording=True), now) in AFTER:
        assert lecture_state(replace(facts, has_recording=True), now) == LectureState.RECORDED


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (START - settings.LECTURE_SOON_BEFORE - SECOND, "announced"),
        (START - settings.LECTURE_SOON_BEFORE, "soon"),
        (START - SECOND, "soon"),
        (START, "live"),
        (END - SECOND, "live"),
        (END, "just_held"),
        (END + settings.LECTURE_JUST_HELD_FOR - SECOND, "just_held"),
        (END + settings.LECTURE_JUST_HELD_FOR, "held"),
        (END + timedelta(days=9000), "held"),
    ],
)
def test_lecture_changes_state_on_the_second(now, state):
    assert lecture_state(CONFIRMED, now) == state


def test_lecture_lengths_come_from_the_settings(settings):
    settings.LECTURE_SOON_BEFORE = timedelta(minutes=10)
    settings.LECTURE_LENGTH_WHEN_UNKNOWN = timedelta(minutes=20)
    settings.LECTURE_JUST_HELD_FOR = timedelta(minutes=30)
    facts = replace(CONFIRMED, ends_at=None)
    minutes = [-11, -10, -1, 0, 19, 20, 49, 50]
    states = [lecture_state(facts, START + timedelta(minutes=minute)) for minute in minutes]
    assert states == ["announced", "soon", "soon", "live", "live", "just_held", "just_held", "held"]


@pytest.mark.parametrize("status", ["planned", "moved_online"])
def test_lecture_without_a_usable_end_has_the_usual_length(status):
    usual = START + settings.LECTURE_LENGTH_WHEN_UNKNOWN
    for end in (None, START, START - SECOND):
        assert over_at(replace(CONFIRMED, ends_at=end, status=status)) == usual


@pytest.mark.parametrize(
    ("start", "last_second"),
    [
        (stockholm(2026, 3, 29), stockholm(2026, 3, 29, 23, 59, 59)),
        (stockholm(2026, 3, 28, 23, 59), stockholm(2026, 3, 28, 23, 59, 59)),
        (stockholm(2026, 10, 25, 2, 30), stockholm(2026, 10, 25, 23, 59, 59)),
        (stockholm(2026, 10, 25, 2, 30, fold=1), stockholm(2026, 10, 25, 23, 59, 59)),
        (stockholm(2026, 12, 31, 12), stockholm(2026, 12, 31, 23, 59, 59)),
    ],
)
def test_lecture_with_only_a_day_ends_at_stockholm_midnight(start, last_second):
    facts = LectureFacts(precision=DatePrecision.DAY, starts_at=start)
    assert lecture_state(facts, last_second) == "announced"
    midnight = last_second.astimezone(UTC) + SECOND
    assert (over_at(facts), lecture_state(facts, midnight)) == (midnight, "just_held")


def test_lecture_over_several_days_is_over_after_the_last():
    facts = LectureFacts(precision=DatePrecision.DAY, starts_at=START, ends_at=START + timedelta(days=2))
    assert over_at(facts) == stockholm(2026, 10, 3)


def test_lecture_across_the_clock_change_keeps_its_length():
    facts = replace(CONFIRMED, starts_at=stockholm(2026, 3, 29, 1, 30), ends_at=stockholm(2026, 3, 29, 3, 30))
    assert lecture_state(facts, datetime(2026, 3, 29, 1, 29, 59, tzinfo=UTC)) == "live"
    assert lecture_state(facts, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "just_held"


def test_lecture_in_the_repeated_hour_tells_the_two_apart():
    facts = replace(CONFIRMED, starts_at=stockholm(2026, 10, 25, 2, 30), ends_at=stockholm(2026, 10, 25, 2, 30, fold=1))
    moments = [stockholm(2026, 10, 25, 2, 29), stockholm(2026, 10, 25, 2, 45), stockholm(2026, 10, 25, 2, 29, fold=1)]
    assert [lecture_state(facts, now.astimezone(UTC)) for now in moments] == ["soon", "live", "live"]
    assert lecture_state(facts, stockholm(2026, 10, 25, 2, 30, fold=1).astimezone(UTC)) == "just_held"


def test_repeated_hour_is_told_apart_in_local_time():
    facts = replace(CONFIRMED, starts_at=stockholm(2026, 10, 25, 2, 30), ends_at=None)
    assert lecture_state(facts, stockholm(2026, 10, 25, 2, 10, fold=1)) == "live"
    assert lecture_state(facts, stockholm(2026, 10, 25, 1, 45)) == "soon"
    until = stockholm(2026, 10, 25, 3)
    assert lecture_state(facts, until - SECOND) == "live"
    assert lecture_state(facts, until) == "just_held"


@pytest.mark.parametrize(
    ("precision", "start", "now", "state"),
    [
        ("none", START, START, "no_date"),
        ("confirmed", None, START, "no_date"),
        ("term", stockholm(2026, 7, 1), stockholm(2026, 12, 31, 23, 59), "announced"),
        ("term", stockholm(2026, 12, 31, 23, 59), stockholm(2027, 1, 1), "no_date"),
        ("term", stockholm(2027, 1, 1), stockholm(2027, 6, 30, 23, 59), "announced"),
        ("term", stockholm(2027, 1, 1), stockholm(2027, 7, 1), "no_date"),
        ("month", stockholm(2026, 2, 1), stockholm(2026, 2, 28, 23, 59), "announced"),
        ("month", stockholm(2026, 2, 28), stockholm(2026, 3, 1), "no_date"),
        ("month", stockholm(2026, 12, 1), stockholm(2027, 1, 1), "no_date"),
        ("preliminary", START, stockholm(2026, 9, 30, 23, 59), "announced"),
        ("preliminary", START, stockholm(2026, 10, 1), "no_date"),
        ("day", START, stockholm(2026, 9, 29), "announced"),
    ],
)
def test_lecture_whose_plan_has_lapsed_shows_no_date(precision, start, now, state):
    assert lecture_state(LectureFacts(precision=precision, starts_at=start), now) == state


def test_lecture_moved_online_says_so_until_it_is_near():
    facts = replace(CONFIRMED, status=LectureStatus.MOVED_ONLINE)
    moments = [START - timedelta(days=1), START - timedelta(minutes=1), START, END]
    assert [lecture_state(facts, now) for now in moments] == ["moved_online", "soon", "live", "just_held"]
