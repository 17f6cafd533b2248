"""What an edition is now: what its facts, its lectures and the clock make of it."""

import dataclasses
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page

from conference.events import Event
from conference.registration import say_registration
from conference.state import (
    SURE,
    EditionDecision,
    EditionFacts,
    EditionState,
    EditionStatus,
    Surroundings,
    edition_state,
    is_over,
)
from conference.surroundings import surroundings
from home import clock
from home.dates import DatePrecision, When, has_gone_by


class EditionNow:
    """The part of ConferencePage that the clock and its lectures decide: nothing of it is stored."""

    @property
    def facts(self) -> EditionFacts:
        """The facts that the state depends on."""
        return EditionFacts(
            self.status,
            self.date_precision,
            self.starts_on,
            self.ends_on,
            self.year,
            self.news_by,
            surroundings=lambda: self.surroundings,
        )

    @cached_property
    def surroundings(self) -> Surroundings:
        """What its lectures do now and whether it has a successor. Lists of editions fetch it for all of them."""
        return surroundings([self])[self.pk] if self.path else Surroundings()

    @cached_property
    def paths_in_all_languages(self) -> list[str]:
        """Where in the page tree it is in each language, whether public there or not."""
        versions = Page.objects.filter(translation_key=self.translation_key).order_by()
        return list(versions.values_list("path", flat=True))

    @property
    def state(self) -> EditionState:
        """What the edition is now."""
        return edition_state(self.facts, clock.today())

    @property
    def decision(self) -> EditionDecision:
        """What its lectures follow. An edition that is not public says nothing."""
        return EditionDecision(self.status, self.notice_on) if self.live else EditionDecision()

    def followers(self) -> list[Event]:
        versions = type(self).objects.filter(translation_key=self.translation_key)
        versions = {page.path: page.decision for page in versions}
        below = (Q(path__startswith=path) for path in versions)
        children = Page.objects.live().filter(reduce(or_, below), depth=self.depth + 1).specific() if versions else ()
        found = [page for page in children if isinstance(page, Event)]
        for page in found:
            page.edition_decision = versions[page.path[: -Page.steplen]]
        return found

    @property
    def badge(self) -> dict:
        """The state as every badge says it; for a coming edition, its status."""
        state = self.state
        if state == EditionState.COMING:
            return {"slug": self.status, "label": self.get_status_display()}
        return {"slug": state.value, "label": state.label}

    @property
    def when(self) -> When:
        """What is known of when it is. What has been postponed or has gone by as a plan has lost its date."""
        when, state = super().when, self.state
        if state == EditionState.POSTPONED or (state != EditionState.CANCELLED and self.plan_has_lapsed):
            when = dataclasses.replace(when, precision=DatePrecision.NONE)
        elif state == EditionState.HELD and when.precision == DatePrecision.PRELIMINARY:
            when = dataclasses.replace(when, precision=DatePrecision.DAY)
        over = state in (EditionState.HELD, EditionState.PAST) or (state == EditionState.POSTPONED and self.is_over)
        return dataclasses.replace(when, otherwise=str(self.year or "") if over else "")

    @property
    def plan_has_lapsed(self) -> bool:
        """Whether the date was only planned, and has gone by without being confirmed."""
        planned = self.date_precision not in SURE and self.status != EditionStatus.HELD
        return planned and has_gone_by(self.starts_on, self.ends_on, self.date_precision, clock.today())

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to come to."""
        return is_over(self.facts, clock.today())

    @property
    def registration(self) -> dict | None:
        """The state of registration now, as visitors read it."""
        over = self.state != EditionState.COMING
        return say_registration(self.registration_facts(over=over, lapsed=self.plan_has_lapsed), clock.now())
