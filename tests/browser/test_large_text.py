"""Public pages with small windows and large text: columns that can be read, nothing outside or cut off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import layout
from tests.browser.addresses import KINDS, LANGUAGES
from tests.browser.editor import act_on_page, find_page

# The window's width in pixels, and the text's size in percent: 320 is also a window of 1280 zoomed to 400 %.
SIZES = [(320, 100), (320, 200), (360, 200), (768, 200), (1280, 200)]
SLOWEST = 120_000  # milliseconds
PAPER = 642  # pixels between the margins of an A4

# The policy of the site lets no style attribute in; a script may set styles.
SPOIL = """() => {
  const main = document.querySelector("main");
  main.insertAdjacentHTML("beforeend", `
    <div data-style="display: grid; grid-template-columns: 14rem minmax(0, 1fr)"><i></i><p>Some words in a row</p></div>
    <p class="spoilt-window" data-style="overflow: hidden; inline-size: 3rem; white-space: nowrap">Not all of this</p>
    <p class="spoilt-place" data-style="position: relative; inset-inline-start: -4rem">Elsewhere</p>`);
  for (const element of main.querySelectorAll("[data-style]")) element.style.cssText = element.dataset.style;
}"""


def faults(page: Page, width: int, percent: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate(layout.ENLARGE_TEXT, percent)
    return page.evaluate(layout.FAULTS, layout.MIN_CHARACTERS)


def faults_at_every_size(page: Page, path: str) -> dict:
    page.goto(path, timeout=SLOWEST)  # the first visitor has the pictures made
    found = {(path, *size): faults(page, *size) for size in SIZES}
    page.evaluate(layout.ENLARGE_TEXT, 100)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    found[path, "print"] = page.evaluate(layout.FAULTS, layout.MIN_CHARACTERS) + page.evaluate(layout.PALE_ON_PAPER)
    page.emulate_media(media="screen")
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_readable_at_every_size(site, watched, kind, language):
    page, _seen = watched()
    found = {}
    for path in site.specimens[kind, language]:
        found |= faults_at_every_size(page, path)
    assert found == {}


def test_draft_behind_a_link_is_readable_at_every_size(editing, watched):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2027")
    page.get_by_role("link", name="Exempel: När mobilen tystnar").first.click()
    act_on_page(page, "Visa utkastet för andra")
    page.get_by_label("Den här sidan på alla sina språk").check()
    page.get_by_role("button", name="Skapa länken").click()
    address = page.get_by_label("Länken", exact=True).input_value()
    reader, _seen = watched()
    reader.goto(address)
    expect(reader.get_by_role("complementary", name="Utkast")).to_be_visible()
    assert faults_at_every_size(reader, address) == {}


def test_skip_link_is_out_of_sight_until_it_is_focused(site, watched):
    page, _seen = watched()
    for width, percent in SIZES:
        page.goto("/sv/")
        faults(page, width, percent)
        link = page.locator(".skip-link")
        expect(link).not_to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=1)


def test_measuring_finds_what_is_spoilt(site, watched):
    """The tests above would be green for ever if their instrument were broken."""
    page, _seen = watched()
    page.goto("/sv/om/")
    page.evaluate(SPOIL)
    found = "\n".join(faults(page, 360, 200))
    assert ("characters: p. Some words" in found, "cut off: p.spoilt-window" in found) == (True, True)
    assert "outside: p.spoilt-place" in found
