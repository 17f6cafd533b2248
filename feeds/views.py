"""The calendars of pages: of a lecture, of an edition, of a subject, and on the start page of everything."""

from datetime import timedelta
from hashlib import blake2b

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conference.models import ConferencePage
from feeds import calendar_events, calendars
from home import clock
from home.models import HomePage
from home.public import is_nearest
from home.routing import below_page
from lectures.archive import known
from lectures.models import LectureArchivePage, LecturePage, Subject

KEPT = timedelta(days=366)  # how long what is over stays in the calendar of everything


@require_safe
@below_page
def calendar(request, page):
    """The calendar of a page, as a file or to subscribe to. Http404 at a page that has none."""
    subject = None
    if isinstance(page, LecturePage):
        lectures, editions = LecturePage.objects.filter(pk=page.pk), []
    elif isinstance(page, ConferencePage):
        lectures, editions = readable(page).of_edition(page), [page]
    elif isinstance(page, LectureArchivePage) and request.GET.get("subject"):
        subject = subject_asked_for(request)
        if subject.slug != request.GET["subject"]:
            return HttpResponsePermanentRedirect(f"?{urlencode({'subject': subject.slug})}")
        lectures, editions = readable(page).filter(subjects=subject), []
    elif isinstance(page, HomePage | LectureArchivePage):
        since = clock.now() - KEPT
        lectures = readable(page).filter(Q(over_at=None) | Q(over_at__gt=since))
        editions = ConferencePage.objects.filter(is_nearest(get_language())).select_related("locale", "venue")
        editions = editions.filter(Q(starts_on=None) | Q(starts_on__gt=since.date()))
    else:
        raise Http404
    named = _("%(conference)s: %(subject)s") if subject else "%(conference)s"
    conference = request.start_page.title if not isinstance(page, LecturePage | ConferencePage) else page.title
    name = named % {"conference": conference, "subject": subject.said("name").plain if subject else ""}
    root_url = page.get_url_parts()[1]
    events = list(events_of(lectures.for_listing(), editions, root_url))
    content = calendars.calendar(
        name, get_language(), root_url + page.url, request.build_absolute_uri(request.get_full_path()), events
    )
    response = HttpResponse(content, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return as_file(request, response, max((event.changed_at for event in events), default=None))


def readable(page):
    """The lectures that readers of a page's language are shown."""
    return LecturePage.objects.for_readers_of(page.locale.language_code)


def subject_asked_for(request) -> Subject:
    """The subject in an address, by its current word or a former one."""
    public = LecturePage.objects.for_readers_of(get_language()).order_by().values("pk")
    if subject := known(Subject, request.GET["subject"], lectures__in=public):
        return subject
    raise Http404


def events_of(lectures, editions, root_url: str):
    """Editions and lectures as calendars have them, by their time; without those that have no day."""
    lectures, editions = list(lectures), list(editions)
    facts = calendar_events.known_facts([*lectures, *editions])
    for edition in editions:
        if event := calendar_events.of_edition(edition, facts.get(edition.translation_key), root_url):
            yield event
    for lecture in sorted(lectures, key=lambda lecture: (str(lecture.starts_at), lecture.pk)):
        if event := calendar_events.of_lecture(lecture, facts.get(lecture.translation_key), root_url):
            yield event


def as_file(request, response, changed_at) -> HttpResponse:
    """An answer that others may keep for a minute, and that is sent again only when it has changed (RFC 9110, 13)."""
    etag = quote_etag(blake2b(response.content, digest_size=16).hexdigest())
    response["ETag"] = etag
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag, None, response)
