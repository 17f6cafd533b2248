"""The passwords of private pages and documents cannot be guessed either."""

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts import limits
from tests.factories import StandardPageFactory, make_private

PASSWORD = {"restriction_type": "password", "password": "ett ord till"}
READER, GUESSER = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def forms(home):
    """The addresses that the password of a page, and of a collection of documents, is sent to."""
    pages = [StandardPageFactory(parent=home), StandardPageFactory(parent=home)]
    restriction = PageViewRestriction.objects.create(page=home, **PASSWORD)
    documents = CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), **PASSWORD)
    return {
        "page": [f"/sv/_util/authenticate_with_password/{restriction.pk}/{page.pk}/" for page in pages],
        "documents": [f"/documents/authenticate_with_password/{documents.pk}/"] * 2,
    }


def test_private_page_leads_to_where_one_signs_in_to_it(home, client):
    make_private(StandardPageFactory(parent=home, slug="stangd"))
    response = client.get("/sv/stangd/", follow=True)
    assert response.redirect_chain == [("/sv/_util/login/?next=/sv/stangd/", 302)]
    assert (response.status_code, 'name="password"' in response.content.decode()) == (200, True)


@pytest.mark.parametrize("kind", ["page", "documents"])
def test_guessing_at_private_pages_ends_for_who_guesses(kind, forms):
    addresses = forms[kind]

    def send(password: str, caller: str, number: int = 0) -> int:
        browser = Client(HTTP_X_FORWARDED_FOR=caller)
        return browser.post(addresses[number % 2], {"password": password, "return_url": "/sv/"}).status_code

    tried = [send(f"gissning {number}", GUESSER, number) for number in range(limits.MAX_OF_BOTH)]
    assert tried == [200] * limits.MAX_OF_BOTH
    assert [send(PASSWORD["password"], caller) for caller in (GUESSER, READER)] == [429, 302]
    for number in range(limits.MAX_OF_ACCOUNT):
        send("gissning", f"203.0.{number}.7")
    assert send(PASSWORD["password"], READER) == 302
