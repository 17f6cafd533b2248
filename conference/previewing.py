"""The states that an edition can be previewed in: each status, each precision of its date, and its time."""

from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from conference.state import EditionFacts, EditionState, EditionStatus, moment_of
from home.dates import DatePrecision
from home.previewing import PreviewState

TIMES = {
    EditionState.ONGOING: _("While it is going on"),
    EditionState.HELD: _("When it has been held"),
}
STATUSES = {
    EditionStatus.PLANNED: _("planned"),
    EditionStatus.CONFIRMED: _("confirmed"),
    EditionStatus.CHANGED_FORM: _("changed form"),
    EditionStatus.MOVED_ONLINE: _("moved online"),
    EditionStatus.POSTPONED: _("postponed"),
    EditionStatus.CANCELLED: _("cancelled"),
    EditionStatus.HELD: _("held"),
}
DATES = {
    DatePrecision.NONE: _("not known"),
    DatePrecision.TERM: _("only the term known"),
    DatePrecision.MONTH: _("only the month known"),
    DatePrecision.DAY: _("the day known, not the time"),
    DatePrecision.PRELIMINARY: _("preliminary"),
    DatePrecision.CONFIRMED: _("confirmed"),
}


def preview_states(facts: EditionFacts, now: datetime) -> list[PreviewState]:
    """Those that the facts do not rule out: a date that is not written cannot be known to any degree."""
    in_time = [(state, label, moment_of(state, facts, now)) for state, label in TIMES.items()]
    precisions = [precision for precision in DATES if facts.starts_on or precision == DatePrecision.NONE]
    return [
        *(
            PreviewState(state.value, label, moment=None if moment == now else moment)
            for state, label, moment in in_time
            if moment
        ),
        *(
            PreviewState(f"status-{status.value}", format_lazy(_("Status: {status}"), status=label), {"status": status})
            for status, label in STATUSES.items()
        ),
        *(
            PreviewState(
                f"date-{precision.value}",
                format_lazy(_("Date: {date}"), date=DATES[precision]),
                {"date_precision": precision},
            )
            for precision in precisions
        ),
    ]
