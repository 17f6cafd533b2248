"""A third language is data: an administrator adds it and publishes its start page, and the site is in it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext, override, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home import clock
from home.dates import say_day
from home.languages import added_languages, content_languages
from home.models import HomePage
from tests.factories import (
    LecturePageFactory,
    SpeakerFactory,
    UserFactory,
    open_language,
    translate,
)
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
OTHERS = {"fi": "Suomi", "fit": "Meänkieli", "se": "Davvisámegiella", "smj": "Julevsámegiella"}
SWEDISH = {"accept-language": "sv"}


@pytest.fixture
def administrator(db, client):
    """A browser in which an administrator has signed in."""
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def site(homes, edition, archive):
    """A lecture that has been and one to come, in an edition, with a speaker; and an archive."""
    speaker = SpeakerFactory(name="Eva Ek")
    for title, days in (("Tidigare", -1), ("Kommande", 1)):
        start = NOW + timedelta(days=days)
        LecturePageFactory(
            parent=edition,
            title=title,
            date_precision="confirmed",
            starts_at=start,
            people=[speaker],
            lead="Om tillit.",
        )
    return edition


def add(administrator, code):
    response = administrator.post(reverse("wagtaillocales:add"), {"language_code": code})
    assert response.status_code == 302
    administrator.logout()


def html_of(client, address, **headers):
    with clock.at(NOW):
        response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return response.content.decode()


def test_administrator_can_choose_among_languages_of_the_north(administrator, homes):
    form = administrator.get(reverse("wagtaillocales:add"), headers=SWEDISH).context["form"]
    assert {code for code, _name in form.fields["language_code"].choices} == set(OTHERS)


@pytest.mark.parametrize("added", [False, True])
def test_language_without_a_public_start_page_is_nowhere(administrator, site, added):
    if added:
        add(administrator, "fi")
    client = administrator
    client.logout()
    for address in ("/fi/", "/fi/2026/", "/fi/sok/", "/fi/talare/", "/fi/talare/eva-ek/", "/fi/finns-inte/", "/borta/"):
        response = client.get(address, headers={"accept-language": "fi"})
        text = response.content.decode()
        assert response.status_code == 404, address
        assert '<html lang="sv">' in text
        assert not re.search(r"suomi|/fi/", text, re.IGNORECASE)
    assert client.get("/", headers={"accept-language": "fi"})["Location"] == "/sv/"
    assert client.get("/", headers={"accept-language": "fi,en;q=0.3"})["Location"] == "/en/"
    for address in ("/sv/", site.url, "/en/", "/sv/talare/eva-ek/", "/sitemap-pages.xml", "/sitemap-speakers.xml"):
        assert not re.search(r"suomi|/fi/|\bfi\b", html_of(client, address), re.IGNORECASE), address


def test_editor_is_asked_only_for_languages_that_have_been_added(administrator, homes):
    form = reverse("wagtailimages:add")
    asked = re.findall(r'name="alt_text_(\w+)"', administrator.get(form).content.decode())
    assert asked == ["sv", "en"]
    assert [code for code, _name in added_languages()] == ["sv", "en"]
    speaker = reverse("wagtailsnippets_lectures_speaker:add")
    assert '<option value="fi"' not in administrator.get(speaker).content.decode()
    administrator.post(reverse("wagtaillocales:add"), {"language_code": "fi"})
    assert "fi" in re.findall(r'name="alt_text_(\w+)"', administrator.get(form).content.decode())
    assert [code for code, _name in added_languages()] == ["sv", "en", "fi"]


def test_choices_of_languages_are_there_without_a_database(monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Locale.objects, "values_list", fail)
    assert content_languages() == settings.LANGUAGES


def test_language_opens_when_its_start_page_is_published(administrator, site):
    add(administrator, "fi")
    client = administrator
    assert HomePage.objects.get(locale__language_code="fi").live is False
    open_language("fi")
    assert client.get("/", headers={"accept-language": "fi,sv;q=0.5"})["Location"] == "/fi/"
    text = html_of(client, "/fi/")
    assert '<html lang="fi">' in text
    assert '<a class="language-switch__link" href="/sv/" hreflang="sv" lang="sv">Svenska</a>' in text
    swedish = html_of(client, "/sv/")
    assert '<a class="language-switch__link" href="/fi/" hreflang="fi" lang="fi">Suomi</a>' in swedish
    assert '<link rel="alternate" hreflang="fi" href="http://localhost:8000/fi/">' in swedish
    assert "http://localhost:8000/fi/talare/eva-ek/" in html_of(client, "/sitemap-speakers.xml")
    assert ">Suomi</h2>" in client.get("/fi/finns-inte/").content.decode()

    translate(site, "fi", title="Turvallisuuskonferenssi", slug="konferenssi")
    assert 'hreflang="fi" href="http://localhost:8000/fi/konferenssi/"' in html_of(client, site.url)
    assert "http://localhost:8000/fi/konferenssi/" in html_of(client, "/sitemap-pages.xml")


def test_language_can_be_looked_at_before_it_is_open(administrator, site):
    add(administrator, "fi")
    start = HomePage.objects.get(locale__language_code="fi")
    edition = translate(site, "fi", title="Turvallisuuskonferenssi")
    for page, title in ((start, edition.title), (edition, edition.title)):
        text = page.make_preview_request(preview_mode="").content.decode()
        assert '<html lang="fi">' in text
        assert title in text
        assert "På svenska" in text
    assert administrator.get(edition.url).status_code == 404


def test_third_language_shows_what_is_in_swedish_only_marked(administrator, site, archive):
    add(administrator, "fi")
    client = administrator
    open_language("fi")
    edition = translate(site, "fi", title="Turvallisuuskonferenssi")
    lectures = translate(archive, "fi", title="Luennot", slug="luennot")
    for address in (edition.url, "/fi/", lectures.url, "/fi/talare/eva-ek/"):
        text = html_of(client, address)
        assert 'class="lecture-card__title" lang="sv"' in text, address
        assert '<span class="lecture-card__language">På svenska</span>' in text, address
    assert ">Eva Ek</a>" in html_of(client, "/fi/talare/")
    assert "1 föreläsning</h2>" in html_of(client, lectures.url)
    assert "Sök" in html_of(client, "/fi/sok/?q=tillit")


@pytest.mark.parametrize("code", OTHERS)
def test_words_that_are_not_translated_are_swedish(code):
    with override(code):
        assert _("Skip to content") == "Hoppa till innehållet"
        assert [ngettext("%(total)s lecture", "%(total)s lectures", n) for n in (0, 1, 2)] == [
            "%(total)s föreläsningar",
            "%(total)s föreläsning",
            "%(total)s föreläsningar",
        ]
        assert pgettext("address", "search/") == "sok/"
        assert reverse("speaker_page", args=["eva-ek"]) == f"/{code}/talare/eva-ek/"
        assert "2026" in say_day(NOW.date())
        assert "M09" not in say_day(NOW.date())
    assert get_language_info(code)["name_local"].capitalize() == OTHERS[code]


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_can_be_opened(client, site, code):
    open_language(code)
    translate(site, code)
    for address in (f"/{code}/", f"/{code}/2026/", f"/{code}/sok/", f"/{code}/talare/"):
        text = html_of(client, address)
        assert f'<html lang="{code}">' in text
        assert f'<span class="language-switch__current" lang="{code}" aria-current="true">{OTHERS[code]}</span>' in text
