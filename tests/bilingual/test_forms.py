"""The form of a translation: no facts, the rows' texts, and nothing untranslated gets out. Nothing typed is lost."""

import json

import pytest
from django.urls import reverse

from lectures.models import LecturePage
from tests.bilingual.changing import edited, marks, now
from tests.bilingual.changing import publish as publish_it
from tests.bilingual.sending import autosave, edit_url, opened, publish, rich, send
from tests.factories import SubjectFactory
from tests.forms import errors

ROWS = [{"type": "item", "id": "i1", "value": {"heading": "Hur går det till?", "text": "<p>Vi går och ser.</p>"}}]
NESTED = {
    "type": "section",
    "id": "s1",
    "value": {
        "heading": "Om torgen",
        "content": [
            {"type": "accordion", "id": "a1", "value": {"heading": "Frågor", "items": ROWS}},
            {"type": "text", "id": "x1", "value": "<p>Ett torg är till för alla.</p>"},
        ],
    },
}
QUOTE = {
    "type": "quote",
    "id": "q1",
    "value": {"quote": "Tillit tar tid att bygga.", "name": "Kim Exempel", "role": ""},
}


@pytest.fixture
def draft(editor, lecture, english_edition):
    """A translation that has just been started, of a lecture with blocks in blocks."""
    lecture.body = json.dumps([NESTED, QUOTE])
    lecture.save_revision().publish()
    editor.post(reverse("bilingual:start", args=[lecture.pk]))
    return lecture.get_translation(english_edition.locale)


def texts(page) -> dict:
    """The texts of the newest draft, by key."""
    return {
        key: segment.text for key, segment in now(page).get_latest_revision_as_object().segments.items() if segment.text
    }


# Facts


def test_form_of_a_translation_has_no_facts(editor, translation):
    form = editor.get(edit_url(translation)).context["form"]
    assert not set(LecturePage.shared_fields) & {*form.fields, *form.formsets}
    assert {name for name in form.fields if not name.startswith("row_text-")} == {
        *LecturePage.translatable_fields,
        *("slug", "go_live_at", "expire_at", "shown_source"),
        *(name for name in form.fields if name.startswith("comment")),
    }


def test_form_of_an_original_has_them(editor, lecture):
    form = editor.get(edit_url(lecture)).context["form"]
    assert set(LecturePage.shared_fields) <= {*form.fields, *form.formsets}
    assert "shown_source" not in form.fields


def test_facts_of_the_originals_draft_are_shown(editor, lecture, translation):
    subject = SubjectFactory(names={"sv": "Tillit", "en": "Trust"})
    old = now(translation).get_latest_revision()
    edited(lecture, room="Lilla salen", subjects=[subject], recording_url="https://example.org/film")
    assert now(translation).room == "Stora salen"
    pages = {
        "form": edit_url(translation),
        "draft": reverse("wagtailadmin_pages:view_draft", args=[translation.pk]),
        "side": reverse("bilingual:draft", args=[translation.pk]),
        "revision": reverse("wagtailadmin_pages:revisions_view", args=[translation.pk, old.pk]),
    }
    shown = {name: "Lilla salen" in editor.get(address).content.decode() for name, address in pages.items()}
    assert shown == dict.fromkeys(pages, True)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[translation.pk])
    assert editor.post(preview, opened(editor, translation)).json()["is_valid"]
    assert "Lilla salen" in editor.get(preview + "?mode=").content.decode()
    facts = editor.get(reverse("bilingual:beside", args=[translation.pk])).json()["facts"]
    assert {"Lilla salen", "https://example.org/film"} <= {fact["text"] for fact in facts}


def test_facts_of_the_draft_are_not_published_with_the_translation(editor, lecture, translation):
    edited(lecture, room="Lilla salen")
    assert publish(editor, translation, title="Safer squares").status_code == 302
    assert (now(translation).title, now(translation).room) == ("Safer squares", "Stora salen")


# Texts in rows


