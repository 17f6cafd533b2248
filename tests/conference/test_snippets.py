"""Organisers, contacts and venues."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from conference.models import Contact, Venue
from conference.presenters import venue_for_template
from home import clock
from tests.factories import (
    ConferencePageFactory,
    ContactFactory,
    OrganiserFactory,
    VenueFactory,
    give_contact,
    give_organiser,
)
from tests.moments import stockholm


@pytest.mark.parametrize(
    ("phone", "href"),
    [
        ("0920-00 00 00", "tel:+46920000000"),
        ("08-465 004 00", "tel:+46846500400"),
        ("+46 920 00 00 00", "tel:+46920000000"),
        ("(0920) 000 000", "tel:+46920000000"),
        ("+47 22 00 00 00", "tel:+4722000000"),
        ("+46 (0)920-45 30 00", "tel:+46920453000"),
        ("+46 0920 45 30 00", "tel:+46920453000"),
        ("0046 920 45 30 00", "tel:+46920453000"),
        ("00358 (0)9 123 45 67", "tel:+35891234567"),
        ("+39 06 123 45 67", "tel:+39061234567"),
        ("0920‑45\u00a030–00", "tel:+46920453000"),
        ("0920/45.30.00", "tel:+46920453000"),
        ("\u202d0920-45 30 00\u202c", "tel:+46920453000"),  # as telephones copy it
        ("(+46)0920-453000", "tel:+46920453000"),
        ("00 46 (0)920 45 30 00", "tel:+46920453000"),
        ("+44 020 7946 0958", "tel:+442079460958"),
        ("112", "tel:112"),
        ("1177", "tel:1177"),
        ("114 14", "tel:11414"),
        ("116 111", "tel:116111"),
        ("0771-793 336", "tel:+46771793336"),
        ("0920-00 00 00 ankn. 4", "tel:+46920000000;ext=4"),
        ("0920-00 00 00 x4", "tel:+46920000000;ext=4"),
        ("", ""),
    ],
)
def test_contact_phone_is_a_link_that_works_from_abroad(phone, href):
    assert Contact(phone=phone).phone_href == href
    Contact(phone=phone, email="konferens@example.org").full_clean()


@pytest.mark.parametrize(
    "phone",
    ["ring oss", "0920", "11", "tel:0920000000", "46 920 45 30 00", "0920-45 30 00, 070-123 45 67", "١١٢"]
    + ["0920-45 30 00-05", "+46 112", "+46 920 45 30 00 00 00"],
)
def test_contact_refuses_what_is_no_number(phone):
    contact = Contact(phone=phone)
    with pytest.raises(ValidationError) as caught:
        contact.full_clean()
    assert list(caught.value.message_dict) == ["phone"]


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("+46 (0)920-45 30 00", "tel:+46920453000"),
        ("+46920453000", "tel:+46920453000"),  # a link that is edited again
        ("+46920453000;ext=4", "tel:+46920453000;ext=4"),
        ("1177", "tel:1177"),
        ("ring oss", None),
    ],
)
def test_link_in_a_text_dials_as_that_of_a_contact(editor, number, link):
    answer = editor.post(
        reverse("wagtailadmin_choose_page_phone_link"), {"phone-link-chooser-phone_number": number}
    ).json()
    assert answer.get("result", {}).get("url") == link
    assert ("riktnummer" in answer.get("html", "")) == (link is None)


def test_contact_needs_some_way_to_be_reached():
    with pytest.raises(ValidationError) as caught:
        Contact().full_clean()
    assert list(caught.value.message_dict) == ["email"]
    Contact(email="konferens@example.org").full_clean()
    Contact(phone="0920-00 00 00").full_clean()


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (stockholm(2026, 12, 31, 23, 59, 59), ["Kansli", "Press"]),
        (stockholm(2027, 1, 1), ["Press"]),
    ],
)
def test_contact_disappears_at_midnight_after_its_last_day(edition, client, now, shown):
    give_contact(edition, ContactFactory(names={"sv": "Kansli"}, valid_until=date(2026, 12, 31)))
    give_contact(edition, ContactFactory(names={"sv": "Press"}), order=1)
    with clock.at(now):
        context = client.get(edition.url).context
    assert [contact["name"] for contact in context["contacts"]] == shown


def test_contact_is_shown_as_links(edition, client):
    organiser = OrganiserFactory(names={"sv": "Polisen"})
    contact = ContactFactory(
        names={"sv": "Kansli"}, email="kansli@example.org", phone="08-465 004 00", organiser=organiser
    )
    give_contact(edition, contact)
    html = client.get(edition.url).content.decode()
    assert '<a class="contact__link" href="mailto:kansli@example.org">kansli@example.org</a>' in html
    assert '<a class="contact__link" href="tel:+46846500400">08-465 004 00</a>' in html
    assert client.get(edition.url).context["contacts"][0]["organiser"] == "Polisen"


def test_edition_shows_its_organisers_in_order(edition, client):
    for order, name in enumerate(["Polisen", "Region Norrbotten", "Länsstyrelsen"]):
        give_organiser(edition, OrganiserFactory(names={"sv": name}), order=-order)
    context = client.get(edition.url).context
    assert [organiser["name"] for organiser in context["organisers"]] == [
        "Länsstyrelsen",
        "Region Norrbotten",
        "Polisen",
    ]


def test_organiser_of_one_edition_is_not_of_another(home, edition, client):
    give_organiser(edition, OrganiserFactory(names={"sv": "Region Norrbotten"}))
    other = ConferencePageFactory(parent=home, year=2031)
    assert client.get(other.url).context["organisers"] == []


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (("Skeppsbrogatan 17", "972 31", "Luleå"), "Skeppsbrogatan 17, 972 31 Luleå"),
        (("", "", "Luleå"), "Luleå"),
        (("Skeppsbrogatan 17", "", ""), "Skeppsbrogatan 17"),
        (("", "", ""), ""),
    ],
)
def test_venue_address_is_what_is_known(parts, address):
    street, code, town = parts
    assert Venue(street_address=street, postal_code=code, locality=town).address == address


def test_venue_is_named_in_the_language_of_the_page(edition):
    pk = VenueFactory(names={"sv": "Kulturens Hus i Luleå"}, locality="Luleå").pk
    with override("en"):
        shown = venue_for_template(Venue.objects.get(pk=pk))
    assert (shown["name"], shown["name"].language, shown["city"]) == ("Kulturens Hus i Luleå", "sv", "")
    assert venue_for_template(None) is None


@pytest.mark.parametrize("block", ["organisers", "contacts"])
def test_edition_shows_people_once_where_the_editor_put_them(edition, client, block):
    give_organiser(edition, OrganiserFactory(names={"sv": "Polisen"}))
    give_contact(edition, ContactFactory(names={"sv": "Kansliet"}))
    name = {"organisers": "Polisen", "contacts": "Kansliet"}[block]
    assert client.get(edition.url).content.decode().count(name) == 1
    edition.body = [{"type": block, "value": {"heading": "Med egna ord"}}]
    edition.save()
    html = client.get(edition.url).content.decode()
    assert (html.count(name), html.count("Med egna ord")) == (1, 1)
