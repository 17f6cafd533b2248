"""The guide for editors, inside the editor."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from PIL import Image

from conference.blocks import ConferenceBodyBlock, LectureBodyBlock
from conference.previewing import preview_states as states_of_edition
from conference.state import EditionFacts
from home.blocks import BodyBlock
from lectures.models import LecturePage
from lectures.previewing import IF, NAMES
from lectures.state import LectureState
from previews.models import DAYS, MAX_DAYS, MAX_REMARK_LENGTH, Scope
from previews.sharing import throttle
from previews.sharing.feedback import READER, reader
from previews.sharing.link_forms import LinkForm
from search.curation import query_log, relevance_checks
from search.curation.models import MAX_PAGES
from tests.moments import stockholm

PICTURES = settings.BASE_DIR / "static/img/guide"
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


# Pictures


def test_every_picture_of_the_guide_exists_and_is_described():
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", GUIDE)
    assert {address for _words, address in pictures} == {
        f"../static/img/guide/{file.name}" for file in PICTURES.iterdir()
    }
    assert [address for words, address in pictures if len(words) < 40] == []


def test_pictures_are_no_wider_or_heavier_than_needed():
    for file in PICTURES.iterdir():
        assert file.stat().st_size < 150_000, file.name
        with Image.open(file) as picture:
            assert picture.width <= 1280, file.name


def test_editor_is_shown_the_pictures(guide, client):
    shown = guide.select(".guide__text img")
    assert [picture["src"] for picture in shown] == [
        address.replace("../static/", settings.STATIC_URL) for address in re.findall(r"!\[.*?\]\((.*?)\)", GUIDE)
    ]
    for picture in shown:
        with Image.open(PICTURES / picture["src"].rpartition("/")[2]) as file:
            assert (picture["width"], picture["height"]) == (str(file.width), str(file.height))


def test_a_picture_that_is_not_there_leaves_its_words(admin_client, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    page = BeautifulSoup(admin_client.get(reverse("guide")).text, "html.parser")
    assert page.select_one(".guide__text img")["alt"]


# The words on the screen


def test_guide_says_what_is_said_in_the_editor():
    """The words that somebody looks for on the screen; those of Wagtail are tried by tests/browser."""
    with override("sv"):
        said = [
            *map(gettext, SAID),
            *(str(label) for label in Scope.labels),
            *(str(field.label) for field in LinkForm(LecturePage(), None).fields.values() if field.label),
        ]
    assert [words for words in said if words.rstrip(":.").lower() not in GUIDE.lower()] == []


SAID = [
    "As it is now", "See another day", "Show the site", "Day and time",
    "Show drafts too, as if all of them had been published", "The page as it is now",
    "Show the page as it will be", "Now again", "The whole site",
    "This is missing before the page can be published:", "This is missing before it can be saved:",
    "Show the draft to others", "Make the link", "Copy", "Links to this page", "Links to drafts", "Revoke", "Answers",
    "Show also those that have run out or been revoked", "This is a draft.", "This is right", "Send the remark",
    "What do you think of the draft?", "Was right, but the page has been changed since: the answer no longer holds",
    "What changes on the page", "What changes", "From", "To", "Compare", "Side by side", "One over the other",
    "To the first change", "All changes", "Telephone", "Computer", "Compare field by field", "Published now",
    "Newest draft", "There is no such time: the clocks are put forward that night.",
    "The site's search", "Words with one meaning", "Editors' choice", "Must be found", "What visitors search for",
    "Valid until", "among the first", "Not found as it should be", "not found", "the page is not public",
    "the page has been deleted", "See the results", "Four weeks", "A quarter", "A year", "Period", "Result",
    "Gave nothing", "New words with one meaning",
    "Pages that stand first, marked as the editors' choice, when exactly this question is asked.",
    "Whoever searches for one of the words in a row finds what is written with the others, in both languages.",
    "Write at least two words that mean the same, with a comma between.",
    "There is a choice for this question already. Change that one.",
]  # fmt: skip


def test_guide_promises_blocks_on_the_pages_that_have_them():
    with override("sv"):
        every, lecture, edition = (
            {str(block.label) for block in kind().child_blocks.values()}
            for kind in (BodyBlock, LectureBodyBlock, ConferenceBodyBlock)
        )
    assert (lecture - every, edition - lecture) == ({"Lista med föreläsningar"}, {"Arrangörer", "Kontakter"})
    section = GUIDE.split("## Innehållet i brödtexten")[1].split("## ")[0]
    assert [label for label in edition if f"**{label}**" not in section] == []
    assert "**Lista med föreläsningar** (på konferenser och föreläsningar)" in section
    assert "**Arrangörer** och **Kontakter** (bara på konferenser)" in section


def test_guide_names_every_state_that_can_be_previewed():
    with override("sv"):
        names = [str(IF.get(state) or NAMES.get(state) or state.label) for state in LectureState]
        facts = EditionFacts(precision="confirmed", starts_on=stockholm(2027, 9, 15).date())
        states = [str(state.label).partition(":")[0] for state in states_of_edition(facts, stockholm(2027, 1, 1))]
    assert [name for name in names + states if f"*{name}" not in GUIDE] == []


def test_guide_says_the_limits_of_links():
    assert f"om {DAYS} inte passar. Högst {MAX_DAYS}." in GUIDE
    assert f"högst {MAX_REMARK_LENGTH // 1000} 000 tecken" in GUIDE
    deploy = (settings.BASE_DIR / "docs/deploy.md").read_text(encoding="utf-8")
    assert f"after {throttle.MAX_MISSES} links" in deploy
    assert throttle.WITHIN == 600, "docs/deploy.md says: ten minutes"


def test_guide_names_the_account_of_readers():
    account = reader()
    assert (account.get_full_name(), account.is_active) == ("Läsare via länk", False)
    assert f"**{account.get_full_name()}** (*{READER}*)" in GUIDE


def test_guide_says_the_limits_of_the_search():
    assert "bland de femtio första" in GUIDE
    assert relevance_checks.LOOKED_AT == 50
    assert "Välj en till fem sidor" in GUIDE
    assert MAX_PAGES == 5
    assert "färre än tre gånger på en vecka" in GUIDE
    assert query_log.MIN_TIMES == 3
    assert "Allt raderas efter två år" in GUIDE
    assert query_log.KEPT_FOR.days == 730
