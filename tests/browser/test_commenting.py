"""Comments are written beside a form that is saved by itself: static/js/admin/comments.js keeps what Wagtail drops."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.editor import is_save, lead, open_form, wait_until_stored


def saved(response) -> bool:
    return is_save(response.request) and response.ok


def wait_until_all_is_saved(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('[data-w-autosave-state-value=saved]')")


def leave_comments(page: Page) -> None:
    """Go to the lead by hand: the comments hold the focus until a click elsewhere, and give it up 200 ms later."""
    lead(page).click()
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")


def save_while_writing(page: Page, comment: Locator, start: str, rest: str) -> None:
    """Type into the field of a comment, before and after the form has been saved by itself."""
    field = comment.locator("textarea")
    with page.expect_response(saved):
        leave_comments(page)
        lead(page).fill(f"Ingressen sparas medan {start} skrivs.")
        comment.click()  # only then has it a field for a reply
        field.click()
        expect(field).to_be_focused()
        page.keyboard.type(start)
    wait_until_all_is_saved(page)
    page.keyboard.type(rest)
    expect(field).to_have_value(start + rest)


def press(comment: Locator, name: str) -> None:
    """Press a button of a comment with the keyboard: under the mouse, the comments may move before it is let go."""
    comment.get_by_role("button", name=name, exact=True).press("Enter")


def test_half_a_comment_and_half_a_reply_survive_an_autosave(editing):
    page = editing
    open_form(page)
    title = page.get_by_role("textbox", name="Titel*", exact=True)
    around = page.locator("[data-field]").filter(has=title)
    around.hover()
    around.get_by_role("button", name="Lägg till kommentar").click()
    comment = page.locator(".comment")
    expect(comment.locator("textarea")).to_be_focused()
    save_while_writing(page, comment, "Stämmer", " titeln?")
    press(comment, "Kommentar")
    expect(comment).to_contain_text("Stämmer titeln?")
    wait_until_stored(page, "Stämmer titeln?")

    save_while_writing(page, comment, "Ja,", " den stämmer.")
    press(comment, "Svara")
    wait_until_stored(page, "Ja, den stämmer.")
    page.reload()
    page.get_by_role("button", name="Växla kommentarer").click()
    expect(comment).to_have_count(1)
    expect(comment).to_contain_text("Stämmer titeln?")
    expect(comment).to_contain_text("Ja, den stämmer.")


def test_comment_stays_at_its_words_when_others_are_typed_before(editing):
    page = editing
    open_form(page)
    editor = page.locator(".public-DraftEditor-content").first
    marked = page.locator(".public-DraftEditor-content [data-annotation]")
    editor.click()
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")  # Wagtail leaves the comments in 200
    for keys in ("Control+a", "Delete"):
        page.keyboard.press(keys)
    page.keyboard.type("Alfa beta gamma")
    for key, times in (("Home", 1), ("ArrowRight", 5), ("Shift+ArrowRight", 4), ("Control+Alt+m", 1)):
        for _time in range(times):
            page.keyboard.press(key)
    comment = page.locator(".comment").last
    expect(comment.locator("textarea")).to_be_focused()
    page.keyboard.type("Vilken?")
    press(comment, "Kommentar")
    expect(marked).to_have_text(["beta"])
    wait_until_stored(page, "Vilken?")
    wait_until_all_is_saved(page)

    held = []
    page.route("**/edit/", lambda route: held.append(route), times=1)
    with page.expect_request(is_save):
        leave_comments(page)
        lead(page).fill("Ingressen sparas medan brödtexten skrivs.")
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Aj och ")
    expect(page.locator("[name^=comments-][name$=-position]").last).to_have_value(re.compile('"start":12,'))
    answers = []

    def is_second(response) -> bool:
        answers.extend([response] if saved(response) else [])
        return len(answers) == 2

    with page.expect_response(is_second):  # to the form that was held, and to what was typed meanwhile
        held[0].continue_()
    expect(marked).to_have_text(["beta"])
    page.reload()
    expect(marked).to_have_text(["beta"])
