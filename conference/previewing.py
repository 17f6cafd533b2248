"""The states that an edition can be previewed in: each status, each precision of its date, and its time."""

from datetime import datetime

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from conference.state import EditionFacts, EditionState, EditionStatus, moment_of
from home.dates import DatePrecision
from home.previewing import PreviewState

TIMES = {
    EditionState.ONGOING: _("While it is going on"),
    EditionState.HELD: _("When it has been held"),
}
DATES = {DatePrecision.TERM: _("only the term known"), DatePrecision.MONTH: _("only the month known")}

in_a_sentence = lazy(lambda label: label[:1].lower() + label[1:], str)


def preview_states(facts: EditionFacts, now: datetime) -> list[PreviewState]:
    """Those that the facts do not rule out: a date that is not written cannot be known to any degree."""
    states = []
    for state, label in TIMES.items():
        if moment := moment_of(state, facts, now):
            states.append(PreviewState(state.value, label, moment=None if moment == now else moment))
    for status in EditionStatus:
        label = format_lazy(_("Status: {status}"), status=in_a_sentence(status.label))
        states.append(PreviewState(f"status-{status.value}", label, {"status": status}))
    for precision in DatePrecision:
        if facts.starts_on or precision == DatePrecision.NONE:
            label = format_lazy(_("Date: {date}"), date=DATES.get(precision) or in_a_sentence(precision.label))
            states.append(PreviewState(f"date-{precision.value}", label, {"date_precision": precision}))
    return states
