"""Everything that can be typed into any form is found again, where it was typed, when the form is opened anew.

Fields are found as a person finds them: what is seen in each tab of the form, with its label, in the order of the page.
Types of pages, snippets, rows and blocks are found by themselves (tests/every_form.py).
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import global_settings
from django.contrib.auth import get_user_model
from django.test import override_settings
from playwright.sync_api import Page, expect

from demo.users import PASSWORD, USERS, make_users
from home.models import HomePage
from tests import database, factories
from tests.browser import server
from tests.browser.conftest import FROM_SWEDEN
from tests.browser.editor import sign_in
from tests.every_form import other_forms, page_forms

FIELDS = Path(__file__).with_name("typing.js").read_text()
# Between two fields the page does what is due: what its scripts do with a text comes before the next is typed. The
# calendar of a date opens, and closes when the field is left.
TYPE = """async ([texts, longest]) => {
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const calendars = () =>
    [...document.querySelectorAll(".xdsoft_datetimepicker")].filter((calendar) => calendar.checkVisibility()).length;
  const until = async (count) => {
    for (const begun = performance.now(); calendars() !== count; await pause(20)) {
      if (performance.now() > begun + longest) throw Error(`${calendars()} calendars are open, not ${count}`);
    }
  };
  for (const [number, text, isDate] of texts) {
    const field = document.querySelector(`[data-seen="${number}"]`);
    field.focus();
    field.select();
    document.execCommand("insertText", false, text);
    if (isDate) await until(1);
    else field.dispatchEvent(new Event("change", { bubbles: true }));
    field.blur();
    await (isDate ? until(0) : pause(0));
  }
}"""
IN_FORM = """(texts) => {
  const values = [...new FormData(document.querySelector("#page-edit-form, #w-editor-form")).values()].map(String);
  return texts.every((text) => values.some((value) => value.includes(text)));
}"""
# Away from what sticks to the edges of the window: the click tries for a second to come out from under it.
BRING_INTO_SIGHT = """(field) => field.scrollIntoView({ block: "center", behavior: "instant" })"""
LOOK_AGAIN = 100  # milliseconds
LONG = 60_000  # milliseconds, on a machine that is busy with other tests


@pytest.fixture(scope="module")
def written(tmp_path_factory, shared_folder, django_test_environment, django_db_blocker, worker_id):
    """A site of its own with something in every form: its address and the forms that can be opened."""
    name, folder = f"typing_{worker_id}", tmp_path_factory.mktemp("typing")
    with django_db_blocker.unblock(), server.serving(name, folder, shared_folder) as address:
        with database.connected_to(name):
            with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):  # those of the server
                make_users()
                get_user_model().objects.create_superuser("chef", "chef@example.org", PASSWORD)
            factories.ConferencePageFactory.reset_sequence(40, force=True)
            homes = {page.locale.language_code: page for page in HomePage.objects.all()}
            forms = [form for form in (*page_forms(homes), *other_forms()) if not form.kind.startswith("new ")]
        yield address, forms


@pytest.mark.parametrize("name", [*USERS, "chef"])
def test_what_is_typed_is_found_where_it_was_typed(browser, written, name):
    address, forms = written
    opened = set()
    with browser.new_context(**FROM_SWEDEN, base_url=address) as context:
        context.set_default_timeout(LONG)
        page = context.new_page()
        sign_in(page, name)
        for form in forms:
            page.goto(form.address)
            if page.locator("#page-edit-form, #w-editor-form").count() == 0 or not may_save(page):
                continue  # this group is led away from it, or may look only
            opened.add(form.kind)
            typed = type_everywhere(page, len(opened) * 100)
            assert typed, form.kind
            save(page, form.address)
            assert seen_everywhere(page) == typed, (name, form.kind)
    assert {"LecturePage, Engelska"} <= opened
    if name in ("redaktor", "chef"):
        assert opened == {form.kind for form in forms}


def may_save(page: Page) -> bool:
    return save_button(page).count() > 0


def save_button(page: Page):
    return (
        page.get_by_role("button", name="Spara utkast").or_(page.get_by_role("button", name="Spara", exact=True)).first
    )


def tabs(page: Page):
    """Open one tab of the form after the other; a form without tabs is one."""
    found = page.locator("main [role=tab]:visible")
    for number in range(max(found.count(), 1)):
        if found.count():
            found.nth(number).click()
            expect(found.nth(number)).to_have_attribute("aria-selected", "true")
        yield


def type_everywhere(page: Page, first: int) -> list[str]:
    """Type a text of its own into every field, in the order in which they are seen; what was typed."""
    typed = []
    for _tab in tabs(page):
        rich = []
        together: list[tuple[int, str, bool]] = []  # typed in one call to the browser
        for number, field in fields(page):
            assert field["label"], (page.url, field)
            text = text_for(field, first + len(typed))
            typed.append(text)
            if field["kind"] == "rich":
                type_together(page, together)
                editor = page.locator(f'[data-seen="{number}"]')
                editor.evaluate(BRING_INTO_SIGHT)
                editor.click()
                page.keyboard.press("Control+a")
                page.keyboard.insert_text(text)
                rich.append(text)
            else:
                together.append((number, text, field["kind"] in ("date", "date_time")))
        type_together(page, together)
        page.wait_for_function(IN_FORM, arg=rich, polling=LOOK_AGAIN)
    return typed


def type_together(page: Page, texts: list[tuple[int, str, bool]]) -> None:
    """Type into fields one after the other, and forget them."""
    if texts:
        page.evaluate(TYPE, [texts, LONG])
        texts.clear()


def seen_everywhere(page: Page) -> list[str]:
    """What stands in every field, in the same order."""
    return [field["value"] for _tab in tabs(page) for _number, field in fields(page)]


def fields(page: Page) -> list[tuple[int, dict]]:
    """What is seen, numbered. Left out is the text of a picture in a block: Wagtail keeps it only with one."""
    found = enumerate(page.evaluate(FIELDS))
    return [(number, field) for number, field in found if not (field["label"] or "").startswith("Alternativ text")]


def text_for(field: dict, number: int) -> str:
    """A text that no other field has, of the kind that a field takes."""
    match field["kind"]:
        case "date_time":
            return f"{date(2031, 5, 1) + timedelta(days=number)} 10:00"
        case "date":
            return str(date(2031, 5, 1) + timedelta(days=number))
        case "number":
            least = int(field["min"] or 0)
            return str(least + number % (int(field["max"] or least + 9) - least + 1))
        case "url":
            return f"https://example.org/{number}"
        case "email":
            return f"namn{number}@example.org"
        case "slug":
            return f"text-{number}"
    if field["label"].startswith("Eller adress"):
        return f"/sv/text-{number}/"
    if field["label"].startswith("Telefon"):
        return f"0920-45 {number // 100:02} {number % 100:02}"
    return f"Text {number}"


def save(page: Page, address: str) -> None:
    """Save, and open the form again, if that does not open it."""
    with page.expect_navigation():
        save_button(page).click()
    problems = page.locator(".error-message:visible").all_inner_texts()
    assert problems == [], page.url
    expect(page.locator(".messages .success")).to_be_visible()
    if address not in page.url:
        page.goto(address)
