"""What is pasted into the rich text editor: the cells of tables apart, comments of other programs not at all."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.editor import find_page, part, start_page

FOLDER = Path(__file__).parent / "data" / "clipboard"  # what programs copy, made by hand after theirs
# What stands in the field afterwards, a line for each paragraph.
PASTED = {
    "word": ["Vi bygger tillit i kommunen.", "Tid Vad", "10.00 Start och kaffe", "Paus"],
    "word_web": ["Vi bygger tillit.", "Tid Vad", "10.00 Start"],
    "libreoffice": ["Vi bygger tillit.", "Tid Vad", "10.00 Start"],
    "google_docs": ["Vi bygger tillit.", "Tid Vad", "10.00 Start"],
    "google_docs_exported": ["Vi bygger tillit.", "Tid Vad", "10.00 Start"],
    "excel": ["Tid Vad", "10.00 Start"],
    "layout_table": ["Vi bygger tillit.", "Ett", "Två", "Tid Vad"],
    "no_table": ["Vi bygger tillit.", "Ett", "Två"],
}
PASTE = """(field, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", new DOMParser().parseFromString(html, "text/html").body.textContent);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, field: Locator, html: str) -> None:
    """Exchange what stands in a field for what another program has copied."""
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(field).to_have_text("")
    field.evaluate(PASTE, html)


def lines(field: Locator) -> list[str]:
    texts = [" ".join(text.split()) for text in field.locator(".public-DraftStyleDefault-block").all_inner_texts()]
    return [text for text in texts if text]


def test_every_program_is_tried():
    assert {path.stem for path in FOLDER.iterdir()} == set(PASTED)


def test_cells_stay_apart_and_comments_stay_out(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2018")
    start_page(page, "Föreläsning")
    field = part(page, "Sammanfattning").locator("[contenteditable=true]")
    for program, expected in PASTED.items():
        paste(page, field, (FOLDER / f"{program}.html").read_text())
        expect(field).to_contain_text(expected[-1])
        assert lines(field) == expected, program
