"""Blank and broken drafts are previewed, never as an error: half-written blocks, deleted targets, half-typed words."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import ChooserBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from conference.models import ContactText, OrganiserText, VenueText
from lectures.models import SpeakerText, SubjectText
from tests.factories import (
    ConferencePageFactory,
    ContactFactory,
    DocumentFactory,
    ImageFactory,
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    delete_anyway,
    give_contact,
    give_organiser,
    text_rows,
)
from tests.forms import fields_of, filled_form
from tests.prepared import prepared
from tests.test_matrices import LANGUAGES, MAKERS, PAGE_TYPES

THINGS = sorted(get_snippet_models(), key=lambda model: model.__name__)
NAMES = {"sv": "Namnet", "en": "The name"}
SNIPPET_MAKERS = {
    "Contact": lambda: ContactFactory(texts=text_rows(ContactText, name=NAMES, role={"sv": "Roll"})),
    "Organiser": lambda: OrganiserFactory(texts=text_rows(OrganiserText, name=NAMES)),
    "Speaker": lambda: SpeakerFactory(name="Kim Exempel", texts=text_rows(SpeakerText, title=NAMES)),
    "Subject": lambda: SubjectFactory(texts=text_rows(SubjectText, name=NAMES)),
    "Venue": lambda: VenueFactory(texts=text_rows(VenueText, name=NAMES, directions={"sv": "Buss 4"})),
}


def is_shown(html, code):
    return (html.count("<h1"), f'<html lang="{code}">' in html, ">Skip to content<" in html) == (1, True, code == "en")


# Half-written blocks

GONE = 99_999


def half_values(block):
    """Every way in which a block can be stored half written: all of it missing, and each part missing alone."""
    if isinstance(block, ImageBlock):
        return [
            {"image": image, "alt_text": alt, "decorative": None} for image in (None, GONE) for alt in (None, "Bild")
        ]
    if isinstance(block, StructBlock):
        whole = {name: whole_value(child) for name, child in block.child_blocks.items()}
        return [
            {},
            *({**whole, name: half} for name, child in block.child_blocks.items() for half in half_values(child)),
            *({key: value for key, value in whole.items() if key != name} for name in block.child_blocks),
        ]
    if isinstance(block, ListBlock):
        halves = [
            {"type": "item", "value": half, "id": f"item{n}"} for n, half in enumerate(half_values(block.child_block))
        ]
        return [[], *([half] for half in halves), halves]
    if isinstance(block, StreamBlock):
        children = block.child_blocks.items()
        return [[], *([{"type": name, "value": half}] for name, child in children for half in half_values(child))]
    if isinstance(block, ChooserBlock):
        return [None, GONE]
    return [None] if isinstance(block, IntegerBlock) else [None, ""]


def whole_value(block):
    """Something in every part of a block, as it is stored."""
    if isinstance(block, ImageBlock):
        return {"image": None, "alt_text": "Torget", "decorative": False}
    if isinstance(block, StructBlock):
        return {name: whole_value(child) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [{"type": "item", "value": whole_value(block.child_block), "id": "item"}]
    if isinstance(block, StreamBlock):
        return []
    return GONE if isinstance(block, ChooserBlock) else 3 if isinstance(block, IntegerBlock) else "https://example.org/"


def bodies():
    """The pages that have bodies, each with every block that can stand in it and every half of it."""
    for model in PAGE_TYPES:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    yield pytest.param(model, field.name, name, block, id=f"{model.__name__}-{name}")


@pytest.mark.parametrize(("model", "field", "name", "block"), list(bodies()))
def test_half_a_block_is_previewed(editor, homes, model, field, name, block):
    page = MAKERS[model.__name__](homes["en"])
    halves = [{"type": name, "value": half} for half in half_values(block)]
    assert len(halves) > 1
    setattr(page, field, model._meta.get_field(field).to_python(halves))
    page.save_revision(clean=False)
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    html = response.content.decode()
    assert (response.status_code, is_shown(html, "en")) == (200, True)
    assert 'class="preview-note"' in html


# What is chosen and then deleted


@pytest.fixture
@prepared
def full_lecture(homes):
    edition = ConferencePageFactory(parent=homes["sv"])
    chosen = StandardPageFactory(parent=homes["sv"])
    picture, document = ImageFactory(), DocumentFactory()
    organiser, contact, venue, speaker = OrganiserFactory(), ContactFactory(), VenueFactory(), SpeakerFactory()
    give_organiser(edition, organiser)
    give_contact(edition, contact)
    body = [
        {"type": "image", "value": {"image": {"image": picture.pk, "alt_text": "Torget", "decorative": False}}},
        {"type": "call_to_action", "value": {"heading": "H", "label": "L", "page": chosen.pk}},
        {"type": "documents", "value": {"documents": [document.pk]}},
        {"type": "text", "value": f'<p><a linktype="page" id="{chosen.pk}">Hit</a></p>'},
        {"type": "film", "value": {"title": "T", "url": "https://example.org/", "picture": {"image": picture.pk}}},
        {"type": "lecture_list", "value": {"heading": "H", "show": "chosen", "lectures": [chosen.pk]}},
    ]
    lecture = LecturePageFactory(parent=edition, people=[speaker], venue=venue, picture=picture)
    lecture.documents.create(document=document)
    for page in (edition, lecture):
        page.venue, page.picture, page.body = venue, picture, type(page)._meta.get_field("body").to_python(body)
        page.save_revision(clean=False)
    homes["sv"].links.create(page=chosen, label="Vald")
    homes["sv"].save_revision(clean=False)
    return lecture, [chosen, picture, document, organiser, contact, venue, speaker]


def test_pages_whose_targets_are_deleted_are_previewed(editor, full_lecture, homes):
    lecture, targets = full_lecture
    edition = lecture.get_parent()
    for target in targets:
        delete_anyway(target)
    for page in (lecture, edition, homes["sv"]):
        for view in ("view_draft", "preview_on_edit"):
            response = editor.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
            assert (response.status_code, is_shown(response.content.decode(), "sv")) == (200, True), (page, view)


def test_form_with_since_deleted_targets_is_previewed(editor, full_lecture):
    lecture, targets = full_lecture
    address = reverse("wagtailadmin_pages:edit", args=[lecture.pk])
    form = fields_of(editor.get(address).content.decode(), form_id="page-edit-form")
    form["title"], form["body-count"] = "Nyss skriven titel", "0"
    for target in targets:
        delete_anyway(target)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk])
    assert editor.post(preview, form).json() == {"is_valid": True, "is_available": True}
    html = editor.get(preview).content.decode()
    assert (is_shown(html, "sv"), "Nyss skriven titel" in html) == (True, True)


# Half typed


HALF_TYPED = {
    "registration_url": "htt",
    "stream_url": "https://",
    "starts_at": "2026-02-30 13:00",
    "ends_at": "i morgon",
    "news_by": "20266-01-01",
    "status": "nonsense",
    "picture": "99999",
    "venue": "x",
    "slug": "å ä",
    "lead": "x" * 1000,
    "stream_opens_at": "2026-03-29 02:30",
}


@pytest.mark.parametrize("name", HALF_TYPED)
def test_incomplete_input_is_told_and_the_rest_is_shown(editor, edition, name):
    lecture = LecturePageFactory(parent=edition)
    form = fields_of(
        editor.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).content.decode(), form_id="page-edit-form"
    )
    form["body-count"], form["audience"], form[name] = "0", "För alla med torg", HALF_TYPED[name]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk])
    assert editor.post(preview, form).json() == {"is_valid": True, "is_available": True}
    html = editor.get(preview).content.decode()
    with override("sv"):
        label = str(lecture._meta.get_field(name).verbose_name)
    assert (is_shown(html, "sv"), "För alla med torg" in html) == (True, True)
    assert f'preview-note__field">{label.capitalize()}:' in html or name == "stream_opens_at"
    assert not lecture.get_latest_revision()


def test_incomplete_block_is_told_and_the_others_are_shown(editor, edition):
    lecture = LecturePageFactory(parent=edition)
    form = fields_of(
        editor.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).content.decode(), form_id="page-edit-form"
    )
    blocks = [
        ("film", {"title": "Filmen om torget", "url": "htt", "duration": "", "captions": ""}),
        ("quote", {"quote": "Torget är vårt.", "name": "", "role": ""}),
        ("lecture_list", {"heading": "Fler", "show": "coming", "limit": "99", "lectures-count": "0"}),
    ]
    form["body-count"] = str(len(blocks))
    for number, (kind, values) in enumerate(blocks):
        place = {"deleted": "", "order": str(number), "type": kind, "id": ""}
        for name, value in (place | {f"value-{key}": value for key, value in values.items()}).items():
            form[f"body-{number}-{name}"] = value
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk])
    assert editor.post(preview, form).json()["is_valid"] is True
    html = unescape(editor.get(preview).content.decode())
    assert [text in html for text in ("Filmen om torget", "Torget är vårt.", ">Fler<", 'href="htt"')] == [
        *[True] * 3,
        False,
    ]
    assert [place in html for place in ("Brödtext 1 (Film: ", "Brödtext 3 (Lista med föreläsningar: Högst antal)")] == [
        True,
        True,
    ]


# Things


def test_every_kind_of_thing_is_in_the_matrix():
    assert {model.__name__ for model in THINGS} == set(SNIPPET_MAKERS)


def snippet_form(editor, model, snippet=None):
    name = model.snippet_viewset.get_url_name("edit" if snippet else "add")
    html = editor.get(reverse(name, args=[snippet.pk] if snippet else [])).content.decode()
    return fields_of(html, form_id="w-editor-form"), html


def snippet_preview(model, snippet=None):
    name = model.snippet_viewset.get_url_name("preview_on_edit" if snippet else "preview_on_add")
    return reverse(name, args=[snippet.pk] if snippet else [])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", THINGS, ids=lambda model: model.__name__)
def test_thing_is_previewed_in_each_language(editor, homes, model, code):
    snippet = SNIPPET_MAKERS[model.__name__]()
    form, html = snippet_form(editor, model, snippet)
    assert [mode for mode, _label in snippet.preview_modes] == LANGUAGES
    assert ('value="sv" selected>Svenska<' in html, 'value="en">Engelska<' in html) == (True, True)
    preview = snippet_preview(model, snippet)
    assert editor.post(preview, form).json() == {"is_valid": True, "is_available": True}
    shown = editor.get(preview, {"mode": code}).content.decode()
    assert (is_shown(shown, code), NAMES[code] in shown, "preview-note__" in shown) == (True, True, False)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", THINGS, ids=lambda model: model.__name__)
def test_blank_thing_is_previewed_and_told_what_is_missing(editor, homes, model, code):
    form, _html = snippet_form(editor, model)
    preview = snippet_preview(model)
    assert editor.get(preview, {"mode": code}).status_code == 200  # before a key has been pressed
    assert editor.post(preview, form).json() == {"is_valid": True, "is_available": True}
    shown = editor.get(preview, {"mode": code}).content.decode()
    assert (is_shown(shown, code), 'class="preview-note" lang="sv"' in shown) == (True, True)
    assert model.objects.count() == 0


@pytest.mark.parametrize("model", THINGS, ids=lambda model: model.__name__)
def test_thing_is_shown_as_it_is_typed(editor, homes, model):
    snippet = SNIPPET_MAKERS[model.__name__]()
    form, _html = snippet_form(editor, model, snippet)
    changed = "name" if "name" in form else "texts-0-name"
    form[changed] = "Nyss skrivet"
    preview = snippet_preview(model, snippet)
    assert editor.post(preview, form).json()["is_valid"] is True
    assert "Nyss skrivet" in editor.get(preview).content.decode()
    form["texts-0-DELETE"] = form["texts-1-DELETE"] = "on"
    assert editor.post(preview, form).json()["is_valid"] is True
    assert is_shown(editor.get(preview).content.decode(), "sv")
    form |= {"texts-0-DELETE": "", "texts-1-DELETE": "", "texts-1-language": "sv"}
    assert editor.post(preview, form).json()["is_valid"] is True
    assert is_shown(editor.get(preview).content.decode(), "sv")
    assert snippet.texts.model.objects.filter(snippet=snippet).count() == 2


@pytest.mark.parametrize("mode", ["", "xx", "y" * 5000, "fi"])
def test_unknown_language_of_a_thing_is_the_first(editor, homes, mode):
    venue = SNIPPET_MAKERS["Venue"]()
    assert is_shown(editor.get(snippet_preview(type(venue), venue), {"mode": mode}).content.decode(), "sv")


def test_contact_that_is_not_shown_any_more_says_so(editor, homes):
    contact = ContactFactory(valid_until="2020-01-31")
    html = editor.get(snippet_preview(type(contact), contact)).content.decode()
    assert ("31 januari 2020" in html, contact.email in html) == (True, False)


# The rest


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_is_previewed_before_a_key_has_been_pressed(editor, homes, model):
    page = MAKERS[model.__name__](homes["sv"])
    parent = Page.objects.get(pk=page.get_parent().pk)
    addresses = [reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])]
    if parent.depth > 1 and model.__name__ != "LectureArchivePage":
        where = [model._meta.app_label, model._meta.model_name, parent.pk]
        addresses.append(reverse("wagtailadmin_pages:preview_on_add", args=where))
    for address in addresses:
        response = editor.get(address)
        assert (response.status_code, is_shown(response.content.decode(), "sv")) == (200, True)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_form_with_nothing_in_it_is_previewed(editor, homes, model):
    page = MAKERS[model.__name__](homes["en"])
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
    form = filled_form(html)
    for name in form:
        if not name.endswith("_FORMS") and name != "csrfmiddlewaretoken":
            form[name] = "null" if form[name] == "null" or '"blocks"' in form[name] else ""  # the text editor's nothing
    form["body-count"] = "0"
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(preview, form).json() == {"is_valid": True, "is_available": True}
    assert is_shown(editor.get(preview).content.decode(), "en")
