"""The demo content, and every page of it fetched."""

import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape
from wagtail.models import Page

from conference.models import ConferencePage
from home import clock
from home.models import HomePage, SiteDocument, SiteImage, StandardPage
from lectures.models import LecturePage, Speaker
from lectures.state import LectureState
from search.models import MustFind
from tests.factories import delete_anyway
from tests.test_matrices import BLOCKS, PAGE_TYPES

LANGUAGES = ["sv", "en"]

# Data for search engines is a script by its name alone: it is not run, and no policy asks for its hash.
INLINE = r'<style|style="|<script(?! type="application/ld\+json">|[^>]* src=)| on[a-z]+="'


@pytest.fixture
def site(demo, db):
    """The site with its demo content."""
    return {home.locale.language_code: home for home in HomePage.objects.all()}


class Visitor:
    """Somebody who asks for each address once, however many tests want to see what is there."""

    def __init__(self):
        self.client, self.pages = Client(), {}

    def get(self, address: str) -> SimpleNamespace:
        if address not in self.pages:
            response = self.client.get(address)  # not kept: it holds all that it was made of
            is_html = response["Content-Type"].startswith("text/html")
            html = response.content.decode() if is_html else ""
            self.pages[address] = SimpleNamespace(status=response.status_code, html=html, cookies=response.cookies)
        return self.pages[address]


@pytest.fixture(scope="module")
def visitor(demo):
    return Visitor()


def everything():
    """What is in the database: every row of ours, and the pages' revisions."""
    models = [
        model for model in apps.get_models() if model.__module__.split(".")[0] in ("home", "conference", "lectures")
    ]
    models += [Page, apps.get_model("wagtailcore.Revision"), apps.get_model("wagtailcore.ModelLogEntry")]
    return {model: list(model._base_manager.order_by("pk").values()) for model in models}


def test_demo_has_all_types_blocks_and_states_in_both_languages(site):
    for code, home in site.items():
        pages = list(home.get_descendants(inclusive=True).live().specific())
        assert {type(page) for page in pages} == set(PAGE_TYPES), code
        used = {block.block_type for page in pages for block in blocks_of(page)}
        assert used == {name.partition(".")[2] for name in BLOCKS}, code
        states = {page.state for page in pages if isinstance(page, LecturePage)}
        assert states == set(LectureState), code
        assert {page.year for page in pages if isinstance(page, ConferencePage)} >= {2018, 2021, 2023}
    assert {image.alt_texts.keys() >= set(LANGUAGES) for image in SiteImage.objects.all()} == {True}
    assert {document.language for document in SiteDocument.objects.all()} == set(LANGUAGES)


def blocks_of(page):
    """The blocks of a page's body, those in its sections included."""
    for block in getattr(page, "body", None) or []:
        yield block
        if block.block_type == "section":
            yield from block.value["content"]


def test_demo_is_whole_in_both_languages(site):
    groups = {
        code: set(home.get_descendants(inclusive=True).live().values_list("translation_key", flat=True))
        for code, home in site.items()
    }
    assert len(groups["sv"]) > 25
    assert groups["en"] <= groups["sv"]
    untranslated = groups["sv"] - groups["en"]
    assert len(untranslated) <= 2  # to show what a page without a translation looks like


def test_every_page_of_the_demo_is_shown(site, visitor):
    wrong = []
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    addresses = {page.url: (page.locale.language_code, page.title) for page in pages}
    for code, views in {
        "sv": ["/sv/talare/", "/sv/sok/?q=tillit"],
        "en": ["/en/speakers/", "/en/search/?q=trust"],
    }.items():
        addresses |= dict.fromkeys(views, (code, ""))
        for slug in Speaker.objects.values_list("slug", flat=True):
            addresses[f"{views[0]}{slug}/"] = (code, "")
    shown = 0
    for address, (code, title) in addresses.items():
        response = visitor.get(address)
        html = response.html
        if response.status == 404 and not title:
            continue  # a speaker without a lecture in this language
        shown += 1
        faults = {
            "status": response.status != 200,
            "language": f'<html lang="{code}">' not in html,
            "headings": html.count("<h1") != 1,
            "title": bool(title) and escape(title) not in html,
            "Swedish words on an English page": code == "en" and ">Hoppa till innehållet<" in html,
            "English words on a Swedish page": code == "sv" and ">Skip to content<" in html,
            "an empty link": bool(re.search(r'href=""', html)),
            "a template's own words": any(word in html for word in ("{{", "{%", "None<", ">None", "lorem")),
            "a picture without alt": bool(re.search(r"<img(?![^>]* alt=)", html)),
            "something from elsewhere": bool(re.search(r'(?:src|srcset)="(?:https?:)?//', html)),
            "an inline style or script": bool(re.search(INLINE, html)),
            "cookies": bool(response.cookies),
        }
        wrong += [f"{address}: {fault}" for fault, found in faults.items() if found]
    assert wrong == []
    assert shown > 80


