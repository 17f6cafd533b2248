"""Links in texts: they follow the language of the page that they stand on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from home.blocks import CallToActionBlock
from home.models import HomePage
from tests.factories import (
    ConferencePageFactory,
    StandardPageFactory,
    delete_anyway,
    make_private,
    open_language,
    translate,
)


@pytest.fixture
def pages(homes):
    """A page in two languages, and one in Swedish only."""
    both, swedish = (StandardPageFactory(parent=homes["sv"], title=title) for title in ("Båda", "Bara"))
    return {"sv": both, "en": translate(both, title="Both", slug="both"), "swedish": swedish}


def text_link(page, language):
    """The start of a link to a page in running text."""
    with override(language):
        return expand_db_html(f'<p><a linktype="page" id="{page.pk}">ord</a></p>').split("ord")[0].removeprefix("<p>")


def button(page, language):
    """Where the button of a call to action leads, and in what language that is."""
    block = CallToActionBlock()
    value = block.to_python({"heading": "Rubrik", "label": "Gå", "page": page.pk, "url": ""})
    with override(language):
        return value.link_url, value.link_language


@pytest.mark.parametrize("chosen", ["sv", "en"])
def test_link_leads_to_the_page_in_the_texts_language(pages, chosen):
    for language, address in (("sv", "/sv/bada/"), ("en", "/en/both/")):
        assert text_link(pages[chosen], language) == f'<a href="{address}">'
        assert button(pages[chosen], language) == (address, "")


def test_link_to_a_page_in_another_language_only_says_which(pages):
    assert text_link(pages["swedish"], "en") == '<a href="/sv/bara/" hreflang="sv">'
    assert button(pages["swedish"], "en") == ("/sv/bara/", "sv")


def test_button_to_a_page_in_another_language_says_which(pages, homes, client):
    value = {"heading": "Read", "label": "Read it", "page": pages["swedish"].pk, "url": ""}
    page = StandardPageFactory(parent=homes["en"], body=[{"type": "call_to_action", "value": value}])
    html = client.get(page.url).content.decode()
    assert '<a class="button button--secondary" href="/sv/bara/" hreflang="sv">Read it</a>' in html


@pytest.mark.parametrize("way", ["unpublished", "private", "expired", "deleted"])
def test_link_never_leads_to_what_cannot_be_read(pages, way):
    hidden, pk = pages["sv"], pages["sv"].pk
    match way:
        case "unpublished":
            hidden.unpublish()
        case "private":
            make_private(hidden)
        case "expired":
            Page.objects.filter(pk=pk).update(expire_at="2020-01-01T00:00:00Z")
        case "deleted":
            delete_anyway(hidden)
            hidden.pk = pk
    assert text_link(pages["en"], "sv") == '<a href="/en/both/" hreflang="en">'
    assert text_link(hidden, "sv") == "<a>"
    if way != "deleted":
        assert text_link(hidden, "en") == '<a href="/en/both/">'
        assert button(hidden, "en") == ("/en/both/", "")
        assert button(hidden, "sv") == ("", "")


def test_link_never_leads_to_a_language_that_is_not_open(pages, homes):
    homes["en"].unpublish()
    assert text_link(pages["en"], "sv") == '<a href="/sv/bada/">'
    pages["sv"].unpublish()
    assert text_link(pages["en"], "sv") == "<a>"


def test_links_of_a_text_take_one_query(pages, django_assert_num_queries):
    links = "".join(f'<a linktype="page" id="{page.pk}">ord</a>' for page in pages.values())
    text_link(pages["sv"], "en")  # Wagtail remembers the addresses of start pages
    for many in (1, 5):
        with django_assert_num_queries(1), override("en"):
            expand_db_html(f"<p>{links * many}</p>")


def test_link_with_a_number_that_is_none_leads_nowhere(db):
    assert expand_db_html('<a linktype="page" id="x">ord</a><a linktype="page">ord</a>') == "<a>ord</a><a>ord</a>"
    assert expand_db_html('<a linktype="page" id="99999999999999999999">ord</a>') == "<a>ord</a>"


@pytest.mark.parametrize("chosen", ["sv", "en"])
def test_start_pages_show_the_chosen_edition_in_their_language(homes, chosen):
    older = ConferencePageFactory(parent=homes["sv"], year=2021)
    english = translate(older, title="The conference")
    newer = ConferencePageFactory(parent=homes["sv"], year=2023)
    translate(newer)
    edition = {"sv": older, "en": english}[chosen]
    for home in homes.values():
        HomePage.objects.filter(pk=home.pk).update(current_edition=edition)
    shown = {code: HomePage.objects.get(pk=home.pk).shown_edition for code, home in homes.items()}
    assert {code: page.pk for code, page in shown.items()} == {"sv": older.pk, "en": english.pk}


def test_start_page_shows_an_edition_that_only_another_language_has(homes):
    chosen = ConferencePageFactory(parent=homes["sv"], year=2021)
    translate(ConferencePageFactory(parent=homes["sv"], year=2022))
    draft = HomePage.objects.select_related("locale").get(pk=homes["en"].pk)  # as routing fetches it
    draft.current_edition_id = chosen.pk
    with CaptureQueriesContext(connection) as captured:
        assert (draft.shown_edition.pk, draft.own_edition) == (chosen.pk, None)
    assert len(captured) == 1


def test_start_page_of_a_third_language_shows_its_own_edition(homes):
    edition = ConferencePageFactory(parent=homes["sv"], year=2021)
    home = open_language("fi")
    home.current_edition_id = edition.pk
    assert (home.shown_edition.pk, home.own_edition) == (edition.pk, None)
    finnish = translate(edition, "fi")
    del home.shown_edition
    assert home.own_edition.pk == finnish.pk
