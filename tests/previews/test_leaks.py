"""What is not public is found by nobody who may not see it: by no visitor, no reader of a link, no other editor."""

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, Site

from previews.models import DraftLink
from previews.sharing import reading
from previews.time_travel import walking
from previews.time_travel.walking import address_inside
from tests import database
from tests.bilingual.changing import now
from tests.factories import ConferencePageFactory, LecturePageFactory, UserFactory, make_private
from tests.previews.conftest import form, made_link
from tests.previews.leaking import (
    ALL,
    IN_LISTS,
    OF_DRAFT,
    OF_PAGES,
    OF_READERS,
    THEN,
    Crawler,
    Planted,
    editor_of,
    previews_of,
    signed_in,
    told,
    undone,
    walks,
)
from tests.waiting import MAX_WAIT

ODD = ["mode=live", "preview=1", "draft=true", "revision=1", "version=latest", "in_preview_panel=true", "answered=1"]
ODD += ["at=2040-01-01T00:00", "_method=POST", "format=json", "page=2", "drafts=on", "when=20400101T0000Z-drafts"]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """In a database of its own, which several connections see."""
    with django_db_blocker.unblock(), database.of_its_own("leaks"):
        yield Planted()


@pytest.fixture
def visitor():
    return Client()


def pages_in_cache() -> list[str]:
    """The keys of what is kept with a secret in it, where it is more than what previews keep for editors.

    What a link has shown is kept under keys of its own, which name the link and all that it shows.
    """
    pages = {key: value for key, value in cache._cache.items() if ":previews.answer." not in key}
    kept = {key: str(pickle.loads(value)).lower() for key, value in pages.items()}  # noqa: S301
    return [key for key, value in kept.items() if any(word in value for word in ALL)]


# Visitors


def test_all_of_it_would_be_found_if_it_were_public(site, visitor):
    """The other tests of this file would mean nothing if this were not so."""
    with undone():
        site.reveal()
        found = Crawler(visitor).crawl(site.starts)
    assert set(found) == OF_PAGES
    for code in ("/sv/", "/en/"):
        lists = {word for word, places in found.items() if any(place.startswith(code) for place in places)}
        shown = IN_LISTS | {"qzdrafttitle", "qzdraftslug", "qzclosed", "qzrevoked", "qzrunout", "qzhome"}
        assert shown - lists == ({"qztranslation"} if code == "/sv/" else {"qzhome"})


def test_what_readers_say_would_be_found_by_the_same_eyes(site):
    found = Crawler(site.desk, "/none/").crawl([f"/admin/previews/links/{site.followed.pk}/"])
    assert set(found) == OF_READERS | {"qzfollowed"}


def test_visitor_finds_nothing(site, visitor):
    crawler = Crawler(visitor)
    assert crawler.crawl(site.starts) == {}
    assert {crawler.statuses[page.url] for page in site.hidden} == {200, 302, 404, 410}
    assert sum(status == 200 for status in crawler.statuses.values()) > 60
    assert pages_in_cache() == []
    for address in [one for one in crawler.statuses if "?" not in one and not one.startswith("/media")]:
        for method in ("HEAD", "OPTIONS"):
            assert told(visitor.generic(method, address)) == set(), (method, address)


def test_visitor_finds_nothing_with_odd_parameters(site, visitor):
    shown = ["/", "/sv/", "/en/", "/sv/2026/", "/en/2026/", site.drafted.url, "/sv/sok/", "/sv/talare/", "/sitemap.xml"]
    for address in shown:
        for query in ODD if address == site.drafted.url else ["&".join(ODD)]:
            assert told(visitor.get(f"{address}?{query}")) == set(), (address, query)


@pytest.mark.parametrize(
    "address", ["/sv/sok/?q=", "/en/search/?q=", "/sv/sok/?q=Trygga+", "/sv/2026/", "/en/", "/sv/talare/"]
)
def test_asking_for_a_secret_says_what_asking_for_nonsense_says(site, visitor, address):
    """Neither whether a word stands somewhere, nor whether an address is taken by a draft."""

    def said(word):
        response = visitor.get(f"{address}{word}{'' if '?' in address else '/'}")
        return response.status_code, response.content.decode().replace(word, "·")

    nonsense = {length: said("x" * length) for length in set(map(len, ALL))}
    assert {word for word in ALL if said(word) != nonsense[len(word)]} == set()


