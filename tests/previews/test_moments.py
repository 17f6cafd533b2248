"""Moments as editors write them: what is impossible is told, and nothing else is taken for it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from previews.time_travel import moments
from previews.time_travel.walking import address_inside
from tests.factories import ConferencePageFactory, LecturePageFactory, UserFactory
from tests.moments import stockholm

IMPOSSIBLE = [
    *("", "i morgon", "2026-02-30T10:00", "2026-13-01", "2026-12-01T25:00", "0001-01-01T00:00", "9999-12-31T23:59"),
    *("2026-03-29T02:30", "2027-03-28T02:00", "<b>", "2026-12-01T09:00" * 2000, "2026-12-01T09:00\x00"),
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_moment_is_told(text):
    with pytest.raises(moments.Impossible) as told:
        moments.read_local(text)
    assert len(str(told.value)) > 20


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01T09:00", stockholm(2026, 12, 1, 9)),
        ("2026-12-01 09:00", stockholm(2026, 12, 1, 9)),
        ("2026-12-01", stockholm(2026, 12, 1)),
        ("2026-07-01T09:00", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-12-01T09:00+00:00", datetime(2026, 12, 1, 9, tzinfo=UTC)),
    ],
)
def test_moment_is_read_by_the_clocks_of_stockholm(text, moment):
    assert moments.read_local(text) == moment
    assert moments.read_address(moments.write_address(moment)) == moment


@pytest.mark.parametrize("text", ["", "x", "20260230T0900Z", "00010101T0000Z", "99991231T2359Z", "2" * 9000])
def test_address_without_a_moment_is_told(text):
    with pytest.raises(moments.Impossible):
        moments.read_address(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", IMPOSSIBLE[:-2])
def test_editor_is_told_of_an_impossible_moment(editor, home, text):
    lecture = LecturePageFactory(parent=ConferencePageFactory(parent=home))
    preview = reverse("wagtailadmin_pages:view_draft", args=[lecture.pk])
    answers = [editor.get(reverse("previews:choose"), {"at": text})]
    if text:
        answers.append(editor.get(preview, {"at": text}))
    if text and "/" not in text:
        answers.append(editor.get(f"/admin/previews/site/{text[:200]}/sv/"))
    for answer in answers:
        assert (answer.status_code, answer.headers["Content-Type"][:9]) == (400, "text/html")


@pytest.mark.django_db
def test_site_at_another_time_is_for_those_who_edit(client, home):
    address = address_inside(stockholm(2026, 12, 1), False, "/sv/")
    assert client.get(address).url.startswith("/admin/login/")
    client.force_login(UserFactory())
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(group="Redaktörer"))
    answer = client.get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert (answer["Referrer-Policy"], "'unsafe-inline'" in answer["Content-Security-Policy"]) == ("no-referrer", False)
