"""Whoever gets another address than the one that the page would have is told which page has it."""

import pytest
from django.urls import reverse

from conference.models import ConferencePage
from home.models import StandardPage
from tests.bilingual.sending import autosave, edit_url, messages, opened, publish, send
from tests.factories import ConferencePageFactory, StandardPageFactory
from tests.forms import errors, filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(home):
    """A draft that has the address of an edition of 2029."""
    return StandardPageFactory(parent=home, title="Ett utkast", slug="2029", live=False)


def add(browser, model, parent, button, **fields):
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = filled_form(browser.get(address).content, **fields)
    return browser.post(address, form.dict() | {button: "1"})


@pytest.mark.parametrize("button", ["action-save", "action-publish"])
def test_edition_whose_year_is_taken_is_told_of(editor, home, draft, button):
    response = add(editor, ConferencePage, home, button, title="Trygghet 2029", year="2029")
    assert ConferencePage.objects.get().slug == "trygghet-2029"
    (told,) = [text for level, text in messages(response) if level == "warning"]
    assert "Adressen ”2029” används av ”Ett utkast”, som inte är publicerad." in told
    assert "Den här sidan har fått ”trygghet-2029”." in told
    assert f'href="{edit_url(draft)}"' in told


def test_translation_whose_address_is_taken_is_told_of(editor, home, homes):
    StandardPageFactory(parent=homes["en"], title="A page", slug="2029")
    edition = ConferencePageFactory(parent=home, year=2029, slug="2029")
    response = editor.post(reverse("bilingual:start", args=[edition.pk]), {"language": "en"})
    translation = edition.get_translations().get()
    assert translation.slug == "2029-1"
    (told,) = [text for level, text in messages(response) if level == "warning"]
    assert "Adressen ”2029” är den som sidan ”A page” har." in told


def test_chosen_address_and_later_saves_are_not_spoken_of(editor, home, draft):
    response = add(editor, ConferencePage, home, "action-publish", title="Trygghet", year="2029", slug="var-egen")
    edition = ConferencePage.objects.get()
    assert [level for level, _text in messages(response)] == ["success"]
    publish(editor, edition, slug="trygghet")
    response = publish(editor, edition, lead="En gång till.")
    assert "warning" not in [level for level, _text in messages(response)]


def test_autosave_leaves_no_heap_of_messages(editor, home, draft):
    add(editor, ConferencePage, home, "action-save", title="Trygghet 2029", year="2029")
    edition = ConferencePage.objects.get()
    editor.get(edit_url(edition))
    assert autosave(editor, edition, opened(editor, edition, lead="Mer."))["success"]
    assert "används av" not in editor.get(edit_url(edition)).content.decode()


def test_form_with_an_address_in_use_names_the_page(editor, home, draft):
    page = StandardPageFactory(parent=home, title="Annan")
    told = errors(send(editor, page, opened(editor, page, slug="2029"), "action-publish"))["slug"]
    assert "Adressen ”2029” används av ”Ett utkast”, som inte är publicerad." in told
    response = add(editor, StandardPage, home, "action-publish", title="Ny", slug="2029")
    assert len(errors(response)["slug"]) == 2
