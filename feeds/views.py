"""The calendars, feeds and open data of pages, each at an address below the page's own."""

from collections.abc import Iterator
from datetime import timedelta
from functools import wraps
from hashlib import blake2b

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag, urlencode
from django.views.decorators.http import require_safe

from feeds import calendar_events, calendars, entries, open_data, syndication
from feeds.calendar_events import CalendarEvent
from feeds.scopes import MovedSubject, Scope, scope_of
from home import clock
from home.models import HomePage
from home.routing import below_page
from lectures.models import LectureArchivePage, LecturePage

MAX_EVENTS = 1_000  # lectures in a calendar, the newest; telephones choke on more
KEPT = timedelta(days=366)  # how long what is over stays in the calendar of everything


def of_scope(view):
    """A view of the scope of a page, which all may read."""

    @require_safe
    @below_page
    @wraps(view)
    def answer(request, page):
        try:
            scope = scope_of(page, request.GET, request.start_page)
        except MovedSubject as moved:
            return HttpResponsePermanentRedirect(f"?{urlencode({'subject': moved.slug})}")
        return view(request, scope)

    return answer


@of_scope
def calendar(request, scope: Scope):
    """A calendar, as a file or to subscribe to (RFC 5545)."""
    if isinstance(scope.page, HomePage | LectureArchivePage) and not scope.subject:
        since = clock.now() - KEPT
        scope.lectures = scope.lectures.filter(Q(over_at=None) | Q(over_at__gt=since))
        scope.editions = scope.editions.filter(Q(starts_on=None) | Q(starts_on__gt=since.date()))
    events = list(events_of(scope))
    source = request.build_absolute_uri(request.get_full_path())
    content = calendars.calendar(scope.name, scope.language, scope.root_url + scope.page.url, source, events)
    response = HttpResponse(content, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{scope.page.slug}.ics"'
    return as_file(request, response, max((event.changed_at for event in events), default=None))


def events_of(scope: Scope) -> Iterator[CalendarEvent]:
    """Editions and lectures as calendars have them, by their time; without those that have no day."""
    lectures, editions = list(scope.lectures.newest_first().for_listing()[:MAX_EVENTS]), list(scope.editions)
    facts = calendar_events.known_facts([*lectures, *editions])
    for edition in editions:
        if event := calendar_events.of_edition(edition, facts.get(edition.translation_key), scope.root_url):
            yield event
    for lecture in sorted(lectures, key=lambda lecture: (str(lecture.starts_at), lecture.pk)):
        if event := calendar_events.of_lecture(lecture, facts.get(lecture.translation_key), scope.root_url):
            yield event


def news(write):
    """A view that writes what is new in a scope; a lecture has its own page for that."""

    @of_scope
    @wraps(write)
    def answer(request, scope: Scope):
        if isinstance(scope.page, LecturePage):
            raise Http404
        found = entries.newest(scope)
        response = write(scope, request.build_absolute_uri(request.get_full_path()), found)
        return as_file(request, response, max((entry.at for entry in found), default=None))

    return answer


@news
def atom(scope: Scope, source: str, found: list[entries.Entry]) -> HttpResponse:
    """What is new, as an Atom feed (RFC 4287)."""
    return HttpResponse(syndication.atom(scope, source, found), "application/atom+xml; charset=utf-8")


@news
def json_feed(scope: Scope, source: str, found: list[entries.Entry]) -> HttpResponse:
    """What is new, as a JSON Feed (version 1.1)."""
    return for_all(HttpResponse(syndication.json_feed(scope, source, found), "application/feed+json; charset=utf-8"))


@of_scope
def data(request, scope: Scope):
    """Programme or archive as open data (docs/open-data.md)."""
    if isinstance(scope.page, LecturePage):
        raise Http404
    source = request.build_absolute_uri(request.path)
    return as_file(request, for_all(HttpResponse(open_data.written(scope, source, request.GET), "application/json")))


def for_all(response: HttpResponse) -> HttpResponse:
    """An answer that pages of other hosts may read (Fetch, CORS): it is the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def as_file(request, response: HttpResponse, changed_at=None) -> HttpResponse:
    """An answer that others may keep for a minute, and that is sent again only when it has changed (RFC 9110, 13)."""
    etag = quote_etag(blake2b(response.content, digest_size=16).hexdigest())
    response["ETag"] = etag
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag, None, response)
