"""Addresses: what was public once never dies, and the site's own addresses are its own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

from conference.models import ConferencePage
from home.models import HomePage, StandardPage
from home.pages import reserved_slugs
from lectures.models import LecturePage
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    translate,
)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Change the address of a page as an editor does: in a draft that is then published."""

    def rename(page, slug):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return rename


def hops(client, address):
    """Where an address leads, hop by hop."""
    response = client.get(address, follow=True)
    return [url for url, _status in response.redirect_chain], response.status_code


@pytest.mark.parametrize(
    ("accepted", "start"),
    [
        ("sv", "/sv/"),
        ("en-GB,en;q=0.9,sv;q=0.1", "/en/"),
        ("sv;q=0.2,en;q=0.1", "/sv/"),
        ("fi,de", "/sv/"),
        ("fi,en;q=0.3", "/en/"),
        ("", "/sv/"),
        ("*", "/sv/"),
        ("\x00åäö;q=x" + ",en" * 3000, "/sv/"),
    ],
    ids=lambda value: value[:12],
)
def test_root_leads_to_the_language_of_the_visitor(client, homes, accepted, start):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, start)
    assert "Accept-Language" in response["Vary"]


def test_root_leads_to_swedish_while_there_is_no_english(client, homes):
    homes["en"].unpublish()
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/sv/"


@pytest.mark.parametrize("path", ["/finns-inte/", "/2021/", "/sok/", "/fi/", "/sv-se/", "/svenska/"])
def test_unknown_address_without_a_language_answers_404(client, edition, path):
    for language in ("sv", "en"):
        response = client.get(path, headers={"accept-language": language})
        assert response.status_code == 404
        assert ">404<" in response.content.decode()


@pytest.mark.parametrize("path", ["/sv/finns-inte/", "/en/no-such-thing/", "/sv/2026/finns-inte/", "/sv/talare/ingen/"])
def test_unknown_address_is_lost_and_helps_in_both_languages(client, edition, path):
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == path[1:3]
    for address in ("/sv/", "/en/", "/sv/talare/", "/en/speakers/", "/sv/sok/", "/en/search/"):
        assert f'"{address}"' in html


def test_address_without_its_last_slash_is_led_on_once(client, edition):
    assert hops(client, "/sv/2026") == (["/sv/2026/"], 200)


def test_words_in_addresses_are_in_the_language(db):
    names = ["search", "speaker_index"]
    words = {}
    for language in ("sv", "en"):
        with override(language):
            words[language] = [reverse(name) for name in names]
    assert words == {"sv": ["/sv/sok/", "/sv/talare/"], "en": ["/en/search/", "/en/speakers/"]}


def test_word_of_the_other_language_leads_nowhere(client, homes):
    assert [client.get(path).status_code for path in ("/sv/search/", "/en/sok/", "/en/talare/")] == [404, 404, 404]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_rename_leaves_one_redirect_however_often(client, rename, edition, code):
    page = edition if code == "sv" else translate(edition)
    names = ["host", "var", "sommar"]
    for name in names:
        page = rename(page, name)
    for old in (edition.slug, *names[:-1]):
        assert hops(client, f"/{code}/{old}/") == ([f"/{code}/sommar/"], 200)
        assert hops(client, f"/{code}/{old}/?utm=1") == ([f"/{code}/sommar/"], 200)
    assert client.get(f"/{code}/host/").status_code == 301


@pytest.mark.parametrize("code", ["sv", "en"])
def test_rename_takes_what_lies_under_it_along(client, rename, edition, code):
    lecture = LecturePageFactory(parent=edition, title="Tillit", slug="tillit")
    if code == "en":
        edition = translate(edition)
        lecture = translate(lecture)
    rename(edition, "nytt-namn")
    rename(lecture, "ny-tillit")
    for old in ("2026/tillit", "nytt-namn/tillit"):
        assert hops(client, f"/{code}/{old}/") == ([f"/{code}/nytt-namn/ny-tillit/"], 200)


def test_rename_back_leaves_both_addresses_alive(client, rename, edition):
    page = rename(rename(edition, "annat"), "2026")
    assert hops(client, page.url) == ([], 200)
    assert hops(client, "/sv/annat/") == (["/sv/2026/"], 200)
    page = rename(page, "annat")
    assert hops(client, "/sv/annat/") == ([], 200)
    assert hops(client, "/sv/2026/") == (["/sv/annat/"], 200)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("names", ["B A C", "B C A B D", "B A B A"], ids=lambda names: names.replace(" ", ""))
