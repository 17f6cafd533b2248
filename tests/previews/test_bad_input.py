"""Whatever is sent to a preview or a draft link is answered clearly, and never with an error of ours."""

from io import BytesIO
from urllib.parse import unquote_to_bytes

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from previews.models import Answer, DraftLink
from tests.factories import LecturePageFactory, UserFactory
from tests.previews.conftest import form, made_link

pytestmark = pytest.mark.django_db

GUESSED = "A" * 43
IN_WALK = "20300101T1200Z"
MODES = [
    "%00",
    "x" * 5_000,
    "finns-inte",
    "../../etc",
    "%FF%FE",
    "-1",
    "9" * 400,
    "%F0%9F%98%80",
    "<script>",
    "held%0d%0aX: y",
]
MOMENTS = {
    "2026-02-30T10:00": 400,
    "2026-03-29T02:30": 400,  # the hour that is skipped
    "2026-10-25T02:30": 200,  # the hour that comes twice
    "0001-01-01T00:00": 400,
    "9999-12-31T23:59": 400,
    "2026-13-01": 400,
    "2026-01-01T25:00": 400,
    "-1": 400,
    "0": 400,
    "inf": 400,
    "NaN": 400,
    "x" * 500: 400,
    "9" * 500: 400,
    "2026-01-01T00:00+99:99": 400,
    "2026-01-01T00:00%2B23:59": 200,
    "2099-12-31T23:59": 200,
    "%00": 400,
    "%FF": 400,
    "%E2%80%AE2026-01-01": 400,
    "<script>alert(1)</script>": 400,
    "2026-W01-1": 200,
    "%D9%A2026-01-01": 400,
}
IN_ADDRESS = [
    "x",
    "20260230T1000Z",
    "00010101T0000Z",
    "99991231T2359Z",
    "20260101T2500Z",
    "-drafts",
    "20300101T1200Z-drafts-drafts",
]
IN_ADDRESS += [
    "2030-01-01",
    "9" * 300,
    "%00",
    "%FF",
    "20300101T1200Z%0d%0aX:y",
    "..",
    "%2e%2e",
    "<script>",
    "20300101T1200Z\u0660",
]
TRICKS = [
    *(
        "..",
        "../..",
        "../../admin/",
        "%2e%2e/%2e%2e/admin/",
        "//",
        "//example.org/",
        "///example.org",
        "%2F%2Fexample.org/",
    ),
    *(
        "%5Cexample.org",
        "\\\\example.org\\",
        "http://example.org/",
        "https:example.org",
        "http:%2F%2Fexample.org",
        "@example.org/",
    ),
    *(
        "%00",
        "sv/%00",
        "%ff",
        "%ed%a0%80",
        "sv/2026/%0d%0aSet-Cookie:x=y",
        "admin/",
        "admin/pages/",
        "ADMIN/",
        ".//admin/",
    ),
    *(
        "sv/../../admin/",
        "static/../admin/",
        "utkast/",
        f"utkast/{GUESSED}/",
        "documents/1/x",
        "media/x.jpg",
        "x" * 3_000,
        "a/" * 900,
    ),
    *(
        "javascript:alert(1)",
        "sv?next=//example.org",
        "?",
        "#",
        " ",
        ".",
        "sv/2026/;x=1",
        "sv/borta/",
        "sv/ut/",
        "sv/2026",
    ),
]


@pytest.fixture
def signed(desk):
    desk.raise_request_exception = False
    return desk


@pytest.fixture
def visitor(reader):
    reader.raise_request_exception = False
    return reader


def ask(browser, path: str, method: str = "GET", **more):
    """A request as it would be sent, whatever is in its path."""
    path, _mark, query = path.partition("?")
    raw = unquote_to_bytes(path).decode("latin-1")
    return browser.generic(method, "/", PATH_INFO=raw, QUERY_STRING=query, **more)


def leads_away(response) -> bool:
    location = response.headers.get("Location", "")
    return bool(location) and (not location.startswith("/") or location.startswith(("//", "/\\")) or "\n" in location)


@pytest.fixture
def redirects(lecture):
    Redirect.objects.create(old_path="/sv/borta", redirect_page=lecture)
    Redirect.objects.create(old_path="/sv/ut", redirect_link="https://elsewhere.example/")


# Links


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
    assert Answer.objects.count() == 0


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


BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "not UTF-8": (b"name=\xff\xfe&text=\xc3\x28&kind=\xff", "application/x-www-form-urlencoded"),
    "another charset": (b"name=x", "application/x-www-form-urlencoded; charset=utf-16"),
    "unknown charset": (b"name=x", "application/x-www-form-urlencoded; charset=finns-inte"),
    "JSON": (b'{"name": "x"}', "application/json"),
    "no kind": (b"name=x&kind=remark&text=x", ""),
    "garbage": (b"\x00\xff--x\r\n\r\n", "multipart/form-data; boundary=x"),
    "no boundary": (b"--x\r\n", "multipart/form-data"),
    "long boundary": (b"--x\r\n", f"multipart/form-data; boundary={'x' * 500}"),
    "cut off": (b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda', "multipart/form-data; boundary=x"),
    "false base64": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nAda\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(3_000)), "application/x-www-form-urlencoded"),
    "NUL": (b"name=Ada%00&kind=remark&text=a%00b", "application/x-www-form-urlencoded"),
    "half a pair": (b"name=%ED%A0%80&kind=remark&text=x&field=finns-inte", "application/x-www-form-urlencoded"),
    "unknown kind": (b"name=Ada&kind=publish&text=x", "application/x-www-form-urlencoded"),
    "long name": (b"name=" + b"x" * 81 + b"&kind=approval", "application/x-www-form-urlencoded"),
}


def test_malformed_answers_are_told_kindly(visitor, desk, lecture):
    link = made_link(desk, lecture)
    for about, (body, kind) in BODIES.items():
        response = visitor.generic("POST", f"{link}svar{lecture.url}", body, content_type=kind)
        assert response.status_code == 400, about
        assert ("Ingenting skickades" in response.content.decode(), response["Cache-Control"]) == (
            True,
            "private, no-store",
        ), about
    assert Answer.objects.count() == 0


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
    assert (response.status_code, Answer.objects.count()) == (status, 0)


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


# Editors


def test_unknown_modes_show_the_page_as_it_is(signed, lecture):
    for way in ("edit/preview", "view_draft"):
        for mode in MODES:
            response = signed.get(f"/admin/pages/{lecture.pk}/{way}/?mode={mode}")
            assert response.status_code == (400 if mode == "%00" else 200), (way, mode[:20])
            assert ("Trygga torg" in response.content.decode()) == (mode != "%00")


def test_impossible_moments_are_told(signed, lecture):
    previews = [f"/admin/pages/{lecture.pk}/view_draft/?at=", f"/admin/pages/{lecture.pk}/edit/preview/?mode=&at="]
    for written, status in MOMENTS.items():
        for address in [*previews, "/admin/previews/site/?path=/sv/&at="]:
            response = signed.get(address + written)
            expected = 302 if status == 200 and "site/?" in address else status
            assert response.status_code == expected, (address, written[:30])
            assert ("<script>alert" in response.content.decode(), leads_away(response)) == (False, False)


def test_impossible_moments_in_addresses_are_told(signed, lecture):
    found = {when: ask(signed, f"/admin/previews/site/{when}/sv/") for when in IN_ADDRESS}
    assert {when: one.status_code for when, one in found.items() if one.status_code not in (400, 404)} == {}
    assert all(
        "<script>" not in one.content.decode().partition("<main")[2] for one in found.values() if one.status_code == 400
    )


def test_tricks_in_the_path_of_the_foreseen_site_stay_inside(signed, lecture, redirects):
    walk = f"/admin/previews/site/{IN_WALK}/"
    found = {trick: ask(signed, f"{walk}{trick}") for trick in TRICKS}
    assert {
        trick: one.status_code for trick, one in found.items() if one.status_code not in (200, 301, 302, 400, 404)
    } == {}
    assert {trick for trick, one in found.items() if leads_away(one)} == {"sv/ut/"}  # as the site's own redirect does
    inside = {
        trick: one["Location"] for trick, one in found.items() if one.status_code in (301, 302) and trick != "sv/ut/"
    }
    assert [
        to for to in inside.values() if not to.startswith(("/admin/", "/static/", "/documents/", "/media/", "/utkast/"))
    ] == []
    assert inside["sv/borta/"] == f"{walk[:-1]}{lecture.url}"
    assert [
        trick for trick, one in found.items() if "example.org" in one.headers.get("Location", "").partition("site/")[0]
    ] == []


