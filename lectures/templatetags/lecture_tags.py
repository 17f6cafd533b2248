"""What other pages show of lectures."""

from django import template
from django.utils.translation import get_language

from conference.models import PROGRAMME, ConferencePage
from home import clock
from home.pages import word_below
from lectures import programme as programmes
from lectures.models import LecturePage
from lectures.queries import decided_editions
from lectures.timetable import Timetable

register = template.Library()


@register.simple_tag
def programme(edition, registration=None) -> dict:
    """The programme of an edition, the way to its archive, and the one button of its page."""
    shown = programmes.programme(edition)
    any_lecture = any(shown[group] for group in ("now", "coming", "past"))
    past = shown["past_total"] > len(shown["past"])
    return shown | {
        "button": edition.main_button(registration, any_lecture, shown["now"]),
        "by_day": f"{edition.url}{word_below(PROGRAMME)}/" if any_lecture and edition.path else "",
        "called_off": edition.state if edition.state in ("cancelled", "postponed") else "",
        "archive_url": programmes.archive_address(edition) if past else "",
    }


@register.simple_tag(takes_context=True)
def timetable(context, edition) -> dict:
    """The programme of an edition by day, as the address narrows it."""
    return Timetable(edition, context["request"].GET).context()


@register.simple_tag
def lecture_cards(value, page) -> list:
    """The cards that a list-of-lectures block shows: the chosen ones, or the coming or past ones.

    On the page of an edition or of a lecture they are that edition's, on other pages those of all editions.
    """
    lectures = LecturePage.objects.for_readers_of(get_language())
    limit = value.get("limit") or 6
    if value.get("show") == "chosen":
        order = [lecture.translation_key for lecture in value.get("lectures") or [] if lecture]
        chosen = lectures.filter(translation_key__in=order).for_listing()
        cards = {lecture.translation_key: lecture.card for lecture in chosen}
        return [cards[key] for key in order if key in cards]
    if not page or not page.locale_id:  # no page: the preview of the block alone
        return []
    if isinstance(page, ConferencePage | LecturePage) and page.path:
        lectures = lectures.of_edition(
            page if isinstance(page, ConferencePage) else page.get_parent().specific_deferred
        )
    lectures = lectures.exclude(translation_key=page.translation_key)
    now, decisions = clock.now(), decided_editions()
    if value.get("show") == "past":
        lectures = lectures.past(now, decisions).newest_first()
    else:
        lectures = lectures.upcoming(now, decisions).as_announced(decisions).soonest_first(now, decisions)
    return [lecture.card for lecture in lectures.for_listing()[:limit]]
