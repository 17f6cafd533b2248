"""Every screen of the editor, as everybody who works there: in Swedish, and nothing is offered that is refused."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow

from demo.users import USERS
from home.models import SiteDocument, SiteImage
from lectures.models import LecturePage
from search.models import MustFind, Promotion, Term
from tests.english import english_in, messages, swedish
from tests.walking import markup_of, texts_of, walk

ROLES = [*USERS, "administrator"]
# What Wagtail does not let through to a translation, by where it stands: the button for screen readers of a search in
# a window; a column of the list of sites; the name of its model of languages; labels of what a permission or a workflow
# is for. The names of permissions are rows that Django writes into the database.
UNTRANSLATABLE = {
    "/admin/": {"Search", "Root page"},
    "/admin/locales/": {"Locale"},
    "/admin/groups/": {"Locale", "Page"},
    "/admin/workflows/": {"Page"},
}


@pytest.fixture(scope="module")
def walks(demo, django_db_blocker):
    """What each of them is shown."""
    shown = {}
    with django_db_blocker.unblock():
        for role in ROLES:
            client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="sv")
            client.force_login(get_user_model().objects.get(username=role))
            shown[role] = walk(client)
    return shown


@pytest.fixture(scope="module")
def content(demo, django_db_blocker) -> set[str]:
    """What is written in English, as it should be."""
    with django_db_blocker.unblock():
        english = Page.objects.filter(locale__language_code="en")
        found = {text for page in english for text in (page.title, page.draft_title)}
        found |= set(LecturePage.objects.filter(locale__language_code="en").values_list("lead", flat=True))
        found |= {image.title for image in SiteImage.objects.all()}
        found |= {document.title for document in SiteDocument.objects.all()}
        found |= {steered.question for model in (Promotion, MustFind) for steered in model.objects.all()}
        found |= {str(term) for term in Term.objects.all()}
    return found - {""}


@pytest.fixture(scope="module")
def permissions(demo, django_db_blocker) -> set[str]:
    with django_db_blocker.unblock():
        return set(Permission.objects.values_list("name", flat=True))


def may_be_english(text: str, path: str, permissions: set[str]) -> bool:
    is_permission = path.startswith("/admin/groups/") and text.rpartition(" | ")[2] in permissions
    return is_permission or any(path.startswith(place) and text in said for place, said in UNTRANSLATABLE.items())


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_offered_that_is_refused(walks, role):
    home = reverse("wagtailadmin_home")
    refused = [
        f"{screen.path}, offered by {screen.offered_by}: {screen.status}"
        for screen in walks[role]
        if screen.status in (403, 500) or screen.leads_to == home
    ]
    assert refused == []


@pytest.mark.parametrize("role", ROLES)
def test_every_screen_is_in_swedish(walks, content, permissions, role):
    screens = [screen for screen in walks[role] if screen.markup and "/en/" not in screen.path]
    texts = {screen.path: set(texts_of(screen.markup)) for screen in screens}
    english = set(english_in(set().union(*texts.values()), messages(), content))  # each once: most are on all screens
    found = {}
    for path, said in texts.items():
        for text in said & english:
            if not may_be_english(text, path, permissions):
                found.setdefault(text, path)
    assert found == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_field_has_a_label_that_is_translated(walks, permissions, role):
    """Django names a field without a label after itself, in English, and no catalogue has that."""
    found = {
        text: screen.path
        for screen in walks[role]
        if screen.markup
        for text in screen.markup.labels_of_names - swedish()
        if not may_be_english(text, screen.path, permissions)
    }
    assert found == {}


def test_walk_comes_to_the_screens_that_there_are(walks):
    """The tests above would be green for ever if the walk led nowhere."""
    editor = {screen.path.split("?")[0] for screen in walks["redaktor"]}
    names = [
        "guide",
        "bilingual:translation_report",
        "wagtailimages:add_multiple",
        "wagtailadmin_account",
        "previews:choose",
        "wagtailadmin_choose_page_email_link",
    ]
    assert {reverse(name) for name in names} <= editor
    assert {role: len(screens) > 60 for role, screens in walks.items()} == dict.fromkeys(ROLES, True)


def test_english_is_seen():
    texts = ["Search", "Sök", "Saving will overwrite it", "Seminarium", "The ice"]
    assert list(english_in(texts, messages(), ["The ice"])) == ["Search", "Saving will overwrite it"]


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_way_in_is_in_swedish(demo, db, name):
    client = Client(HTTP_ACCEPT_LANGUAGE="sv")
    wrong = client.post(reverse(name), {"email": "x", "username": "x", "password": "x"})
    said = messages()
    for response in (client.get(reverse(name)), wrong):
        assert list(english_in(texts_of(markup_of(response)), said)) == []


def test_mails_are_in_swedish(demo, db, content):
    """Of a page that is handed in, sent back and approved, and of a password that is forgotten."""
    users = get_user_model().objects
    pages = LecturePage.objects.filter(locale__language_code="sv", live=True)[:2]
    for page, answer in zip(pages, ("reject", "approve"), strict=True):
        page.save_revision()
        task = Workflow.objects.get().start(page, users.get(username="redaktor")).current_task_state
        task.task.specific.on_action(task, users.get(username="granskare"), answer)
    Client(HTTP_ACCEPT_LANGUAGE="sv").post(reverse("wagtailadmin_password_reset"), {"email": "redaktor@example.org"})
    assert len(mail.outbox) >= 4
    lines = [line.strip() for sent in mail.outbox for line in [sent.subject, *sent.body.splitlines()]]
    assert list(english_in(lines, messages(), content)) == []
