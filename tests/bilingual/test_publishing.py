"""What is told, stopped and kept when pages are published: by the form, by review, in bulk, by two at once."""

import pytest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override
from wagtail.models import TaskState

from tests.bilingual.changing import ahead, body, edited, marks, now
from tests.bilingual.changing import publish as publish_it
from tests.bilingual.sending import autosave, edit_url, messages, opened, publish, rich, send, shown_source
from tests.factories import UserFactory


@pytest.fixture
def untranslated(editor, lecture, english_edition):
    """A translation that has just been started."""
    editor.post(reverse("bilingual:start", args=[lecture.pk]))
    editor.get("/admin/")  # reads the messages
    return lecture.get_translation(english_edition.locale)


# Beside which words something was written


def test_text_written_beside_the_old_words_stays_old(editor, lecture, translation):
    form = opened(editor, translation, shown_source=shown_source(editor, translation))
    publish_it(lecture, lead="Om torgen, ändrat.", title="Tryggare torg")
    assert set(marks(translation)) == {"lead", "title"}
    send(editor, translation, form | {"lead": "On squares, rewritten"}, "action-publish")
    assert (now(translation).lead, set(marks(translation))) == ("On squares, rewritten", {"lead", "title"})


def test_text_written_beside_the_new_words_is_not_old(editor, lecture, translation):
    publish_it(lecture, lead="Om torgen, ändrat.", title="Tryggare torg")
    form = opened(editor, translation, shown_source=shown_source(editor, translation))
    send(editor, translation, form | {"lead": "On squares, rewritten"}, "action-publish")
    assert set(marks(translation)) == {"title"}


def test_renewed_form_keeps_outdated_text_outdated(editor, lecture, translation):
    form = opened(editor, translation, lead="On squares, rewritten", shown_source=shown_source(editor, translation))
    autosave(editor, translation, form)
    publish_it(lecture, lead="Om torgen, ändrat.")
    form = opened(editor, translation, shown_source=shown_source(editor, translation))
    send(editor, translation, form, "action-publish")
    assert (now(translation).lead, set(marks(translation))) == ("On squares, rewritten", {"lead"})


def test_form_without_the_script_is_written_beside_the_newest_draft(editor, lecture, translation):
    publish_it(lecture, lead="Om torgen, ändrat.")
    publish(editor, translation, lead="On squares, rewritten")
    assert marks(translation) == {}


BROKEN = [
    *("{", "[]", "null", '"x"', "0", "[" * 100_000, '{"lead": ' * 20_000, '{"lead": NaN}', '{"lead": 1e999}'),
    *(
        '{"lead": "\\u0000"}',
        '{"lead": "\\ud800"}',
        '{"\\u0000": "x"}',
        '{"lead": {"x": []}}',
        '{"lead": "' + "x" * 300_000,
    ),
]


@pytest.mark.parametrize("wrong", BROKEN, ids=lambda wrong: ascii(wrong[:20]))
def test_broken_account_of_the_source_loses_nothing(editor, lecture, translation, wrong):
    form = opened(editor, translation, lead="On squares, rewritten", shown_source=wrong)
    assert send(editor, translation, form, "action-publish").status_code == 302
    assert (now(translation).lead, ahead(translation)) == ("On squares, rewritten", {"lead"})


# What is stopped on other ways than the form


def test_approval_of_an_untranslated_page_is_stopped(editor, client, untranslated):
    page = now(untranslated)
    page.get_workflow().start(page, UserFactory())
    reviewer = UserFactory(group="Granskare")
    client.force_login(reviewer)
    task = now(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, edit_url(page))
    assert [kind for kind, _text in messages(response)][-1:] == ["error"]
    response = client.post(address, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": edit_url(page)}
    assert (now(page).live, TaskState.objects.get(pk=task.pk).status) == (False, "in_progress")


def test_approval_with_the_form_is_stopped_too(editor, client, untranslated):
    page = now(untranslated)
    page.get_workflow().start(page, UserFactory())
    client.force_login(UserFactory(group="Granskare"))
    form = opened(client, page) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = send(client, page, form)
    assert response.status_code in (200, 302)
    assert (now(page).live, now(page).current_workflow_task_state.status) == (False, "in_progress")


def test_bulk_publishing_stops_all_and_says_where(editor, homes, untranslated, lecture):
    edited(lecture, title="Ändrad")
    pages = [lecture.pk, untranslated.pk]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "?" + "&".join(f"id={key}" for key in pages) + "&next=/admin/"
    response = editor.post(address + query)
    assert (response.status_code, response["Location"]) == (302, edit_url(untranslated))
    assert "Trygga torg" in dict(messages(response))["error"]
    assert (now(untranslated).live, now(lecture).title) == (False, "Trygga torg")


def test_restoring_an_untranslated_version_is_stopped(editor, untranslated):
    first = now(untranslated).get_latest_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[untranslated.pk, first.pk])
    assert editor.get(address).status_code == 200
    form = opened(editor, untranslated) | {"revision": str(first.pk)}
    response = send(editor, untranslated, form, "action-publish")
    assert (response.status_code, now(untranslated).live) == (200, False)


# Two at once


def test_nothing_typed_is_lost_when_the_original_is_published_meanwhile(editor, lecture, translation):
    form = opened(editor, translation, title="Safer squares", **{"body-0-value": rich("Rewritten")})
    publish_it(lecture, room="Lilla salen", lead="Nytt", body=body("Nytt stycke", *["Stycke"] * 9))
    assert autosave(editor, translation, form)["success"]
    draft = now(translation).get_latest_revision_as_object()
    assert (draft.title, draft.room, draft.body[0].value.source) == (
        "Safer squares",
        "Lilla salen",
        draft.body[0].value.source,
    )
    assert "Rewritten" in draft.body[0].value.source
    assert send(editor, translation, opened(editor, translation), "action-publish").status_code == 302
    assert (now(translation).title, now(translation).room) == ("Safer squares", "Lilla salen")


def test_publishing_a_translation_keeps_an_open_sources_shared_fields(editor, lecture, translation):
    form = opened(editor, lecture, room="Lilla salen", lead="Skrivet länge")
    publish(editor, translation, title="Safer squares")
    assert send(editor, lecture, form, "action-publish").status_code == 302
    assert (now(lecture).room, now(translation).room, now(translation).title) == (
        "Lilla salen",
        "Lilla salen",
        "Safer squares",
    )


# What the editor is told


def test_publisher_of_a_source_is_told_what_became_outdated(editor, lecture, translation):
    response = publish(editor, lecture, lead="Om torgen, ändrat.")
    (told,) = [text for kind, text in messages(response) if kind == "warning"]
    assert edit_url(translation) in told
    with override("sv"):
        assert capfirst(str(lecture._meta.get_field("lead").verbose_name)) in told
    assert set(marks(translation)) == {"lead"}


def test_publisher_of_a_translation_is_told_what_the_source_lacks(editor, lecture, translation):
    response = publish(editor, translation, lead="On other squares.")
    (told,) = [text for kind, text in messages(response) if kind == "warning"]
    assert (edit_url(lecture) in told, ahead(translation)) == (True, {"lead"})


def test_many_texts_are_counted(editor, lecture, translation):
    publish_it(lecture, body=body(*[f"Ändrat {number}" for number in range(9)]))
    response = publish(editor, lecture)
    (told,) = [text for kind, text in messages(response) if kind == "warning"]
    with override("sv"):
        body_label = capfirst(str(lecture._meta.get_field("body").verbose_name))
    assert (told.count(body_label), "4" in told) == (5, True), told
