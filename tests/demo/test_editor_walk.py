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
from tests.english import english_in, messages
from tests.walking import html_of, texts_of, walk

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
        f"{screen.path}, offered by {screen.offered_by}: {screen.response.status_code}"
        for screen in walks[role]
        if screen.response.status_code in (403, 500) or screen.response.headers.get("Location") == home
    ]
    assert refused == []


@pytest.mark.parametrize("role", ROLES)
def test_every_screen_is_in_swedish(walks, content, permissions, role):
    said = messages()
    found = {}
    for screen in walks[role]:
        if screen.html and "/en/" not in screen.path:
            texts = [text for text in texts_of(screen.html) if not may_be_english(text, screen.path, permissions)]
            for text in english_in(texts, said, content):
                found.setdefault(text, screen.path)
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
        assert list(english_in(texts_of(html_of(response)), said)) == []


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
