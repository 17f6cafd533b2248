"""The way between languages where the other has no such page: to the nearest one above it, which is said."""

import pytest

from tests.factories import ConferencePageFactory, LecturePageFactory, StandardPageFactory, translate
from tests.home.switching import LINK, switch


@pytest.mark.parametrize(
    ("path", "nearest", "title"),
    [
        ("/sv/2026/ensam/", "/en/2026/", "The conference"),
        ("/sv/2026/sida/", "/en/2026/", "The conference"),
        ("/sv/2027/", "/en/", "Start"),
        ("/sv/2027/ensam/", "/en/", "Start"),
        ("/sv/om/?q=1", "/en/", "Start"),
    ],
)
def test_switch_names_a_missing_page_and_leads_above_it(client, homes, edition, path, nearest, title):
    homes["en"].title = "Start"
    homes["en"].save_revision().publish()
    other = ConferencePageFactory(parent=homes["sv"], year=2027)
    translate(edition, title="The conference")
    for parent in (edition, other):
        LecturePageFactory(parent=parent, title="Ensam")
    StandardPageFactory(parent=edition, title="Sida")
    StandardPageFactory(parent=homes["sv"], title="Om")
    note = f"(this page is not translated: to “{title}”)"
    assert switch(client, path) == (nearest, "en", "English", note)
    html = client.get(path).content.decode()
    assert 'rel="alternate" hreflang=' not in html


def test_not_found_page_leads_home_and_names_no_canonical(client, homes):
    html = client.get("/sv/finns-inte/").content.decode()
    assert LINK.findall(html) == [("/en/", "en", "en", "English")]
    assert 'rel="alternate"' not in html
    assert 'rel="canonical"' not in html


def test_site_without_its_first_start_page_answers_404(client, homes):
    homes["sv"].unpublish()
    assert {client.get(path).status_code for path in ("/sv/", "/sv/sok/", "/sv/talare/")} <= {200, 404, 410}
    assert client.get("/en/search/").status_code == 200