def test_visitor_is_let_in_nowhere_in_the_editor(site, visitor):
    doors = previews_of(site, site.hidden, [site.original]) + walks(["/sv/", "/sv/2026/", site.new.url])
    answers = {address: visitor.get(address) for address in doors}
    assert {answer.status_code for answer in answers.values()} == {302}
    assert {answer["Location"].partition("?")[0] for answer in answers.values()} == {"/admin/login/"}
    assert {word for answer in answers.values() for word in told(answer)} == set()
    link = DraftLink.objects.get(page=site.followed.pk)
    assert visitor.post(f"/admin/previews/links/{link.pk}/revoke/").status_code == 302
    assert visitor.post(f"/admin/previews/links/{site.drafted.pk}/", form()).status_code == 403  # and the form is kept
    link.refresh_from_db()
    assert (link.revoked_at, DraftLink.objects.filter(page=site.drafted.pk).exists()) == (None, False)


# Readers of links


@pytest.mark.parametrize(
    ("which", "scope", "expected"),
    [
        ("drafted", "page", OF_DRAFT),
        ("original", "page", set()),
        ("original", "languages", {"qztranslation"}),
        ("edition", "page", set()),
        ("edition", "below", (OF_DRAFT | IN_LISTS) - {"qzwithdrawn"}),
        ("followed", "languages", {"qzfollowed"}),
    ],
)
def test_reader_finds_what_the_link_shows(site, visitor, which, scope, expected):
    page = site.editions[0] if which == "edition" else getattr(site, which)
    with undone():
        link = made_link(site.desk, page, scope=scope)
        crawler = Crawler(visitor, within=link)
        tried = [*(f"{link}{way}{page.url[1:]}" for page in site.hidden for way in ("", "andringar/")), f"{link}admin/"]
        found = crawler.crawl([link, *tried])
        crawler.crawl(f"{address}{'&' if '?' in address else '?'}{query}" for address in [link] for query in ODD)
        assert set(found) == expected
        assert {"/utkast/" in address for address in crawler.statuses} == {True}
        assert set(crawler.statuses.values()) <= {200, 302, 404, 405}
        assert pages_in_cache() == []


def test_link_hides_pages_its_maker_may_no_longer_edit(site, visitor):
    """Nor is it named on the others: the programme in one language has what is in the other alone."""
    with undone():
        LecturePageFactory(parent=now(site.english[0]), title="Local trust", live=False)
        link = made_link(editor_of(site.editions[0], site.english[0]), site.editions[0], scope="below")
        assert visitor.get(link).content.decode().count("Local trust") > 1
        GroupPagePermission.objects.filter(page=site.english[0]).delete()
        assert "Local trust" not in visitor.get(link).content.decode()


def test_link_shows_only_what_its_maker_may_edit(site, visitor):
    with undone():
        desk = editor_of(site.editions[0])  # in Swedish
        link = made_link(desk, site.editions[0], scope="below")
        found = Crawler(visitor, within=link).crawl([link, f"{link}en{site.translation.url[3:]}"])
    assert set(found) == (OF_DRAFT | IN_LISTS) - {"qztranslation", "qzwithdrawn"}


def test_page_that_lies_outside_the_site_is_not_shown(site, visitor):
    with undone():
        link = made_link(site.desk, site.drafted)
        now(site.drafted).move(now(site.home).get_root(), pos="last-child")
        assert visitor.get(link).status_code == 410


# Other editors


