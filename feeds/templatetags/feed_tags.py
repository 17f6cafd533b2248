"""The ways from a page into a calendar."""

from django import template

from changelog.templatetags.changelog_tags import OVER
from feeds.addresses import address_below, to_subscribe
from feeds.calendar_events import DATED, OFF
from lectures.models import LecturePage

register = template.Library()


@register.simple_tag(takes_context=True)
def calendar_links(context, page) -> dict:
    """The calendar of a lecture or an edition that lies ahead: `file`, and `subscription` where more may come."""
    request, nothing = context.get("request"), {}
    if request is None or not page or not page.pk or page.state in (*OVER, *OFF):
        return nothing
    if isinstance(page, LecturePage) and not (page.when.known and page.date_precision in DATED):
        return nothing
    path = address_below(page, "calendar")
    if not path or isinstance(page, LecturePage):
        return {"file": path} if path else nothing
    return {"file": path, "subscription": to_subscribe(request, path)}
