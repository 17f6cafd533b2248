"""An editor at work, by clicking: writes, sees, publishes, is told what is wrong, translates."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.editor import (
    act,
    act_on_page,
    add_block,
    choose,
    choose_snippet,
    complaint,
    find_page,
    message,
    open_preview,
    part,
    start_page,
    upload_picture,
    write,
    write_moment,
    write_rich_text,
    write_title,
)

EDITION = "Trygghetskonferensen 2023"


@pytest.fixture
def picture(tmp_path):
    """A picture that the site has not seen before."""
    path = tmp_path / "hamnen.jpg"
    Image.new("RGB", (900, 600), "steelblue").save(path)
    return path


def test_lecture_is_written_illustrated_previewed_published_and_found(editing, picture):
    page, title = editing, "Grannar i nattens larm"
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")

    choose(page, "Typ*", "Digital föreläsning")
    write_title(page, title)
    write(page, "Ingress", "Vad grannar gör när larmet går.")
    people = part(page, "Talare och moderator")
    people.get_by_role("button", name="Lägg till Talare").click()
    choose_snippet(page, people, "Välj talare", "Misse Wester")
    choose(page, "Uppgift om datum*", "Bekräftad")
    write_moment(page, "Börjar", "2023-03-22 16:00")
    write_moment(page, "Slutar", "2023-03-22 16:45")
    section = add_block(page, part(page, "Brödtext"), "Avsnitt")
    section.get_by_role("textbox", name="Rubrik*").fill("Larmet går")
    write_rich_text(add_block(page, section, "Text"), "Grannen var framme före brandbilen.")
    upload_picture(
        page,
        add_block(page, section, "Bild"),
        picture,
        {"Svenska": "Hamnen i blått ljus", "Engelska": "The harbour in blue light"},
    )
    add_block(page, section, "Citat").get_by_role("textbox", name="Citat*").fill("Jag hörde larmet och sprang.")

    shown = open_preview(page)
    expect(shown.get_by_role("heading", level=1)).to_have_text(title)
    expect(shown.get_by_role("heading", name="Larmet går")).to_be_visible()
    expect(shown.get_by_text("Grannen var framme före brandbilen.")).to_be_visible()
    expect(shown.get_by_role("img", name="Hamnen i blått ljus")).to_be_visible()
    expect(shown.get_by_text("Jag hörde larmet och sprang.")).to_be_visible()

    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")

    for place in ("/sv/2023/", "/sv/forelasningar/", "/sv/sok/?q=larmet+grannar"):
        page.goto(place)
        expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("time").first).to_have_text("onsdag 22 mars 2023 kl. 16.00–16.45")
    expect(page.get_by_role("link", name="Misse Wester")).to_be_visible()


def test_errors_are_in_swedish_at_their_fields_and_lose_nothing(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")
    write_title(page, "En förläsning med fel")
    write(page, "Ingress", "Det här ska inte försvinna.")
    choose(page, "Uppgift om datum*", "Bekräftad")
    write_moment(page, "Börjar", "2023-03-22 13:00")
    write_moment(page, "Slutar", "2023-03-22 12:00")
    write(page, "Inspelning", "inte en länk")
    write_rich_text(part(page, "Sammanfattning"), "Inte det här heller.")
    call = add_block(page, part(page, "Brödtext"), "Uppmaning")
    call.get_by_role("textbox", name="Rubrik*").fill("Kom med")
    call.get_by_role("textbox", name="Knappens text*").fill("Anmäl dig")
    act(page, "Publicera")

    expect(message(page)).to_contain_text(re.compile("Sidan kunde inte (skapas|sparas)"))  # or it had been autosaved
    expect(complaint(page, "Slutar")).to_have_text("Slutet måste komma efter starten.")
    expect(complaint(page, "Inspelning")).to_have_text("Fyll i en giltig URL.")
    expect(part(page, "Brödtext").get_by_text("Välj antingen en sida på webbplatsen")).to_be_visible()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value("En förläsning med fel")
    expect(page.get_by_role("textbox", name="Ingress", exact=True)).to_have_value("Det här ska inte försvinna.")
    expect(page.get_by_role("textbox", name="Slutar", exact=True)).to_have_value("2023-03-22 12:00")
    expect(page.get_by_role("textbox", name="Inspelning", exact=True)).to_have_value("inte en länk")
    expect(part(page, "Sammanfattning").get_by_text("Inte det här heller.")).to_be_visible()
    expect(call.get_by_role("textbox", name="Rubrik*")).to_have_value("Kom med")


def test_lecture_is_translated_published_and_found_by_the_language_switch(editing):
    page = editing
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2018")
    start_page(page, "Föreläsning")
    write_title(page, "Snön som försvann")
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")
    page.goto("/sv/2018/snon-som-forsvann/")
    expect(page.get_by_role("navigation", name="Språk")).to_contain_text("this page is not translated")

    page.goto("/admin/")
    page.get_by_role("link", name="Snön som försvann").last.click()
    act_on_page(page, "Översätt till engelska")
    expect(message(page)).to_contain_text("startad")
    write(page, "Titel*", "The snow that went")
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")

    page.goto("/sv/2018/snon-som-forsvann/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The snow that went")


def test_userbar_works_under_the_strict_policy(editing):
    page = editing
    page.goto("/sv/2023/")
    page.get_by_role("button", name="Se Wagtail snabbhandlingar").click()
    page.get_by_role("menuitem", name="Redigera denna sida").click()
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(EDITION)


def test_speaker_needs_no_more_than_a_name(editing):
    page = editing
    page.goto("/admin/snippets/lectures/speaker/add/")
    write(page, "Namn*", "Bara Namnet")
    page.get_by_role("button", name="Spara").click()
    expect(message(page)).to_contain_text("Bara Namnet")