def test_editor_with_all_rights_finds_all_of_it(site):
    crawler = Crawler(site.desk, "/none/")
    crawler.crawl(one for one in previews_of(site, site.hidden) if "at=" not in one and "draft" not in one)
    assert set(crawler.found) >= ALL - {"qzname"}
    assert set(crawler.statuses.values()) <= {200, 302, 404}
    crawler = Crawler(site.desk, "/none/")
    crawler.crawl(walks(["/sv/2026/", "/sv/2027/", site.new.url, "/sv/2026/qzdraftslug/", "/sv/talare/"]))
    assert set(crawler.found) >= (OF_DRAFT | IN_LISTS | {"qzedition"}) - {"qztranslation"}


def test_editor_of_other_pages_finds_nothing(site):
    with undone():
        other = ConferencePageFactory(parent=now(site.home), year=2028)
        own = LecturePageFactory(parent=other)
        browser = editor_of(other)
        crawler = Crawler(browser, "/none/")
        paths = [
            "/sv/",
            "/en/",
            "/sv/2026/",
            "/sv/2027/",
            "/sv/talare/",
            "/sitemap-pages.xml",
            *(p.url for p in site.hidden),
        ]
        crawler.crawl(previews_of(site, site.hidden, [own]) + walks(paths))
        assert crawler.found == {}
        assert crawler.statuses[f"/admin/pages/{own.pk}/view_draft/?at={THEN:%Y-%m-%dT%H:%M}"] == 200
        assert crawler.statuses[address_inside(THEN, True, "/sv/2026/")] == 200
        add = f"/admin/pages/add/lectures/lecturepage/{site.editions[1].pk}/preview/"
        assert (told(browser.get(add)), told(browser.post(add, {"title": "x"}))) == (set(), set())
        links = list(DraftLink.objects.values_list("pk", flat=True))
        assert {browser.post(f"/admin/previews/links/{link}/revoke/").status_code for link in links} == {302}
        assert DraftLink.objects.filter(revoked_at=None).count() == len(links) - 1
        assert browser.post(f"/admin/previews/links/{site.drafted.pk}/", form()).status_code == 302
        assert not DraftLink.objects.filter(page=site.drafted.pk).exists()


def test_translator_finds_the_translations_and_what_is_to_be_translated(site):
    """The drafts of the originals of what they may edit, where these are read; and those nowhere else."""
    with undone():
        browser = signed_in(UserFactory(group="Översättare"))
        crawler = Crawler(browser, "/none/")
        crawler.crawl(previews_of(site, site.hidden))
        assert set(crawler.found) == {"qztranslation", "qzedition", "qzhome"}
        places = {re.sub(r"\d+.*", "", place) for word in ("qzedition", "qzhome") for place in crawler.found[word]}
        assert places == {"/admin/previews/compare/", "/admin/languages/"}
        crawler = Crawler(browser, "/none/")
        crawler.crawl(walks(["/sv/", "/en/", "/sv/2026/", "/en/2026/", "/sv/2027/", *(p.url for p in site.hidden)]))
        assert set(crawler.found) == {"qztranslation"}


# Nothing sticks


PUBLIC = ["/sv/", "/en/", "/sv/2026/", "/en/2027/", "/sv/talare/", "/sitemap-pages.xml", "/sv/sok/?q=torg"]


def served(paths) -> dict[str, tuple]:
    browser = Client()
    answers = {path: browser.get(path) for path in paths}
    return {path: (one.status_code, one.content, sorted(one.headers.items())) for path, one in answers.items()}


def elsewhere(work):
    """What `work` returns, in a thread with a connection of its own."""

    def closing():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result(timeout=MAX_WAIT)


