"""The states that a lecture can be previewed in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from home.previewing import PreviewState
from lectures.state import LectureFacts, LectureState, assumptions

# Where the words on the page say too little. A decision that has been taken is no "if".
NAMES = {LectureState.HELD: _("Held without a recording")}
IF = {
    LectureState.POSTPONED: _("If it is postponed"),
    LectureState.MOVED_ONLINE: _("If it is moved online"),
    LectureState.CANCELLED: _("If it is cancelled"),
}


def preview_states(facts: LectureFacts, now: datetime) -> list[PreviewState]:
    """Those that the facts do not rule out now."""
    states = []
    for state, (status, moment) in assumptions(facts, now).items():
        assumed = {} if status == facts.status else {"status": status}
        label = IF[state] if assumed else NAMES.get(state, state.label)
        states.append(PreviewState(state.value, label, assumed, None if moment == now else moment))
    return states
