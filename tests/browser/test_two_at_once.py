"""Two who have the same form open, and one who presses twice: nobody overwrites unseen, nothing is doubled."""

from playwright.sync_api import expect

from tests.browser.editor import choose_snippet, expect_saved, lead, message, open_form, part, write_in_two_windows


def people(page):
    return part(page, "Talare och moderator")


def speakers(page):
    return people(page).locator("[data-inline-panel-child]:visible")


def test_newer_version_is_looked_at_before_it_is_overwritten(watched, signed_in):
    page, _seen = watched(storage_state=signed_in)
    open_form(page)
    write_in_two_windows(page, "Det andra fönstret.", "Det första fönstret.")
    warning = page.get_by_role("dialog").filter(has=page.get_by_role("button", name="Skriv över den andra versionen"))
    page.get_by_role("button", name="Spara utkast").click()
    expect(warning.get_by_role("link", name="Se den andra versionen")).to_be_visible()
    expect(lead(page)).to_have_value("Det första fönstret.")
    expect_saved(page, "Det andra fönstret.")
    warning.get_by_role("button", name="Skriv över den andra versionen").click()
    expect(message(page)).to_be_visible()
    expect_saved(page, "Det första fönstret.")


def test_publish_pressed_twice_adds_a_new_speaker_once(editing):
    page = editing
    open_form(page)
    before = speakers(page).count()
    people(page).get_by_role("button", name="Lägg till Talare").click()
    choose_snippet(page, people(page), "Välj talare", "Misse Wester")
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name="Publicera", exact=True).dblclick()
    expect(message(page)).to_contain_text("publicerad")
    open_form(page)
    expect(speakers(page)).to_have_count(before + 1)
