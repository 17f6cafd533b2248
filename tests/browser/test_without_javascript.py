"""Public pages without JavaScript, and the one thing that it does where there is some."""

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_without_javascript(site, watched, kind):
    page, _seen = watched()
    without, _seen = watched(java_script_enabled=False)
    path = site.specimens[kind, "sv"][0]
    page.goto(path)
    without.goto(path)
    assert without.locator("body").inner_text() == page.locator("body").inner_text()


def test_menu_facets_and_search_work_without_javascript(watched):
    page, _seen = watched(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/sv/")
    page.get_by_text("Meny", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="Föreläsningar", exact=True).click()
    page.wait_for_url("**/sv/forelasningar/")
    everything = page.get_by_role("main").get_by_role("heading", level=3).count()
    page.get_by_text("Begränsa listan", exact=True).click()
    page.get_by_role("navigation", name="Begränsa listan").get_by_role("link", name="Trygghetskonferensen 2018").click()
    page.wait_for_url("**/sv/forelasningar/?edition=2018")
    assert 0 < page.get_by_role("main").get_by_role("heading", level=3).count() < everything
    page.get_by_text("Meny", exact=True).click()
    page.get_by_role("banner").get_by_role("searchbox").fill("tillit")
    page.get_by_role("banner").get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/sv/sok/?q=tillit")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert page.url.endswith("/sv/sok/?q=tillit")


def test_film_asks_nothing_elsewhere_before_the_click(watched):
    page, seen = watched()
    page.goto("/sv/film/", wait_until="networkidle")
    player = page.locator("[data-film]").get_attribute("data-film-embed")
    assert seen.requests_elsewhere == []
    with page.expect_request(player):
        page.locator("[data-film-link]").click()
    expect(page.locator(".film__player")).to_be_focused()
    assert seen.violations == []
