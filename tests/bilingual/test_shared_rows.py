"""Rows that are facts and hold texts: a speaker goes and comes back with the affiliation of each language."""

import pytest

from bilingual.pages import NotYetTranslated
from lectures.models import LectureSpeaker
from tests.bilingual import sending
from tests.bilingual.changing import ahead, draft, edited, marks, now, publish, speakers

pytestmark = pytest.mark.django_db


def test_reordered_rows_keep_their_texts(lecture, translation, people):
    rows = list(lecture.speakers.all())
    for number, row in enumerate(reversed(rows)):
        row.sort_order = number
    publish(lecture, speakers=rows)
    assert speakers(translation) == [(people[1].pk, "Police 1"), (people[0].pk, "Police 0")]
    assert marks(translation) == {}


def test_rows_get_their_texts_back_when_they_come_back(lecture, translation, people):
    rows = list(lecture.speakers.all())
    publish(lecture, speakers=rows[1:])
    assert speakers(translation) == [(people[1].pk, "Police 1")]
    publish(translation, title="Safer squares")  # its newest version is without the row too
    publish(lecture, speakers=rows)
    assert speakers(translation) == [(people[0].pk, "Police 0"), (people[1].pk, "Police 1")]
    assert (marks(translation), ahead(translation)) == ({}, {"title"})


def test_rows_without_a_number_stand_last_in_every_language(lecture, translation, people):
    page = now(lecture)
    page.speakers.add(LectureSpeaker(speaker=people[2]))
    page.save()
    order = [row.speaker for row in now(translation).speakers.all()]
    assert order == [row.speaker for row in now(lecture).speakers.all()] == people


def test_row_replaced_by_the_same_person_keeps_its_text(lecture, translation, people):
    publish(lecture, speakers=[LectureSpeaker(speaker=people[0], affiliation="Polis 0")])
    assert speakers(translation) == [(people[0].pk, "Police 0")]


def test_new_speaker_comes_without_the_originals_words_and_is_marked(lecture, translation, people):
    rows = [*lecture.speakers.all(), LectureSpeaker(speaker=people[2], affiliation="Räddningstjänsten", sort_order=2)]
    publish(lecture, speakers=rows)
    key = f"speakers.{rows[2].key}.affiliation"
    assert speakers(translation)[2] == (people[2].pk, "")
    assert marks(translation) == {key: "added"}


def test_speakers_words_are_not_published_in_the_originals_language(lecture, translation):
    rows = list(translation.speakers.all())
    rows[0].affiliation = lecture.speakers.all()[0].affiliation
    with pytest.raises(NotYetTranslated) as refused:
        publish(translation, title="Safer squares", speakers=rows)
    assert [segment.key for segment in refused.value.segments] == [f"speakers.{rows[0].key}.affiliation"]
    assert now(translation).title == "Safe squares"


def test_old_draft_is_published_with_a_speaker_added_since(lecture, translation, people):
    before = draft(translation, title="Safer squares")
    publish(lecture, speakers=[*lecture.speakers.all(), LectureSpeaker(speaker=people[2], sort_order=2)])
    before.publish()
    assert [person for person, _affiliation in speakers(translation)] == [person.pk for person in people]


def test_speaker_readded_in_a_draft_keeps_the_translation(lecture, translation, people):
    edited(lecture, speakers=[LectureSpeaker(speaker=people[1], affiliation="Polis 1")])
    version = draft(translation, title="Safer squares").as_object()
    assert [row.affiliation for row in version.speakers.all()] == ["Police 1"]
    assert {row.key for row in version.speakers.all()} == {lecture.speakers.all()[1].key}


def test_speaker_in_another_role_is_another_row(lecture, translation, people):
    publish(lecture, speakers=[LectureSpeaker(speaker=people[0], affiliation="Polis 0", role="moderator")])
    assert speakers(translation) == [(people[0].pk, "")]


def test_words_of_a_drafted_speaker_outlive_the_next_saving(editor, lecture, translation, people):
    """The form of the original sends a row that is in no table yet as a new one."""
    added = LectureSpeaker(speaker=people[2], affiliation="Polis 2", sort_order=2)
    edited(lecture, speakers=[*lecture.speakers.all(), added])
    rows = list(draft(translation, lead="On safer squares.").as_object().speakers.all())
    new = next(row for row in rows if row.speaker_id == people[2].pk)
    new.affiliation = "Police 2"
    publish(translation, speakers=rows)
    assert len(speakers(translation)) == 2  # the speaker is not public yet
    sending.publish(editor, lecture)
    assert (people[2].pk, "Police 2") in speakers(translation)
    assert (marks(translation), ahead(translation)) == ({}, {"lead"})  # it was written beside these very words


def test_words_of_a_drafted_speaker_are_outdated_if_changed_since(editor, lecture, translation, people):
    added = LectureSpeaker(speaker=people[2], affiliation="Polis 2", sort_order=2)
    edited(lecture, speakers=[*lecture.speakers.all(), added])
    rows = list(draft(translation, lead="On safer squares.").as_object().speakers.all())
    next(row for row in rows if row.speaker_id == people[2].pk).affiliation = "Police 2"
    publish(translation, speakers=rows)
    changed = list(now(lecture).get_latest_revision_as_object().speakers.all())
    changed[2].affiliation = "Tull 2"
    publish(lecture, speakers=changed)
    assert (people[2].pk, "Police 2") in speakers(translation)
    assert list(marks(translation).values()) == ["changed"]
