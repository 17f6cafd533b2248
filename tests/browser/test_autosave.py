"""What is typed is saved by itself, whenever it is typed: static/js/admin/autosave.js mends what Wagtail skips."""

import threading

from playwright.sync_api import Page, expect

from tests.browser.editor import act, find_page, message, wait_until_watched

LECTURE = "Fakta och fördomar om risk och kris"


def open_form(page: Page) -> None:
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2021")
    page.get_by_role("link", name=LECTURE).first.click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(LECTURE)


def lead(page: Page):
    return page.get_by_role("textbox", name="Ingress", exact=True)


def expect_saved(page: Page, text: str) -> None:
    """The text is in the newest draft: what another window would show."""
    other = page.context.new_page()
    for _attempt in range(100):
        other.goto(page.url)
        if lead(other).input_value() == text:
            break
        other.wait_for_timeout(400)
    expect(lead(other)).to_have_value(text)
    other.close()


def test_what_is_typed_as_soon_as_the_form_is_there_is_saved(editing):
    open_form(editing)
    lead(editing).press("End")
    lead(editing).press_sequentially(" Skrivet genast.")
    text = lead(editing).input_value()
    expect_saved(editing, text)


def test_form_that_is_sent_while_a_change_is_saved_waits_for_it(editing):
    page = editing
    open_form(page)
    sent, held = [], []

    def hold(route):
        if route.request.method != "POST":
            return route.continue_()
        sent.append("action-publish" in (route.request.post_data or ""))
        return held.append(route) if len(sent) == 1 else route.continue_()

    page.route("**/admin/pages/*/edit/", hold)
    lead(page).fill("Sparas och publiceras.")
    while not held:
        page.wait_for_timeout(50)
    act(page, "Publicera")
    page.wait_for_timeout(500)
    assert sent == [False]
    held[0].continue_()
    expect(message(page)).to_contain_text("publicerad")
    assert sent == [False, True]


def test_what_is_typed_while_an_earlier_change_is_sent_is_saved(editing):
    page = editing
    open_form(page)
    wait_until_watched(page)
    is_sent, may_be_answered = threading.Event(), []

    def hold(route):
        if route.request.method == "POST" and not is_sent.is_set():
            is_sent.set()
            may_be_answered.append(route)
        else:
            route.continue_()

    page.route("**/admin/pages/*/edit/", hold)
    lead(page).fill("Sparas först.")
    while not may_be_answered:
        page.wait_for_timeout(50)
    lead(page).press("End")
    lead(page).press_sequentially(" Skrivet under tiden.")
    may_be_answered[0].continue_()
    expect_saved(page, "Sparas först. Skrivet under tiden.")
