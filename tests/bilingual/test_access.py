"""Who may do what with pages and their translations: every group, every address, GET and POST."""

from http.cookies import SimpleCookie

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from bilingual.admin.urls import urlpatterns
from bilingual.shared_fields import read_shared_fields
from lectures.models import LecturePage
from tests.bilingual.changing import old_alias
from tests.factories import LecturePageFactory, SpeakerFactory, UserFactory, translate
from tests.forms import filled_form
from tests.prepared import prepared

E, T, R, S, W = "editor", "translator", "reviewer", "superuser", "writer"
GROUPS = {E: "Redaktörer", T: "Översättare", R: "Granskare", W: "Skribenter"}
ALL, SWEDISH, ENGLISH = {E, T, R, S, W}, {E, R, S}, {E, T, R, S}
# The pages: `alone` in Swedish only, `original` and its `translation`, `english` in English only. For each address and
# page: what those get who may, and who they are. The others get 403, and every other method 405.
BOTH_SWEDISH = ("alone", "original")
OWN = {page: (200, SWEDISH if page in BOTH_SWEDISH else ENGLISH) for page in (*BOTH_SWEDISH, "translation", "english")}
OF_TRANSLATION = {page: (404, who) for page, (_status, who) in OWN.items()} | {"translation": (200, ENGLISH)}
EXPECTED = {
    ("GET", "translation_report"): {"": (200, ALL)},
    ("GET", "translation_report_results"): {"": (200, ALL)},
    ("GET", "start"): {
        "alone": (200, {E, T, S}),
        "original": (302, ALL),  # is in all languages
        "translation": (302, ALL),
        "english": (200, {E, S}),
    },
    ("POST", "start"): {
        "alone": (302, {E, T, S}),
        "original": (302, ALL),
        "translation": (302, ALL),
        "english": (302, {E, S}),
    },
    ("GET", "beside"): OWN,
    ("GET", "copy"): OF_TRANSLATION,
    ("GET", "block"): OF_TRANSLATION,
    ("POST", "still_right"): OF_TRANSLATION | {"original": (200, SWEDISH)},
    ("POST", "same_words"): OF_TRANSLATION,
    ("POST", "release"): dict.fromkeys(OWN, (404, SWEDISH)),
    ("GET", "side_by_side"): OWN | {"alone": (302, SWEDISH), "english": (302, ENGLISH)},
    ("GET", "draft"): OWN | {"original": (200, ENGLISH)},  # a translator reads what is to be translated
    ("GET", "versions"): OWN,
}
NAMES = {name for _method, name in EXPECTED}
TEXT_ID = "11111111-1111-1111-1111-111111111111"


@pytest.fixture
@prepared
def pages(edition):
    """Pages that somebody else has made."""
    owner = UserFactory(group="Redaktörer")
    english_edition = translate(edition)
    alone, original = [LecturePageFactory(parent=edition, title=title, owner=owner) for title in ("Ensam", "Tillit")]
    original.body = [{"type": "text", "id": TEXT_ID, "value": "<p>Tillit</p>"}]
    original.save_revision().publish()
    translation = translate(original, title="Trust", owner=owner)
    english = LecturePageFactory(parent=english_edition, title="Alone", owner=owner)
    return {"alone": alone, "original": original, "translation": translation, "english": english}


@pytest.fixture
@prepared
def people(homes):
    """One of each kind. The writer may add pages, and change those that are the writer's own."""
    writers = Group.objects.create(name="Skribenter")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    for home in homes.values():
        add = Permission.objects.get(codename="add_page")
        GroupPagePermission.objects.create(group=writers, page=home, permission=add)
    staff = {who: UserFactory(group=group) for who, group in GROUPS.items()}
    return staff | {S: UserFactory(is_superuser=True), "somebody": UserFactory(), "nobody": None}


def signed_in(people: dict) -> dict[str, SimpleCookie]:
    """The cookies of each, when they have signed in."""
    cookies = {}
    for who, user in people.items():
        browser = Client()
        if user:
            browser.force_login(user)
        cookies[who] = browser.cookies
    return cookies


