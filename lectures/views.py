"""The pages of speakers: all of them, and one with every lecture over all editions."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import clock
from home.furniture import Furniture
from home.paging import get_page
from home.sorting import alphabetical
from home.texts import Text
from lectures.models import LecturePage, Speaker


def lectures_in_language():
    """The lectures that anybody may read in the active language."""
    return LecturePage.readable().filter(locale__language_code=get_language())


@require_safe
def speaker_index(request):
    """Every speaker with a lecture, by surname, with how many."""
    shown = Q(appearances__page__in=lectures_in_language().values("pk"))
    counted = Speaker.objects.annotate(count=Count("appearances__page", filter=shown, distinct=True)).filter(
        count__gt=0
    )
    groups: dict[str, list] = {}
    for speaker in sorted(counted, key=lambda speaker: alphabetical(surname_first(speaker.name))):
        letter = surname_first(speaker.name)[:1].upper()
        title = speaker.said("title")
        groups.setdefault(letter, []).append(
            {
                "name": speaker.name,
                "url": speaker.get_absolute_url(),
                "count": speaker.count,
                "affiliation": title,
                "lang": title.lang,
            }
        )
    title = _("Speakers")
    context = {
        "title": title,
        "groups": [{"letter": letter, "speakers": speakers} for letter, speakers in groups.items()],
        "description": _("Everyone who has spoken at the conference, with their lectures over the years."),
        "furniture": Furniture(request, crumb=title),
    }
    return render(request, "lectures/speaker_index.html", context)


def surname_first(name: str) -> str:
    """A name as it stands in a register: `Ågren Eva` for `Eva Ågren`."""
    first, _space, last = name.strip().rpartition(" ")
    return f"{last} {first}".strip()


@require_safe
def speaker_page(request, slug):
    """One speaker: who it is, and every lecture, what is to come before what has been."""
    speaker = Speaker.objects.filter(slug=slug).select_related("photo").first()
    if speaker is None:
        raise Http404
    now = clock.now()
    lectures = lectures_in_language().by_speaker(speaker)
    past = get_page(lectures.past(now).newest_first().for_listing(), request.GET, settings.LECTURES_PER_PAGE)
    coming = [lecture.card for lecture in lectures.not_past(now).soonest_first().for_listing()[:50]]
    if not coming and not past.paginator.count:
        raise Http404  # nothing of this person is public, so neither is the person
    past.object_list = [lecture.card for lecture in past.object_list]
    return render(request, "lectures/speaker_page.html", speaker_context(request, speaker, coming, past))


def speaker_context(request, speaker, coming: list, past) -> dict:
    """What the page of a speaker shows."""
    title, about = speaker.said("title"), speaker.said("about")
    photo_alt = speaker.photo.default_alt_text if speaker.photo else Text("")
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
            "text": about,
            "lang": about.lang,
            "photo": speaker.photo,
            "photo_alt": photo_alt,
            "links": [{"url": speaker.website, "title": ""}] if speaker.website else [],
        },
        "coming": coming,
        "past": past,
        "description": described % {"name": speaker.name, "title": title, "count": count},
        "page_title": page_title % {"name": speaker.name, "title": title},
        "furniture": Furniture(request, crumb=speaker.name),
    }
