"""Families: what is written down of pages in each language, as pages and languages come and go."""

import pytest
from wagtail.models import Locale, Page

from bilingual import translation_groups
from bilingual.models import Translation, TranslationStatus
from home.models import HomePage
from lectures.models import LecturePage
from tests.bilingual.changing import ahead, draft, edited, get_record, marks, now, publish
from tests.factories import LecturePageFactory, delete_anyway, make_private, translate
from tests.prepared import prepared

pytestmark = pytest.mark.django_db


def records(original) -> dict[str, int | None]:
    """The translations of an original by language."""
    return {record.locale.language_code: record.page_id for record in Translation.objects.filter(original=original.pk)}


def is_original(page) -> bool:
    return now(page).translation is None


def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
@prepared
def finnish(lecture, translation):
    """A third language, in which edition and lecture are published."""
    locale = Locale.objects.create(language_code="fi")
    home = HomePage.objects.get(locale=locale)
    home.title = "Konferenssi"
    home.confirm_same_words(home.not_yet_translated())
    home.save_revision().publish()
    translate(now(lecture).get_parent().specific, "fi", title="Vuosi")
    started = now(lecture).copy_for_translation(locale)
    rows = list(started.speakers.all())
    for row in rows:
        row.affiliation = "Poliisi"
    texts = {"title": "Turvalliset torit", "lead": "Toreista.", "body": "[]"}
    publish(started, **texts, speakers=rows)
    return now(started)


def test_new_page_is_an_original_whose_translation_is_missing(lecture):
    assert is_original(lecture)
    assert records(lecture) == {"en": None}
    assert Translation.objects.with_status().get(original=lecture).status == TranslationStatus.MISSING


def test_page_that_is_started_is_a_translation(lecture, english_edition):
    started = lecture.copy_for_translation(english())
    assert records(lecture) == {"en": started.pk}
    assert (is_original(started), now(started).original) == (False, lecture)
    assert Translation.objects.filter(original=started.pk).count() == 0


def test_copy_of_a_translation_is_an_original(lecture, translation):
    copy = translation.copy(update_attrs={"slug": "copy"})
    assert (is_original(copy), records(copy)) == (True, {"sv": None})
    assert records(lecture) == {"en": translation.pk}


def test_copy_of_a_tree_is_a_tree_of_originals(edition, lecture, translation):
    copy = edition.copy(recursive=True, update_attrs={"slug": "copy"})
    below = LecturePage.objects.child_of(copy).get()
    assert [records(copy), records(below)] == [{"en": None}, {"en": None}]


def test_deleted_translation_is_missing_and_can_be_restarted(lecture, translation):
    publish(lecture, title="Trygga parker")
    now(translation).delete()
    record = Translation.objects.get(original=lecture)
    assert (record.page, list(record.wordings.all())) == (None, [])
    again = now(lecture).copy_for_translation(english())
    assert (records(lecture), marks(again)) == ({"en": again.pk}, {})


def test_original_that_is_deleted_leaves_its_translation(lecture, translation):
    now(lecture).delete()
    assert (get_record(translation).original, now(translation).live) == (None, True)
    assert now(translation).original is None
    publish(translation, title="Safer squares")
    assert now(translation).title == "Safer squares"


def test_original_that_is_deleted_takes_what_nobody_has_started(lecture, english_edition):
    now(lecture).delete()
    assert Translation.objects.filter(original=None).count() == 0


def test_family_that_is_deleted_leaves_nothing(edition, lecture, translation):
    """The English tree first, then the Swedish; or both at once."""
    delete_anyway(Page.objects.filter(pk__in=[edition.get_translation(english()).pk, edition.pk]))
    assert Translation.objects.exclude(original__in=HomePage.objects.all()).count() == 0


def test_translation_whose_original_is_gone_can_become_an_original(lecture, translation, finnish):
    now(lecture).delete()
    translation_groups.detach(now(translation))
    assert (is_original(translation), records(translation)) == (True, {"fi": finnish.pk, "sv": None})
    publish(translation, room="New hall")
    assert [now(page).room for page in (translation, finnish)] == ["New hall", "New hall"]


def test_translation_that_leaves_its_original_has_facts_of_its_own(lecture, translation):
    translation_groups.detach(now(translation))
    publish(translation, room="New hall")
    assert (now(lecture).room, now(translation).room) == ("Stora salen", "New hall")
    assert (records(lecture), records(translation)) == ({"en": None}, {"sv": None})
    assert not now(lecture).has_translation(english())


@pytest.mark.parametrize("gone", [True, False])
def test_draft_that_becomes_a_source_has_current_shared_fields(lecture, translation, gone):
    edited(translation, title="Safer squares")
    publish(lecture, room="Ny sal")
    if gone:
        now(lecture).delete()
    translation_groups.detach(now(translation))
    draft_of_now = now(translation).get_latest_revision_as_object()
    assert (draft_of_now.title, draft_of_now.room, draft_of_now.original) == ("Safer squares", "Ny sal", None)


