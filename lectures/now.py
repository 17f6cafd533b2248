"""What a lecture is now: what its facts, its edition and the clock make of it."""

import dataclasses

from django.conf import settings
from django.utils.functional import cached_property

from conference.events import AttendanceMode
from conference.registration import say_registration
from conference.state import EditionDecision, EditionStatus
from home import clock
from home.dates import DatePrecision, When
from lectures import presenters
from lectures.state import (
    LectureFacts,
    LectureState,
    LectureStatus,
    decided,
    has_lost_its_date,
    lecture_state,
    over_at,
)


class LectureNow:
    """The part of LecturePage that the clock decides: nothing of it is stored."""

    @property
    def own_facts(self) -> LectureFacts:
        """The facts that the state depends on, without what has been decided of the edition."""
        return LectureFacts(
            status=self.status,
            precision=self.date_precision,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            has_recording=bool(self.recording_url),
        )

    @property
    def facts(self) -> LectureFacts:
        """The facts that the state depends on. What is held online anyway is not moved there with its edition."""
        edition = self.edition_decision
        if edition.status == EditionStatus.MOVED_ONLINE and self.form == AttendanceMode.ONLINE:
            edition = EditionDecision()
        return dataclasses.replace(self.own_facts, edition=edition)

    @cached_property
    def edition_decision(self) -> EditionDecision:
        """What has been decided of the edition that it is part of."""
        return presenters.decision_above(self)

    @property
    def state(self) -> LectureState:
        """What the lecture is now."""
        return lecture_state(self.facts, clock.now())

    @property
    def decided(self) -> str:
        """What has been decided of it, or of the edition that it is part of."""
        return decided(self.facts, clock.now())

    @property
    def when(self) -> When:
        """What is known of when it is: nothing where the date that is written is none any more."""
        when = super().when
        lost = has_lost_its_date(self.facts, clock.now())
        return dataclasses.replace(when, precision=DatePrecision.NONE) if lost else when

    @property
    def shown_form(self) -> str:
        """How one takes part: what has been moved online is digital, whatever was planned."""
        return AttendanceMode.ONLINE if self.decided == LectureStatus.MOVED_ONLINE else self.form

    @property
    def is_over(self) -> bool:
        """Whether it has been held, or never will be."""
        over = over_at(self.own_facts)
        return self.decided == LectureStatus.CANCELLED or (over is not None and over <= clock.now())

    @property
    def registration(self) -> dict | None:
        """The state of registration now, as visitors read it: nothing once the lecture has begun."""
        open_states = (LectureState.NO_DATE, LectureState.ANNOUNCED, LectureState.SOON, LectureState.MOVED_ONLINE)
        over, lapsed = self.state not in open_states, has_lost_its_date(self.facts, clock.now())
        return say_registration(self.registration_facts(over=over, lapsed=lapsed), clock.now())

    @property
    def stream_is_shown(self) -> bool:
        """Whether the link to follow it live is shown now."""
        over = over_at(self.own_facts)
        if not self.stream_url or self.decided in (LectureStatus.CANCELLED, LectureStatus.POSTPONED):
            return False
        known = self.starts_at if self.when.has_time else None
        opens = self.stream_opens_at or (known and known - settings.LECTURE_SOON_BEFORE)
        closes = self.stream_closes_at or over
        return bool(opens and closes and opens <= clock.now() < closes)
