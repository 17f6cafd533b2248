"""Which addresses the demo site has: every page that anybody may read, by kind and language."""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from conference.models import PROGRAMME, ConferencePage
from home.models import HomePage, StandardPage
from home.pages import word_below
from home.routing import page_types
from lectures.models import LecturePage, Speaker

LANGUAGES = ["sv", "en"]
PAGE_TYPES = [model.__name__ for model in page_types()]
VIEWS = ["programme", "search", "search_result", "speaker_index", "speaker_page", "not_found", "gone"]
KINDS = PAGE_TYPES + VIEWS


# What a layout must bear.
LONG_TITLES = {
    "sv": "Samhällsskyddsberedskapssamordning och kontinuitetshanteringsplanering i glesbygdskommunernas "
    "krisledningsnämnder – från riskanalysmetodutveckling till uppföljning av trygghetsskapandeåtgärder",
    "en": "Cross-sectoral civil-protection preparedness coordination and business-continuity planning in the crisis "
    "management boards of sparsely populated municipalities, from methods to the follow-up of safety measures",
}


def settle(address: str) -> None:
    """Have the site know its own address, and in each language a page that was public once, one with a film, and
    lectures of which very much and nothing is written."""
    hostname, port = address.removeprefix("http://").split(":")
    Site.objects.update(hostname=hostname, port=port)
    for start in HomePage.objects.all():
        gone = StandardPage(title="Gone", slug="gone", locale=start.locale, live=False)
        gone.first_published_at = timezone.now()
        start.add_child(instance=gone)
        film = ("film", {"title": "Film", "url": "https://vimeo.com/12345678"})
        start.add_child(instance=StandardPage(title="Film", slug="film", locale=start.locale, body=[film]))
        edition = start.shown_edition
        title = LONG_TITLES.get(start.locale.language_code, LONG_TITLES["sv"])
        edition.add_child(
            instance=LecturePage(title=title, slug="long", locale=start.locale, kind="seminar", room=title[:80])
        )
        edition.add_child(
            instance=LecturePage(title="A", slug="a", locale=start.locale)
        )  # and one of which nothing is known


def addresses() -> tuple[dict, dict]:
    """The paths of all addresses by (kind, language), and a few that show each kind in every state it has."""
    every, specimens = defaultdict(list), defaultdict(list)
    for model in page_types():
        seen = set()
        for page in model.readable().select_related("locale").order_by("path"):
            key = (model.__name__, page.locale.language_code)
            every[key].append(page.url)
            state = (key, getattr(page, "state", None))
            if state not in seen:
                specimens[key].append(page.url)
            seen.add(state)
    for language in LANGUAGES:
        with override(language):
            speakers = [speaker.get_absolute_url() for speaker in Speaker.objects.all()]
            editions = [edition.url for edition in ConferencePage.readable().filter(locale__language_code=language)]
            views = {
                "programme": [f"{url}{word_below(PROGRAMME)}/" for url in editions],
                "search": [reverse("search")],
                "search_result": [f"{reverse('search')}?q=tillit", f"{reverse('search')}?q=xyzzy"],
                "speaker_index": [reverse("speaker_index")],
                "speaker_page": speakers,
                "not_found": [f"/{language}/not-here/"],
                "gone": [f"/{language}/gone/"],
            }
        for kind, paths in views.items():
            every[kind, language] = paths
            specimens[kind, language] = paths[:2]
    return dict(every), dict(specimens)