@pytest.mark.parametrize(
    "path",
    ["//example.org/", "https://example.org/", "\\\\example.org", "/\\example.org", "..//example.org", "x" * 3000],
)
def test_choice_of_a_moment_never_leads_away(signed, edition, path):
    response = signed.get("/admin/previews/site/", {"at": "2030-01-01T12:00", "path": path})
    assert (response.status_code, response["Location"].startswith("/admin/previews/site/20300101T1100Z/")) == (
        302,
        True,
    )


WRONG = [
    "abc",
    "-1",
    "9" * 30,
    "9" * 5_000,
    "١",
    "x" * 5_000,
    "live...latest",
    "%FF",
    "' OR 1",
    "<script>alert(1)</script>",
    "",
]


def test_wrong_parameters_of_comparisons_and_lists_are_answered(signed, lecture):
    for wrong in WRONG:
        query = "&".join(
            f"{name}={wrong}" for name in (("from", "to", "show", "view") if len(wrong) < 1_000 else ("from",))
        )
        for way in ("", "page/"):
            response = signed.get(f"/admin/previews/compare/{lecture.pk}/{way}?{query}")
            assert response.status_code in (200, 404), (way, wrong[:20])
            assert "<script>alert" not in response.content.decode()
        assert (
            signed.get(f"/admin/previews/links/?page={wrong}&alive={wrong if len(wrong) < 2_000 else ''}").status_code
            == 200
        )


@pytest.mark.parametrize("key", ["0", "-1", "9" * 19, "9" * 400, "x", "1%00", "%FF", "١"])
def test_pages_and_links_that_are_none_are_not_found(signed, edition, key):
    for address in (f"compare/{key}/", f"compare/{key}/page/", f"links/{key}/"):
        assert ask(signed, f"/admin/previews/{address}").status_code in (400, 404)
    assert ask(signed, f"/admin/previews/links/{key}/revoke/", "POST").status_code in (400, 404)


def test_malformed_forms_make_no_link(signed, lecture):
    page = f"/admin/previews/links/{lecture.pk}/"
    for about, (body, kind) in BODIES.items():
        response = signed.generic("POST", page, body, content_type=kind)
        assert response.status_code in (200, 400), about
    wrong = [
        {"note": "a\x00b"},
        {"scope": "\x00"},
        {"days": "9" * 5_000},
        {"days": "١x"},
        {"form_key": "\x00"},
        {"note": "x" * 9_999},
    ]
    assert {signed.post(page, form(**fields)).status_code for fields in wrong} == {200}
    assert DraftLink.objects.count() == 0


def test_preview_forms_that_are_malformed_are_answered(signed, lecture):
    for about, (body, kind) in BODIES.items():
        response = signed.generic("POST", f"/admin/pages/{lecture.pk}/edit/preview/", body, content_type=kind)
        assert response.status_code in (200, 400), about
        assert signed.get(f"/admin/pages/{lecture.pk}/edit/preview/").status_code == 200, about
    standing = {
        "title": "x",
        "slug": "x",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-id": "",
    }
    for value in (
        "{",
        "null",
        "[]",
        "1",
        '"x"',
        '{"blocks": 1}',
        '{"blocks": [{}], "entityMap": {}}',
        "\x00",
        "[" * 50_000,
    ):
        for kind in ("text", "finns-inte"):
            sent = standing | {"body-0-type": kind, "body-0-value": value}
            assert signed.post(f"/admin/pages/{lecture.pk}/edit/preview/", sent).status_code == 200, value[:20]
            assert signed.get(f"/admin/pages/{lecture.pk}/edit/preview/").status_code == 200, value[:20]
    for field in ("body-count", "body-0-order", "speakers-TOTAL_FORMS"):
        for value in ("x", "-1", "9" * 30, "\x00"):
            sent = standing | {"body-0-type": "text", "body-0-value": "null", field: value}
            assert signed.post(f"/admin/pages/{lecture.pk}/edit/preview/", sent).status_code == 200, (field, value)


def test_visitor_without_rights_is_asked_to_sign_in_whatever_is_sent(visitor, lecture):
    for address in (f"site/{IN_WALK}/%2e%2e/", "site/x/", f"links/{lecture.pk}/", f"compare/{lecture.pk}/?from=x"):
        response = ask(visitor, f"/admin/previews/{address}")
        assert (response.status_code, response["Location"].startswith("/admin/login/?next=/admin/")) == (302, True)
    other = Client()
    other.force_login(UserFactory())
    assert other.get("/admin/previews/links/").status_code == 302
