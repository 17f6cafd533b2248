"""What is typed is saved by itself, whenever it is typed: static/js/admin/autosave.js mends what Wagtail skips."""

from playwright.sync_api import expect

from tests.browser.editor import (
    act,
    choose,
    complaint,
    expect_saved,
    find_page,
    is_save,
    lead,
    message,
    open_form,
    start_page,
    wait_until_watched,
    write_title,
)


def hold_first_save(page) -> tuple[list, list]:
    """Hold the first form that is sent until `held[0].continue_()`; what was sent by which button."""
    held, sent = [], []

    def hold(route):
        if not is_save(route.request):
            return route.continue_()
        sent.append("action-publish" in (route.request.post_data or ""))
        return held.append(route) if len(sent) == 1 else route.continue_()

    page.route("**/admin/pages/*/edit/", hold)
    return held, sent


def test_text_typed_at_once_is_saved(editing):
    open_form(editing)
    lead(editing).press("End")
    lead(editing).press_sequentially(" Skrivet genast.")
    expect_saved(editing, lead(editing).input_value())


def test_form_sent_during_an_autosave_waits_for_it(editing):
    page = editing
    open_form(page)
    held, sent = hold_first_save(page)
    with page.expect_request(is_save):
        lead(page).fill("Sparas och publiceras.")
    act(page, "Publicera")
    expect(page.locator("form[data-sending]")).to_be_attached()
    assert sent == [False]
    held[0].continue_()
    expect(message(page)).to_contain_text("publicerad")
    assert sent == [False, True]


def test_text_typed_during_an_autosave_is_saved(editing):
    page = editing
    open_form(page)
    wait_until_watched(page)
    held, _sent = hold_first_save(page)
    with page.expect_request(is_save):
        lead(page).fill("Sparas först.")
    lead(page).press("End")
    lead(page).press_sequentially(" Skrivet under tiden.")
    held[0].continue_()
    expect_saved(page, "Sparas först. Skrivet under tiden.")


def test_what_is_typed_after_a_refused_publish_is_saved(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2018")
    start_page(page, "Föreläsning")
    write_title(page, "Inställd utan besked")
    page.wait_for_url("**/edit/")  # saved by itself
    choose(page, "Status*", "Inställd")
    act(page, "Publicera")
    expect(complaint(page, "Besked")).to_contain_text("Skriv ett besked")
    for text in ("Skrivet efter stoppet.", "Och en gång till."):
        lead(page).fill(text)
        expect_saved(page, text)
