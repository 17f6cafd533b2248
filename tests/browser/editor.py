"""The editor's hands: what somebody does in Wagtail to write a page, in the words that stand on the screen."""

import re
from html import escape
from json import dumps
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, expect

from demo.users import PASSWORD


def sign_in(page: Page, name: str = "redaktor") -> None:
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("button", name="Sidor", exact=True)).to_be_visible()


LECTURE = "Fakta och fördomar om risk och kris"
MAX_TIME_TO_SAVE = 60  # seconds, on a busy machine
LOOK_AGAIN = 200  # milliseconds
_form: list[str] = []  # the address of the lecture's form, once it has been found


def open_form(page: Page) -> None:
    """Open the form of a lecture that is public: found through the menu the first time."""
    if _form:
        page.goto(_form[0])
    else:
        page.goto("/admin/")
        find_page(page, "Svenska", "Trygghetskonferensen 2021")
        page.get_by_role("link", name=LECTURE).first.click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(LECTURE)
    _form[:] = [page.url]


def lead(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Ingress", exact=True)


def is_save(request) -> bool:
    """Whether a form is sent by itself or by somebody."""
    return request.method == "POST" and urlsplit(request.url).path.endswith(("/edit/", "/add/"))


def wait_until_stored(page: Page, text: str) -> None:
    """The newest draft has a text somewhere: as HTML, or as JSON, which is how comments stand in the form."""
    ends = monotonic() + MAX_TIME_TO_SAVE
    while monotonic() < ends:
        form = page.request.get(page.url).text()  # costs less than a window that shows the form
        if escape(text) in form or dumps(text)[1:-1] in form:
            return
        page.wait_for_timeout(LOOK_AGAIN)
    raise AssertionError(f"not saved within {MAX_TIME_TO_SAVE} s: {text}")


def expect_saved(page: Page, text: str) -> None:
    """The lead is in the newest draft: what another window shows, as soon as it has been saved."""
    other = page.context.new_page()
    ends = monotonic() + MAX_TIME_TO_SAVE
    while monotonic() < ends:
        wait_until_stored(page, text)
        other.goto(page.url)
        if lead(other).input_value() == text:
            break
    expect(lead(other)).to_have_value(text)
    other.close()


def write_in_two_windows(page: Page, theirs: str, ours: str) -> None:
    """Write and save the lead in another window; then write it in this one, from which it cannot be saved."""
    other = page.context.new_page()
    other.goto(page.url)
    lead(other).fill(theirs)
    expect_saved(other, theirs)
    with page.expect_response(lambda response: response.status == 400):
        lead(page).fill(ours)
    expect(page.get_by_text("Autosparning är pausad").first).to_be_visible()
    # The form asks anew who else has it open; until the answer is there, a click on save is answered by the server.
    who_has_it_open = page.locator("#w-editing-sessions")
    expect(who_has_it_open.get_by_role("button", name=re.compile("nyare version")).first).to_be_visible()
    other.close()


def find_page(page: Page, language: str, title: str) -> None:
    """Go through the menu to the list of what lies under a page that lies under a start page."""
    page.get_by_role("button", name="Sidor", exact=True).click()
    menu = page.locator(".c-page-explorer")
    start = menu.locator(".c-page-explorer__item").filter(has_text=language)
    start.get_by_role("link", name="Visa undersidor").click()
    state = r"( utkast| publicerad \+ utkast)?"
    menu.get_by_role("link", name=re.compile(rf"^{re.escape(title)}{state}$")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def start_page(page: Page, kind: str) -> None:
    """Start a new page of a kind, under the one whose list is open."""
    page.get_by_role("link", name="Lägg till undersida").first.click()
    page.get_by_role("link", name=re.compile(f"^{kind} ")).click()
    expect(page.get_by_role("complementary", name="Översikt").get_by_role("link").first).to_be_attached()


def part(page: Page, name: str) -> Locator:
    """A part of the form by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def write(page: Page, field: str, text: str) -> None:
    page.get_by_role("textbox", name=field, exact=True).fill(text)


def write_title(page: Page, title: str) -> None:
    """Write the title of a new page, and wait until the address has been made of it."""
    write(page, "Titel*", title)
    page.get_by_role("textbox", name="Titel*", exact=True).blur()
    expect(page.locator("[name=slug]")).not_to_have_value("")


def choose(page: Page, field: str, option: str) -> None:
    page.get_by_role("combobox", name=field, exact=True).select_option(label=option)


def write_moment(page: Page, field: str, text: str) -> None:
    """Write a date and time, and leave the field so that its calendar closes."""
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    write(page, field, text)
    expect(calendar).to_have_count(1)
    page.get_by_role("textbox", name=field, exact=True).blur()
    expect(calendar).to_have_count(0)


def add_block(page: Page, where: Locator, kind: str) -> Locator:
    """Add a block after the others in a part of the form or in a block, and give the new one."""
    where.get_by_role("button", name="Lägg till ett block").last.click()
    kinds = page.get_by_role("listbox")
    kinds.get_by_role("option", name=kind, exact=True).click()
    expect(kinds).to_have_count(0)
    block = where.get_by_role("region", name=kind).last
    expect(block).to_be_visible()
    return block


def write_rich_text(where: Locator, text: str) -> None:
    editor = where.locator("[contenteditable=true]").last
    editor.press_sequentially(text)
    wait_until_in_form(editor, text)


def rewrite(editor: Locator, text: str) -> None:
    """Replace what stands in a rich text editor."""
    editor.click()
    editor.press("Control+a")
    editor.page.keyboard.type(text)
    wait_until_in_form(editor, text)


def wait_until_in_form(editor: Locator, text: str) -> None:
    """Go on when a rich text editor has put what was typed into the form: it does so a little later."""
    editor.page.wait_for_function(
        """([editor, text]) => {
          const beside = editor.closest(".Draftail-Editor__wrapper").parentNode.children;
          return [...beside].some((field) => field.rawContentState && field.value.includes(text));
        }""",
        arg=[editor.element_handle(), text],
    )


def wait_until_watched(page: Page) -> None:
    """Go on when Wagtail has taken note of the form that it compares with: what is typed before is no change to it."""
    page.wait_for_function(
        """() => {
          const form = document.querySelector("form[data-controller~='w-unsaved']");
          const watch = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
          return Boolean(watch?.initialFormData);
        }"""
    )


def choose_snippet(page: Page, where: Locator, button: str, name: str) -> None:
    """Choose a speaker, a venue, a document in its window."""
    where.get_by_role("button", name=button).last.click()
    window = page.get_by_role("dialog")
    window.get_by_role("textbox", name="Sökterm").fill(name)
    window.get_by_role("link", name=name, exact=True).first.click()
    expect(window).to_have_count(0)


def upload_picture(page: Page, where: Locator, path: Path, alt_texts: dict[str, str]) -> None:
    """Upload a picture with its alternative texts, and choose it."""
    where.get_by_role("button", name="Välj en bild").click()
    window = page.get_by_role("dialog")
    window.get_by_role("tab", name="Ladda upp").click()
    window.locator("input[type=file]").set_input_files(path)
    window.get_by_role("textbox", name="Titel*").fill(path.stem)
    for language, text in alt_texts.items():
        window.get_by_role("textbox", name=f"Alternativtext: {language}").fill(text)
    window.get_by_role("button", name="Ladda upp").click()
    expect(window).to_have_count(0)


def open_preview(page: Page) -> FrameLocator:
    """Open the preview beside the form, and give what it shows."""
    page.get_by_role("button", name="Växla förhandsgranskning").click()
    return page.frame_locator("#w-preview-iframe")


def act_on_page(page: Page, link: str) -> None:
    """Choose from the menu beside the page's title, such as Översätt till engelska."""
    actions = page.get_by_role("button", name="Handlingar").first
    expect(actions).to_have_attribute("aria-expanded", "false")  # set by the script that opens it
    actions.click()
    menu = page.get_by_role("link", name=link, exact=True).or_(page.get_by_role("button", name=link, exact=True))
    menu.click()


def act(page: Page, button: str) -> None:
    """Press one of the less common buttons under the form, such as Publicera."""
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name=button, exact=True).click()


def message(page: Page) -> Locator:
    """What Wagtail says at the top of the page when something has been done."""
    return page.locator(".messages")


def complaint(page: Page, field: str) -> Locator:
    """What is said at a field that cannot stay as it is."""
    around = page.locator("[data-field]").filter(has=page.get_by_role("textbox", name=field, exact=True))
    return around.locator(".error-message")
