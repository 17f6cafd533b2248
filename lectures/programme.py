"""The programme of an edition: what is on now, what is coming and what has been."""

from functools import reduce
from operator import attrgetter, or_

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from home import clock
from lectures.models import LecturePage
from lectures.presenters import archive_url, card
from lectures.queries import begins, is_ongoing, is_past

NOW, COMING, PAST = 0, 1, 2
MAX_SHOWN = {NOW: 12, COMING: 12, PAST: 12}  # all of it stands in the programme by day and in the archive


def programme(edition) -> dict:
    """The cards of an edition's lectures in three groups, fetched in one go however many there are.

    `now`, `coming`, `past` are lists of cards; `coming_total` and `past_total` say how many there are in all.
    """
    groups = {NOW: [], COMING: [], PAST: []}
    totals = dict.fromkeys(groups, 0)
    if edition.path:
        for lecture in _lectures(edition):
            lecture.edition_decision = edition.decision  # what a preview says of it is in no row
            groups[lecture.group].append(card(lecture))
            totals[lecture.group] = lecture.total
    return {
        "now": groups[NOW],
        "coming": groups[COMING],
        "past": groups[PAST],
        "coming_total": totals[COMING],
        "past_total": totals[PAST],
    }


def _lectures(edition):
    now, decision = clock.now(), edition.decision
    lectures = LecturePage.objects.for_readers_of(edition.locale.language_code).of_edition(edition)
    over = is_past(now, decision)
    group = Case(When(over, then=Value(PAST)), When(is_ongoing(now, decision), then=Value(NOW)), default=Value(COMING))
    # What is coming is read from the soonest on, what has been from the latest back.
    latest_back = Case(When(over, then=F("starts_at"))).desc(nulls_last=True)
    soonest_on = begins(now, decision).asc(nulls_last=True)
    place = Window(RowNumber(), partition_by="group", order_by=[latest_back, soonest_on, F("pk").asc()])
    numbered = lectures.annotate(group=group).annotate(place=place, total=Window(Count("pk"), partition_by="group"))
    few = min(MAX_SHOWN.values())
    more = (Q(group=key, place__lte=number) for key, number in MAX_SHOWN.items() if number > few)
    shown = numbered.filter(reduce(or_, more, Q(place__lte=few))).order_by()
    return sorted(shown.for_listing(), key=attrgetter("place"))  # here, where it costs no SQL


def archive_address(edition) -> str:
    """Where all past lectures of an edition are, or empty where there is no archive in its language."""
    url = archive_url(edition.locale_id)
    return f"{url}?edition={edition.slug}" if url else ""
