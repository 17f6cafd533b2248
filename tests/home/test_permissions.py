"""What each group of the staff may do."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, Workflow

from home.models import StandardPage
from tests.factories import (
    ConferencePageFactory,
    ImageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    UserFactory,
    translate,
)
from tests.forms import filled_form

GROUPS = ["Redaktörer", "Översättare", "Granskare"]
E, T, R = "RE", "ÖV", "GR"  # Redaktörer, Översättare, Granskare
WHO = dict(zip(GROUPS, (E, T, R), strict=True))
# What may be done to a page of each language, and by whom.
PAGES = {
    ("add", "sv"): {E},
    ("add", "en"): {E},
    ("edit", "sv"): {E, R},
    ("edit", "en"): {E, T, R},
    ("publish", "sv"): {E, R},
    ("publish", "en"): {E, R},
    ("unpublish", "sv"): {E, R},
    ("unpublish", "en"): {E, R},
    ("delete", "sv"): {E, R},
    ("delete", "en"): {E, R},
    ("lock", "sv"): {E},
    ("lock", "en"): {E},
    ("submit for review", "en"): {E, T, R},
}
# What may be done to things, and by whom.
ADDRESSES = {
    "organisers": (lambda: reverse("wagtailsnippets_conference_organiser:list"), {E, T, R}),
    "new organiser": (lambda: reverse("wagtailsnippets_conference_organiser:add"), {E}),
    "edit organiser": (
        lambda: reverse("wagtailsnippets_conference_organiser:edit", args=[OrganiserFactory().pk]),
        {E, T},
    ),
    "delete speaker": (lambda: reverse("wagtailsnippets_lectures_speaker:delete", args=[SpeakerFactory().pk]), {E}),
    "edit speaker": (lambda: reverse("wagtailsnippets_lectures_speaker:edit", args=[SpeakerFactory().pk]), {E, T}),
    "new picture": (lambda: reverse("wagtailimages:add"), {E, T}),
    "edit another's picture": (lambda: reverse("wagtailimages:edit", args=[ImageFactory().pk]), {E}),
    "choose a picture": (lambda: reverse("wagtailimages_chooser:choose"), {E, T, R}),
    "new document": (lambda: reverse("wagtaildocs:add"), {E, T}),
    "redirects": (lambda: reverse("wagtailredirects:index"), {E}),
    "guide": (lambda: reverse("guide"), {E, T, R}),
    "users": (lambda: reverse("wagtailusers_users:index"), set()),
    "groups": (lambda: reverse("wagtailusers_groups:index"), set()),
    "sites": (lambda: reverse("wagtailsites:index"), set()),
    "languages": (lambda: reverse("wagtaillocales:index"), set()),
    "collections": (lambda: reverse("wagtailadmin_collections:index"), set()),
    "workflows": (lambda: reverse("wagtailadmin_workflows:index"), set()),
}


def test_groups_are_those_of_the_staff(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)


def test_staff_may_do_with_pages_what_their_group_may(homes):
    swedish = StandardPageFactory(parent=homes["sv"])
    pages = {"sv": swedish, "en": translate(swedish)}
    found = {key: set() for key in PAGES}
    for group in GROUPS:
        user = UserFactory(group=group)
        for code, page in pages.items():
            may, above = page.permissions_for_user(user), homes[code].permissions_for_user(user)
            answers = {
                "add": above.can_add_subpage(),
                "edit": may.can_edit(),
                "publish": may.can_publish(),
                "unpublish": may.can_unpublish(),
                "delete": may.can_delete(),
                "lock": may.can_lock(),
                "submit for review": page.get_workflow() is not None and may.can_edit(),
            }
            for name, answer in answers.items():
                if answer and (name, code) in found:
                    found[name, code].add(WHO[group])
    assert found == PAGES


@pytest.mark.parametrize("what", ADDRESSES)
def test_staff_come_only_where_their_group_may(client, homes, what):
    make_address, allowed = ADDRESSES[what]
    address = make_address()
    found = set()
    for group in GROUPS:
        client.force_login(UserFactory(group=group))
        if client.get(address).status_code == 200:
            found.add(WHO[group])
    assert found == allowed


def test_nobody_comes_in_without_signing_in(client, db):
    for what, (make_address, _allowed) in ADDRESSES.items():
        response = client.get(make_address())
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/"), what
    client.force_login(UserFactory())  # somebody with a user but no group
    assert client.get("/admin/").status_code == 302


def test_translation_is_a_draft_that_a_translator_writes(editor, client, homes):
    page = StandardPageFactory(parent=homes["sv"], title="Om konferensen")
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    english = homes["en"].locale
    assert editor.post(address, {"locales": [english.pk], "include_subtree": ""}).status_code == 302
    translation = page.get_translation(english)
    assert (translation.live, translation.get_parent().pk) == (False, homes["en"].pk)
    client.force_login(UserFactory(group="Översättare"))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[translation.pk])).status_code == 200
    client.logout()
    assert client.get("/en/om-konferensen/").status_code == 404


def test_translator_cannot_publish_by_pressing_the_button(client, homes):
    page = translate(StandardPageFactory(parent=homes["sv"], title="Om"), title="About")
    client.force_login(UserFactory(group="Översättare"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(client.get(edit).content, title="Changed")
    form["action-publish"] = "1"
    client.post(edit, form)
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.get_latest_revision_as_object().title) == ("About", "Changed")


def test_pages_are_reviewed_by_the_reviewers(homes):
    edition = ConferencePageFactory(parent=homes["sv"])
    workflow = edition.get_workflow()
    assert workflow == Workflow.objects.get(name="Granskning")
    groups = [group.name for task in workflow.tasks for group in task.specific.groups.all()]
    assert groups == ["Granskare"]


def test_editor_reads_swedish(editor, homes):
    html = editor.get("/admin/").content.decode()
    assert '<html lang="sv"' in html
    assert Page.objects.get(pk=homes["sv"].pk).title in editor.get("/admin/pages/").content.decode()
