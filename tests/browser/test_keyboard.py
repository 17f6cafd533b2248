"""Public pages without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import KINDS, LANGUAGES

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
# Where the focus is: its name, and what is wrong with how it shows. Empty when it has left the page.
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e), wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no visible focus");
  const inside = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  if (!inside) wrong.push("outside the window");
  const lines = [...e.getClientRects()], line = lines[0] || box;
  const over = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  if (!(over && (e.contains(over) || over.contains(e)))) wrong.push(`under ${over?.localName}.${over?.className}`);
  return [e.innerText.trim() || e.getAttribute("aria-label") || e.name || e.localName, wrong];
}"""
MAX_STOPS = 250


def walk(page) -> list[tuple[str, list[str]]]:
    """Press Tab through the whole page: every stop, and what is wrong with it."""
    stops = []
    for _press in range(MAX_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page after {MAX_STOPS} stops: {stops[-5:]}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_focus_is_seen_at_every_stop_of_the_page(site, watched, kind, size):
    page, _seen = watched(viewport=SIZES[size], reduced_motion="reduce")
    page.goto(site.specimens[kind, "sv"][0])
    stops = walk(page)
    assert stops[0][0] == "Hoppa till innehållet"
    assert [stop for stop in stops if stop[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_skip_link_leads_past_the_menu(watched, language):
    page, _seen = watched()
    page.goto(f"/{language}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def press_until_on(page, locator):
    """Press Tab until something has the focus."""
    for _press in range(MAX_STOPS):
        page.keyboard.press("Tab")
        if locator.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"Tab never comes to {locator}")


@pytest.mark.parametrize("size", SIZES)
def test_menu_is_opened_and_followed_by_keyboard(watched, size):
    page, _seen = watched(viewport=SIZES[size])
    page.goto("/sv/")
    archive = page.get_by_role("banner").get_by_role("link", name="Föreläsningar", exact=True)
    if size == "phone":
        expect(archive).to_be_hidden()
        press_until_on(page, page.get_by_text("Meny", exact=True))
        page.keyboard.press("Enter")
    press_until_on(page, archive)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Föreläsningar")


@pytest.mark.parametrize("size", SIZES)
def test_language_switch_works_both_ways_by_keyboard(site, watched, size):
    page, _seen = watched(viewport=SIZES[size])
    path = site.every["ConferencePage", "sv"][0]
    page.goto(path)
    for language, there in (("English", "en"), ("Svenska", "sv")):
        before = page.url
        press_until_on(page, page.get_by_role("banner").get_by_role("link", name=language))
        page.keyboard.press("Enter")
        page.wait_for_url(before.replace("/sv/" if there == "en" else "/en/", f"/{there}/"))
        expect(page.locator("html")).to_have_attribute("lang", there)
