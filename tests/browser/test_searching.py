"""A visitor searches: suggestions by keyboard, results, facets, the other language; and the same without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import LANGUAGES
from tests.browser.test_public import DESKTOP, OVERFLOWING, PHONE, RULES_OF_COLOUR, violations

WORDS = {
    "sv": {
        "search": "/sv/sok/",
        "typed": "tillit i varda",
        "suggested": "Exempel: Tillit i vardagen",
        "number": r"^\d+ förslag: pil ned$",
        "none": "Inga förslag",
        "question": "tillit",
        "form": "tilliten",
        "heading": r"^(\d+) träff(?:ar)? på ”tillit”$",
        "lectures": "Föreläsningar",
        "remove": "Ta bort Föreläsningar",
        "narrow": "Begränsa listan",
        "many": "konferensen",
        "next": "Nästa",
        "other": "1 träff på engelska",
        "nothing": "Inga träffar på ”xyzzyq”",
        "subject": "Tillit",
    },
    "en": {
        "search": "/en/search/",
        "typed": "everyday tr",
        "suggested": "Example: Everyday trust",
        "number": r"^\d+ suggestions?: arrow down$",
        "none": "No suggestions",
        "question": "trust",
        "form": "trust",
        "heading": r"^(\d+) results? for “trust”$",
        "lectures": "Lectures",
        "remove": "Remove Lectures",
        "narrow": "Narrow the list",
        "many": "conference",
        "next": "Next",
        "other": "1 result in Swedish",
        "nothing": "Nothing found for “xyzzyq”",
        "subject": "Trust",
    },
}
OTHER = {"sv": "en", "en": "sv"}


def found(page, words) -> int:
    """How many results the page says that there are."""
    return int(
        re.match(words["heading"], page.get_by_role("main").get_by_role("heading", level=2).first.inner_text())[1]
    )


def type_in_header(page, text):
    """Type in the search field of the header, and wait for what comes of it; gives the field."""
    field = page.get_by_role("banner").get_by_role("combobox")
    with page.expect_response("**?q=*"):
        field.press_sequentially(text, delay=20)
    return field


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_finds_a_lecture_by_suggestions_and_by_results(watched, language):
    words = WORDS[language]
    page, seen = watched()

    page.goto(f"/{language}/")
    field = type_in_header(page, words["typed"])
    suggestions = page.get_by_role("listbox")
    expect(suggestions.get_by_role("option").first).to_contain_text(words["suggested"])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text(re.compile(words["number"]))
    page.keyboard.press("ArrowDown")
    first = suggestions.get_by_role("option", selected=True)
    expect(first).to_contain_text(words["suggested"])
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["suggested"])

    field = type_in_header(page, words["question"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{words['search']}?q={words['question']}")
    everything = found(page, words)
    expect(page).to_have_title(re.compile(rf"{words['question']} – {everything} "))
    assert page.locator("mark").filter(has_text=re.compile(f"^{words['form']}$", re.IGNORECASE)).count() > 0
    lectures = page.get_by_role("navigation", name=words["narrow"]).get_by_role("link", name=words["lectures"])
    promised = int(lectures.locator(".facets__count").inner_text())
    lectures.click()
    page.wait_for_url("**&kind=lecture")
    assert found(page, words) == promised < everything
    page.get_by_role("link", name=words["remove"]).click()
    page.wait_for_url(f"**?q={words['question']}")
    page.goto(f"{words['search']}?q={words['many']}")
    page.get_by_role("link", name=words["next"], exact=True).click()
    page.wait_for_url("**page=2")
    title = page.get_by_role("main").get_by_role("heading", level=3).first
    name = title.inner_text()
    title.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    assert (seen.found(), seen.stored(page)) == ({}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_finds_other_language_hits_or_a_way_on(watched, language):
    words, other = WORDS[language], OTHER[language]
    page, seen = watched()
    page.goto(f"{words['search']}?q=film")
    section = page.get_by_role("heading", level=2, name=words["other"])
    result = page.locator("ol", has=page.locator(f"h3[lang={other}]"))
    assert section.evaluate("(above, below) => above.compareDocumentPosition(below)", result.element_handle()) == 4
    result.get_by_role("link").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    page.goto(f"{words['search']}?q=xyzzyq")
    expect(page.get_by_role("heading", level=2).first).to_have_text(words["nothing"])
    page.get_by_role("main").get_by_role("link", name=words["subject"], exact=True).click()
    expect(page.locator(".facets__option[aria-current]")).to_contain_text(words["subject"])
    assert seen.found() == {}


def test_search_field_is_a_combobox_by_keyboard(watched):
    words = WORDS["sv"]
    page, seen = watched()
    page.goto("/sv/sok/")
    field = page.get_by_role("main").get_by_role("combobox")
    popup = page.get_by_role("main").get_by_role("listbox")
    status = page.get_by_role("main").locator("form").get_by_role("status")
    chosen = popup.get_by_role("option", selected=True)
    with page.expect_response("**?q=till"):
        field.press_sequentially("till", delay=20)
    expect(popup).to_be_visible()
    count = popup.get_by_role("option").count()
    assert count > 2
    expect(chosen).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(popup.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(chosen).to_have_count(0)
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    expect(field).to_have_value("till")
    page.keyboard.press("ArrowDown")
    expect(popup).to_be_visible()
    page.keyboard.press("Tab")
    expect(popup).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("button")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    with page.expect_response("**?q=xyzzyq"):
        field.press_sequentially("xyzzyq", delay=20)
    expect(status).to_have_text(words["none"])
    expect(popup).to_be_hidden()
    field.fill("tillit")
    popup.get_by_role("option").nth(1).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sök")
    assert seen.found() == {}


STATES = {
    "hits": "?q={question}",
    "hits, page two": "?q={question}&page=2",
    "facets chosen": "?q={question}&kind=lecture&recording=1",
    "facets alone": "?kind=speaker",
    "other language": "?q=film",
    "corrected": "?q={question}x",
    "nothing": "?q=xyzzyq",
    "empty": "",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_has_no_axe_violation_in_any_state(watched, language):
    words, wrong = WORDS[language], {}
    page, seen = watched(reduced_motion="reduce")

    def look(state):
        page.set_viewport_size(DESKTOP)
        wrong[state, "light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        wrong[state, "dark"] = violations(page, type="rule", values=RULES_OF_COLOUR)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        wrong[state, "320 px"] = violations(page) + page.evaluate(OVERFLOWING)

    for state, query in STATES.items():
        page.goto(words["search"] + query.format(**words))
        look(state)
    page.set_viewport_size(DESKTOP)
    page.get_by_role("main").get_by_role("combobox").fill(words["question"])
    page.get_by_role("option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    look("combobox open")
    assert {state: what for state, what in wrong.items() if what} == {}
    assert seen.found() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_works_without_javascript(watched, language):
    words = WORDS[language]
    page, seen = watched(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(words["search"])
    page.get_by_role("main").get_by_role("searchbox").fill(words["question"])
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"**?q={words['question']}")
    everything = found(page, words)
    page.get_by_text(words["narrow"], exact=True).click()
    page.get_by_role("navigation", name=words["narrow"]).get_by_role("link", name=words["lectures"]).click()
    page.wait_for_url("**&kind=lecture")
    assert 0 < found(page, words) < everything
    assert page.get_by_role("listbox").count() == 0
    page.get_by_role("main").get_by_role("heading", level=3).first.get_by_role("link").click()
    page.wait_for_url(lambda url: words["search"] not in url)
    assert seen.found() == {}
