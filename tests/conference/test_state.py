"""What an edition is, and what its registration is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.models import ConferencePage
from conference.registration import RegistrationFacts, RegistrationState, registration_state, say_registration
from conference.state import EditionFacts, EditionState, EditionStatus, edition_state
from home import clock
from home.dates import DatePrecision
from tests.moments import stockholm

DAYS = st.none() | st.dates(date(2025, 12, 1), date(2026, 2, 1))
FACTS = st.builds(
    EditionFacts,
    status=st.sampled_from(EditionStatus.values),
    precision=st.sampled_from(DatePrecision.values),
    starts_on=DAYS,
    ends_on=DAYS,
)
TODAY = st.dates(date(2025, 11, 1), date(2026, 3, 1))
TWO_DAYS = EditionFacts("confirmed", "confirmed", date(2026, 12, 31), date(2027, 1, 1))


@given(FACTS, TODAY)
def test_edition_always_has_one_state(facts, today):
    assert isinstance(edition_state(facts, today), EditionState)


@given(FACTS, TODAY, st.sampled_from(["cancelled", "postponed", "held"]))
def test_edition_is_what_has_been_decided(facts, today, status):
    assert edition_state(replace(facts, status=status), today) == status


@given(FACTS, TODAY, TODAY)
def test_edition_goes_through_its_states_in_one_direction(facts, one, other):
    order = [EditionState.COMING, EditionState.ONGOING, EditionState.HELD]
    states = [edition_state(facts, day) for day in sorted([one, other])]
    if set(states) <= set(order):
        assert states == sorted(states, key=order.index)


@given(FACTS, TODAY)
def test_edition_without_a_confirmed_day_is_never_held_by_time(facts, today):
    for precision in (DatePrecision.NONE, DatePrecision.TERM, DatePrecision.MONTH, DatePrecision.PRELIMINARY):
        unsure = replace(facts, precision=precision, status="planned")
        assert edition_state(unsure, today) == EditionState.COMING


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (stockholm(2026, 12, 30, 23, 59, 59), "coming"),
        (stockholm(2026, 12, 31), "ongoing"),
        (stockholm(2027, 1, 1, 23, 59, 59), "ongoing"),
        (stockholm(2027, 1, 2), "held"),
    ],
)
def test_edition_changes_state_at_midnight_in_stockholm(now, state):
    with clock.at(now):
        assert edition_state(TWO_DAYS, clock.today()) == state


def test_edition_of_one_day_lasts_that_day():
    for last in (None, date(2026, 12, 31), date(2026, 12, 1)):
        facts = replace(TWO_DAYS, ends_on=last)
        days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)]
        assert [edition_state(facts, day) for day in days] == ["coming", "ongoing", "held"]


OPENS, CLOSES, FORM = stockholm(2026, 8, 1, 9), stockholm(2026, 9, 1), "https://example.org/anmalan"
OPEN = RegistrationFacts(FORM, OPENS, CLOSES)
SECOND = timedelta(seconds=1)
DURING = OPENS + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "now", "state"),
    [
        (RegistrationFacts(), DURING, "none"),
        (replace(OPEN, over=True), DURING, "none"),
        (RegistrationFacts(full=True), DURING, "none"),
        (OPEN, OPENS - SECOND, "not_open"),
        (OPEN, OPENS, "open"),
        (OPEN, CLOSES - SECOND, "open"),
        (OPEN, CLOSES, "closed"),
        (replace(OPEN, full=True), DURING, "full"),
        (replace(OPEN, full=True), CLOSES, "closed"),
        (replace(OPEN, url=""), DURING, "not_open"),
        (RegistrationFacts(url=FORM), DURING, "open"),
        (RegistrationFacts(opens_at=OPENS), OPENS - SECOND, "not_open"),
        (RegistrationFacts(closes_at=CLOSES), OPENS, "none"),
    ],
)
def test_registration_has_one_state(facts, now, state):
    assert registration_state(facts, now) == state


@given(
    st.builds(
        RegistrationFacts,
        url=st.sampled_from(["", FORM]),
        opens_at=st.none() | st.sampled_from([OPENS, CLOSES]),
        closes_at=st.none() | st.sampled_from([OPENS, CLOSES]),
        full=st.booleans(),
        over=st.booleans(),
    ),
    st.sampled_from([OPENS - SECOND, OPENS, DURING, CLOSES, CLOSES + SECOND]),
)
def test_registration_offers_a_link_exactly_while_it_is_open(facts, now):
    state, said = registration_state(facts, now), say_registration(facts, now)
    assert (said is None) == (state == RegistrationState.NONE)
    if said:
        assert said["text"]
        assert said["url"] == (facts.url if state == "open" else "")
        assert bool(said["url"]) == (state == "open")


def edition(**facts):
    return ConferencePage(
        **{"status": "confirmed", "date_precision": "confirmed", "starts_on": date(2026, 10, 1)} | facts
    )


BEFORE, AFTERWARDS = stockholm(2026, 8, 15), stockholm(2026, 10, 2)


@pytest.mark.parametrize(
    ("facts", "now", "has_programme", "where"),
    [
        ({"registration_url": FORM}, BEFORE, True, FORM),
        ({"registration_url": FORM, "registration_full": True}, BEFORE, True, "#program"),
        ({"registration_url": FORM}, AFTERWARDS, True, "#program"),
        ({"registration_url": FORM, "status": "cancelled", "notice": "Inställt."}, BEFORE, True, "#besked"),
        ({"registration_url": FORM, "status": "postponed", "notice": "Senare."}, BEFORE, True, "#besked"),
        ({"status": "cancelled"}, BEFORE, True, "#program"),
        ({}, BEFORE, True, "#program"),
        ({}, BEFORE, False, None),
        ({}, AFTERWARDS, False, None),
        ({"status": "cancelled"}, BEFORE, False, None),
    ],
)
def test_edition_has_one_button_by_its_state(db, facts, now, has_programme, where):
    page = edition(**facts)
    with clock.at(now):
        button = page.main_button(page.registration, has_programme)
    assert (button["url"] if button else None) == where
    assert button is None or button["label"]
