"""A site that had translations before it kept book of them."""

import json
from uuid import uuid4

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Revision

from bilingual.backfill import backfill_records
from bilingual.models import Wording
from lectures.models import LecturePage, LectureSpeaker
from tests.bilingual.changing import body, get_record, marks, now, publish, speakers
from tests.prepared import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
@prepared
def before(lecture, translation):
    """The translation as it was in such a site: nothing is written down, rows have keys and facts of their own."""
    Wording.objects.filter(translation__page=translation.pk).delete()
    for row in LectureSpeaker.objects.filter(page=translation.pk):
        LectureSpeaker.objects.filter(pk=row.pk).update(key=uuid4())
    LecturePage.objects.filter(pk=translation.pk).update(room="Other hall")
    Revision.objects.filter(object_id=str(translation.pk)).delete()
    return now(translation)


def test_facts_become_the_originals_and_texts_agree(lecture, before, people):
    assert backfill_records() == 1
    assert now(before).room == "Stora salen"
    assert speakers(before) == [(people[0].pk, "Police 0"), (people[1].pk, "Police 1")]
    assert marks(before) == {}
    publish(lecture, title="Trygga parker")
    assert marks(before) == {"title": "changed"}


def test_adopting_again_does_nothing(before):
    backfill_records()
    assert backfill_records() == 0


def test_words_that_are_the_same_are_taken_as_right(lecture, before):
    LecturePage.objects.filter(pk=before.pk).update(lead=lecture.lead)
    backfill_records()
    publish(before, title="Safer squares")
    assert now(before).title == "Safer squares"


def test_draft_that_is_the_originals_words_is_not_translated(lecture, english_edition):
    draft = lecture.copy_for_translation(Locale.objects.get(language_code="en"))
    Wording.objects.filter(translation__page=draft.pk).delete()
    backfill_records()
    assert {segment.key for segment in now(draft).not_yet_translated()} >= {"title", "lead", "body.t1"}
    assert marks(draft) == {}


def test_lists_without_ids_get_equal_ids_in_both_languages(lecture, before):
    accordion = {"heading": "", "items": [{"heading": "Ett", "text": ""}]}
    for page in (lecture, before):
        value = json.loads(body("x")) + [{"type": "accordion", "id": "a", "value": accordion}]
        LecturePage.objects.filter(pk=page.pk).update(body=json.dumps(value))
    backfill_records()
    items = [now(page).body.raw_data[1]["value"]["items"][0] for page in (lecture, before)]
    assert items[0]["id"] == items[1]["id"]


def test_migrating_settles_what_was_there(before):
    call_command("migrate", verbosity=0)
    assert (now(before).room, bool(get_record(before).memory.has("is_agreed"))) == ("Stora salen", True)
