"""Nothing typed is lost: signed out in the middle, without proof, a server that is away, a tab that is gone."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from demo.users import PASSWORD
from tests import database
from tests.browser.editor import (
    act,
    expect_saved,
    find_page,
    is_save,
    lead,
    message,
    open_form,
    part,
    sign_in,
    start_page,
    write,
    write_rich_text,
    write_title,
)

KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('kept-text:')).map((n) => localStorage[n])"


@pytest.fixture
def page(watched, signed_in) -> Page:
    """A page of an editor's browser; what the browser says of answers that are errors is expected here."""
    page, seen = watched(storage_state=signed_in)
    yield page
    assert seen.violations + seen.requests_elsewhere == []


def kept(page: Page) -> list[dict]:
    return [json.loads(text) for text in page.evaluate(KEPT)]


def wait_until_kept(page: Page, text: str) -> None:
    page.wait_for_function(f"(text) => ({KEPT})().some((kept) => kept.includes(text))", arg=text)


def wait_until_nothing_is_kept(page: Page) -> None:
    page.wait_for_function(f"() => !({KEPT})().length")


def put_away(page: Page, *, saves_only: bool = False):
    """Let the server answer as when its database is away; gives how to let it come back."""

    def answer(route):
        if saves_only and route.request.method != "POST":
            return route.continue_()
        return route.fulfill(status=503, body="<h1>503</h1>", content_type="text/html")

    page.context.route("**/admin/**", answer)
    return lambda: page.context.unroute("**/admin/**", answer)


def sign_out_on_server(page: Page, site, unblock) -> None:
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    with unblock(), database.connected_to(site.database):
        assert Session.objects.filter(session_key=cookie["value"]).delete()[0] == 1


@pytest.fixture
def own_session(page):
    """A session that is nobody else's, so that it can be ended."""
    page.context.clear_cookies()
    sign_in(page)


def sign_in_beside(page: Page) -> None:
    window = page.get_by_role("dialog", name="Du är utloggad")
    expect(window).to_be_visible()
    login = window.frame_locator("iframe")
    login.locator("[name=username]").fill("redaktor")
    login.locator("[name=password]").fill(PASSWORD)
    login.get_by_role("button", name="Logga in").click()
    expect(window).to_have_count(0)


def test_signed_out_while_writing_one_signs_in_beside_the_form(page, own_session, site, django_db_blocker):
    open_form(page)
    sign_out_on_server(page, site, django_db_blocker.unblock)
    lead(page).fill("Skrivet som utloggad.")
    sign_in_beside(page)
    expect(lead(page)).to_have_value("Skrivet som utloggad.")
    expect_saved(page, "Skrivet som utloggad.")
    wait_until_nothing_is_kept(page)


def test_signed_out_user_signs_in_and_publishes(page, own_session, site, django_db_blocker):
    open_form(page)
    sign_out_on_server(page, site, django_db_blocker.unblock)
    act(page, "Publicera")
    sign_in_beside(page)
    expect(message(page)).to_contain_text("publicerad")


def test_lost_proof_is_fetched_anew(page):
    open_form(page)
    page.context.clear_cookies(name="csrftoken")
    lead(page).fill("Skrivet utan bevis.")
    expect_saved(page, "Skrivet utan bevis.")
    page.context.clear_cookies(name="csrftoken")
    act(page, "Publicera")
    expect(message(page)).to_contain_text("publicerad")


def test_user_without_cookies_signs_in_beside_the_form(page, own_session):
    open_form(page)
    page.context.clear_cookies()
    lead(page).fill("Skrivet utan kakor.")
    sign_in_beside(page)
    expect_saved(page, "Skrivet utan kakor.")
    page.context.clear_cookies()
    act(page, "Publicera")
    sign_in_beside(page)
    expect(message(page)).to_contain_text("publicerad")


def test_text_is_sent_when_the_server_is_back(page):
    open_form(page)
    come_back = put_away(page)
    lead(page).fill("Skrivet medan databasen var borta.")
    expect(page.get_by_text("Servern svarar inte.")).to_be_visible()
    act(page, "Publicera")
    expect(message(page)).to_contain_text("Servern svarar inte.")
    wait_until_kept(page, "Skrivet medan databasen var borta.")
    come_back()
    expect_saved(page, "Skrivet medan databasen var borta.")
    wait_until_nothing_is_kept(page)


def test_save_whose_answer_is_lost_is_not_made_twice(page):
    """Of a new page: the form goes on as that of the page that was made."""
    page.goto("/admin/")
    find_page(page, "Svenska", "Trygghetskonferensen 2018")
    start_page(page, "Föreläsning")
    lost = []

    def lose(route):
        if not is_save(route.request) or lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    page.route("**/admin/**", lose)
    write_title(page, "Svaret som försvann")
    page.wait_for_url("**/edit/")
    lead(page).fill("Skrivet efteråt.")
    expect_saved(page, "Skrivet efteråt.")
    assert lost[0].json()["success"]
    page.goto("/admin/pages/search/?q=Svaret+som+försvann")
    expect(page.get_by_role("link", name="Svaret som försvann", exact=True)).to_have_count(1)


def test_kept_text_is_offered_to_its_writer_alone(page):
    open_form(page)
    address = page.url
    come_back = put_away(page, saves_only=True)
    lead(page).fill("Skrivet före kraschen.")
    write_rich_text(part(page, "Sammanfattning"), "Formaterat före kraschen.")
    wait_until_kept(page, "Formaterat före kraschen.")
    context = page.context
    page.close()
    come_back()

    session = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    other = context.new_page()
    sign_in(other, "oversattare")
    other.goto(address)
    assert "Skrivet före kraschen." not in other.content()
    expect(other.get_by_text("Här finns text som aldrig blev sparad")).to_have_count(0)
    other.close()

    context.clear_cookies(name="sessionid")
    context.add_cookies(session)
    again = context.new_page()
    again.goto(address)
    expect(lead(again)).not_to_have_value("Skrivet före kraschen.")
    again.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(lead(again)).to_have_value("Skrivet före kraschen.")
    expect(part(again, "Sammanfattning").get_by_text("Formaterat före kraschen.")).to_be_visible()
    expect(message(again)).to_contain_text("inte sparat")
    expect_saved(again, "Skrivet före kraschen.")
    wait_until_nothing_is_kept(again)
    lead(again).fill("Skrivet efteråt.")
    expect_saved(again, "Skrivet efteråt.")
    wait_until_nothing_is_kept(again)


def test_text_of_a_snippet_is_offered_again(page):
    page.goto("/admin/snippets/lectures/speaker/add/")
    write(page, "Namn*", "Osparad Person")
    wait_until_kept(page, "Osparad Person")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto("/admin/snippets/lectures/speaker/add/")
    again.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(again.get_by_role("textbox", name="Namn*", exact=True)).to_have_value("Osparad Person")
    again.get_by_role("button", name="Spara").click()
    expect(message(again)).to_contain_text("Osparad Person")
    wait_until_nothing_is_kept(again)
