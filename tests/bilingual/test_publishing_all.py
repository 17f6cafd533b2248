"""Publishing an original and its translations as one: all of them, or none, now or at a time to come."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from wagtail.models import GroupPagePermission

from bilingual import publishing
from bilingual.shared_fields import read_shared_fields
from lectures.models import LecturePage
from tests.bilingual.changing import body, edited, get_record, marks, now
from tests.bilingual.changing import publish as publish_it
from tests.bilingual.sending import autosave, edit_url, messages, opened, send
from tests.factories import StandardPageFactory, UserFactory, open_language, translate
from tests.prepared import prepared

TOGETHER = {"action-publish": "together"}


@pytest.fixture
@prepared
def pair(lecture, translation):
    """Both are public, and both have newer drafts."""
    publish_it(lecture)  # Wagtail takes for a draft what has never been published by a revision, if it is scheduled
    edited(lecture, title="Tryggare torg", lead="Nytt om torgen.")
    edited(translation, title="Safer squares", lead="News of the squares.")
    return lecture, translation


def publish_all(client, page, **changes):
    return send(client, page, opened(client, page, **changes) | TOGETHER)


def titles(*pages) -> list[str]:
    """What is public."""
    return [now(page).title for page in pages]


def stopped(response, page) -> str:
    """What is told when nothing is published: it names the page and leads there."""
    assert response.status_code == 302
    ((kind, text),) = messages(response)
    assert (kind, now(page).get_latest_revision_as_object().title in text, edit_url(page) in text) == (
        "error",
        True,
        True,
    )
    return text


def in_swedish(text: str) -> str:
    with override("sv"):
        return gettext(text)


# All of them


@pytest.mark.parametrize("pressed_on", [0, 1], ids=["original", "translation"])
def test_newest_drafts_of_both_are_published(editor, pair, pressed_on):
    response = publish_all(editor, pair[pressed_on])
    assert (response.status_code, titles(*pair)) == (302, ["Tryggare torg", "Safer squares"])
    ((kind, told),) = messages(response)
    assert (kind, [title in told for title in titles(*pair)]) == ("success", [True, True])
    assert [now(page).has_unpublished_changes for page in pair] == [False, False]
    assert marks(pair[1]) == {}


def test_what_is_typed_goes_out_with_the_facts(editor, pair):
    publish_all(editor, pair[0], room="Lilla salen", lead="Nyast om torgen.")
    assert [(now(page).room, now(page).lead) for page in pair] == [
        ("Lilla salen", "Nyast om torgen."),
        ("Lilla salen", "News of the squares."),
    ]
    assert set(marks(pair[1])) == {"lead"}  # which was not written beside what has just been typed


def test_both_are_published_for_the_first_time(editor, lecture, english_edition):
    lecture.unpublish()
    translation = now(lecture).copy_for_translation(english_edition.locale)
    translation.refresh_from_db()
    edited(translation, title="Safe squares", body=body("Paragraph"), speakers=[], lead="")
    send(editor, translation, opened(editor, translation) | affiliations(translation))
    publish_all(editor, lecture)
    assert [now(page).live for page in (lecture, translation)] == [True, True]
    assert marks(translation) == {f"body.t{number}": "added" for number in range(2, 10)} | {"lead": "added"}


def affiliations(page) -> dict:
    return {f"row_text-speakers-{row.key}-affiliation": "Police" for row in page.speakers.all()}


def test_public_pages_without_a_newer_draft_are_left_alone(editor, lecture, translation):
    before = now(translation).last_published_at, now(translation).live_revision_id
    publish_all(editor, lecture, lead="Nytt om torgen.")
    assert (now(translation).last_published_at, now(translation).live_revision_id) == before
    assert now(lecture).lead == "Nytt om torgen."


def test_third_language_goes_with_them(editor, pair):
    open_language("fi")
    edition = pair[0].get_parent().specific
    translate(edition, "fi", title="Konferenssi")
    finnish = translate(pair[0], "fi", title="Turvalliset torit")
    edited(finnish, title="Turvallisemmat torit")
    publish_all(editor, pair[1])
    assert titles(*pair, finnish) == ["Tryggare torg", "Safer squares", "Turvallisemmat torit"]


# None


def test_untranslated_page_stops_both(editor, pair):
    edited(pair[1], body=body("Stycke 1"))
    text = stopped(publish_all(editor, pair[0]), pair[1])
    assert (titles(*pair), now(pair[0]).room) == (["Trygga torg", "Safe squares"], "Stora salen")
    with override("sv"):
        assert str(pair[1].body.stream_block.child_blocks["text"].label) in text


def test_locked_page_stops_both(editor, pair):
    page = now(pair[1])
    page.locked, page.locked_by, page.locked_at = True, UserFactory(), timezone.now()
    page.save(update_fields=["locked", "locked_by", "locked_at"])
    assert in_swedish("The page is locked.") in stopped(publish_all(editor, pair[0]), pair[1])
    assert titles(*pair) == ["Trygga torg", "Safe squares"]


def test_page_that_one_may_not_publish_stops_both(client, homes, pair):
    GroupPagePermission.objects.filter(group__name="Granskare", permission__codename="publish_page").update(
        page=homes["sv"]
    )
    client.force_login(UserFactory(group="Granskare"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    assert in_swedish("You may not publish this page.") in stopped(publish_all(client, pair[0]), pair[1])
    assert titles(*pair) == ["Trygga torg", "Safe squares"]


def test_half_written_block_stops_both(editor, pair):
    form = opened(editor, pair[1])
    form |= {"body-0-type": "quote", "body-0-value-quote": "", "body-0-value-name": "", "body-0-value-role": ""}
    assert autosave(editor, pair[1], form)["success"]
    text = stopped(publish_all(editor, pair[0]), pair[1])
    with override("sv"):
        assert capfirst(str(pair[1]._meta.get_field("body").verbose_name)) in text
    assert titles(*pair) == ["Trygga torg", "Safe squares"]


def test_page_with_wrong_facts_stops_both(editor, pair):
    draft, starts_at = now(pair[0]).get_latest_revision_as_object(), timezone.now()
    draft.starts_at, draft.ends_at = starts_at, starts_at - timedelta(hours=1)
    draft.save_revision(clean=False)
    assert send(editor, pair[1], opened(editor, pair[1])).status_code == 302
    assert ends_at_in(str(publish_all(editor, pair[1]).context["form"].errors))
    assert titles(*pair) == ["Trygga torg", "Safe squares"]
    with pytest.raises(publishing.CannotBePublished) as error:
        publishing.publish_all_locales(now(pair[1]), UserFactory(is_superuser=True))
    assert (error.value.page.pk, ends_at_in(error.value.reason)) == (pair[0].pk, True)


def ends_at_in(text: str) -> bool:
    """Whether a message names the field."""
    return capfirst(str(LecturePage._meta.get_field("ends_at").verbose_name)) in text


def test_error_in_the_form_is_shown_at_its_field(editor, pair):
    response = publish_all(editor, pair[1], title="")
    assert (response.status_code, set(response.context["form"].errors)) == (200, {"title"})
    assert titles(*pair) == ["Trygga torg", "Safe squares"]


def test_translator_publishes_nothing(client, pair):
    client.force_login(UserFactory(group="Översättare"))
    assert publish_all(client, pair[1]).status_code == 302
    assert titles(*pair) == ["Trygga torg", "Safe squares"]


def test_publish_all_is_offered_to_publishers_of_several_languages(editor, client, pair, edition):
    def has_button(page):
        return 'value="together"' in client.get(edit_url(page)).content.decode()

    alone = StandardPageFactory(parent=edition)
    assert [has_button(page) for page in (*pair, alone)] == [True, True, False]
    client.force_login(UserFactory(group="Översättare"))
    assert not has_button(pair[1])


# At a time to come


def schedule(client, page) -> timezone.datetime:
    """Schedule all languages in an hour."""
    due = (timezone.localtime() + timedelta(hours=1)).replace(second=0, microsecond=0)
    response = publish_all(client, page, go_live_at=due.strftime("%Y-%m-%d %H:%M"))
    assert response.status_code == 302
    return due


def due_times(*pages) -> list:
    return [
        list(page.revisions.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at", flat=True))
        for page in pages
    ]


@pytest.mark.parametrize("pressed_on", [0, 1], ids=["original", "translation"])
def test_both_are_scheduled_for_the_same_moment(editor, pair, pressed_on):
    due = schedule(editor, pair[pressed_on])
    assert due_times(*pair) == [[due], [due]]
    call_command("publish_scheduled")
    assert titles(*pair) == ["Trygga torg", "Safe squares"]
    with time_machine.travel(due + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert titles(*pair) == ["Tryggare torg", "Safer squares"]
    assert (marks(pair[1]), read_shared_fields(now(pair[0])) == read_shared_fields(now(pair[1]))) == ({}, True)


def test_scheduled_pages_are_both_published_or_neither(editor, pair, monkeypatch):
    due = schedule(editor, pair[0])
    # The Swedish page says meanwhile what the English one will say: that would be untranslated.
    original = type(pair[0]).objects.filter(pk=pair[0].pk)
    revision = now(pair[0]).revisions.get(approved_go_live_at__isnull=False)
    revision.content["title"] = "Safer squares"
    revision.save()
    with time_machine.travel(due + timedelta(minutes=1)):
        with pytest.raises(CommandError, match="Safe squares"):
            call_command("publish_scheduled")
        assert (titles(*pair), original.get().room) == (["Trygga torg", "Safe squares"], "Stora salen")
        assert due_times(*pair) == [[due], [due]]
        record = get_record(pair[1])
        words = now(pair[1]).get_latest_revision_as_object().segments["title"].fingerprint
        record.memory.put("is_same", "title", words, words)
        record.memory.save()
        call_command("publish_scheduled")
    assert titles(*pair) == ["Safer squares", "Safer squares"]
