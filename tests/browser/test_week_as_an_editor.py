"""A week at an editor's desk, by clicking: what is typed is kept, what is decided is said, what is used stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.editor import (
    act,
    act_on_page,
    choose,
    choose_snippet,
    complaint,
    expect_saved,
    find_page,
    lead,
    message,
    part,
    sign_in,
    start_page,
    write,
    write_in_two_windows,
    write_title,
)
from tests.browser.test_signed_out import sign_in_beside, sign_out_on_server

YEAR = "2031"
EDITION, LECTURE, SPEAKER = f"Trygghetskonferensen {YEAR}", "Vargar i byn", "Veckans Exempelsson"


@pytest.fixture
def page(watched) -> Page:
    """A page of the browser of an editor who signs in on Monday, and is signed out in the middle."""
    page, seen = watched()
    sign_in(page)
    yield page
    assert seen.violations + seen.requests_elsewhere == []


@pytest.fixture
def visitor(watched) -> Page:
    """A page of a browser in which nobody has signed in."""
    return watched()[0]


def edit(page: Page, language: str, title: str, *, under: str = "") -> None:
    """Open a page's form through the menu."""
    page.goto("/admin/")
    find_page(page, language, under or title)
    if under:
        page.get_by_role("link", name=title).first.click()
    else:
        act_on_page(page, "Redigera")
    expect(page.get_by_role("textbox", name="Titel*", exact=True)).to_have_value(title)


def publish(page: Page) -> None:
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")


def affiliation(page: Page):
    return part(page, "Talare och moderator").get_by_role("textbox", name="Tillhörighet då").first


def seen_by_visitors(visitor: Page, path: str) -> int:
    return visitor.goto(path).status


