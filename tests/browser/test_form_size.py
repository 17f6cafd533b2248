"""A form that is too large for the server stays in the browser, with what was typed in it."""

from playwright.sync_api import expect

from tests.browser.editor import find_page, message, write

SOON_DISABLED = "(button) => new Promise((resolve) => setTimeout(() => resolve(button.disabled), 200))"


def test_too_large_form_keeps_what_was_typed(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2021")
    page.get_by_role("link", name="Fakta och fördomar om risk och kris").first.click()
    write(page, "Lokal", "Salen som inte får plats")
    limits, save = page.locator("script[data-max-fields]"), page.get_by_role("button", name="Spara utkast")
    for name, text in (("maxFields", "för många block"), ("maxBytes", "för mycket text")):
        before = limits.evaluate("(script, name) => [script.dataset[name], (script.dataset[name] = 9)][0]", name)
        save.click()
        expect(message(page)).to_contain_text(text)
        assert not save.evaluate(SOON_DISABLED)  # as Wagtail would have it, for half a minute
        expect(page.get_by_role("textbox", name="Lokal", exact=True)).to_have_value("Salen som inte får plats")
        limits.evaluate("(script, [name, before]) => (script.dataset[name] = before)", [name, before])
    save.click()
    expect(message(page)).to_contain_text("uppdaterad")
    expect(page.get_by_role("textbox", name="Lokal", exact=True)).to_have_value("Salen som inte får plats")
