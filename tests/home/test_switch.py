"""The way between languages: to the same page in the same state, else to the nearest one above it."""

import re
from datetime import timedelta

import pytest

from home import clock
from home.models import HomePage
from tests import database
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    translate,
)
from tests.home.switching import NOW, switch


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """Everything in two languages, with enough lectures for three pages of each list, in a database of its own."""
    with django_db_blocker.unblock(), database.of_its_own("switch"):
        home = HomePage.objects.get(locale__language_code="sv")
        edition, archive = ConferencePageFactory(parent=home, year=2026), LectureArchivePageFactory(parent=home)
        translate(edition, slug="the-conference")
        translate(archive, title="Lectures", slug="lectures")
        speaker, subject = SpeakerFactory(name="Eva Ek"), SubjectFactory(names={"sv": "Tillit"})
        for number in range(5):
            start = NOW - timedelta(days=number + 1)
            facts = {"date_precision": "confirmed", "starts_at": start, "people": [speaker], "subjects": [subject]}
            lecture = LecturePageFactory(parent=edition, title=f"Tillit {number}", slug=f"tillit-{number}", **facts)
            translate(lecture, title=f"Trust {number}", slug=f"trust-{number}")
        page = StandardPageFactory(parent=edition, title="Praktiskt", slug="praktiskt")
        translate(page, title="Practical", slug="practical")
        yield


@pytest.fixture
def site(written, db, settings):
    settings.LECTURES_PER_PAGE = 2


PAIRS = [
    ("/sv/", "/en/"),
    ("/sv/2026/", "/en/the-conference/"),
    ("/sv/2026/tillit-1/", "/en/the-conference/trust-1/"),
    ("/sv/2026/praktiskt/", "/en/the-conference/practical/"),
    ("/sv/forelasningar/", "/en/lectures/"),
    ("/sv/forelasningar/?page=3", "/en/lectures/?page=3"),
    ("/sv/forelasningar/?subject=tillit&speaker=eva-ek&page=2", "/en/lectures/?subject=tillit&speaker=eva-ek&page=2"),
    ("/sv/talare/", "/en/speakers/"),
    ("/sv/talare/?letter=E", "/en/speakers/?letter=E"),
    ("/sv/talare/eva-ek/", "/en/speakers/eva-ek/"),
    ("/sv/talare/eva-ek/?page=2", "/en/speakers/eva-ek/?page=2"),
    ("/sv/sok/", "/en/search/"),
    ("/sv/sok/?q=tillit+%C3%A5r&page=2", "/en/search/?q=tillit+%C3%A5r&page=2"),
]


@pytest.mark.parametrize(("swedish", "english"), PAIRS)
def test_switch_leads_to_the_same_page_and_state_and_back(client, site, swedish, english):
    assert switch(client, swedish) == (english, "en", "English", "")
    assert switch(client, english) == (swedish, "sv", "Svenska", "")


def test_switch_keeps_the_chosen_edition_though_its_address_differs(client, site):
    for address in ("/sv/forelasningar/?edition=2026", "/en/lectures/?edition=the-conference"):
        target, *_rest = switch(client, address)
        with clock.at(NOW):
            context = client.get(target).context
        assert (context["total"], len(context["chosen"])) == (5, 1)


CARRIED = re.compile(r'(?:href|action|content|value)="([^"]*)"')
LISTS = [
    "/sv/forelasningar/",
    "/sv/sok/?q=tillit",
    "/sv/talare/",
    "/sv/talare/eva-ek/",
    "/sv/2026/tillit-1/",
    "/en/search/",
]
JUNK = [
    "&".join(f"utm_{number}=strunt{number}" for number in range(400)),
    "&".join(f"{name}=strunt{'x' * 1000}" for name in ("edition", "subject", "speaker", "kind", "language", "letter")),
    "&".join(["edition=strunt&subject=strunt&recording=strunt&speaker=strunt"] * 100),
    f"{'strunt' * 700}=1&page=strunt&page=-{'9' * 3000}",
]


@pytest.mark.parametrize("address", LISTS)
def test_unknown_parameters_come_back_nowhere(client, site, address):
    with clock.at(NOW):
        plain = client.get(address).content.decode()
        for junk in JUNK:
            html = client.get(f"{address}{'&' if '?' in address else '?'}{junk}").content.decode()
            # A choice that is unknown is named, cut short; no address and no form carries it on.
            assert [one for one in CARRIED.findall(html) if "strunt" in one] == [], junk[:40]
            assert "x" * 50 not in html, junk[:40]
            assert len(html) < len(plain) + 2_000, junk[:40]


def test_number_of_a_page_is_not_repeated_at_any_length(client, site):
    with clock.at(NOW):
        html = client.get(f"/sv/forelasningar/?page={'9' * 4000}").content.decode()
    assert "9" * 20 not in html
