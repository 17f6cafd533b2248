"""What search engines read of a page: schema.org as JSON-LD, of the facts that the page shows and of no others."""

import json

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from changelog.telling import OFF, log_of
from conference.events import AttendanceMode, Event
from conference.models import ConferencePage
from feeds.calendar_events import place
from home.dates import WITH_DAY, When
from home.site_chrome import SiteChrome
from home.snippets.texts import snippet_of
from lectures.models import LecturePage
from lectures.state import LectureState

STATUSES = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved_online": "EventMovedOnline",
}
MODES = {
    AttendanceMode.ONSITE: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.MIXED: "MixedEventAttendanceMode",
}
# As Django's json_script does: nothing in it can end the element.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(nodes: list[dict]) -> SafeString:
    """Nodes as an element that is data and is not run, which the Content Security Policy lets be."""
    if not nodes:
        return SafeString("")
    data = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 - escaped above


def nodes_of(page, around: SiteChrome, speaker: dict | None = None) -> list[dict]:
    """The nodes of a page, or of a view without one; none at an address where there is nothing."""
    if around.lost or not around.start_page:
        return []
    nodes = [organisation(around)]
    if (around.address or page) == around.start_page:
        nodes.append(website(around))
    if trail := breadcrumbs(around):
        nodes.append(trail)
    edition = getattr(page, "own_edition", None) or page
    if isinstance(edition, ConferencePage) and edition.path and (node := edition_node(edition, around)):
        nodes.append(node)
    if isinstance(page, LecturePage) and page.path:
        nodes += lecture_nodes(page, around)
    if speaker:
        nodes.append(person_node(speaker, around))
    return nodes


def organisation_id(around: SiteChrome) -> str:
    """What the nodes of every page and language call it by."""
    return f"{around.root_url}/#organisation"


def organisation(around: SiteChrome) -> dict:
    """Who arranges the conferences, as the site calls itself."""
    start = around.start_page
    return {
        "@type": "Organization",
        "@id": organisation_id(around),
        "name": start.title,
        "url": start.full_url,
        "logo": around.root_url + static("img/apple-touch-icon.png"),
    }


def website(around: SiteChrome) -> dict:
    """The site in this language, with its search."""
    start = around.start_page
    return {
        "@type": "WebSite",
        "@id": f"{start.full_url}#website",
        "name": start.title,
        "url": start.full_url,
        "inLanguage": get_language(),
        "publisher": {"@id": organisation_id(around)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{around.root_url}{reverse('search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(around: SiteChrome) -> dict | None:
    """The way here, as the page shows it."""
    crumbs = around.crumbs
    if not crumbs:
        return None
    last = around.canonical or around.root_url + around.request.path
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb["title"],
                "item": last if number == len(crumbs) else around.root_url + crumb["url"],
            }
            for number, crumb in enumerate(crumbs, start=1)
        ],
    }


def edition_node(edition, around: SiteChrome) -> dict | None:
    """An edition as an event, or None where its days are not known."""
    node = event_node(edition, edition.form, around)
    if node and (organisers := edition.ordered_organisers):
        node["organizer"] = [
            without_empty({"@type": "Organization", "name": one.said("name").plain, "url": one.website})
            for one in organisers
        ]
    return node


def lecture_nodes(lecture, around: SiteChrome) -> list[dict]:
    """A lecture as an event, where its day is known, and its recording, where there is one."""
    url = lecture.full_url
    node = event_node(lecture, lecture.shown_form, around, getattr(lecture, "room", ""))
    if node:
        edition = lecture.get_parent()
        if edition and edition.live and not edition.specific.has_expired:
            node["superEvent"] = {"@type": "Event", "@id": f"{edition.full_url}#event", "name": edition.title}
        node["organizer"] = {"@id": organisation_id(around)}
        node["performer"] = [
            without_empty(
                {
                    "@type": "Person",
                    "name": row.speaker.name,
                    "url": around.root_url + row.speaker.get_absolute_url(),
                    "affiliation": {"@type": "Organization", "name": row.affiliation} if row.affiliation else None,
                }
            )
            for row in lecture.people
            if row.role == row.Role.SPEAKER
        ]
        node["inLanguage"] = lecture.spoken_language
        node = without_empty(node)
    if lecture.state != LectureState.RECORDED:
        return [node] if node else []
    recorded = log_of(lecture).recorded_at
    video = {
        "@type": "VideoObject",
        "@id": f"{url}#recording",
        "name": lecture.title,
        "description": lecture.meta_description,
        "url": lecture.recording_url,
        "thumbnailUrl": around.head_picture,
        "inLanguage": lecture.spoken_language,
        "uploadDate": timezone.localtime(recorded).isoformat(timespec="seconds") if recorded else "",
    }
    if node:
        node["recordedIn"] = {"@id": f"{url}#recording"}
    return [*([node] if node else []), without_empty(video)]


def event_node(event: Event, form: str, around: SiteChrome, room: str = "") -> dict | None:
    """An event, or None where no day is known: an event without one would be made up."""
    when, decided = event.when, event.decided
    if not getattr(event, event.starts) or event.date_precision not in WITH_DAY or not (when.known or decided in OFF):
        return None
    start, end = getattr(event, event.starts), getattr(event, event.ends)
    shown = When(start, end, event.date_precision)  # what is off keeps its date, by which it is known
    url, before = event.full_url, [day for day in log_of(event).previous_starts if day != start]
    status = STATUSES.get(decided) or ("EventRescheduled" if before else "EventScheduled")
    return without_empty(
        {
            "@type": "Event",
            "@id": f"{url}#event",
            "name": event.title,
            "description": event.meta_description,
            "url": url,
            "image": [around.head_picture],
            "startDate": shown.iso_start,
            "endDate": shown.iso_end,
            "previousStartDate": [day.isoformat() for day in before] if decided not in OFF else [],
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{MODES[form]}",
            "location": location(event, form, room, url),
        }
    )


def location(event: Event, form: str, room: str, url: str) -> dict | list | None:
    """The place, and the page where one is told how to take part from afar: never the link itself."""
    virtual = {"@type": "VirtualLocation", "url": url}
    if form == AttendanceMode.ONLINE:
        return virtual
    venue = snippet_of(event, "venue")
    where = None
    if venue or room:
        address = without_empty(
            {
                "@type": "PostalAddress",
                "streetAddress": venue.street_address if venue else "",
                "postalCode": venue.postal_code if venue else "",
                "addressLocality": venue.locality if venue else "",
                "addressCountry": "SE" if venue and venue.locality else "",
            }
        )
        where = without_empty({"@type": "Place", "name": place(event, form, room), "address": address})
    return [where, virtual] if where and form == AttendanceMode.MIXED else where or None


def person_node(speaker: dict, around: SiteChrome) -> dict:
    """A speaker, as their page shows them."""
    return without_empty(
        {
            "@type": "Person",
            "name": speaker["name"],
            "url": around.canonical,
            "jobTitle": speaker["title"].plain,
            "description": speaker["text"].plain,
            "sameAs": [link["url"] for link in speaker["links"]],
        }
    )


def without_empty(node: dict) -> dict:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}
