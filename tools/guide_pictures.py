"""The pictures of the editors' guide (`make pictures`): what somebody who follows the guide has on the screen.

Taken of the site with its demo content, served as in production from a database of its own, by the hands that also
drive the browser tests. Look at each before it is committed.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ["EMAIL_PORT"] = "9"  # nobody is mailed

import django  # noqa: E402

django.setup()

from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright  # noqa: E402

from tests.browser import editor, server  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "static/img/guide"
WIDEST, QUALITY = 1280, 82
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 1100, "height": 800}
SIDEBAR, PUBLIC = 200, "https://www.example.org"
MAX_WAIT = 60_000  # milliseconds
EDITION, LECTURE = "Trygghetskonferensen 2027", "Exempel: När mobilen tystnar"
LEAD = (
    "Vad gör vi när det inte går att ringa, betala eller läsa nyheter? "
    "Du får veta vad grannar klarar tillsammans under det första dygnet."
)
# A Chromium without Swedish writes dates the American way; the host is a made-up one.
AS_STAFF_SEE_IT = """
([here, address]) => {
  document.activeElement?.blur();
  for (const field of document.querySelectorAll("input")) {
    if (field.type === "datetime-local") {
      const value = field.value.replace("T", " ");
      field.type = "text";
      field.value = value || "åååå-mm-dd --:--";
    }
    if (field.readOnly) field.value = field.value.replace(here, address);
  }
}
"""


def save(page: Page, name: str, top: float = 0, bottom: float | None = None, left: float = 0) -> None:
    """Save what is in the window, from `left` and between `top` and `bottom`."""
    page.mouse.move(0, 0)
    page.evaluate(AS_STAFF_SEE_IT, ["/".join(page.url.split("/")[:3]), PUBLIC])
    page.wait_for_timeout(800)  # tooltips, panels and pictures come to rest
    window = page.viewport_size
    clip = {"x": left, "y": top, "width": window["width"] - left, "height": (bottom or window["height"]) - top}
    with Image.open(BytesIO(page.screenshot(clip=clip))) as picture:
        picture.thumbnail((WIDEST, 10 * WIDEST), Image.Resampling.LANCZOS)
        picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
    print(f"  {name}.webp  {(FOLDER / f'{name}.webp').stat().st_size // 1024} kB", flush=True)


def window(browser: Browser, address: str, size: dict[str, int]) -> Page:
    context = browser.new_context(
        base_url=address,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport=size,
        device_scale_factor=2,
        reduced_motion="reduce",
    )
    context.set_default_timeout(MAX_WAIT)
    return context.new_page()


def edit(page: Page, title: str) -> None:
    page.goto("/admin/")
    editor.find_page(page, "Svenska", EDITION)
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("[name=title]")).to_have_value(title)


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Spara utkast").click()
    expect(editor.message(page)).to_contain_text(LECTURE)


def top_of(page: Page, heading: str) -> float:
    return page.get_by_role("heading", name=heading).bounding_box()["y"]


def end_of(part: Locator) -> float:
    box = part.bounding_box()
    return box["y"] + box["height"]


def panel(page: Page) -> None:
    """The live panel beside half a lecture."""
    page.goto("/admin/")
    editor.find_page(page, "Svenska", EDITION)
    editor.start_page(page, "Föreläsning")
    editor.write_title(page, "Grannar i natten")
    editor.choose(page, "Uppgift om datum*", "Bekräftad")
    page.locator("[name=title]").scroll_into_view_if_needed()
    shown = editor.open_preview(page)
    expect(shown.get_by_text("Skriv när det börjar")).to_be_visible()
    page.mouse.wheel(0, -5000)
    save(page, "panelen", left=SIDEBAR)
    page.on("dialog", lambda dialog: dialog.accept())


def another_day(page: Page) -> None:
    """A lecture while it is going on."""
    edit(page, LECTURE)
    page.goto(page.locator('a[href*="/previews/site/?path="]').first.get_attribute("href"))  # under Handlingar
    page.get_by_label("Dag och tid").fill("2027-09-15T10:30")
    page.get_by_label("Visa även utkast").check()
    page.get_by_role("button", name="Visa webbplatsen").click()
    expect(page.get_by_text("Pågår nu").first).to_be_visible()
    page.set_viewport_size(WIDE)
    save(page, "en-annan-dag", bottom=515)


def make_link(page: Page) -> str:
    """The new link."""
    edit(page, LECTURE)
    editor.act_on_page(page, "Visa utkastet för andra")
    page.get_by_label("Den här sidan på alla sina språk").check()
    page.get_by_label("För vem").fill("Alva och Åke")
    page.get_by_role("button", name="Skapa länken").click()
    address = page.get_by_label("Länken", exact=True).input_value()
    save(page, "nya-lanken", bottom=top_of(page, "Skapa en länk") - 8, left=SIDEBAR)
    return address


def read(reader: Page, address: str) -> None:
    """What the reader of a link sees, and their answers."""
    reader.goto(address)
    save(reader, "lasarens-sida", bottom=565)
    reader.get_by_label("Ditt namn").fill("Alva Exempelsson")
    reader.get_by_role("button", name="Det här stämmer").click()
    expect(reader.get_by_text("Tack.")).to_be_visible()
    reader.get_by_label("Ditt namn").fill("Åke Exempelöv")
    reader.get_by_label("Vad det gäller").select_option(label="Ingress")
    reader.get_by_label("Anmärkning").fill("Vi räknade på ett helt dygn.")
    reader.get_by_role("button", name="Skicka anmärkningen").click()
    expect(reader.get_by_text("Tack.")).to_be_visible()


def remark(page: Page) -> None:
    """The remark at its field."""
    edit(page, LECTURE)
    page.get_by_role("button", name="Växla kommentarer").click()
    expect(page.get_by_text("Läsare via länk")).to_be_visible()
    save(page, "anmarkning", left=SIDEBAR, bottom=720)


def answers(page: Page) -> None:
    """The links to a page and the answers, when the text has been changed."""
    page.goto(page.url)
    editor.write(page, "Ingress", LEAD)
    save_draft(page)
    editor.act_on_page(page, "Visa utkastet för andra (svar: 2)")
    page.set_viewport_size({"width": 1280, "height": 1600})
    save(
        page,
        "svar",
        top=top_of(page, "Länkar till den här sidan") - 16,
        bottom=end_of(page.locator("#answers + *")) + 16,
        left=SIDEBAR,
    )
    page.set_viewport_size(WIDE)


def changes(page: Page) -> None:
    """What changes on the page, as one page."""
    edit(page, LECTURE)
    editor.act_on_page(page, "Vad som ändras på sidan")
    page.get_by_role("link", name="Som en sida").click()
    page.frame_locator("iframe").get_by_role("link", name="Till första ändringen").click()
    page.evaluate("document.querySelectorAll('*').forEach((part) => part.scrollTo(0, 0))")  # not within the frame
    save(page, "vad-som-andras", left=SIDEBAR, bottom=760)


def words_with_one_meaning(page: Page) -> None:
    """A row of words, filled in."""
    page.goto(reverse("search_words:add"))
    page.get_by_label("Svenska", exact=True).fill("länsstyrelse")
    page.get_by_label("Engelska", exact=True).fill("county administrative board")
    save(page, "ord-som-betyder-samma", left=SIDEBAR, bottom=400)


def what_is_searched_for(page: Page, reader: Page) -> None:
    """The report, after visitors have searched."""
    for question, times in {"riskkommunikation": 9, "anmälan": 6, "parkering": 5, "krisen": 4, "hiss": 3}.items():
        for _time in range(times):
            reader.goto(f"/sv/sok/?{urlencode({'q': question})}")
    page.set_viewport_size(WIDE)
    page.goto(reverse("search_asked"))
    save(page, "vad-besokarna-soker", left=SIDEBAR, bottom=560)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=MAX_WAIT)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(
            server.serving("pictures_of_guide", folder, folder, server.loaded_demo(folder)),
        )
        path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            page = window(browser, address, NARROW)
            editor.sign_in(page)
            panel(page)
            another_day(page)
            link = make_link(page)
            read(window(browser, address, NARROW), link)
            remark(page)
            answers(page)
            changes(page)
            words_with_one_meaning(page)
            what_is_searched_for(page, window(browser, address, NARROW))


if __name__ == "__main__":
    main()