def test_visitors_get_the_same_before_meanwhile_and_after(site, visitor, monkeypatch):
    paths = [*PUBLIC, site.drafted.url, site.new.url, site.scheduled.url]
    before, meanwhile = served(paths), []
    for module in (walking, reading):
        ask = module.anonymous_response

        def answer(*args, ask=ask):
            response = ask(*args)
            meanwhile.append(elsewhere(lambda: served(paths)))  # the rows are in the database, and the clock is set
            return response

        monkeypatch.setattr(module, "anonymous_response", answer)
    cache.clear()
    link = made_link(site.desk, site.editions[0], scope="below")
    here = f"at={THEN:%Y-%m-%dT%H:%M}"
    asked = [
        *walks(["/sv/", "/sv/2026/"]),
        f"{link}sv/2026/",
        f"{link}andringar{site.drafted.url}",
    ]
    for address in asked:
        assert site.desk.get(address).status_code == 200, address
    for address in (
        f"/admin/pages/{site.drafted.pk}/view_draft/?{here}",
        f"/admin/previews/compare/{site.home.pk}/page/",
    ):
        assert site.desk.get(address).status_code == 200, address
    assert len(meanwhile) >= 5
    assert [{path for path in paths if then[path] != before[path]} for then in meanwhile] == [set()] * len(meanwhile)
    after = served(paths)
    assert {path for path in paths if after[path] != before[path]} == set()
    assert Site.get_site_root_paths() == (Site.clear_site_root_paths_cache(), Site.get_site_root_paths())[1]
    assert all(key.split(":")[-1].startswith("previews.time_travel.future.") for key in pages_in_cache())
    DraftLink.objects.filter(page=site.editions[0].pk).delete()


def test_start_page_with_another_address_in_its_draft_is_found(site):
    """Its address is in no link, but the site's processes share a list of them."""
    cache.clear()
    response = site.desk.get(address_inside(THEN, True, "/sv/"))
    assert (response.status_code, "qzhome" in response.content.decode()) == (200, True)
    assert [path.root_path for path in Site.get_site_root_paths()] == [
        now(page).url_path for page in (site.home, site.english_home)
    ]


def test_previews_answer_that_nobody_keeps_them(site):
    for address in [
        *walks(["/sv/", "/sv/finns-inte/", "/sv/2026"]),
        "/admin/previews/site/fel/",
        "/admin/previews/links/",
    ]:
        directives = set(site.desk.get(address)["Cache-Control"].replace(" ", "").split(","))
        assert {"private", "no-store"} <= directives, address


# Links that open nothing


def test_dead_links_ask_the_database_the_same(site, visitor):
    asked = []
    for link in (f"/utkast/{'b' * 43}/", f"/utkast/{'b' * 43}/", site.tokens["revoked"], site.tokens["runout"]):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(link).status_code == 410
        asked.append([re.sub(r"'[^']*'", "·", query["sql"]) for query in captured])
    assert asked[1:] == [asked[1]] * 3  # the first finds what the others have in a cache


def test_log_never_holds_the_address_of_a_link(site, visitor, caplog):
    caplog.set_level("DEBUG", logger="django.request")
    link = site.tokens["followed"]
    token = link.split("/")[2]
    answers = [visitor.get(f"{link}sv/2027/"), visitor.get(site.tokens["revoked"]), visitor.post(link)]
    answers += [visitor.post(f"{link}svar{site.followed.url}", {}), visitor.get(f"{link}svar{site.followed.url}")]
    assert [answer.status_code for answer in answers] == [404, 410, 405, 400, 302]
    assert (token in caplog.text, site.tokens["revoked"] in caplog.text) == (False, False)
    for answer in answers:
        told = answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"].partition(",")[0]
        assert told == ("private, no-store", "no-referrer", "noindex")


def test_link_without_its_last_stroke_opens_without_a_redirect(site, visitor):
    assert visitor.get(site.tokens["followed"].rstrip("/")).status_code == 200


def test_link_is_made_and_revoked_only_from_the_editor(site):
    """A form on another site cannot do it, whoever is signed in."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(site.maker)
    link = DraftLink.objects.get(page=site.followed.pk)
    assert browser.post(f"/admin/previews/links/{link.pk}/revoke/").status_code == 403
    assert browser.post(f"/admin/previews/links/{site.drafted.pk}/", form()).status_code == 403
    assert browser.get(f"/admin/previews/links/{link.pk}/revoke/").status_code == 405


def test_link_of_a_page_made_private_shows_nothing(site, visitor):
    with undone():
        link = made_link(site.desk, site.editions[0], scope="below")
        make_private(now(site.new))
        found = Crawler(visitor, within=link).crawl([link])
        assert "qznew" not in found
        DraftLink.objects.filter(page=site.editions[0].pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        assert visitor.get(link).status_code == 410
