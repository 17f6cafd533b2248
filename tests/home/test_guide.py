"""The guide for editors, inside the editor."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

GUIDE = (settings.BASE_DIR / "docs/editors.sv.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(admin_client):
    return BeautifulSoup(admin_client.get(reverse("guide")).text, "html.parser").select_one(".guide")


def test_guide_is_for_those_who_are_signed_in(client):
    response = client.get(reverse("guide"))
    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


def test_guide_has_every_heading_of_the_file(guide):
    written = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    assert [heading.text for heading in guide.select(".guide__text :is(h1, h2, h3)")] == written


def test_guide_links_lead_to_its_own_headings(guide):
    ids = {element["id"] for element in guide.select("[id]")}
    links = [link["href"] for link in guide.select("a[href^='#']")]
    assert links
    assert [link for link in links if link.removeprefix("#") not in ids] == []


def test_guide_says_the_lengths_that_are_set():
    days = settings.LECTURE_JUST_HELD_FOR.days
    assert f"i {days} dagar efter slutet" in GUIDE
    assert f"{settings.LECTURES_PER_PAGE} på varje sida" in GUIDE
    assert settings.LECTURE_SOON_BEFORE.total_seconds() == 3600, "the guide says: en timme före start"
    assert settings.LECTURE_LENGTH_WHEN_UNKNOWN.total_seconds() == 5400, "the guide says: en och en halv timme"
    assert settings.LECTURE_OLD_AFTER.days == 3 * 365, "the guide says: efter tre år"
