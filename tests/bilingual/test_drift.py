"""Drift: which texts no longer say what the other language says, and only they."""

import json

import pytest
import time_machine
from django.utils.dateparse import parse_datetime
from wagtail.models import Locale

from bilingual import drift
from bilingual.models import Translation, TranslationStatus
from bilingual.pages import NotYetTranslated, store
from tests.bilingual.changing import ahead, body, draft, edited, get_record, marks, now, publish, remembered
from tests.factories import UserFactory, translate

pytestmark = pytest.mark.django_db

SWEDISH = [f"Stycke {number}" for number in range(1, 10)]
ENGLISH = [f"Paragraph {number}" for number in range(1, 10)]


def hold_right(translation, *keys, user=None) -> list[str]:
    """Hold that texts are right as they are; which of them were marked."""
    record, page = get_record(translation), now(translation)
    current = page if page.live else page.get_latest_revision_as_object()
    cleared = drift.still_right(record, keys, page.original.segments, current.segments, user)
    store(record)
    return cleared


def moved(page) -> str:
    blocks = now(page).body.get_prep_value()
    return json.dumps(blocks[::-1])


def test_new_translation_is_not_old(translation):
    assert (marks(translation), ahead(translation)) == ({}, set())


def test_word_in_block_seven_marks_block_seven(lecture, translation):
    publish(lecture, body=body(*SWEDISH[:6], "Stycke sju", *SWEDISH[7:]))
    assert marks(translation) == {"body.t7": "changed"}


def test_putting_back_clears(lecture, translation):
    publish(lecture, title="Trygga parker")
    assert marks(translation) == {"title": "changed"}
    publish(lecture, title="Trygga torg")
    assert marks(translation) == {}


@pytest.mark.parametrize("language", ["lecture", "translation"])
def test_moving_a_block_is_no_change(lecture, translation, language):
    page = lecture if language == "lecture" else translation
    publish(page, body=moved(page))
    assert (marks(translation), ahead(translation)) == ({}, set())


def test_new_keys_of_the_editor_are_no_change(lecture, translation):
    publish(lecture, body=body(*SWEDISH).replace("<p>", "<p data-block-key='x'>"))
    assert marks(translation) == {}


def test_draft_of_the_original_marks_nothing(lecture, translation):
    edited(lecture, title="Trygga parker")
    assert marks(translation) == {}


def test_added_and_removed_blocks_of_the_source_are_marked(lecture, translation):
    publish(lecture, body=body(*SWEDISH[1:], "Stycke 10", first=2))
    assert marks(translation) == {"body.t1": "removed", "body.t10": "added"}
    publish(translation, body=body(*ENGLISH[1:], "Paragraph 10", first=2))
    assert (marks(translation), ahead(translation)) == ({}, set())


def test_translating_what_changed_clears_it_and_only_it(lecture, translation):
    publish(lecture, title="Trygga parker", lead="Om parkerna.")
    publish(translation, title="Safe parks")
    assert marks(translation) == {"lead": "changed"}


def test_changing_the_translation_leaves_the_original_behind_until_it_changes(lecture, translation):
    publish(translation, title="Very safe squares")
    assert (marks(translation), ahead(translation)) == ({}, {"title"})
    publish(lecture, lead="Om parkerna.")
    assert (marks(translation), ahead(translation)) == ({"lead": "changed"}, {"title"})
    publish(lecture, title="Mycket trygga torg")
    assert (marks(translation), ahead(translation)) == ({"lead": "changed"}, set())


def test_putting_the_translation_back_clears_that_the_original_is_behind(lecture, translation):
    publish(translation, title="Very safe squares")
    publish(translation, title="Safe squares")
    assert ahead(translation) == set()


def test_wording_older_than_a_change_does_not_resolve_it(lecture, translation):
    edited(translation, title="Very safe squares")
    publish(lecture, title="Trygga parker")
    publish(translation)
    assert marks(translation) == {"title": "changed"}


def test_wording_that_was_written_beside_a_draft_waits_for_it(lecture, translation):
    edited(lecture, title="Trygga parker")
    publish(translation, title="Safe parks")
    assert marks(translation) == {"title": "draft"}
    assert not get_record(translation).seen_as_old
    publish(lecture)
    assert (marks(translation), ahead(translation)) == ({}, set())


def test_going_back_to_an_older_translation_is_old_again(lecture, translation):
    older = now(translation).get_latest_revision()
    publish(lecture, title="Trygga parker")
    publish(translation, title="Safe parks")
    older.publish()
    assert marks(translation) == {"title": "changed"}
    publish(lecture, title="Trygga torg")
    assert marks(translation) == {}


def test_publishing_an_older_version_does_not_forget_the_newer_draft(lecture, translation):
    """As when a scheduled version goes out while somebody works on the next."""
    scheduled = draft(translation, lead="On the squares.")
    publish(lecture, title="Trygga parker")
    edited(translation, title="Safe parks")
    publish(lecture, title="Trygga hem")
    scheduled.publish()
    publish(translation)
    assert (now(translation).title, marks(translation)) == ("Safe parks", {"title": "changed"})


def test_version_that_was_replaced_by_another_draft_is_known(lecture, translation):
    scheduled = draft(translation, title="Very safe squares")
    publish(lecture, title="Trygga parker")
    edited(translation, title="Safe parks")
    scheduled.publish()
    assert marks(translation) == {"title": "changed"}


