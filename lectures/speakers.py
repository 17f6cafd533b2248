"""The page of a speaker: who it is, and every lecture over all editions."""

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from home import clock
from home.paging import get_page
from home.site_chrome import SiteChrome
from lectures.queries import decided_editions


def context_of_speaker(request, speaker) -> dict:
    """What the page of a speaker shows now, with the lectures that anybody may read."""
    now = clock.now()
    lectures = apps.get_model("lectures", "LecturePage").objects.for_readers_of(get_language())
    lectures = lectures.by_speaker(speaker) if speaker.pk else lectures.none()
    decisions = decided_editions()
    past = get_page(lectures.past(now, decisions).newest_first().for_listing(), request.GET, settings.LECTURES_PER_PAGE)
    coming = lectures.not_past(now, decisions).soonest_first(now, decisions).for_listing()[:50]
    coming = [lecture.card for lecture in coming]
    past.object_list = [lecture.card for lecture in past.object_list]
    return speaker_context(request, speaker, coming, past)


def speaker_context(request, speaker, coming: list, past) -> dict:
    """What the page of a speaker shows."""
    title = speaker.said("title")
    count = len(coming) + past.paginator.count
    described = (
        _("%(name)s at the conference: %(title)s. Lectures: %(count)d.")
        if title
        else _("%(name)s at the conference. Lectures: %(count)d.")
    )
    page_title = (
        pgettext("page title", "%(name)s, speaker (%(title)s)")
        if title
        else pgettext("page title", "%(name)s, speaker")
    )
    return {
        "speaker": {
            "name": speaker.name,
            "title": title,
            "text": speaker.said("about"),
            "photo": speaker.photo,
            "photo_alt": speaker.photo.alt_text if speaker.photo else "",
            "links": [{"url": speaker.website, "title": ""}] if speaker.website else [],
        },
        "coming": coming,
        "past": past,
        "kept": {},
        "description": described % {"name": speaker.name, "title": title.plain, "count": count},
        "page_title": page_title % {"name": speaker.name, "title": title.plain},
        "site_chrome": SiteChrome(request, crumb=speaker.name),
    }
