"""Public pages in a browser: accessible, quiet, and whole on a narrow screen."""

import pytest
from pytest_playwright_axe.axe import RESOURCES_DIR

from tests.browser import layout
from tests.browser.addresses import KINDS, LANGUAGES

AXE = (RESOURCES_DIR / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that a dark scheme can change
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
# What reaches outside the window to the right, by the name one would look for in the style sheets.
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const outside = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > wide + 1);
  return [`${document.documentElement.scrollWidth} px`, ...outside.map((e) => `${e.localName}.${e.className}`)];
}"""

BREAK_ALL = """() => {
  document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/x.png'><p style='color:red'>x</p>");
  document.querySelector("main").style.inlineSize = "200vw";
  document.cookie = "a=b";
  localStorage.c = "d";
  console.error("broken");
}"""


def violations(page, **rules) -> list[str]:
    """What axe-core finds against WCAG 2.0, 2.1 and 2.2, levels A and AA; or against some rules only."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules or {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in page.evaluate("options => axe.run(options)", options)["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_has_no_axe_violation_in_light_dark_and_narrow(site, watched, kind, language):
    page, _seen = watched()
    found = {}
    for path in site.specimens[kind, language]:
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="light")
        page.goto(path)
        found[path, "light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[path, "dark"] = violations(page, type="rule", values=RULES_OF_COLOUR)
    page.set_viewport_size(PHONE)
    found[path, "320 px"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_320_px_at_double_text_without_errors(site, watched, language):
    page, seen = watched()
    stored, overflowing = {}, {}
    for kind in KINDS:
        for path in site.every[kind, language]:
            page.set_viewport_size(DESKTOP)
            page.goto(path)
            stored[path] = seen.stored(page)
            page.set_viewport_size(PHONE)
            page.evaluate(layout.ENLARGE_TEXT, 200)
            overflowing[path] = page.evaluate(OVERFLOWING) + page.evaluate(layout.FAULTS, layout.MIN_CHARACTERS)
    assert seen.found() == {}
    assert {path: what for path, what in stored.items() if what} == {}
    assert {path: what for path, what in overflowing.items() if what} == {}


def test_axe_and_the_watch_see_what_is_wrong(site, watched):
    """The tests above would be green for ever if their instruments were broken."""
    page, seen = watched()
    page.goto("/sv/")
    with page.expect_console_message(lambda message: message.text == "broken"):
        page.evaluate(BREAK_ALL)
    assert [rule.split(":")[0] for rule in violations(page)] == ["image-alt"]
    assert sorted(seen.stored(page)) == ["a", "a=b", "c"]
    assert page.evaluate(OVERFLOWING)[0] == "2560 px"
    assert set(seen.found()) == {"console", "CSP violations"}
