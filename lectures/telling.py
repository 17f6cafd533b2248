"""The sentences that a lecture's page says of it, with the noun of its kind: a panel discussion is no lecture."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conference.events import AttendanceMode
from home import clock
from home.dates import DatePrecision, day_of, say_day, say_time
from lectures.state import LectureState, LectureStatus, over_at

NOUNS = {
    "digital": gettext_lazy("the lecture"),
    "plenary": gettext_lazy("the lecture"),
    "seminar": gettext_lazy("the seminar"),
    "panel": gettext_lazy("the panel discussion"),
    "opening": gettext_lazy("the opening"),
}
NOT_BEGUN = (LectureState.NO_DATE, LectureState.ANNOUNCED, LectureState.SOON, LectureState.MOVED_ONLINE)


def named(lecture, sentence: str, **more) -> str:
    """A sentence with the noun in the place of `%(it)s`."""
    return capfirst(sentence % {"it": NOUNS.get(lecture.kind, NOUNS["plenary"]), **more})


def state_text(lecture) -> str:
    """One honest sentence about the state, or empty where the label says it all."""
    return named(lecture, _sentence(lecture))


def _sentence(lecture) -> str:
    with_edition = lecture.decided != lecture.status  # what has been decided of the edition is stronger
    match lecture.state:
        case LectureState.SOON:
            return _("%(it)s starts soon.")
        case LectureState.LIVE if lecture.stream_is_shown:
            return _("%(it)s is being held now. You can follow it live.")
        case LectureState.LIVE:
            return _("%(it)s is being held now.")
        case LectureState.JUST_HELD if lecture.will_be_recorded:
            return _("The recording will be published here when it is ready.")
        case LectureState.HELD if lecture.will_be_recorded:
            return _("The recording has not been published yet.")
        case LectureState.JUST_HELD | LectureState.HELD:
            return _("There is no recording.")
        case LectureState.POSTPONED if with_edition:
            return _("The conference has been postponed, and %(it)s with it. The new date will be given here.")
        case LectureState.POSTPONED:
            return _("%(it)s has been postponed. The new date will be given here.")
        case LectureState.CANCELLED if with_edition:
            return _("The conference has been cancelled, and %(it)s with it.")
        case LectureState.CANCELLED:
            return _("%(it)s has been cancelled.")
        case LectureState.MOVED_ONLINE:
            return _("%(it)s has been moved online. You cannot take part on site.")
        case _ if lecture.state == LectureState.NO_DATE:
            return _("The date will be given here when it is set.")
    return ""


def about_heading(lecture) -> str:
    return named(lecture, _("About %(it)s"))


def is_old(lecture) -> bool:
    """Whether it was held so long ago that a reader should be told."""
    over = over_at(lecture.facts)
    off = lecture.decided in (LectureStatus.CANCELLED, LectureStatus.POSTPONED)
    return bool(over and not off and clock.now() - over > settings.LECTURE_OLD_AFTER)


def old_text(lecture) -> str:
    """What a reader of old material should know, or empty."""
    if not is_old(lecture):
        return ""
    year = day_of(lecture.starts_at).year
    return named(lecture, _("%(it)s was held in %(year)d. Facts and links may be out of date."), year=year)


def how_to_join(lecture) -> str:
    """How one will follow it from afar, said as long as the link is not shown; empty where one cannot, or has it."""
    from_afar = lecture.stream_url or lecture.shown_form != AttendanceMode.ONSITE
    if lecture.state not in NOT_BEGUN or lecture.stream_is_shown or not from_afar:
        return ""
    if not lecture.stream_url:
        return named(lecture, _("How to follow %(it)s online will be told here."))
    opens = lecture.stream_opens_at
    if opens and opens > clock.now():
        day = {"day": say_day(day_of(opens), weekday=False), "time": say_time(opens)}
        return _("The link to follow it live will be shown here from %(day)s at %(time)s.") % day
    if not opens and (lecture.starts_at is None or lecture.date_precision != DatePrecision.CONFIRMED):
        return _("The link to follow it live will be shown here.")
    return _("The link to follow it live will be shown here an hour before the start.")