def test_no_page_of_the_demo_dies_of_its_pictures(site, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("no picture can be made")

    for name in ("create_renditions", "create_rendition", "generate_rendition_file", "get_willow_image"):
        monkeypatch.setattr(SiteImage, name, fail)
    monkeypatch.setattr("wagtail.images.models.Filter.run", fail)
    SiteImage.get_rendition_model().objects.all().delete()
    client, places = Client(), 0
    pages = Page.objects.live().filter(depth__gt=1)
    speakers = [f"/sv/talare/{slug}/" for slug in Speaker.objects.values_list("slug", flat=True)]
    for address in [*(page.url for page in pages), "/sv/talare/", "/sv/sok/?q=tillit", *speakers]:
        response = client.get(address)
        assert response.status_code in (200, 404), address
        assert "/media/" not in response.content.decode(), address
        places += response.content.decode().count("picture-place")
    assert places > 10


def test_every_link_of_the_demo_leads_somewhere(site, visitor):
    seen, waiting = {}, ["/sv/", "/en/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = visitor.get(address)
        seen[address] = response.status
        if response.status != 200 or "?" in address:
            continue
        for link in re.findall(r'(?:href)="(/(?:sv|en|documents)/[^"#]*)', response.html):
            waiting.append(link.replace("&amp;", "&"))
    assert {address: status for address, status in seen.items() if status not in (200, 302)} == {}
    assert len(seen) > 80
    documents = SiteDocument.objects.all()
    assert all(document.file.storage.exists(document.file.name) for document in documents)
    assert {document.url for document in documents} <= seen.keys()


def test_second_load_of_the_demo_changes_nothing(site):
    before = everything()
    call_command("load_demo", verbosity=0)
    assert everything() == before


def test_reloading_the_demo_restores_deletions_and_keeps_edits(site):
    lecture = LecturePage.objects.live().first()
    LecturePage.objects.filter(pk=lecture.pk).update(title="Ändrad av en redaktör")
    gone = StandardPage.objects.filter(locale=lecture.locale).first()
    title = gone.title
    delete_anyway(gone)
    call_command("load_demo", verbosity=0)
    assert LecturePage.objects.get(pk=lecture.pk).title == "Ändrad av en redaktör"
    assert StandardPage.objects.filter(title=title, locale=lecture.locale).count() == 1


# Every element of the page that the site replaces, as the 2021 edition shows it: what is looked for in its HTML.
ELEMENTS = {
    "menu": r'<summary class="header__toggle">Meny</summary>',
    "silhouette, without its file name": r'class="skyline"[^>]* alt=""',
    "name and theme": r"Tillit i en orolig tid\?",
    "the change of form, not in the title": r'class="notice[^"]*"[\s\S]*?(?:ändra|form)',
    "lead": r'<p class="lead">[^<]{80,}</p>',
    "digital lecture with its date": r"30 september 2021",
    "title of the lecture": r"Fakta och fördomar om risk och kris",
    "speaker of the lecture": r"Misse Wester",
    "earlier lecture": r"Lars Trägårdh",
    "about this year's conference": r'<h2 class="section__heading">[^<]*[Kk]onferens',
    "no sure date": r"Datumet för konferensen på plats är alltså inte bestämt",
    "organisers in order": r"Polisen[\s\S]*Länsstyrelsen i Norrbottens län[\s\S]*Norrbottens Kommuner"
    r"[\s\S]*Rättighetscentrum Norrbotten[\s\S]*Region Norrbotten",
    "aim of the conferences": r"mänskliga rättigheter",
    "the edition before": r'edition-nav__link" href="/sv/2018/"',
    "earlier lectures": r"Tidigare</h3>|Tidigare",
    "contacts": r'<address class="contact">',
    "mail": r'href="mailto:[^"]+@example\.org"',
    "telephone": r'href="tel:\+46\d+"',
}


def test_edition_of_2021_shows_every_element_of_the_original_page(site):
    edition = ConferencePage.objects.get(year=2021, locale__language_code="sv")
    html = Client().get(edition.url).content.decode()
    assert [name for name, pattern in ELEMENTS.items() if not re.search(pattern, html)] == []
    assert "Lulea Siluett Vit Bg" not in html
    assert "ändrar form" not in edition.title
    for name in ("Mats Burman", "Björn Eriksson", "Kristina Lantto", "Ågren", "lansstyrelsen.se", "polisen.se"):
        assert name not in html


def test_organisers_are_those_of_their_edition(site):
    organisers = {
        page.year: [str(organiser) for organiser in page.ordered_organisers]
        for page in ConferencePage.objects.filter(locale__language_code="sv", year__in=[2021, 2023])
    }
    assert "Region Norrbotten" in organisers[2021]
    assert "Region Norrbotten" not in organisers[2023]


def test_demo_shows_the_coming_edition_at_the_start(site):
    coming = site["sv"].shown_edition
    assert coming.starts_on is None or coming.starts_on > clock.today()
    assert coming.year == max(ConferencePage.objects.live().values_list("year", flat=True))
    for code, home in site.items():
        response = Client().get(home.url)
        assert response.context["page"].get_translation(site["sv"].locale).pk == coming.pk
        assert response["Content-Language"] == code


def links_of(html):
    """What a page tells machines of itself: its canonical address, and its alternates by language."""
    canonical = re.findall(r'<link rel="canonical" href="http://localhost:8000([^"]+)">', html)
    alternates = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://localhost:8000([^"]+)">', html)
    assert len(dict(alternates)) == len(alternates)
    return canonical, dict(alternates)


def sitemap(client):
    """Every address of the sitemap with its alternates."""
    xml = "".join(client.get(f"/sitemap-{part}.xml").content.decode() for part in ("pages", "speakers"))
    found = {}
    for entry in re.findall(r"<url>(.*?)</url>", xml, re.DOTALL):
        address = re.search(r"<loc>http://localhost:8000(.*?)</loc>", entry)[1]
        found[address] = dict(re.findall(r'hreflang="([\w-]+)" href="http://localhost:8000([^"]+)"', entry))
    return found


def test_demo_pages_and_their_translations_name_each_other(site, visitor):
    in_sitemap = sitemap(Client())
    views = ["/sv/talare/", "/en/speakers/", "/sv/sok/", "/en/search/"]
    told = {address: links_of(visitor.get(address).html) for address in [*in_sitemap, *views, "/sv/", "/en/"]}
    assert len(told) > 60
    for address, (canonical, alternates) in told.items():
        assert canonical == [address] or address in ("/sv/", "/en/"), address
        assert alternates == in_sitemap.get(address, alternates), address
        if alternates:
            code = address[1:3]
            assert alternates == {"sv": alternates["sv"], "en": alternates["en"], "x-default": alternates["sv"]}
            assert alternates[code] == address
        for other in alternates.values():
            assert told[other][1] == alternates, (address, other)
    alone = {address for address, (_canonical, alternates) in told.items() if not alternates}
    translated = set(Page.objects.live().filter(locale__language_code="en").values_list("translation_key", flat=True))
    live = Page.objects.live().filter(locale__language_code="sv", depth__gt=1)
    assert alone == {page.url for page in live if page.translation_key not in translated}


def test_pages_that_must_be_found_are(site):
    call_command("check_search", verbosity=0, stdout=StringIO())
    assert MustFind.objects.count() >= 4
