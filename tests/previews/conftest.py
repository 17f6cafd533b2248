"""Lectures in two languages, and hands that make links to their drafts."""

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.bilingual.conftest import english_edition, lecture, people, translation  # noqa: F401
from tests.factories import UserFactory
from tests.prepared import prepared


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Nothing in the cache: what is foreseen, and who has guessed."""
    cache.clear()


@pytest.fixture
def reader():
    """A browser in which nobody has signed in."""
    return Client(HTTP_ACCEPT_LANGUAGE="sv")


@pytest.fixture
@prepared
def maker(db):
    return UserFactory(group="Redaktörer", email="redaktor@example.org")


@pytest.fixture
def desk(maker):
    """A browser in which an editor has signed in."""
    browser = Client(HTTP_ACCEPT_LANGUAGE="sv")
    browser.force_login(maker)
    return browser


@pytest.fixture
def signed(desk):
    """The editor's browser, to which an error of ours is an answer."""
    desk.raise_request_exception = False
    return desk


@pytest.fixture
def visitor(reader):
    """The reader's, likewise."""
    reader.raise_request_exception = False
    return reader


@pytest.fixture
def redirects(lecture):  # noqa: F811
    """Redirects to a page and to another site."""
    Redirect.objects.create(old_path="/sv/borta", redirect_page=lecture)
    Redirect.objects.create(old_path="/sv/ut", redirect_link="https://elsewhere.example/")


def form(**fields) -> dict:
    """The form that makes a link, as it stands when it is opened, with other fields."""
    standing = {"scope": "page", "days": "14", "note": "", "shows_changes": "on", "takes_answers": "on"}
    return {
        name: value for name, value in (standing | {"form_key": str(uuid4())} | fields).items() if value is not None
    }


def made_link(browser, page, **fields) -> str:
    """The address of a link that has been made in the editor."""
    answer = browser.post(f"/admin/previews/links/{page.pk}/", form(**fields))
    found = re.search(r'value="http://testserver(/utkast/[^"]+)"', answer.content.decode())
    return found[1] if found else ""
