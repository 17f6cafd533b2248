"""Two languages as docs/editors.sv.md tells it: two lectures translated, a change found, both published as one."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.editor import (
    act,
    act_on_page,
    add_block,
    find_page,
    message,
    part,
    rewrite,
    start_page,
    wait_until_in_form,
    write,
    write_rich_text,
    write_title,
)

EDITION = "Trygghetskonferensen 2018"


def beside(page: Page, field: str) -> Locator:
    """What stands beside a field."""
    return page.get_by_role("group", name=f"Svenska: {field}", exact=True)


def write_lecture(page: Page, title: str, lead: str, texts: list[str]) -> None:
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")
    write_title(page, title)
    write(page, "Ingress", lead)
    for text in texts:
        write_rich_text(add_block(page, part(page, "Brödtext"), "Text"), text)
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")


def edit(page: Page, title: str, language: str) -> None:
    """Open a lecture to be edited, through the menu."""
    page.goto("/admin/")
    find_page(page, language, EDITION)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(title)


def test_two_translations_are_kept_up_and_published_together(editing):
    page = editing
    write_lecture(page, "Isen bär", "Om vintervägen över älven.", ["Vägen plogas i januari.", "Mät alltid isen själv."])
    write_lecture(page, "Mörkret kommer", "Om belysning på vintern.", [])

    # The first from the page itself, with the original beside the form.
    edit(page, "Isen bär", "Svenska")
    act_on_page(page, "Översätt till engelska")
    expect(message(page)).to_contain_text("Översättningen av ”Isen bär” är startad som utkast.")
    expect(beside(page, "Titel")).to_contain_text("Inte översatt än")
    expect(page.get_by_role("textbox", name="Börjar")).to_have_count(0)
    act(page, "Publicera")
    expect(page.get_by_text("Inte översatt än. Översätt texten").first).to_be_visible()
    write(page, "Titel*", "The ice holds")
    beside(page, "Ingress").get_by_role("button", name="Kopiera hit").click()
    expect(page.get_by_role("textbox", name="Ingress", exact=True)).to_have_value("Om vintervägen över älven.")
    write(page, "Ingress", "About the winter road across the river.")
    blocks = part(page, "Brödtext").locator("[data-streamfield-child]")
    expect(beside(page, "Brödtext 2 (Text)")).to_contain_text("Mät alltid isen själv.")
    for number, text in enumerate(["The road is ploughed in January.", "Always measure the ice yourself."]):
        rewrite(blocks.nth(number).locator("[contenteditable=true]"), text)
    page.get_by_role("button", name="Spara utkast").click()  # after errors Wagtail does not save by itself
    expect(page.get_by_text("Alla texter är översatta, och ingen är äldre än originalet.")).to_be_visible()
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")
    page.goto("/en/2018/the-ice-holds/")
    expect(page.get_by_text("Always measure the ice yourself.")).to_be_visible()

    # The second from the translation report.
    page.goto("/admin/")
    page.get_by_role("link", name="Hela arbetslistan").click()
    row = page.get_by_role("row").filter(has_text="Mörkret kommer")
    expect(row).to_contain_text("Saknas", ignore_case=True)
    row.get_by_role("button", name="Starta").click()
    expect(message(page)).to_contain_text("startad som utkast")
    write(page, "Titel*", "The dark is coming")
    write(page, "Ingress", "About lights in winter.")
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")

    # A word is changed in the second block of the first: whoever publishes is told, and shown the way.
    edit(page, "Isen bär", "Svenska")
    typed = part(page, "Brödtext").locator("[contenteditable=true]").nth(1)
    typed.click()
    page.keyboard.press("End")
    page.keyboard.type(" Varje dag.")
    wait_until_in_form(typed, " Varje dag.")
    write_rich_text(add_block(page, part(page, "Brödtext"), "Text"), "Ring om du är osäker.")
    act(page, "Publicera")
    expect(message(page)).to_contain_text(
        "Sidan på engelska säger inte längre detsamma: Brödtext 2 (Text), Brödtext 3 (Text)."
    )
    page.goto("/en/2018/the-ice-holds/")
    expect(page.get_by_text("The original page has been changed since this translation was made.")).to_be_visible()
    page.goto("/admin/languages/?status=old")
    row = page.get_by_role("row").filter(has_text="The ice holds")
    expect(row).to_contain_text("Brödtext")
    row.get_by_role("link", name="The ice holds").click()
    expect(beside(page, "Brödtext 2 (Text)").locator("ins")).to_contain_text("Varje dag.")
    expect(beside(page, "Brödtext 1 (Text)").locator("ins")).to_have_count(0)
    typed = part(page, "Brödtext").locator("[contenteditable=true]").nth(1)
    typed.click()
    page.keyboard.press("End")
    page.keyboard.type(" Every day.")
    wait_until_in_form(typed, " Every day.")
    page.get_by_role("button", name="Lägg till 3 (Text)").click()
    added = part(page, "Brödtext").locator("[data-streamfield-child]").nth(2).locator("[contenteditable=true]")
    expect(added).to_have_text("Ring om du är osäker.")
    rewrite(added, "Call if you are not sure.")
    beside(page, "Brödtext 1 (Text)").get_by_role("button", name="Kopiera hit").click()
    first = part(page, "Brödtext").locator("[contenteditable=true]").first
    expect(first).to_have_text("Vägen plogas i januari.")
    rewrite(first, "The road is ploughed in January.")
    expect(page.get_by_text("Alla texter är översatta, och ingen är äldre än originalet.")).to_be_visible()
    address = page.url

    # The original gets a new title too, and both go out as one.
    edit(page, "Isen bär", "Svenska")
    write(page, "Titel*", "Isen bär igen")
    act(page, "Publicera alla språk")
    expect(message(page)).to_contain_text("Alla språk är publicerade")
    page.goto("/sv/2018/isen-bar/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Isen bär igen")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Always measure the ice yourself. Every day.")).to_be_visible()

    # The title, which nobody has looked at, is old; the block is not. One click says that it is right.
    page.goto(address)
    expect(beside(page, "Brödtext 2 (Text)")).not_to_contain_text("Ändrad")
    beside(page, "Titel").get_by_role("button", name=re.compile("Stämmer fortfarande")).click()
    expect(beside(page, "Titel")).to_contain_text("att den fortfarande stämmer")
    page.goto("/en/2018/the-ice-holds/")
    expect(page.get_by_text("The original page has been changed")).to_have_count(0)


def test_side_by_side_view_is_renewed_when_drafts_are_saved(editing, watched, signed_in):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2021")
    page.get_by_role("link", name="Fakta och fördomar om risk och kris").first.click()
    form, _seen = watched(storage_state=signed_in)
    form.goto(page.url)
    act_on_page(page, "Båda utkasten sida vid sida")
    swedish, english = (page.frame_locator("iframe").nth(number) for number in (0, 1))
    expect(english.get_by_role("heading", level=1)).to_have_text("Facts and prejudice about risk and crisis")
    form.get_by_role("textbox", name="Ingress", exact=True).fill("Ingressen skrivs just nu.")
    expect(swedish.get_by_text("Ingressen skrivs just nu.")).to_be_visible()
    # In one step, and again until it holds: a frame is renewed whenever its page is saved, twice perhaps.
    page.wait_for_function("""() => {
      const [first, second] = [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow);
      first.scrollTo(0, first.document.documentElement?.scrollHeight);
      const height = second.document.documentElement?.scrollHeight;
      return second.scrollY > 0 && second.scrollY + second.innerHeight >= height - 2;
    }""")