def test_rename_to_and_fro_makes_no_loop(client, rename, edition, code, names):
    lecture = LecturePageFactory(parent=edition, slug="tillit")
    if code == "en":
        edition, lecture = translate(edition), translate(lecture)
    page = rename(edition, "a")
    for name in names.lower().split():
        page = rename(page, name)
        for old in {"2026", "a", *names.lower().split()[: names.lower().split().index(name)]} - {name}:
            assert hops(client, f"/{code}/{old}/tillit/") == ([f"/{code}/{name}/tillit/"], 200), (old, name)
        assert hops(client, f"/{code}/{name}/") == ([], 200)
        assert hops(client, f"/{code}/{name}/tillit/") == ([], 200)


def test_rename_in_one_language_leaves_the_other_as_it_is(client, rename, edition):
    LecturePageFactory(parent=edition, slug="tillit")
    english = translate(edition)
    rename(edition, "annat")
    assert hops(client, "/en/2026/") == ([], 200)
    rename(english, "other")
    assert hops(client, "/en/2026/") == (["/en/other/"], 200)
    assert hops(client, "/sv/2026/tillit/") == (["/sv/annat/tillit/"], 200)
    assert hops(client, "/sv/other/")[1] == 404


@pytest.mark.parametrize("code", ["sv", "en"])
def test_lecture_moved_to_and_fro_keeps_all_its_addresses(client, rename, homes, edition, code):
    other = ConferencePageFactory(parent=homes["sv"], year=2027)
    lecture = LecturePageFactory(parent=edition, slug="tillit")
    if code == "en":
        edition, other, lecture = translate(edition), translate(other), translate(lecture)

    def move(target):
        LecturePage.objects.get(pk=lecture.pk).move(ConferencePage.objects.get(pk=target.pk), pos="last-child")

    move(other)
    assert hops(client, f"/{code}/2026/tillit/") == ([f"/{code}/2027/tillit/"], 200)
    move(edition)
    assert hops(client, f"/{code}/2026/tillit/") == ([], 200)
    assert hops(client, f"/{code}/2027/tillit/") == ([f"/{code}/2026/tillit/"], 200)
    rename(edition, "host")
    move(other)
    rename(lecture, "risk")
    for old in ("2026/tillit", "host/tillit", "2027/tillit"):
        assert hops(client, f"/{code}/{old}/") == ([f"/{code}/2027/risk/"], 200), old


def test_page_unpublished_during_a_parents_rename_keeps_its_address(client, rename, edition):
    lecture = LecturePageFactory(parent=edition, slug="tillit")
    never = LecturePageFactory(parent=edition, slug="aldrig", live=False)
    lecture.unpublish()
    rename(edition, "host")
    assert hops(client, "/sv/2026/tillit/")[1] == 410
    lecture = LecturePage.objects.get(pk=lecture.pk)
    lecture.save_revision().publish()
    assert hops(client, "/sv/2026/tillit/") == (["/sv/host/tillit/"], 200)
    assert not Redirect.objects.filter(redirect_page=never).exists()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_move_leaves_one_redirect(client, homes, edition, code):
    other = ConferencePageFactory(parent=homes["sv"], year=2027)
    page = StandardPageFactory(parent=edition, title="Praktiskt")
    if code == "en":
        edition, other = translate(edition), translate(other)
        page = translate(page)
    page.move(type(other).objects.get(pk=other.pk), pos="last-child")
    assert hops(client, f"/{code}/2026/praktiskt/") == ([f"/{code}/2027/praktiskt/"], 200)
    StandardPage.objects.get(pk=page.pk).move(HomePage.objects.get(pk=homes[code].pk), pos="last-child")
    for old in ("2026", "2027"):
        assert hops(client, f"/{code}/{old}/praktiskt/") == ([f"/{code}/praktiskt/"], 200)


def test_page_that_takes_over_an_old_address_is_shown_there(client, rename, home, edition):
    rename(edition, "annat")
    new = StandardPageFactory(parent=home, title="Ny sida", slug="2026")
    response = client.get("/sv/2026/")
    assert (response.status_code, response.context["page"].pk) == (200, new.pk)
    new.unpublish()
    assert hops(client, "/sv/2026/") == (["/sv/annat/"], 200)


