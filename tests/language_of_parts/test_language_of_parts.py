"""Every text of the site stands under its own language (WCAG 3.1.2), in every page, list, card, hit and preview."""

from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from feeds.addresses import address_below
from tests import database
from tests.factories import UserFactory
from tests.language_of_parts import site as two_languages
from tests.language_of_parts.reading import Reader, faults_of
from tests.language_of_parts.site import EVERYWHERE
from tests.previews.conftest import made_link
from tests.previews.leaking import Crawler, walks
from tests.test_matrices import LANGUAGES, PAGE_TYPES

FOR_PROGRAMMES = {"calendar", "atom", "json_feed"}  # files that say their language as a whole: tests/feeds
FILES = ("/media/", "/documents/", "/admin/")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The pages of a site in which every text is in one language alone."""
    with django_db_blocker.unblock(), database.of_its_own("parts"):
        yield two_languages.build()


@pytest.fixture
def desk():
    browser = Client(HTTP_ACCEPT_LANGUAGE="sv")
    browser.force_login(UserFactory(is_superuser=True))
    return browser


def read_by(browser, starts, within="/") -> tuple[list[str], dict[str, set[str]]]:
    """Follow every link: each fault with an address where it is, and what was read of each view.

    Of addresses that differ only in what is chosen in them, one is read.
    """
    waiting, seen, views, faults = list(starts), set(), defaultdict(set), {}
    crawler = Crawler(browser, within)
    while waiting:
        parts = urlsplit(address := waiting.pop())
        names = tuple(name for name, _value in parse_qsl(parts.query) if name != "q" or "nowhere" in address)
        if (parts.path, names) in seen or parts.path.startswith(FILES) or len(names) > 1:
            continue
        seen.add((parts.path, names))
        response = browser.get(address)
        waiting += crawler.links(address, response)
        if response.headers.get("Content-Type", "").startswith(("text/html", "application/json")):
            views[response.resolver_match.view_name if response.resolver_match else ""].add(parts.path)
            for fault in faults_of(response):
                faults.setdefault(fault, address)
    return sorted(f"{address} {fault}" for fault, address in faults.items()), views


def views_of_the_site() -> set[str]:
    """What stands under the address of a language, but for where one signs in."""
    [ours] = [one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern)]
    return {pattern.name for pattern in ours.url_patterns if isinstance(pattern, URLPattern)}


def test_texts_of_public_pages_stand_under_their_language(site):
    starts = [f"/{code}/" for code in LANGUAGES] + ["/sitemap.xml", site[-1].url]
    starts += [f"/{path}?q={word}" for path in ("sv/sok/", "en/search/") for word in (EVERYWHERE, "nowhere")]
    starts += [f"/{path}?q={EVERYWHERE}" for path in ("sv/sok/forslag/", "en/search/suggestions/")]
    starts += [f"/{code}/nowhere/" for code in LANGUAGES]
    starts += [address_below(page, "open_data") for page in site[:2]]
    faults, views = read_by(Client(), starts)
    assert "\n".join(faults) == ""
    assert set(views) == views_of_the_site() - FOR_PROGRAMMES
    assert {page.url for page in site} <= views["wagtail_serve"]


def test_texts_of_previews_stand_under_their_language(site):
    pages = site[: len(LANGUAGES) * len(PAGE_TYPES)]
    shown = [page.make_preview_request(preview_mode=page.default_preview_mode) for page in pages]
    shown += [
        thing.make_preview_request(preview_mode=two_languages.other(thing.texts.first().language))
        for thing in two_languages.things()
    ]
    faults = set().union(*(faults_of(response) for response in shown))
    assert "\n".join(sorted(faults)) == ""


def test_texts_behind_draft_links_stand_under_their_language(site, desk):
    edition, twin = site[-3:-1]
    link = made_link(desk, edition, scope="languages")
    faults, _views = read_by(Client(), [link], within=link)
    drafts = [f"/admin/pages/{page.pk}/view_draft/" for page in (edition, twin)]
    walked = walks([f"/{code}/" for code in LANGUAGES], drafts=[True])
    for address in [*drafts, *walked]:
        faults += [f"{address} {fault}" for fault in faults_of(desk.get(address))]
    assert "\n".join(faults) == ""


def test_reader_finds_texts_and_attributes_under_another_language():
    html = '<html lang="sv"><p>svxa <b lang="en">enxb <i>svxc</i></b> enxd<br></p><img alt="enxe"><i lang="en">Sök</i>'
    assert {fault.partition(": ")[2] for fault in Reader(html).faults} == {
        *("svxc is said in en", "enxd is said in sv", "enxe is said in sv", "“Sök” is said in en")
    }
