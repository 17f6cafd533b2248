"""Beside a page that must be found stands why it is where it is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from search.curation.explanation import explain
from tests.factories import MustFindFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    StandardPageFactory(parent=home, title="Något annat", lead="Om kriser.")
    return StandardPageFactory(parent=home, title="Krishantering i kommunen", lead="När krisen kommer.")


def test_terms_are_told_with_the_words_that_answered(page):
    why = explain("kris kommunens xyzzy", "sv", [page.pk])
    assert [(one.term, one.words) for one in why.reasons] == [
        ("kris", ["krisen", "krishantering"]),
        ("kommunens", ["kommunen"]),
        ("xyzzy", []),
    ]
    points = [one.points for one in why.reasons]
    assert (points[0] > 0, points[1] > 0, points[2], why.points) == (True, True, 0.0, sum(points))


def test_page_that_is_not_found_has_no_reasons(page):
    assert (explain("xyzzy", "sv", [page.pk]), explain("kris", "sv", [0]), explain("", "sv", [page.pk])) == (None,) * 3


def test_editor_reads_it_in_the_form(page):
    row = MustFindFactory(question="krisens hantering", page=page)
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    address = reverse("search_must_find:edit", args=[row.pk])
    assert "Varför sidan står där" not in browser.get(address).content.decode()  # not looked for yet
    browser.post(address, {"question": row.question, "language": "sv", "page": page.pk, "within": 3})
    html = browser.get(address).content.decode()
    assert "Varför sidan står där" in html
    assert re.search(r"<tr><td>krisens</td><td>(.*?)</td>", html)[1] == "krishantering"