def test_still_right_clears_and_says_who(lecture, translation):
    user = UserFactory()
    publish(lecture, title="Trygga parker", lead="Om parkerna.")
    assert hold_right(translation, "title", "body.t1", user=user) == ["title"]
    assert marks(translation) == {"lead": "changed"}
    agreed = get_record(translation).memory.find("is_agreed", "title")
    assert (agreed.confirmed_by, agreed.confirmed_at is not None) == (user, True)
    publish(translation, seo_title="Parks")
    assert marks(translation) == {"lead": "changed"}
    publish(lecture, title="Trygga torg")
    assert set(marks(translation)) == {"title", "lead"}


def test_still_right_clears_that_the_original_is_behind(lecture, translation):
    publish(translation, title="Very safe squares")
    assert hold_right(translation, "title") == ["title"]
    assert ahead(translation) == set()


def test_text_is_old_since_it_first_was(lecture, translation):
    with time_machine.travel("2027-01-10T12:00Z", tick=False):
        publish(lecture, title="Trygga parker")
    with time_machine.travel("2027-02-10T12:00Z", tick=False):
        publish(lecture, title="Trygga hem", lead="Om hemmen.")
    record = get_record(translation)
    assert record.old_since == parse_datetime("2027-01-10T12:00Z")
    since = {key: mark.since.isoformat()[:7] for key, mark in record.memory.has("is_outdated").items()}
    assert since == {"title": "2027-01", "lead": "2027-02"}


@pytest.mark.parametrize(("field", "told"), [("lead", True), ("seo_title", False)])
def test_visitors_are_told_of_what_they_see(lecture, translation, field, told):
    publish(lecture, **{field: "Något nytt"})
    assert get_record(translation).seen_as_old is told


def test_status_follows(lecture, translation, edition, english_edition):
    def status():
        return Translation.objects.with_status().get(pk=get_record(translation).pk).status

    assert status() == TranslationStatus.READY
    publish(lecture, title="Trygga parker")
    assert status() == TranslationStatus.OLD
    now(translation).unpublish()
    assert status() == TranslationStatus.DRAFT


def test_draft_translation_of_other_wording_is_outdated(lecture, english_edition):
    english = lecture.copy_for_translation(Locale.objects.get(language_code="en"))
    edited(english, title="Safe squares")
    publish(lecture, title="Trygga parker", lead="Om parkerna.")
    assert marks(english) == {"title": "changed"}
    edited(english, title="Safe parks")
    assert marks(english) == {}


def test_draft_translation_of_a_draft_is_not_outdated(lecture, english_edition):
    english = lecture.copy_for_translation(Locale.objects.get(language_code="en"))
    older = draft(lecture)
    edited(lecture, title="Trygga parker")
    edited(english, title="Safe parks")
    older.publish()
    assert marks(english) == {}


def test_words_of_the_original_are_not_published(lecture, translation):
    with pytest.raises(NotYetTranslated, match="Titel|Title"):
        publish(translation, title=lecture.title)
    assert now(translation).title == "Safe squares"


def test_confirmed_identical_texts_are_published_until_they_change(lecture, translation):
    version = edited(translation, title="Trygga torg")
    version.confirm_same_words(version.not_yet_translated())
    publish(translation)
    assert (now(translation).title, marks(translation)) == ("Trygga torg", {})
    publish(lecture, title="Trygga parker")
    assert marks(translation) == {"title": "changed"}


def test_words_of_the_originals_draft_are_not_published(lecture, translation):
    edited(lecture, title="Trygga parker")
    with pytest.raises(NotYetTranslated):
        publish(translation, title="Trygga parker")


def test_many_wordings_are_remembered_and_the_oldest_forgotten(lecture, translation, monkeypatch):
    monkeypatch.setattr(drift, "MAX_WORDINGS", 3)
    for number in range(5):
        publish(translation, title=f"Safe squares {number}")
    wordings = remembered(translation, "title")
    assert len(wordings) == 3
    assert wordings[-1] == now(translation).segments["title"].fingerprint
    publish(translation, title="Safe squares")
    assert (marks(translation), ahead(translation)) == ({}, set())


def test_autosave_is_not_remembered_for_ever(lecture, translation):
    for number in range(5):
        page = now(translation).get_latest_revision_as_object()
        page.title = f"Safe squares {number}"
        overwritten = page.get_latest_revision() if number else None
        page.save_revision(overwrite_revision=overwritten)
    assert len(remembered(translation, "title")) == 1
    publish(translation)
    assert len(remembered(translation, "title")) == 2


@pytest.mark.parametrize("text", ["x" * 200_000, "å" * 100_000, "<p>" * 3000])
def test_large_texts_are_compared(lecture, translation, text):
    publish(lecture, abstract=f"<p>{text}</p>")
    assert marks(translation).keys() <= {"abstract"}
    publish(translation, body=moved(translation))


def test_first_edit_of_a_list_keeps_its_pairs(edition, lecture, english_edition):
    def accordion(*headings):
        items = [{"heading": heading, "text": ""} for heading in headings]
        return json.dumps([{"type": "accordion", "id": "a", "value": {"heading": "", "items": items}}])

    publish(lecture, body=accordion("Ett", "Två"), speakers=[])
    english = translate(lecture, title="Squares", lead="", body=accordion("One", "Two"))
    publish(lecture, body=accordion("Ett", "Tre"))
    items = now(lecture).body.get_prep_value()[0]["value"]["items"]
    assert marks(english).keys() == {f"body.{items[1]['id']}.heading", "lead"}
