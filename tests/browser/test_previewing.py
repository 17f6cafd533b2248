"""The preview beside the form, by clicking: what is missing is told while writing, and the states follow the facts."""

from playwright.sync_api import expect

from tests.browser.editor import (
    choose,
    find_page,
    open_preview,
    start_page,
    wait_until_watched,
    write,
    write_moment,
    write_title,
)

STATES = [
    *("Som den är nu", "Kommande", "Börjar snart", "Pågår nu", "Nyligen genomförd", "Genomförd utan inspelning"),
    *("Om den skjuts upp", "Om den flyttas till nätet", "Om den ställs in"),
]


def test_incomplete_lecture_is_told_what_it_lacks_and_previewed(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2027")
    start_page(page, "Föreläsning")
    shown = open_preview(page)
    note = shown.get_by_role("region", name="Förhandsgranskning: bara för redaktörer")
    expect(note).to_contain_text("Titel: behöver fyllas i.")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Utan titel")

    wait_until_watched(page)
    write_title(page, "Grannar i natten")
    choose(page, "Uppgift om datum*", "Bekräftad")
    expect(note).not_to_contain_text("Titel")
    expect(note).to_contain_text("Börjar: ")
    write(page, "Anmälningsformulär", "htt")
    expect(note).to_contain_text("Anmälningsformulär: ")
    write(page, "Anmälningsformulär", "")
    write_moment(page, "Börjar", "2098-12-03 13:00")
    expect(note).to_have_count(0)

    state = page.get_by_role("combobox", name="Förhandsgranskningsläge")
    expect(state.get_by_role("option")).to_have_text(STATES)
    for choice, badge in {"Pågår nu": "Pågår nu", "Om den ställs in": "Inställd", "Som den är nu": "Kommande"}.items():
        state.select_option(label=choice)
        expect(shown.locator(".lecture-header .state-badge")).to_have_text(badge)

    # Wagtail has made the panel anew when the page was saved for the first time.
    page.get_by_label("Visa sidan som den blir").fill("2098-12-03T13:30")
    page.get_by_label("Visa sidan som den blir").blur()
    expect(shown.locator(".lecture-header .state-badge")).to_have_text("Pågår nu")
    state.select_option(label="Om den ställs in")
    expect(page.get_by_label("Visa sidan som den blir")).to_have_value("")
    expect(shown.locator(".lecture-header .state-badge")).to_have_text("Inställd")
