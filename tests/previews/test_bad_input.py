"""Whatever an editor's browser sends to a preview is answered clearly, and never with an error of ours."""

import pytest
from django.test import Client

from previews.models import DraftLink
from tests.factories import UserFactory
from tests.previews.asking import BODIES, TRICKS, ask, leads_away
from tests.previews.conftest import form

pytestmark = pytest.mark.django_db

IN_WALK = "20300101T1200Z"
MODES = [
    *("%00", "x" * 5_000, "finns-inte", "../../etc", "%FF%FE", "-1", "9" * 400, "%F0%9F%98%80", "<script>"),
    *("held%0d%0aX: y",),
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
    *("x", "20260230T1000Z", "00010101T0000Z", "99991231T2359Z", "20260101T2500Z", "-drafts"),
    *("20300101T1200Z-drafts-drafts", "2030-01-01", "9" * 300, "%00", "%FF", "20300101T1200Z%0d%0aX:y"),
    *("..", "%2e%2e", "<script>", "20300101T1200Z\u0660"),
]
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


def test_visitor_without_rights_is_asked_to_sign_in(visitor, lecture):
    for address in (f"site/{IN_WALK}/%2e%2e/", "site/x/", f"links/{lecture.pk}/", f"compare/{lecture.pk}/?from=x"):
        response = ask(visitor, f"/admin/previews/{address}")
        assert (response.status_code, response["Location"].startswith("/admin/login/?next=/admin/")) == (302, True)
    other = Client()
    other.force_login(UserFactory())
    assert other.get("/admin/previews/links/").status_code == 302
