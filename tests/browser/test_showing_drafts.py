"""A draft before it is true, as docs/editors.sv.md tells it: in states, on a day to come, and shown by a link."""

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.editor import (
    act_on_page,
    choose,
    find_page,
    message,
    open_preview,
    start_page,
    write,
    write_moment,
    write_title,
)

EDITION = "Trygghetskonferensen 2018"
THE_DAY = "2098-12-03T13:30"


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara utkast").click()
    expect(message(page)).to_contain_text(re.compile("skapad|uppdaterad|sparad|sparat"))


def badge(shown: FrameLocator):
    return shown.locator(".lecture-header .state-badge")


def show_at(page: Page, moment: str) -> None:
    field = page.get_by_label("Visa sidan som den blir")
    field.fill(moment)
    field.blur()


def edit(page: Page, language: str, title: str) -> None:
    page.goto("/admin/")
    find_page(page, language, EDITION)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(title)


def test_draft_is_shown_in_states_at_dates_and_by_link(editing, watched):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")
    write_title(page, "Nattvandrarna")
    write(page, "Ingress", "Om dem som går hem sent.")
    choose(page, "Uppgift om datum*", "Bekräftad")
    write_moment(page, "Börjar", "2098-12-03 13:00")
    save(page)

    # In three states, and on the day.
    shown = open_preview(page)
    expect(badge(shown)).to_have_text("Kommande")
    state = page.get_by_role("combobox", name="Förhandsgranskningsläge")
    for choice, said in {
        "Pågår nu": "Pågår nu",
        "Om den skjuts upp": "Uppskjuten",
        "Som den är nu": "Kommande",
    }.items():
        state.select_option(label=choice)
        expect(badge(shown)).to_have_text(said)
    show_at(page, THE_DAY)
    expect(badge(shown)).to_have_text("Pågår nu")
    expect(shown.get_by_role("region", name="Förhandsgranskning: bara för redaktörer")).to_contain_text(
        "Visas som det blir onsdag 3 december 2098 kl. 13.30."
    )

    # In English too.
    act_on_page(page, "Översätt till engelska")
    write(page, "Titel*", "The night walkers")
    write(page, "Ingress", "On those who walk home late.")
    save(page)
    show_at(page, THE_DAY)  # Wagtail keeps the preview open from form to form
    expect(badge(shown)).to_have_text("On now")

    # The whole site on that day, drafts included.
    page.goto("/admin/")
    page.get_by_role("link", name="Se en annan dag").click()
    page.get_by_label("Dag och tid").fill(THE_DAY)
    page.get_by_label("Visa även utkast").check()
    page.get_by_role("button", name="Visa webbplatsen").click()
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Föreläsningar").click()
    page.get_by_role("navigation", name="Språk").get_by_role("link", name="English").click()
    assert "/admin/previews/site/20981203T1230Z-drafts/en/" in page.url
    expect(page.get_by_role("complementary", name="Webbplatsen vid en annan tid")).to_contain_text("3 december 2098")

    # A link for somebody without an account.
    edit(page, "Svenska", "Nattvandrarna")
    act_on_page(page, "Visa utkastet för andra")
    page.get_by_label("Den här sidan på alla sina språk").check()
    page.get_by_label("För vem").fill("Till Eva")
    page.get_by_role("button", name="Skapa länken").click()
    address = page.get_by_label("Länken", exact=True).input_value()

    reader, seen = watched()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Nattvandrarna")
    draft = reader.get_by_role("complementary", name="Utkast")
    expect(draft).to_contain_text("Det här är ett utkast.")
    draft.get_by_role("link", name="English").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The night walkers")
    reader.get_by_role("complementary", name="Draft").get_by_role("link", name="Svenska").click()
    answer(reader, "Det här stämmer")
    reader.get_by_label("Vad det gäller").select_option(label="Ingress")
    reader.get_by_label("Anmärkning").fill("De går hem tidigt.")
    answer(reader, "Skicka anmärkningen")
    assert (seen.found(), seen.stored(reader)) == ({}, [])

    # The remark stands at its field; the text is changed; the link shows what it showed, and the approval has lapsed.
    edit(page, "Svenska", "Nattvandrarna")
    page.get_by_role("button", name="Växla kommentarer").click()
    remark = page.locator(".comment").filter(has_text="Eva Ågren: De går hem tidigt.")
    expect(remark).to_contain_text("Läsare via länk")
    page.goto(page.url)
    write(page, "Ingress", "Om dem som går hem tidigt.")
    save(page)
    reader.goto(address)
    expect(reader.get_by_text("Om dem som går hem sent.")).to_be_visible()
    act_on_page(page, "Visa utkastet för andra (svar: 2)")
    expect(page.get_by_text("Stämde, men sidan har ändrats sedan dess: svaret gäller inte längre")).to_be_visible()

    page.get_by_role("row", name="Till Eva").get_by_role("button", name="Återkalla").click()
    expect(message(page)).to_contain_text("Länken är återkallad.")
    assert reader.goto(address).status == 410
    expect(reader.get_by_text("Be den som gav dig länken om en ny.")).to_be_visible()
    expect(reader.get_by_text("Ask the person who gave you the link for a new one.")).to_be_visible()


def answer(reader: Page, button: str) -> None:
    """Feedback by the form below a draft."""
    reader.get_by_label("Ditt namn").fill("Eva Ågren")
    reader.get_by_role("button", name=button).click()
    expect(reader.get_by_text("Tack. Ditt svar är skickat till dem som skriver sidan.")).to_be_visible()