def test_renamed_page_that_is_then_unpublished_is_gone(client, rename, edition):
    page = rename(edition, "annat")
    page.unpublish()
    assert client.get("/sv/annat/").status_code == 410
    assert hops(client, "/sv/2026/")[1] == 410


def test_page_renamed_while_it_is_unpublished_keeps_its_old_address(client, rename, edition):
    edition.unpublish()
    page = rename(edition, "annat")
    assert hops(client, "/sv/2026/") == ([page.url], 200)


def test_reserved_words_are_those_of_the_views(db):
    assert {code: reserved_slugs(code) for code in ("sv", "en")} == {
        "sv": {"sok", "talare"},
        "en": {"search", "speakers"},
    }


@pytest.mark.parametrize(
    ("code", "slug", "refused"),
    [
        ("sv", "sok", True),
        ("sv", "talare", True),
        ("en", "search", True),
        ("sv", "search", False),
        ("en", "sok", False),
    ],
)
@pytest.mark.parametrize("factory", [StandardPageFactory, ConferencePageFactory, LectureArchivePageFactory])
def test_address_of_the_site_itself_is_refused_at_the_field(homes, factory, code, slug, refused):
    if not refused:
        assert factory(parent=homes[code], slug=slug).slug == slug
        return
    with override("en"), pytest.raises(ValidationError) as caught:
        factory(parent=homes[code], slug=slug)
    assert caught.value.message_dict == {"slug": [f"The address “{slug}” is taken by the site itself."]}


@pytest.fixture
def public_addresses(homes, edition, archive):
    """An address of each kind that the public can ask for."""
    speaker = SpeakerFactory(name="Eva Ek")
    lecture = LecturePageFactory(parent=edition, people=[speaker])
    page = StandardPageFactory(parent=homes["sv"])
    views = ["/sv/sok/", "/en/search/", "/sv/talare/", "/sv/talare/eva-ek/", "/robots.txt", "/sitemap.xml"]
    return ["/", "/sv/", "/en/", edition.url, lecture.url, archive.url, page.url, *views, "/sitemap-pages.xml"]


def test_pages_can_only_be_read(client, public_addresses):
    for address in public_addresses:
        allowed = client.options(address).headers.get("Allow", "GET, HEAD, OPTIONS")
        assert set(allowed.split(", ")) <= {"GET", "HEAD", "OPTIONS"}, address
        if address in ("/", "/robots.txt", "/sitemap.xml", "/sitemap-pages.xml"):
            continue
        for method in ("post", "put", "delete", "patch"):
            assert getattr(client, method)(address).status_code == 405, (method, address)
        assert client.head(address).status_code == 200


def test_public_answers_set_no_cookie(client, public_addresses):
    for address in [*public_addresses, "/sv/finns-inte/", "/finns-inte/", "/sv/sok/?q=tillit", "/favicon.ico"]:
        for method in (client.get, client.post, client.options):
            response = method(address)
            assert dict(response.cookies) == {}, address


STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


def policy(response):
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip())


def test_public_answers_have_a_strict_policy_and_safe_headers(client, public_addresses):
    for address in [*public_addresses, "/sv/finns-inte/", "/finns-inte/", "/documents/9/x.pdf", "/%00", "/sv/?q=%00"]:
        response = client.get(address)
        assert policy(response).items() >= STRICT.items(), address
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.status_code == 400 or response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_editor_has_a_policy_of_its_own(client, db):
    for address in ("/admin/login/", "/admin/", "/admin/pages/"):
        assert policy(client.get(address))["script-src"] == "'self' 'unsafe-inline'"
        assert "unsafe-eval" not in client.get(address)["Content-Security-Policy"]


def test_answers_tell_their_language(client, homes):
    assert (client.get("/sv/")["Content-Language"], client.get("/en/")["Content-Language"]) == ("sv", "en")
    assert '<html lang="en">' in client.get("/en/").content.decode()


def test_lecture_may_have_the_name_of_a_view(edition, client):
    page = LecturePageFactory(parent=edition, title="Sök", slug="sok")
    assert client.get(page.url).context["page"].pk == page.pk
