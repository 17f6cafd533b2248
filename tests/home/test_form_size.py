"""A long form is saved; one that is too long is answered with what to do about it."""

import re

import pytest

from tests.bilingual.sending import edit_url, opened, sent
from tests.factories import StandardPageFactory


@pytest.fixture
def long_page(homes):
    return StandardPageFactory(parent=homes["sv"], title="Lång")


def with_blocks(client, page, count: int, text: str = "Text") -> dict:
    """The form of the page with quotes in it."""
    values = [
        {"type": "quote", "id": f"q{number}", "value": {"quote": f"{text} {number}", "name": "", "role": ""}}
        for number in range(count)
    ]
    return opened(client, page) | sent(type(page)._meta.get_field("body").stream_block, values, "body")


def limits(html: str) -> dict[str, int]:
    """What the script beside the form holds for the largest form."""
    return {name: int(number) for name, number in re.findall(r'data-max-(fields|bytes)="(\d+)"', html)}


def test_page_with_many_blocks_and_much_text_is_saved(editor, long_page):
    form = with_blocks(editor, long_page, 700, "Ett längre citat. " * 250)
    assert len(form) > 4_000
    assert sum(map(len, form.values())) > 3_000_000
    assert editor.post(edit_url(long_page), form).status_code == 302
    long_page.refresh_from_db()
    assert len(long_page.get_latest_revision_as_object().body) == 700


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", "Sidan har för många block för att kunna sparas."),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", "Sidan har för mycket text för att kunna sparas."),
    ],
)
def test_form_that_is_too_large_is_answered_in_swedish(editor, long_page, settings, setting, message):
    form = with_blocks(editor, long_page, 20)
    setattr(settings, setting, 90)
    response = editor.post(edit_url(long_page), form)
    assert (response.status_code, message in response.content.decode()) == (413, True)
    response = editor.post(edit_url(long_page), form, headers={"Accept": "application/json"})
    answer = response.json()
    assert (response.status_code, answer["success"], answer["error_message"].startswith(message)) == (413, False, True)
    long_page.refresh_from_db()
    assert long_page.latest_revision is None


def test_form_knows_a_little_less_than_the_server_takes(editor, long_page, settings):
    known = limits(editor.get(edit_url(long_page)).content.decode())
    assert 0.9 < known["fields"] / settings.DATA_UPLOAD_MAX_NUMBER_FIELDS < 1
    assert 0.9 < known["bytes"] / settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 1


def test_other_bad_requests_are_answered_as_before(client):
    response = client.get("/sv/", headers={"Host": "nobody.invalid"})
    assert (response.status_code, b"Bad Request" in response.content) == (400, True)
