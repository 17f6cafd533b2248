"""Editions: which one the start page shows, and which ones stand beside one another."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from conference.models import ConferencePage
from home import clock
from home.models import HomePage
from tests.factories import ConferencePageFactory, VenueFactory, delete_anyway, make_private, translate
from tests.moments import stockholm
from tests.prepared import prepared

NOW = stockholm(2026, 9, 30, 12)


@pytest.fixture
@prepared
def editions(home):
    """Published editions, by year."""
    return {year: ConferencePageFactory(parent=home, year=year) for year in (2018, 2021, 2023)}


def shown(now=NOW, language="sv"):
    """The year of the edition that the start page shows."""
    with clock.at(now):
        edition = HomePage.objects.get(locale__language_code=language).shown_edition
        return edition and edition.year


def choose(home, edition):
    HomePage.objects.filter(pk=home.pk).update(current_edition=edition)


def test_start_page_without_editions_shows_none(home):
    assert shown() is None


def test_start_page_shows_the_newest_edition(editions):
    assert shown() == 2023


def test_start_page_shows_the_chosen_edition(home, editions):
    choose(home, editions[2018])
    assert shown() == 2018


@pytest.mark.parametrize("hidden", ["draft", "private", "expired", "deleted"])
def test_start_page_never_shows_a_hidden_edition(home, editions, hidden):
    choose(home, editions[2018])
    for edition, visible in ((editions[2018], 2023), (editions[2023], 2021)):
        match hidden:
            case "draft":
                edition.unpublish()
            case "private":
                make_private(edition)
            case "expired":
                edition.expire_at = NOW
                edition.save()
            case "deleted":
                delete_anyway(edition)
        assert shown() == visible


def test_start_page_stops_showing_an_edition_the_moment_it_expires(editions):
    editions[2023].expire_at = NOW
    editions[2023].save()
    assert (shown(NOW - timedelta(seconds=1)), shown(NOW)) == (2023, 2021)


def test_start_page_shows_an_edition_in_its_own_language(homes, editions):
    english = translate(editions[2021], title="The Safety Conference 2021")
    choose(homes["en"], editions[2021])  # in whatever language it was chosen
    assert (shown(language="sv"), shown(language="en")) == (2023, 2021)
    with clock.at(NOW):
        assert HomePage.objects.get(pk=homes["en"].pk).shown_edition.pk == english.pk


def test_start_page_leads_to_an_edition_that_its_language_lacks(homes, editions, client):
    """It is about the same edition in every language: 2023 is not in English, and 2021, which is, has been held."""
    facts = {"theme": "Trygg i norr", "venue": VenueFactory(names={"sv": "Kulturens hus"}), "notice": "Ny lokal."}
    days = {"starts_on": stockholm(2026, 10, 14).date(), "date_precision": "confirmed", "status": "confirmed"}
    ConferencePage.objects.filter(pk=editions[2023].pk).update(**facts, **days)
    translate(editions[2021])
    with clock.at(NOW):
        response = client.get("/en/")
        main = BeautifulSoup(response.content, "html.parser").main
        swedish = client.get("/sv/")
    assert (response.context["page"].pk, swedish.context["page"].pk) == (homes["en"].pk, editions[2023].pk)
    assert main.h1.find(lang="sv").text == editions[2023].title
    assert main.find("time")["datetime"] == "2026-10-14"
    said = main.get_text(" ", strip=True)
    assert [text for text in ("Wednesday 14 October 2026", "Kulturens hus", "Confirmed") if text not in said] == []
    assert main.find(string="Trygg i norr").parent["lang"] == "sv"
    way = main.find("a", class_="button")
    assert (way.text, way["href"], way["hreflang"]) == ("Read more in Swedish", "/sv/2023/", "sv")
    assert '<link rel="canonical" href="http://localhost:8000/en/">' in response.content.decode()
    assert "http://localhost:8000/en/</loc>" in client.get("/sitemap-pages.xml").content.decode()


@pytest.mark.parametrize("hidden", ["draft", "private", "expired"])
def test_start_page_never_leads_to_a_hidden_edition(homes, editions, client, hidden):
    with clock.at(NOW):
        translate(editions[2018])
        for year in (2023, 2021):
            match hidden:
                case "draft":
                    editions[year].unpublish()
                case "private":
                    make_private(editions[year])
                case "expired":
                    editions[year].expire_at = NOW
                    editions[year].save()
        html = client.get("/en/").content.decode()
    assert [year for year in ("2023", "2021") if year in html] == []
    assert shown(language="en") == 2018


def test_start_page_shows_the_edition_itself_with_its_permanent_address(editions, client):
    response = client.get("/sv/")
    assert response.context["page"].pk == editions[2023].pk
    assert response.templates[0].name == "conference/conference_page.html"
    assert '<link rel="canonical" href="http://localhost:8000/sv/2023/">' in response.content.decode()


def test_start_page_without_an_edition_is_its_own(home, client):
    home.lead = "Snart kommer något."
    home.save_revision().publish()
    response = client.get("/sv/")
    assert response.templates[0].name == "home/home_page.html"
    assert "Snart kommer något." in response.content.decode()
    assert '<link rel="canonical" href="http://localhost:8000/sv/">' in response.content.decode()


def beside(edition, now=NOW):
    with clock.at(now):
        found = type(edition).objects.get(pk=edition.pk).neighbours
    return tuple(found[name] and found[name].year for name in ("previous", "next"))


def test_editions_know_the_nearest_before_and_after(editions):
    assert [beside(edition) for edition in editions.values()] == [(None, 2021), (2018, 2023), (2021, None)]


def test_editions_pass_over_hidden_neighbours(home, editions):
    ConferencePageFactory(parent=home, year=2022, live=False)
    ConferencePageFactory(parent=home, year=2020, expire_at=NOW)
    make_private(editions[2023])
    assert beside(editions[2021]) == (2018, None)
    assert beside(editions[2021], NOW - timedelta(seconds=1)) == (2020, None)


def test_edition_without_a_year_has_no_neighbours(editions):
    ConferencePage.objects.filter(pk=editions[2021].pk).update(year=None)  # as in a draft
    assert beside(editions[2021]) == (None, None)
    assert beside(editions[2018]) == (None, 2023)


def test_editions_of_another_language_are_no_neighbours(editions):
    english = translate(editions[2021])
    assert beside(english) == (None, None)
    translate(editions[2018])
    assert beside(english) == (2018, None)


def test_edition_links_to_its_neighbours(editions, client):
    html = client.get(editions[2021].url).content.decode()
    assert 'class="edition-nav__link" href="/sv/2018/"' in html
    assert 'class="edition-nav__link" href="/sv/2023/"' in html


def test_edition_of_that_night_is_over_after_midnight(home, client):
    last = stockholm(2026, 10, 25).date()
    edition = ConferencePageFactory(parent=home, year=2026, date_precision="confirmed", starts_on=last)
    states = []
    for moment in (stockholm(2026, 10, 25), stockholm(2026, 10, 25, 23, 59, 59), stockholm(2026, 10, 26)):
        with clock.at(moment):
            states.append(edition.state)
    assert states == ["ongoing", "ongoing", "held"]


@pytest.mark.parametrize(
    ("status", "kind", "heading"),
    [
        ("planned", "info", "Besked"),
        ("changed_form", "info", "Ändrad form"),
        ("postponed", "warning", "Uppskjuten"),
        ("cancelled", "stop", "Inställd"),
    ],
)
def test_edition_shows_its_dated_notice(home, client, status, kind, heading):
    notice = {"notice": "Konferensen ändrar form.", "notice_on": stockholm(2021, 3, 1).date()}
    edition = ConferencePageFactory(parent=home, year=2021, status=status, **notice)
    shown = client.get(edition.url).context["notice"]
    assert (shown["text"], shown["kind"], shown["date_iso"]) == ("Konferensen ändrar form.", kind, "2021-03-01")
    assert shown["heading"] == heading
    html = client.get(edition.url).content.decode()
    assert '<time datetime="2021-03-01">1 mars 2021</time>' in html


# The nearest edition that is not over


@pytest.fixture
@prepared
def plans(home):
    """Three editions, of which the first has been, with what each says of its days."""
    days = {"date_precision": "confirmed"}
    held = ConferencePageFactory(parent=home, year=2025, starts_on=stockholm(2025, 5, 1).date(), **days)
    near = ConferencePageFactory(parent=home, year=2027, starts_on=stockholm(2027, 4, 1).date(), **days)
    far = ConferencePageFactory(parent=home, year=2029)
    return {2025: held, 2027: near, 2029: far}


def test_start_page_shows_the_nearest_edition_that_is_not_over(plans):
    moments = [(stockholm(2027, 4, 1, 12), 2027), (stockholm(2027, 4, 2), 2029), (stockholm(2031, 1, 1), 2029)]
    assert shown() == 2027
    assert [shown(moment) for moment, _year in moments] == [year for _moment, year in moments]


@pytest.mark.parametrize("published", [[], [2029], [2027, 2029], [2025, 2027, 2029]], ids=str)
def test_start_page_shows_the_same_edition_in_every_language(plans, published):
    for year in published:
        translate(plans[year])
    assert (shown(), shown(language="en")) == (2027, 2027)


@pytest.mark.parametrize(
    ("facts", "year"),
    [
        ({"status": "cancelled"}, 2029),
        ({"status": "postponed"}, 2027),
        ({"date_precision": "none", "starts_on": None}, 2027),
        ({"year": 2030}, 2029),
        ({"live": False}, 2029),
    ],
    ids=str,
)
def test_start_page_follows_what_is_known_of_the_nearest_edition(plans, facts, year):
    ConferencePage.objects.filter(pk=plans[2027].pk).update(**{k: v for k, v in facts.items() if k != "live"})
    if facts.get("live") is False:
        plans[2027].unpublish()
    assert shown() == year


def test_start_page_shows_the_newest_edition_when_all_are_over(plans):
    ConferencePage.objects.update(status="cancelled")
    assert shown() == 2029


def test_start_page_shows_a_chosen_edition_though_another_is_nearer(home, plans):
    choose(home, plans[2029])
    assert shown() == 2029


def test_neighbours_are_named_by_their_order_and_not_by_today(plans, client):
    html = client.get(plans[2029].url).content.decode()
    assert "Konferensen före" in html
    assert "Förra konferensen" not in html
