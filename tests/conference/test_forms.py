"""The form of an edition."""

import pytest
from django.urls import reverse

from conference.models import ConferencePage
from home.models import HomePage
from tests.forms import filled_form

pytestmark = pytest.mark.django_db


def write(client, **fields) -> ConferencePage:
    """An edition that an editor has begun to write, as it was saved."""
    home = HomePage.objects.get(slug="sv")
    address = reverse("wagtailadmin_pages:add", args=["conference", "conferencepage", home.pk])
    response = client.post(address, filled_form(client.get(address).content, **fields))
    assert response.status_code == 302, response.context["form"].errors
    return ConferencePage.objects.order_by("-pk").first()


@pytest.mark.parametrize(
    ("year", "slug", "saved_as"),
    [
        ("2031", "trygghetskonferensen", "2031"),
        ("2031", "jubileum", "jubileum"),
        ("", "trygghetskonferensen", "trygghetskonferensen"),
    ],
)
def test_edition_has_its_year_as_address_unless_another_is_chosen(admin_client, year, slug, saved_as):
    assert write(admin_client, title="Trygghetskonferensen", slug=slug, year=year).slug == saved_as


def test_second_edition_of_a_year_keeps_its_titles_address(admin_client):
    write(admin_client, title="Trygghetskonferensen", slug="trygghetskonferensen", year="2031")
    assert write(admin_client, title="Höstmötet", slug="hostmotet", year="2031").slug == "hostmotet"