def test_translations_whose_original_is_gone_keep_the_same_facts(lecture, translation, finnish):
    edited(translation, room="One")
    now(lecture).delete()
    publish(translation, room="Two")
    now(finnish).save()
    assert now(translation).room == now(finnish).room == "Stora salen"


def test_translating_an_orphan_makes_it_a_source(lecture, translation):
    locale = Locale.objects.create(language_code="fi")
    translate(now(lecture).get_parent().specific, "fi", title="Vuosi")
    now(lecture).delete()
    started = now(translation).copy_for_translation(locale)
    assert (is_original(translation), records(translation)) == (True, {"fi": started.pk, "sv": None})


@pytest.fixture
@prepared
def from_english(edition, english_edition):
    """A lecture that was written in English first, with a draft in Swedish."""
    lecture = LecturePageFactory(parent=english_edition, title="Squares", lead="On squares.", locale=english())
    swedish = lecture.copy_for_translation(edition.locale)
    edited(swedish, title="Torg", lead="Om torg.", room="Sal")
    return lecture, swedish


def test_first_language_becomes_the_original_when_it_is_published(from_english):
    lecture, swedish = from_english
    assert (is_original(lecture), is_original(swedish)) == (True, False)
    publish(swedish)
    assert (is_original(lecture), is_original(swedish)) == (False, True)
    assert (records(swedish), records(lecture)) == ({"en": lecture.pk}, {})
    assert marks(lecture) == {}
    publish(swedish, room="Stora salen", title="Öppna torg")
    assert (now(lecture).room, marks(lecture)) == ("Stora salen", {"title": "changed"})


def test_drift_of_the_first_language_survives_a_new_source(from_english):
    lecture, swedish = from_english
    publish(lecture, lead="On open squares.")
    assert marks(swedish) == {"lead": "changed"}
    publish(swedish)
    assert (ahead(lecture), marks(lecture)) == ({"lead"}, {})


def test_crown_keeps_a_third_language(from_english):
    lecture, swedish = from_english
    locale = Locale.objects.create(language_code="fi")
    edition = swedish.get_parent().specific
    translate(edition, "fi", title="Vuosi")
    finnish = translate(now(lecture), "fi", title="Torit", lead="Toreista.")
    publish(swedish)
    assert records(swedish) == {"en": lecture.pk, "fi": finnish.pk}
    assert (marks(lecture), marks(finnish), locale.pk) == ({}, {}, finnish.locale_id)
    publish(swedish, title="Öppna torg")
    assert (marks(lecture), marks(finnish)) == ({"title": "changed"}, {"title": "changed"})


def test_new_language_has_a_draft_start_page_and_missing_translations(lecture, translation):
    locale = Locale.objects.create(language_code="fi")
    start = HomePage.objects.get(locale=locale)
    assert (start.live, is_original(start)) == (False, False)
    assert records(lecture) == {"en": translation.pk, "fi": None}
    assert Translation.objects.filter(locale=locale, page=None).count() == 2  # edition and lecture
    assert Translation.objects.filter(original=translation.pk).count() == 0


def test_language_that_is_removed_leaves_nothing(lecture):
    locale = Locale.objects.create(language_code="fi")
    HomePage.objects.get(locale=locale).delete()
    locale.delete()
    assert records(lecture) == {"en": None}


def test_facts_and_drift_reach_every_language(lecture, translation, finnish):
    publish(lecture, room="Ny sal", title="Trygga parker")
    assert [now(page).room for page in (lecture, translation, finnish)] == ["Ny sal"] * 3
    assert (marks(translation), marks(finnish)["title"]) == ({"title": "changed"}, "changed")
    publish(finnish, title="Puistot")
    assert ("title" in marks(finnish), marks(translation)) == (False, {"title": "changed"})


def test_third_languages_start_page_has_public_shared_fields(lecture, translation):
    locale = Locale.objects.create(language_code="fi")
    translate(now(lecture).get_parent().specific, "fi", title="Vuosi")
    now(lecture).unpublish()
    edited(lecture, room="Ny sal")
    started = now(lecture).copy_for_translation(locale)
    assert [now(page).room for page in (lecture, translation, started)] == ["Stora salen"] * 3


def test_page_that_is_moved_or_private_stays_in_its_family(lecture, translation, homes):
    make_private(translation)
    version = draft(translation, title="Safer squares")
    now(translation).move(now(homes["en"]), pos="last-child")
    version.publish()
    assert (records(lecture), now(translation).title) == ({"en": translation.pk}, "Safer squares")
