"""Whatever is sent to a draft link is answered clearly, and never with an error of ours."""

from io import BytesIO

import pytest
from django.core import mail
from django.core.cache import cache

from previews.models import DraftLink, Feedback
from tests.factories import LecturePageFactory
from tests.previews.asking import BODIES, GUESSED, TRICKS, ask, leads_away
from tests.previews.conftest import form, made_link

pytestmark = pytest.mark.django_db

IN_WALK = "20300101T1200Z"
FORGED = [
    *(
        "",
        " ",
        "%00",
        "%20",
        ".",
        "..",
        "null",
        "undefined",
        "-1",
        "0",
        "%FF",
        "å",
        "%F0%9F%98%80",
        "x" * 5_000,
        "a" * 43,
        "=" * 43,
    ),
    *(
        "' OR 1=1 --",
        "%25",
        "*",
        "{}",
        "[]",
        "../..",
        "svar",
        "andringar",
        "\\",
        "%0d%0aX: y",
        "<script>alert(1)</script>",
    ),
]


def test_tricks_in_the_path_of_a_link_show_nothing_else(visitor, desk, lecture, redirects):
    link = made_link(desk, lecture)
    own = visitor.get(link).content
    found = {trick: ask(visitor, f"{link}{trick}") for trick in TRICKS}
    assert {trick: one.status_code for trick, one in found.items() if one.status_code not in (200, 400, 404)} == {}
    alike = {trick for trick, one in found.items() if one.status_code == 200}
    assert alike == {"//", "?", "#"} & alike
    assert {found[trick].content for trick in alike} == {own}
    assert [trick for trick, one in found.items() if leads_away(one)] == []
    assert [trick for trick, one in found.items() if "Set-Cookie" in one.headers or one.cookies] == []


def test_token_opens_its_own_pages_alone(visitor, desk, lecture, edition):
    other = LecturePageFactory(parent=edition, title="Ofödd", live=False)
    links = made_link(desk, lecture), made_link(desk, other)
    paths = lecture.url[1:], other.url[1:]
    ways = ("", "andringar/")
    found = {
        (a, b): {visitor.get(f"{links[a]}{way}{paths[b]}").status_code for way in ways} for a in (0, 1) for b in (0, 1)
    }
    assert found == {(0, 0): {200}, (0, 1): {404}, (1, 0): {404}, (1, 1): {200}}
    sent = {"name": "Ada", "kind": "approval"}
    assert [visitor.post(f"{links[a]}svar/{paths[1 - a]}", sent).status_code for a in (0, 1)] == [404, 404]
    assert Feedback.objects.count() == 0


def test_forged_tokens_open_nothing(visitor, edition):
    for number, token in enumerate(FORGED):
        for path in ("", "sv/2026/", "svar/sv/2026/", "andringar/sv/2026/"):
            cache.clear()
            response = ask(visitor, f"/utkast/{token}/{path}")
            expected = {400} if token == "%00" else {404, 405, 410}  # noqa: S105
            assert response.status_code in expected, (number, token[:20], path)
            assert b"<script>alert" not in response.content


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "x"])
def test_other_methods_are_refused_alike(visitor, desk, lecture, method):
    link = made_link(desk, lecture)
    found = [
        visitor.generic(method, address) for address in (link, f"/utkast/{GUESSED}/", f"{link}andringar{lecture.url}")
    ]
    expected = [405] * 3
    assert [one.status_code for one in found] == expected
    assert {(one["Allow"], one["Cache-Control"]) for one in found} == {("GET, HEAD", "private, no-store")}
    assert visitor.generic(method, "/admin/previews/links/1/revoke/").status_code in (302, 405)