def answer(method: str, address: str, cookies: SimpleCookie, data: dict) -> int:
    """The status of an answer, as if nothing had been asked."""
    browser, before = Client(), transaction.savepoint_create()
    browser.cookies = SimpleCookie(cookies)
    ask = {"GET": browser.get, "POST": browser.post}[method]
    response = ask(address, data, headers={"X-Requested-With": "XMLHttpRequest"})
    transaction.savepoint_rollback(before)
    return response.status_code


def test_every_address_is_tried():
    assert {address.name for address in urlpatterns} == NAMES


def test_each_address_lets_in_whom_it_should(pages, people):
    data = {"key": "title", "field": "body", "id": TEXT_ID, "translation": pages["translation"].pk, "with_parents": 1}
    found, wanted, cookies = {}, {}, signed_in(people)
    for method, name in [(method, name) for method in ("GET", "POST") for name in sorted(NAMES)]:
        other = EXPECTED.get(("POST" if method == "GET" else "GET", name))
        for page, who_may in (EXPECTED.get((method, name)) or dict.fromkeys(list(other)[:1])).items():
            status, may = who_may or (405, ALL)
            address = reverse(f"bilingual:{name}", args=[pages[page].pk] if page else [])
            for who in people:
                found[method, name, page, who] = answer(method, address, cookies[who], data)
                wanted[method, name, page, who] = status if who in may else 403
    assert found == wanted


def directives(response) -> set[str]:
    return {directive.strip() for directive in response["Cache-Control"].split(",")}


def test_drafts_are_kept_nowhere(editor, pages):
    for page in pages.values():
        response = editor.get(reverse("bilingual:draft", args=[page.pk]))
        assert (response.status_code, {"private", "no-store"} - directives(response)) == (200, set())


def test_translator_reads_no_other_drafts(client, people, pages, edition):
    client.force_login(people[T])
    drafts = {page: reverse("bilingual:draft", args=[pages[page].pk]) for page in ("alone", "original")}
    assert {page: client.get(address).status_code for page, address in drafts.items()} == {
        "alone": 302,
        "original": 200,
    }
    GroupPagePermission.objects.filter(group__name="Översättare").delete()
    client.force_login(type(people[T]).objects.get(pk=people[T].pk))
    assert client.get(drafts["original"]).status_code == 302


@pytest.mark.parametrize("which", ["translation", "english"])
def test_translator_cannot_change_facts_with_a_made_up_form(client, people, pages, which):
    page, speaker = pages[which], SpeakerFactory()
    before = read_shared_fields(page)
    client.force_login(people[T])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(client.get(address).content, title="Changed")
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-speaker": str(speaker.pk), "0-role": "speaker", "0-ORDER": "1"}
    facts = {"room": "Hemlig", "kind": "panel", "status": "cancelled", "date_precision": "day", "form": "online"}
    facts |= {"starts_at": "2026-11-24 13:00", "stream_url": "https://example.org/x", "will_be_recorded": "on"}
    for name, value in {**facts, **{f"speakers-{name}": value for name, value in rows.items()}}.items():
        form[name] = value
    assert client.post(address, form).status_code == 302
    draft = LecturePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, read_shared_fields(draft)) == ("Changed", before)
    draft.get_latest_revision().publish()
    assert read_shared_fields(LecturePage.objects.get(pk=page.pk)) == before


def test_who_may_change_facts_makes_a_translation_an_original(pages, people):
    pages["original"].unpublish()
    address = reverse("bilingual:release", args=[pages["translation"].pk])
    cookies = signed_in(people)
    assert {who: answer("POST", address, cookies[who], {}) for who in people} == {
        **dict.fromkeys(people, 403),
        **dict.fromkeys((E, R, S), 302),
    }


