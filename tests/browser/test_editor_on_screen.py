"""What only a browser shows of the editor: what its scripts say, lists on a telephone, what a calendar covers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor import find_page, part
from tests.english import english_in, messages

SLOW = 30_000  # milliseconds
LECTURE = "Exempel: Trygghetsvandring i stadsparken"
# What stands on the screen, in windows and in names for screen readers.
SAID = """() => {
  const said = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("script, style, svg, iframe, [hidden], [lang=en]") || !element.checkVisibility()) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt"]) said.add(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.add(node.data);
  }
  return [...said].map((text) => text.trim().replace(/\\s+/g, " ")).filter(Boolean);
}"""
NARROWEST_TITLE = """() => Math.min(...[...document.querySelectorAll(".listing tbody td.title")].map((cell) =>
  cell.clientWidth / (parseFloat(getComputedStyle(cell).fontSize) / 2)))"""


def english(page: Page) -> list[str]:
    content = {"English", "Monospace"}
    return list(english_in(page.evaluate(SAID), messages(), content))


def open_lecture(page: Page) -> None:
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2027")
    page.get_by_role("link", name=LECTURE).first.click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(LECTURE, timeout=SLOW)


def test_what_scripts_say_in_a_form_is_in_swedish(editing):
    page = editing
    open_lecture(page)
    found = {"form": english(page)}
    for panel, shown in [("status", "Synlig för alla"), ("checks", "Lättläst"), ("comments", "Kommentarer")]:
        page.locator(f"[data-side-panel-toggle={panel}]").click()
        expect(page.get_by_text(shown).first).to_be_visible(timeout=SLOW)
        found[panel] = english(page)
    page.locator("[data-side-panel-toggle=comments]").click()
    part(page, "Brödtext").get_by_role("button", name="Lägg till ett block").first.click()
    expect(page.get_by_placeholder("Sök bland alternativen")).to_be_visible()
    found["blocks"] = english(page)
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Titel*", exact=True).fill("")
    expect(page.get_by_text("Något behöver rättas: spara för att se vad.").first).to_be_visible(timeout=SLOW)
    found["not right"] = english(page)
    assert found == dict.fromkeys(found, [])


def test_rich_text_fields_are_named_by_their_labels(editing):
    page = editing
    open_lecture(page)
    body = part(page, "Brödtext")
    of_rich_text = "[contenteditable=true][role=textbox]"
    for block in ("Text", "Utfällbara rader"):
        body.get_by_role("button", name="Lägg till ett block").last.click()
        page.get_by_role("option", name=block, exact=True).click()
        expect(body.locator(of_rich_text).last).to_have_accessible_name(re.compile(r"^Text\b"))
    for field in page.locator(of_rich_text).all():
        expect(field).to_have_accessible_name(re.compile(r"\w"))


def test_checks_panel_finds_nothing_in_what_the_site_itself_makes(editing):
    page = editing
    open_lecture(page)
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.get_by_text("Lättläst")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-checks-panel]")).to_be_empty()


@pytest.mark.parametrize("path", ["/admin/pages/3/", "/admin/languages/", "/admin/snippets/lectures/speaker/"])
def test_lists_can_be_read_on_a_telephone(editing, path):
    editing.set_viewport_size({"width": 360, "height": 740})
    editing.goto(path)
    expect(editing.locator(".listing tbody td.title").first).to_be_visible(timeout=SLOW)
    assert editing.evaluate(NARROWEST_TITLE) >= 15


def test_calendar_does_not_cover_the_button_of_its_window(editing):
    page = editing
    open_lecture(page)
    button = page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first
    if not button.is_visible():
        page.locator("[data-side-panel-toggle=status]").click()
    button.click()
    page.locator("#id_go_live_at").click()
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()
    save = page.get_by_role("button", name="Spara schema")
    save.scroll_into_view_if_needed()
    covered, covers = save.bounding_box(), calendar.bounding_box()
    assert covers["y"] + covers["height"] <= covered["y"]
