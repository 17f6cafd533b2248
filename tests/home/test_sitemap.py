"""The sitemap: every address that anybody may read, and no other."""

import re
from xml.etree import ElementTree

import pytest

from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    translate,
)

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def site(homes):
    """Pages of each kind, some translated and some not."""
    one, other = (ConferencePageFactory(parent=homes["sv"], year=year) for year in (2026, 2027))
    both, swedish = SpeakerFactory(name="Båda Språken"), SpeakerFactory(name="Bara Svenska")
    lecture = LecturePageFactory(parent=one, title="Båda", people=[both])
    LecturePageFactory(parent=other, title="En", people=[swedish])
    SpeakerFactory(name="Aldrig Talat")
    for home in homes.values():
        LectureArchivePageFactory(parent=home)
    translate(one)
    translate(lecture, slug="both")
    StandardPageFactory(parent=homes["sv"], title="Om")


def read(client):
    """Every address of the sitemap with the addresses of its translations."""
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {}
    for part in index.findall("s:sitemap/s:loc", XML):
        tree = ElementTree.fromstring(client.get(path_of(part.text)).content)
        for url in tree.findall("s:url", XML):
            links = {link.get("hreflang"): path_of(link.get("href")) for link in url.findall("x:link", XML)}
            found[path_of(url.find("s:loc", XML).text)] = links
    return found


def path_of(address):
    """The path of an address of this site."""
    return re.fullmatch(r"http://(?:testserver|localhost:8000)(/.*)", address)[1]


def test_sitemap_has_every_public_address_and_no_other(client, site):
    assert set(read(client)) == {
        "/sv/2026/",
        "/sv/2026/bada/",
        "/sv/2026/program/",
        "/sv/2027/",
        "/sv/2027/en/",
        "/sv/2027/program/",
        "/sv/forelasningar/",
        "/sv/om/",
        "/sv/talare/bada-spraken/",
        "/sv/talare/bara-svenska/",
        "/en/2026/",
        "/en/2026/both/",
        "/en/2026/programme/",
        "/en/forelasningar/",
        "/en/speakers/bada-spraken/",
        "/en/speakers/bara-svenska/",
    }


def test_sitemap_names_the_translations_of_each_address(client, site):
    found = read(client)
    lecture = {"sv": "/sv/2026/bada/", "en": "/en/2026/both/", "x-default": "/sv/2026/bada/"}
    assert found["/sv/2026/bada/"] == found["/en/2026/both/"] == lecture
    assert found["/sv/talare/bada-spraken/"] == {
        "sv": "/sv/talare/bada-spraken/",
        "en": "/en/speakers/bada-spraken/",
        "x-default": "/sv/talare/bada-spraken/",
    }
    assert found["/sv/talare/bara-svenska/"].keys() == {"sv", "en", "x-default"}
    assert found["/sv/om/"] == {}


def test_every_address_of_the_sitemap_is_its_own_canonical_address(client, site):
    for address, alternates in read(client).items():
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200
        assert f'<link rel="canonical" href="http://localhost:8000{address}">' in html
        links = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="http://localhost:8000([^"]+)"', html))
        assert links == alternates, address


def test_start_page_without_an_edition_is_in_the_sitemap(client, homes):
    assert set(read(client)) == {"/sv/", "/en/"}


def test_sitemap_has_no_address_of_an_unopened_language(client, homes, site):
    homes["en"].unpublish()
    assert {address: client.get(address).status_code for address in read(client)} == dict.fromkeys(read(client), 200)


def test_robots_are_shown_the_sitemap(client, homes):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://localhost:8000/sitemap.xml\n"
    )