def test_malformed_answers_are_told_kindly(visitor, desk, lecture):
    link = made_link(desk, lecture)
    for about, (body, kind) in BODIES.items():
        response = visitor.generic("POST", f"{link}svar{lecture.url}", body, content_type=kind)
        assert response.status_code == 400, about
        assert ("Ingenting skickades" in response.content.decode(), response["Cache-Control"]) == (
            True,
            "private, no-store",
        ), about
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("x", 400),
        ("-5", 400),
        ("", 400),
        ("1.5", 400),
        ("١", 400),
        ("0", 400),
        ("9" * 30, 413),
        ("9" * 5_000, 413),
        ("65537", 413),
    ],
)
def test_length_that_is_none_is_told_kindly(visitor, desk, lecture, length, status):
    link = made_link(desk, lecture)
    length = length.encode().decode("latin-1")
    more = {"CONTENT_LENGTH": length, "wsgi.input": BytesIO(b"name=Ada&kind=approval")}
    response = visitor.generic(
        "POST", f"{link}svar{lecture.url}", content_type="application/x-www-form-urlencoded", **more
    )
    assert (response.status_code, Feedback.objects.count()) == (status, 0)


@pytest.mark.parametrize(
    "host",
    ["example.org", "testserver.example.org", "testserver:x", "", "test server", "\x00", "testserver@example.org"],
)
def test_forged_host_is_refused(visitor, desk, lecture, host):
    link = made_link(desk, lecture)
    response = visitor.get(link, headers={"host": host})
    assert (response.status_code, b"example.org" in response.content) == (400, False)
    posted = desk.post(f"/admin/previews/links/{lecture.pk}/", form(), headers={"host": host})
    assert (posted.status_code, DraftLink.objects.count()) == (400, 1)


def test_forwarded_addresses_that_are_none_change_nothing(visitor, desk, lecture):
    link = made_link(desk, lecture)
    for value in ("", ",", "x" * 5_000, "\x00", "::1, ,", "999.1.1.1", "ÿþ", "<script>"):
        assert visitor.get(link, headers={"x-forwarded-for": value}).status_code == 200
        assert visitor.get(f"/utkast/{GUESSED}/", headers={"x-forwarded-for": value}).status_code == 410


def test_markup_and_new_lines_from_readers_stay_words(visitor, desk, lecture, django_capture_on_commit_callbacks):
    link = made_link(desk, lecture, note='<script>alert("1")</script>')
    words = {
        "name": "Ada\r\nBcc: alla@example.org <b>",
        "kind": "remark",
        "text": "</script><script>alert(1)</script>{{ 7*7 }}",
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post(f"{link}svar{lecture.url}", words).status_code == 302
    (sent,) = mail.outbox
    assert ("\n" in sent.subject, sent.recipients(), "Bcc" in sent.message()) == (
        False,
        ["redaktor@example.org"],
        False,
    )
    for address in (
        f"/admin/previews/links/{lecture.pk}/",
        "/admin/previews/links/",
        f"/admin/pages/{lecture.pk}/edit/",
    ):
        html = desk.get(address).content.decode()
        assert ("<script>alert" in html, "example.org <b>" in html) == (False, False), address


def test_markup_in_a_title_stays_words(visitor, desk, edition):
    title = """</title></main>"><script>alert(1)</script><a href="/sv/" action='/x/'>"""
    page = LecturePageFactory(parent=edition, title=title, slug="m", lead='" href="/sv/2026/m/" x="', live=False)
    link = made_link(desk, page, scope="languages")
    link_below = made_link(desk, edition, scope="below")
    addresses = [
        link,
        link_below,
        f"/admin/previews/site/{IN_WALK}-drafts/sv/2026/m/",
        f"/admin/previews/compare/{page.pk}/page/",
    ]
    addresses += [f"/admin/previews/compare/{page.pk}/page/?show=both&from=live", f"/admin/previews/compare/{page.pk}/"]
    for address in addresses:
        html = desk.get(address).content.decode()
        assert ("<script>alert" in html, html.count("</main>")) == (False, 1), address
        assert html.count('class="preview-banner"') == ("compare" not in address)