def test_a_week_as_an_editor(page, visitor, site, django_db_blocker):
    # Monday: the edition is announced.
    page.goto("/admin/")
    page.get_by_role("button", name="Sidor", exact=True).click()
    menu = page.locator(".c-page-explorer")
    menu.locator(".c-page-explorer__item").filter(has_text="Svenska").get_by_role("link").first.click()
    start_page(page, "Konferens")
    write_title(page, EDITION)
    page.get_by_role("spinbutton", name="År").fill(YEAR)
    lead(page).fill("Den nionde konferensen.")
    publish(page)
    visitor.goto(f"/sv/{YEAR}/")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(YEAR)
    visitor.goto("/sv/")
    expect(visitor.get_by_role("heading", level=1)).not_to_contain_text(YEAR)  # a nearer one is to come

    # Tuesday: a lecture by a new speaker.
    page.goto("/admin/snippets/lectures/speaker/add/")
    write(page, "Namn*", SPEAKER)
    page.get_by_role("button", name="Spara").click()
    expect(message(page)).to_contain_text(SPEAKER)
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")
    write_title(page, LECTURE)
    lead(page).fill("Om rädsla och fakta.")
    people = part(page, "Talare och moderator")
    people.get_by_role("button", name="Lägg till Talare").click()
    choose_snippet(page, people, "Välj talare", SPEAKER)
    affiliation(page).fill("forskare vid Exempeluniversitetet")
    publish(page)
    visitor.goto(f"/sv/{YEAR}/vargar-i-byn/")
    expect(visitor.get_by_text("forskare vid Exempeluniversitetet").first).to_be_visible()

    # Wednesday: both are translated, the affiliation with them.
    edit(page, "Svenska", EDITION)
    act_on_page(page, "Översätt till engelska")
    expect(message(page)).to_contain_text("startad")
    write(page, "Titel*", f"The Safety Conference {YEAR}")
    lead(page).fill("The ninth conference.")
    publish(page)
    edit(page, "Svenska", LECTURE, under=EDITION)
    act_on_page(page, "Översätt till engelska")
    expect(message(page)).to_contain_text("startad")
    write(page, "Titel*", "Wolves in the village")
    lead(page).fill("On fear and facts.")
    affiliation(page).fill("researcher at Example University")
    expect_saved(page, "On fear and facts.")
    page.reload()
    expect(affiliation(page)).to_have_value("researcher at Example University")
    publish(page)
    visitor.goto(f"/en/{YEAR}/wolves-in-the-village/")
    expect(visitor.get_by_text("researcher at Example University").first).to_be_visible()

    # Thursday: a lecture is scheduled from the form in which it is made; signed out in another, nothing is lost.
    page.goto("/admin/")
    find_page(page, "Svenska", EDITION)
    start_page(page, "Föreläsning")
    page.get_by_role("button", name="Växla status").click()
    page.get_by_role("button", name="Sätt schema").click()
    window = page.get_by_role("dialog", name="Sätt publiceringsschema")
    later = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    window.get_by_role("textbox", name="Publicera vid datum/tid").fill(later)
    window.get_by_role("textbox", name="Publicera vid datum/tid").blur()
    window.get_by_role("button", name="Spara schema").click()
    expect(message(page)).to_contain_text("kunde inte skapas")  # for it has no title yet
    write_title(page, "Nattens ljud")
    lead(page).fill("Skrivet efter schemat.")
    act(page, "Schemalägg publicering")
    expect(message(page)).to_contain_text("schemalagd")
    assert seen_by_visitors(visitor, f"/sv/{YEAR}/nattens-ljud/") == 404
    visitor.goto("/sv/sok/?q=nattens+ljud")
    expect(visitor.get_by_role("main").get_by_role("link", name="Nattens ljud")).to_have_count(0)
    edit(page, "Svenska", LECTURE, under=EDITION)
    sign_out_on_server(page, site, django_db_blocker.unblock)
    lead(page).fill("Skrivet som utloggad.")
    sign_in_beside(page)
    expect_saved(page, "Skrivet som utloggad.")

    # Friday: two have the same form open, and the edition is cancelled.
    edit(page, "Svenska", LECTURE, under=EDITION)
    write_in_two_windows(page, "Kollegans ingress.", "Min ingress.")
    expect_saved(page, "Kollegans ingress.")
    expect(lead(page)).to_have_value("Min ingress.")
    page.goto("/admin/")
    edit(page, "Svenska", EDITION)
    choose(page, "Status*", "Inställd")
    act(page, "Publicera")
    expect(complaint(page, "Besked")).to_contain_text("Skriv ett besked")
    write(page, "Besked", "Vi ställer in och hör av oss.")
    act(page, "Publicera")
    expect(complaint(page, "Besked")).to_contain_text("Skriv beskedet på engelska också")
    page.get_by_role("button", name="Spara utkast").click()
    expect(message(page)).to_contain_text("uppdaterad")
    edit(page, "Engelska", f"The Safety Conference {YEAR}")
    write(page, "Besked", "We cancel, and will be in touch.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(message(page)).to_contain_text("uppdaterad")
    edit(page, "Svenska", EDITION)
    act(page, "Publicera alla språk")
    expect(message(page)).to_contain_text("Alla språk är publicerade")
    for path, said in ((f"/sv/{YEAR}/vargar-i-byn/", "Inställ"), (f"/en/{YEAR}/wolves-in-the-village/", "Cancelled")):
        visitor.goto(path)
        expect(visitor.get_by_role("main")).to_contain_text(said)

    # And the speaker, who is in use, cannot be deleted.
    page.goto("/admin/snippets/lectures/speaker/")
    page.get_by_role("link", name=SPEAKER).first.click()
    page.get_by_role("button", name="Handlingar").first.click()
    page.get_by_role("link", name="Radera").click()
    expect(page.get_by_role("main")).to_contain_text("Används, och raderas därför inte")
    expect(page.get_by_role("main").get_by_role("link", name=LECTURE)).to_be_visible()
    assert seen_by_visitors(visitor, "/sv/talare/veckans-exempelsson/") == 200