def test_texts_in_rows_are_saved_and_published(editor, translation):
    row = translation.speakers.first()
    name = f"row_text-speakers-{row.key}-affiliation"
    send(editor, translation, opened(editor, translation, **{name: "Researcher"}))
    assert texts(translation)[f"speakers.{row.key}.affiliation"] == "Researcher"
    assert now(translation).speakers.first().affiliation == "Police 0"
    assert opened(editor, translation)[name] == "Researcher"
    assert publish(editor, translation).status_code == 302
    assert [row.affiliation for row in now(translation).speakers.all()] == ["Researcher", "Police 1"]


# What is not translated


def test_untranslated_texts_are_told_at_fields_and_nothing_lost(editor, lecture, draft):
    rows = {f"row_text-speakers-{row.key}-affiliation": row.affiliation for row in lecture.speakers.all()}
    typed = {"lead": "On squares, as typed", "body-0-value-heading": "On squares", **rows}
    response = send(editor, draft, opened(editor, draft, **typed), "action-publish")
    found = response.context["form"].errors.as_data()
    assert set(found) == {"title", "body", *rows}
    (in_body,) = found["body"]
    section, quote = in_body.block_errors[0], in_body.block_errors[1]
    assert set(section.block_errors) == {"content"}
    content = section.block_errors["content"]
    assert (set(content.block_errors), set(content.block_errors[0].block_errors)) == ({0, 1}, {"heading", "items"})
    assert set(content.block_errors[0].block_errors["items"].block_errors[0].block_errors) == {"heading", "text"}
    assert set(quote.block_errors) == {"quote", "name"}
    html = response.content.decode()
    assert [text for text in (typed["lead"], *rows.values()) if text not in html] == []
    assert "On squares" in str(response.context["form"]["body"].value().get_prep_value())
    assert not now(draft).live


def test_draft_may_be_untranslated(editor, draft):
    assert send(editor, draft, opened(editor, draft, lead="On squares")).status_code == 302
    saved = autosave(editor, draft, opened(editor, draft, lead="On all squares"))
    assert (saved["success"], texts(draft)["lead"], texts(draft)["title"]) == (True, "On all squares", "Trygga torg")


def test_untranslated_texts_are_not_sent_for_review(editor, draft):
    response = send(editor, draft, opened(editor, draft), "action-submit")
    assert (response.status_code, "title" in errors(response)) == (200, True)
    assert now(draft).current_workflow_state is None


def test_confirmed_words_are_published(editor, draft):
    send(editor, draft, translated(editor, draft))
    for key in ("body.q1.name", "title"):
        editor.post(reverse("bilingual:same_words", args=[draft.pk]), {"key": key})
    assert (
        send(editor, draft, translated(editor, draft) | {"title": "Trygga torg"}, "action-publish").status_code == 302
    )
    page = now(draft)
    assert (page.live, page.title, page.body[1].value["name"]) == (True, "Trygga torg", "Kim Exempel")
    assert marks(draft) == {}


def test_long_texts_cannot_be_confirmed(editor, lecture, draft):
    publish_it(lecture, abstract="<p>Här står mer än åtta ord som någon skulle behöva översätta.</p>")
    confirm = reverse("bilingual:same_words", args=[draft.pk])
    assert editor.post(confirm, {"key": "abstract"}).status_code == 404
    assert editor.post(confirm, {"key": "title"}).status_code == 302


def translated(client, page) -> dict:
    """The form of the draft with everything translated but a name."""
    form = opened(client, page, title="Safe squares", lead="On squares")
    for number, row in enumerate(page.speakers.all()):
        form[f"row_text-speakers-{row.key}-affiliation"] = f"Police {number}"
    section, inner = "body-0-value", "body-0-value-content-0-value"
    form |= {
        f"{section}-heading": "On squares",
        f"{inner}-heading": "Questions",
        "body-1-value-quote": "Trust is slow.",
    }
    form |= {f"{inner}-items-0-value-heading": "How?", f"{inner}-items-0-value-text": rich("We walk.")}
    return form | {f"{section}-content-1-value": rich("A square is for everybody.")}
