"""The pages of speakers: all of them, and one with every lecture over all editions."""

from django.db.models import Count, Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.routing import render_gone
from home.site_chrome import SiteChrome
from home.sorting import alphabetical
from lectures.models import LecturePage, Speaker, SpeakerFormerSlug
from lectures.speakers import context_of_speaker

SPEAKERS_ON_ONE_PAGE = 200


@require_safe
def speaker_index(request):
    """Every speaker with a lecture, by surname, with how many; where they are many, one letter at a time."""
    lectures = LecturePage.objects.for_readers_of(get_language())
    shown = Q(appearances__page__in=lectures.values("pk"))
    everyone = Speaker.objects.filter(shown).order_by().values_list("pk", "name").distinct()
    letters: dict[str, list[int]] = {}
    for pk, name in sorted(everyone, key=lambda speaker: alphabetical(surname_first(speaker[1]))):
        letters.setdefault(surname_first(name)[:1].upper(), []).append(pk)
    many = sum(map(len, letters.values())) > SPEAKERS_ON_ONE_PAGE
    chosen = request.GET.get("letter", "") if request.GET.get("letter", "") in letters else next(iter(letters), "")
    wanted = letters.get(chosen, []) if many else [pk for keys in letters.values() for pk in keys]
    counted = Speaker.objects.filter(pk__in=wanted).annotate(
        count=Count("appearances__page", filter=shown, distinct=True)
    )
    speakers = {speaker.pk: speaker_for_index(speaker) for speaker in counted}
    title = _("Speakers")
    context = {
        "title": title,
        "groups": [
            {
                "letter": letter,
                "speakers": [speakers[pk] for pk in keys if pk in speakers],
                "url": f"?{urlencode({'letter': letter})}" if many else f"#letter-{number}",
                "current": many and letter == chosen,
            }
            for number, (letter, keys) in enumerate(letters.items(), start=1)
        ],
        "description": _("Everyone who has spoken at the conference, with their lectures over the years."),
        "site_chrome": SiteChrome(request, crumb=title, kept={"letter": chosen} if "letter" in request.GET else {}),
    }
    return render(request, "lectures/speaker_index.html", context)


def speaker_for_index(speaker) -> dict:
    """A speaker as the index shows one."""
    return {
        "name": speaker.name,
        "url": speaker.get_absolute_url(),
        "count": speaker.count,
        "affiliation": speaker.said("title"),
    }


def surname_first(name: str) -> str:
    """A name as it stands in a register: `Ågren Eva` for `Eva Ågren`."""
    first, _space, last = name.strip().rpartition(" ")
    return f"{last} {first}".strip()


@require_safe
def speaker_page(request, slug):
    """One speaker with every lecture, upcoming before past."""
    speaker = Speaker.objects.filter(slug=slug).select_related("photo").first()
    if speaker is None:
        return led_on(request, slug)
    context = context_of_speaker(request, speaker)
    if not context["coming"] and not context["past"].paginator.count:
        raise Http404  # nothing of this person is public, so neither is the person
    return render(request, "lectures/speaker_page.html", context)


def led_on(request, slug: str):
    """The answer at a former address of a speaker: a redirect to the current one, if anything there is public."""
    former = SpeakerFormerSlug.objects.filter(slug=slug).select_related("snippet").first()
    if former is None:
        raise Http404
    if former.snippet is None:
        return render_gone(request)
    if not LecturePage.objects.for_readers_of(get_language()).by_speaker(former.snippet).exists():
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    url = former.snippet.get_absolute_url()
    return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