def test_editor_cannot_change_facts_of_a_translation(editor, pages):
    address = reverse("wagtailadmin_pages:edit", args=[pages["translation"].pk])
    form = filled_form(editor.get(address).content, title="Changed", room="Hemlig", kind="panel")
    form["action-publish"] = "1"
    editor.post(address, form)
    page = LecturePage.objects.get(pk=pages["translation"].pk)
    assert (page.title, page.room, page.kind) == ("Changed", "", "plenary")


def test_translator_makes_removes_and_publishes_nothing(client, people, pages):
    english, swedish = pages["translation"], pages["original"]
    above = english.get_parent()
    client.force_login(people[T])
    names = ["add_subpage", "copy", "move", "delete", "unpublish", "set_privacy", "lock", "unlock"]
    ways = {
        (name, page): reverse(f"wagtailadmin_pages:{name}", args=[page]) for name in names for page in (english.pk,)
    }
    ways |= {
        (name, page): reverse(f"wagtailadmin_pages:{name}", args=[page]) for name in names for page in (swedish.pk,)
    }
    ways["add", above.pk] = reverse("wagtailadmin_pages:add", args=["lectures", "lecturepage", above.pk])
    for name in ("delete", "unpublish", "publish", "move"):
        ways[name, "bulk"] = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={english.pk}"
    ways["edit", swedish.pk] = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    before = list(Page.objects.order_by("pk").values("pk", "title", "live", "path", "locked"))
    form = {
        "new_title": "X",
        "new_slug": "x",
        "new_parent_page": above.pk,
        "title": "X",
        "slug": "x",
        "next": "/admin/",
    }
    for way, address in ways.items():
        client.post(address, form | {"action-publish": "1"}, headers={"X-Requested-With": "XMLHttpRequest"})
        assert list(Page.objects.order_by("pk").values("pk", "title", "live", "path", "locked")) == before, way


def test_unknown_pages_are_not_found(editor, pages):
    alias = old_alias(pages["alone"], pages["alone"].get_parent())
    root, thing, nothing = Page.objects.get(depth=1).pk, SpeakerFactory().pk + 10_000, 10**30
    for method, name in EXPECTED:
        if not name.startswith("translation_report"):
            ask = {"GET": editor.get, "POST": editor.post}[method]
            addresses = [reverse(f"bilingual:{name}", args=[key]) for key in (alias.pk, root, thing, nothing, 0)]
            addresses.append(f"/admin/languages/-1/{name.replace('_', '-')}/")
            assert {address: ask(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


WRONG = [
    "abc",
    "\x00",
    "title\x00",
    "'\"><",
    "x" * 10_000,
    "-1",
    "9" * 30,
    "9" * 5_000,
    "١",
    "\ud7ff",
    "body.",
    "body.x",
]


def test_wrong_input_is_answered(editor, pages):
    page, asked, sent = pages["translation"].pk, {}, {}
    parameters = ("key", "field", "id", "language", "locale", "status", "person", "p", "export")
    for wrong in WRONG:
        for name in ("copy", "block", "side_by_side", "start", "translation_report", "translation_report_results"):
            address = reverse(f"bilingual:{name}", args=[] if "report" in name else [page])
            asked[name, wrong[:9]] = editor.get(address, dict.fromkeys(parameters, wrong)).status_code
        for name in ("still_right", "same_words", "start"):
            address = reverse(f"bilingual:{name}", args=[page])
            sent[name, wrong[:9]] = editor.post(address, {"key": wrong, "language": wrong}).status_code
        address = reverse("bilingual:still_right", args=[pages["original"].pk])
        sent["translation", wrong[:9]] = editor.post(address, {"translation": wrong, "key": wrong}).status_code
        address = reverse("bilingual:start", args=[pages["alone"].pk])
        sent["alone", wrong[:9]] = editor.post(address, {"language": wrong}).status_code
    assert set(asked.values()) == {200, 302, 400, 404}
    assert {(name, status) for (name, _wrong), status in sent.items()} == {
        *(("still_right", 302), ("same_words", 404), ("start", 302), ("translation", 404), ("alone", 302)),
    }
    assert Page.objects.filter(translation_key=pages["alone"].translation_key).count() == 1
