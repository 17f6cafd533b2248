"""The ways from a page into a calendar."""

from django import template

from changelog.telling import OFF
from changelog.templatetags.changelog_tags import OVER
from conference.models import ConferencePage
from feeds.addresses import address_below, to_subscribe
from feeds.structured_data import as_script, nodes_of
from home.dates import WITH_DAY
from home.models import HomePage
from home.templatetags.site_tags import site_chrome
from lectures.models import LectureArchivePage, LecturePage

register = template.Library()


@register.simple_tag(takes_context=True)
def calendar_links(context, page) -> dict:
    """The calendar of a lecture or an edition that lies ahead, or of a subject that is chosen in the archive.

    `file`, and where more may come `subscription` and `feed`.
    """
    request, query = context.get("request"), subject_chosen(context, page)
    if request is None or not page or not page.pk:
        return {}
    if isinstance(page, LectureArchivePage):
        if not query:
            return {}
    elif page.state in (*OVER, *OFF):
        return {}
    path = address_below(page, "calendar", **query)
    if isinstance(page, LecturePage):
        has_day = page.when.known and page.date_precision in WITH_DAY
        return {"file": path} if path and has_day else {}
    feed = address_below(page, "atom", **query)
    return {"file": path, "subscription": to_subscribe(request, path), "feed": feed} if path else {}


def subject_chosen(context, page) -> dict[str, str]:
    """What stands in the archive's address for the subject that it is narrowed to."""
    subject = context.get("kept", {}).get("subject", "") if isinstance(page, LectureArchivePage) else ""
    return {"subject": subject} if subject else {}


@register.inclusion_tag("components/feed_links.html", takes_context=True)
def feed_links(context):
    """Where programmes find what is new on the page: on editions, in the archive, and on the start page."""
    page = context.get("address") or context.get("page")
    if not isinstance(page, HomePage | ConferencePage | LectureArchivePage):
        return {}
    return {name: address_below(page, name, **subject_chosen(context, page)) for name in ("atom", "json_feed")}


@register.simple_tag(takes_context=True)
def structured_data(context):
    """What search engines read of the page; nothing in previews, which they do not see."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return ""
    around = site_chrome(context)
    speaker = context.get("speaker")
    return as_script(nodes_of(around.page, around, speaker if isinstance(speaker, dict) else None))
