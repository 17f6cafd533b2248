"""What a preview says is missing is what publishing by the form demands, in the words of the editor's language."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.models import Page

from home.models import HomePage
from lectures.models import LectureDocument, LecturePage
from previews.missing import missing
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    VenueFactory,
    translate,
)
from tests.forms import fields_of

FILLED_IN = "behöver fyllas i."


def notes(html):
    """The lines of the note above a preview."""
    note = html.partition('<section class="preview-note"')[2].partition("</section>")[0]
    return [unescape(" ".join(strip_tags(line).split())) for line in re.findall("<li>(.*?)</li>", note, re.DOTALL)]


def form_of(editor, page):
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return with_blocks(fields_of(html, form_id="page-edit-form"))


def fill_in(form, changes):
    """The form with some fields changed."""
    for name, value in changes.items():
        form[name] = value
    return form


def with_blocks(form, *blocks):
    """The form with these blocks in its body, as the browser sends them."""
    form["body-count"] = str(len(blocks))
    for number, (kind, values) in enumerate(blocks):
        for name, value in {"deleted": "", "order": str(number), "type": kind, "id": "", **values}.items():
            form[f"body-{number}-{name}"] = value
    return form


def previewed(editor, page, form):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, form).json() == {"is_valid": True, "is_available": True}
    return editor.get(address).content.decode()


def refused(editor, page, form):
    """Where the form says that something is wrong when it is published: names of its fields and of its rows."""
    form["action-publish"] = "action-publish"
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    if response.status_code == 302:
        return set()
    form = response.context["form"]
    fields = {str(form[name].label) for name in form.errors if name in form.fields}
    return fields | {name for name, formset in form.formsets.items() if formset.total_error_count()}


FILM = {"value-title": "Film", "value-url": "https://example.org/", "value-duration": "", "value-captions": ""}
CALL = {"value-heading": "H", "value-text": "", "value-label": "L", "value-page": "", "value-url": ""}
LECTURES = {"value-heading": "", "value-show": "coming", "value-lectures-count": "0", "value-limit": ""}
SECTION = {
    "value-heading": "",
    "value-content-count": "1",
    **{
        f"value-content-0-{name}": value
        for name, value in {"deleted": "", "order": "0", "type": "quote", "id": ""}.items()
    },
    **{f"value-content-0-value-{name}": "" for name in ("quote", "name", "role")},
}
ACCORDION = {
    "value-heading": "",
    "value-items-count": "1",
    **{f"value-items-0-{name}": value for name, value in {"deleted": "", "order": "0", "id": ""}.items()},
    "value-items-0-value-heading": "",
    "value-items-0-value-text": "null",
}
DRAFTS = {
    "nothing": ({}, [], []),
    "title": ({"title": ""}, [], [f"Titel: {FILLED_IN}"]),
    "title and date": (
        {"title": "", "date_precision": "day"},
        [],
        [
            f"Titel: {FILLED_IN}",
            "Börjar: Skriv när det börjar, eller välj ”Saknas” ovanför om datumet inte är känt.",
        ],
    ),
    "an end alone": (
        {"ends_at": "2026-09-30 14.00"},
        [],
        ["Börjar: Skriv när det börjar, eller välj ”Saknas” ovanför om datumet inte är känt."],
    ),
    "film": ({}, [("film", FILM | {"value-title": ""})], [f"Brödtext 1 (Film: Titel): {FILLED_IN}"]),
    "the second block": (
        {},
        [("film", FILM), ("call_to_action", CALL)],
        [
            "Brödtext 2 (Uppmaning: Eller adress någon annanstans): "
            "Välj antingen en sida på webbplatsen eller skriv en adress någon annanstans."
        ],
    ),
    "blocks within blocks": (
        {},
        [("section", SECTION), ("accordion", ACCORDION), ("lecture_list", LECTURES)],
        [
            f"Brödtext 1 (Avsnitt: Rubrik): {FILLED_IN}",
            f"Brödtext 1.1 (Citat: Citat): {FILLED_IN}",
            f"Brödtext 2.1 (Utfällbara rader: Rader: Rubrik): {FILLED_IN}",
            f"Brödtext 2.1 (Utfällbara rader: Rader: Text): {FILLED_IN}",
            f"Brödtext 3 (Lista med föreläsningar: Rubrik): {FILLED_IN}",
            f"Brödtext 3 (Lista med föreläsningar: Högst antal): {FILLED_IN}",
        ],
    ),
}


@pytest.mark.parametrize("case", DRAFTS)
def test_preview_says_what_publishing_demands(editor, edition, case):
    lecture = LecturePageFactory(parent=edition)
    changes, blocks, told = DRAFTS[case]
    form = with_blocks(form_of(editor, lecture), *blocks)
    fill_in(form, changes)
    html = previewed(editor, lecture, form)
    assert notes(html) == told
    assert refused(editor, lecture, form) == {line.split(":")[0].split(" ")[0] for line in told}


def test_picture_without_alternative_text_is_told_in_its_block(editor, edition):
    lecture = LecturePageFactory(parent=edition)
    picture = {"value-image-image": str(ImageFactory().pk), "value-image-alt_text": "", "value-caption": ""}
    form = with_blocks(form_of(editor, lecture), ("image", picture))
    (line,) = notes(previewed(editor, lecture, form))
    assert line.startswith("Brödtext 1 (Bild: Bild): Alternativ text: ")
    assert refused(editor, lecture, form) == {"Brödtext"}


def test_rows_without_a_person_or_a_document_are_told(editor, edition):
    lecture = LecturePageFactory(parent=edition, people=[SpeakerFactory(), SpeakerFactory()])
    LectureDocument.objects.create(page=lecture, document=DocumentFactory())
    form = form_of(editor, lecture)
    form["speakers-1-speaker"] = form["documents-0-document"] = ""
    assert notes(previewed(editor, lecture, form)) == [
        f"Talare och moderator 2: Person: {FILLED_IN}",
        f"Bilder och utdelat material 1: Dokument: {FILLED_IN}",
    ]
    assert refused(editor, lecture, form) == {"speakers", "documents"}


def test_edition_without_its_year_and_menu_without_words_are_told(editor, edition, home):
    form = form_of(editor, edition)
    form["year"] = ""
    assert notes(previewed(editor, edition, form)) == [f"År: {FILLED_IN}"]
    assert refused(editor, edition, form) == {"År"}
    form = form_of(editor, home)
    row = {"id": "", "place": "menu", "page": "", "address": "/sv/", "label": "", "ORDER": "1", "DELETE": ""}
    fill_in(form, {"links-TOTAL_FORMS": "1", **{f"links-0-{name}": value for name, value in row.items()}})
    assert notes(previewed(editor, home, form)) == ["Länkar 1: Text: Skriv länkens ord."]
    assert refused(editor, home, form) == {"links"}


def test_translation_is_told_only_of_untranslated_texts(editor, edition, homes):
    lecture = LecturePageFactory(parent=edition, title="Trygga torg", lead="Om torgen i Luleå.")
    translate(edition)
    translation = translate(lecture)
    translation.translation.wordings.update(is_same=False)
    lecture.speakers.create(speaker=None)
    lecture.save_revision()
    form = form_of(editor, translation)
    html = previewed(editor, translation, form)
    assert '<html lang="en">' in html
    assert [line.split(":")[0] for line in notes(html)] == ["Titel", "Ingress"]
    assert refused(editor, translation, form) == {"Titel", "Ingress"}


def test_translation_of_an_undated_source_is_told_what_comes_first(editor, edition, homes):
    lecture = LecturePageFactory(parent=edition, title="Trygga torg")
    translate(edition)
    translation = translate(lecture, title="Safe squares")
    lecture.date_precision = "day"
    lecture.save_revision(clean=False)
    form = form_of(editor, translation)
    assert notes(previewed(editor, translation, form)) == [
        "Börjar: Skriv när det börjar, eller välj ”Saknas” ovanför om datumet inte är känt."
    ]
    form["action-publish"] = "action-publish"
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[translation.pk]), form)
    assert response.context["form"].non_field_errors() == [
        "Börjar: Skriv när det börjar, eller välj ”Saknas” ovanför om datumet inte är känt."
    ]


def without_title(page):
    """A page that has lost its title, as it could not in a form."""
    Page.objects.filter(pk=page.pk).update(title="", draft_title="")
    page.title = ""
    return page


def test_preview_note_is_in_the_editors_language(editor, homes):
    page = without_title(StandardPageFactory(parent=homes["en"]))
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert ('<html lang="en">' in html, '<section class="preview-note" lang="sv"' in html) == (True, True)
    assert "Det här saknas innan sidan kan publiceras:" in html
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert notes(html) == ["Title: needs to be filled in."]


def test_note_stands_before_the_page_and_is_skipped_with_it(editor, home):
    page = without_title(StandardPageFactory(parent=home))
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    places = [html.index(part) for part in ('class="skip-link"', 'class="preview-note"', "<header", "<main")]
    assert places == sorted(places)


def test_new_page_without_a_title_has_none(editor, homes):
    where = ["home", "standardpage", homes["en"].pk]
    html = editor.get(reverse("wagtailadmin_pages:add", args=where)).content.decode()
    form = fields_of(html, form_id="page-edit-form")
    address = reverse("wagtailadmin_pages:preview_on_add", args=where)
    assert editor.post(address, with_blocks(form)).json() == {"is_valid": True, "is_available": True}
    html = editor.get(address).content.decode()
    assert (notes(html), ">Untitled</h1>" in html) == ([f"Titel: {FILLED_IN}"], True)
    form["title"] = "Placeholder title"
    editor.post(address, form)
    html = editor.get(address).content.decode()
    assert (notes(html), ">Placeholder title</h1>" in html) == ([], True)


def test_many_things_that_are_missing_do_not_fill_the_screen(editor, home):
    half = [("quote", {"value-quote": "", "value-name": "", "value-role": ""})] * 9
    page = StandardPageFactory(parent=home)
    html = previewed(editor, page, with_blocks(form_of(editor, page), *half))
    first, _more, rest = html.partition('<details class="preview-note__more">')
    assert (len(notes(html)), "4 saker till" in rest, first.count("Citat: Citat")) == (9, True, 5)


def test_public_pages_weigh_nothing_more(client, editor, edition):
    lecture = without_title(LecturePageFactory(parent=edition))
    client.logout()
    for page in (lecture, edition, HomePage.objects.get(pk=edition.get_parent().pk)):
        html = client.get(page.url).content.decode()
        assert ("preview-note" in html, "preview_note" in html, "previews/" in html) == (False, False, False)


def test_preview_for_outsiders_has_no_note(edition):
    html = without_title(LecturePageFactory(parent=edition)).make_preview_request().content.decode()
    assert 'class="preview-note"' not in html


def test_state_that_is_no_longer_possible_is_told(editor, edition):
    lecture = LecturePageFactory(parent=edition)
    address = reverse("wagtailadmin_pages:view_draft", args=[lecture.pk])
    told = "Läget som du valde stämmer inte med det som står nu. Du ser sidan som den är nu."
    shown = {mode: told in editor.get(address, {"mode": mode}).content.decode() for mode in ("", "live", "cancelled")}
    assert shown == {"": False, "live": True, "cancelled": False}


def test_what_is_missing_is_found_without_changing_the_page(edition):
    lecture = LecturePageFactory(parent=edition)
    lecture.title = lecture.slug = ""
    before = {field.attname: getattr(lecture, field.attname) for field in LecturePage._meta.concrete_fields}
    with override("en"):
        assert [(problem.label, problem.message) for problem in missing(lecture)] == [
            ("Title", "needs to be filled in.")
        ]
    assert {field.attname: getattr(lecture, field.attname) for field in LecturePage._meta.concrete_fields} == before


def test_thing_says_what_saving_demands(editor):
    venue = VenueFactory()
    name = type(venue).snippet_viewset.get_url_name("edit")
    form = fields_of(editor.get(reverse(name, args=[venue.pk])).content.decode(), form_id="w-editor-form")
    form["texts-0-name"], form["map_url"] = "", "htt"
    preview = reverse(type(venue).snippet_viewset.get_url_name("preview_on_edit"), args=[venue.pk])
    assert editor.post(preview, form).json()["is_valid"] is True
    html = editor.get(preview).content.decode()
    assert [line.split(":")[0] for line in notes(html)] == ["Karta", "Svenska"]
    assert "Det här saknas innan det kan sparas:" in html
    form["texts-0-DELETE"] = "on"
    editor.post(preview, form)
    assert "Skriv åtminstone det svenska namnet." in notes(editor.get(preview).content.decode())
