"""What other pages show of lectures."""

from django import template

from conference.models import ConferencePage
from home import clock
from lectures import programme as programmes
from lectures.models import LecturePage
from lectures.queries import CANCELLED, POSTPONED

register = template.Library()


@register.simple_tag
def programme(edition, registration=None) -> dict:
    """The programme of an edition, the way to its archive, and the one button of its page."""
    shown = programmes.programme(edition)
    any_lecture = any(shown[group] for group in ("now", "coming", "past"))
    past = shown["past_total"] > len(shown["past"])
    return shown | {
        "button": edition.main_button(registration, any_lecture),
        "archive_url": programmes.archive_address(edition) if past else "",
    }


@register.simple_tag
def lecture_cards(value, page) -> list:
    """The cards that a list-of-lectures block shows: the chosen ones, or the coming or past ones.

    On the page of an edition or of a lecture they are that edition's, on other pages those of all editions.
    """
    lectures = LecturePage.readable()
    limit = value.get("limit") or 6
    if value.get("show") == "chosen":
        order = [lecture.pk for lecture in value.get("lectures") or [] if lecture]
        found = {lecture.pk: lecture for lecture in lectures.filter(pk__in=order).for_listing()}
        return [found[pk].card for pk in order if pk in found]
    if not page or not page.locale_id:  # no page: the preview of the block alone
        return []
    if isinstance(page, ConferencePage | LecturePage) and page.path:
        lectures = lectures.child_of(page if isinstance(page, ConferencePage) else page.get_parent())
    lectures = lectures.filter(locale=page.locale_id).exclude(pk=page.pk)
    now = clock.now()
    if value.get("show") == "past":
        lectures = lectures.past(now).newest_first()
    else:
        lectures = lectures.upcoming(now).exclude(status__in=[CANCELLED, POSTPONED]).soonest_first()
    return [lecture.card for lecture in lectures.for_listing()[:limit]]
