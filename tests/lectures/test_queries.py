"""What the database answers about lectures is what the state says, for any facts at any time."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from lectures.models import LecturePage
from lectures.state import LectureState, lecture_state, over_at
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    make_private,
    open_language,
    translate,
)
from tests.lectures.test_state import FACTS, SOME
from tests.moments import stockholm
from tests.prepared import prepared

FIELDS = ["status", "date_precision", "starts_at", "ends_at", "recording_url", "over_at"]
AFTER = {LectureState.JUST_HELD, LectureState.RECORDED, LectureState.HELD}


@pytest.fixture
@prepared
def lectures(edition):
    """Some lectures whose facts a test changes at will."""
    return [LecturePageFactory(parent=edition) for _ in range(12)]


def copy_shared_fields(lectures, facts):
    """Give each lecture the facts of its place, as saving would."""
    for lecture, some in zip(lectures, facts, strict=True):
        lecture.status, lecture.date_precision = some.status, some.precision
        lecture.starts_at, lecture.ends_at = some.starts_at, some.ends_at
        lecture.recording_url = "https://example.org/film" if some.has_recording else ""
        lecture.over_at = over_at(lecture.facts)
    LecturePage.objects.bulk_update(lectures, FIELDS)


@how(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FACTS, min_size=12, max_size=12), st.lists(SOME, min_size=3, max_size=3), st.integers(0, 11))
def test_every_lecture_is_either_past_ongoing_or_upcoming(lectures, facts, moments, number):
    copy_shared_fields(lectures, facts)
    boundary = over_at(facts[number]) or facts[number].starts_at
    near = [boundary - timedelta(microseconds=1), boundary] if boundary else []
    stored = {lecture.pk: lecture.facts for lecture in LecturePage.objects.all()}
    for now in moments + near:
        past = set(LecturePage.objects.past(now).values_list("pk", flat=True))
        ongoing = set(LecturePage.objects.ongoing(now).values_list("pk", flat=True))
        upcoming = set(LecturePage.objects.upcoming(now).values_list("pk", flat=True))
        not_past = set(LecturePage.objects.not_past(now).values_list("pk", flat=True))
        assert len(past) + len(ongoing) + len(upcoming) == len(past | ongoing | upcoming) == len(lectures)
        assert not_past == ongoing | upcoming
        for pk, fact in stored.items():
            state = lecture_state(fact, now)
            assert (pk in ongoing) == (state == LectureState.LIVE), (fact, now)
            if state == LectureState.CANCELLED:
                over = over_at(fact)
                assert (pk in past) == (over is not None and over <= now), (fact, now)
            else:
                assert (pk in past) == (state in AFTER), (fact, now)


@how(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FACTS)
def test_lecture_stores_when_it_is_over(lectures, facts):
    lecture = lectures[0]
    lecture.status, lecture.date_precision = facts.status, facts.precision
    lecture.starts_at, lecture.ends_at = facts.starts_at, facts.ends_at
    lecture.save(clean=False)
    stored = LecturePage.objects.get(pk=lecture.pk)
    assert stored.over_at == over_at(stored.facts) == over_at(facts)


def test_lecture_published_from_a_draft_ends_as_the_draft_says(lectures):
    lecture = lectures[0]
    lecture.date_precision, lecture.starts_at = "confirmed", stockholm(2026, 9, 30, 13)
    revision = lecture.save_revision()
    assert LecturePage.objects.get(pk=lecture.pk).over_at is None
    revision.publish()
    assert LecturePage.objects.get(pk=lecture.pk).over_at == stockholm(2026, 9, 30, 14, 30)


def test_year_of_a_lecture_is_that_of_stockholm(lectures):
    moments = [
        stockholm(2025, 12, 31, 23, 59),
        stockholm(2026, 1, 1),
        stockholm(2026, 12, 31, 23, 59),
        stockholm(2027, 1, 1),
    ]
    for lecture, moment in zip(lectures, moments, strict=False):
        lecture.starts_at = moment
        lecture.save()
    assert set(LecturePage.objects.in_year(2026)) == {lectures[1], lectures[2]}


def test_lectures_are_ordered_by_time_with_the_undated_last(lectures):
    first, second, undated = lectures[0], lectures[1], lectures[2]
    for lecture, day in ((first, 1), (second, 2)):
        lecture.starts_at = stockholm(2026, 9, day)
        lecture.save()
    some = LecturePage.objects.filter(pk__in=[first.pk, second.pk, undated.pk])
    assert list(some.soonest_first()) == [first, second, undated]
    assert list(some.newest_first()) == [second, first, undated]


def test_lectures_of_a_speaker_are_counted_once(edition):
    one, other = SpeakerFactory(name="Eva Ek"), SpeakerFactory(name="Eva Ek")
    both = LecturePageFactory(parent=edition, people=[one, other, one])
    alone = LecturePageFactory(parent=edition, people=[one])
    assert set(LecturePage.objects.by_speaker(one)) == {both, alone}
    assert LecturePage.objects.by_speaker(one).count() == 2
    assert list(LecturePage.objects.by_speaker(other)) == [both]


def test_listing_takes_the_same_queries_however_long(edition, django_assert_num_queries):
    def titles():
        return [
            (lecture.card.title, lecture.card.speakers, lecture.card.url)
            for lecture in LecturePage.objects.for_listing()
        ]

    LecturePageFactory(parent=edition, people=[SpeakerFactory()])
    titles()
    with django_assert_num_queries(1):
        titles()
    for _ in range(5):
        LecturePageFactory(parent=edition, people=[SpeakerFactory(), SpeakerFactory()])
    with django_assert_num_queries(1):
        assert len(titles()) == 6


def for_readers(language):
    return {lecture.title for lecture in LecturePage.objects.for_readers_of(language)}


@pytest.fixture
def finnish(db):
    """A third language, open."""
    return open_language("fi")


def test_readers_are_shown_each_lecture_once_in_the_nearest_language(homes, edition, finnish):
    for code in ("en", "fi"):
        translate(edition, code)
    LecturePageFactory(parent=edition, title="sv")
    translate(LecturePageFactory(parent=edition, title="sv+en: sv"), title="sv+en: en")
    everywhere = LecturePageFactory(parent=edition, title="all: sv")
    translate(everywhere, title="all: en")
    translate(everywhere, "fi", title="all: fi")
    english = LecturePageFactory(parent=ConferencePageFactory(parent=homes["en"]), title="en+fi: en")
    translate(english.get_parent(), "fi")
    translate(english, "fi", title="en+fi: fi")
    assert for_readers("sv") == {"sv", "sv+en: sv", "all: sv", "en+fi: en"}
    assert for_readers("en") == {"sv", "sv+en: en", "all: en", "en+fi: en"}
    assert for_readers("fi") == {"sv", "sv+en: sv", "all: fi", "en+fi: fi"}


@pytest.mark.parametrize("way", ["draft", "private", "expired"])
def test_readers_are_shown_another_language_where_theirs_cannot_be_read(edition, way):
    translate(edition)
    lecture = LecturePageFactory(parent=edition, title="sv")
    english = translate(lecture, title="en")
    match way:
        case "draft":
            english.unpublish()
        case "private":
            make_private(english)
        case "expired":
            LecturePage.objects.filter(pk=english.pk).update(expire_at=stockholm(2020, 1, 1))
    assert (for_readers("sv"), for_readers("en")) == ({"sv"}, {"sv"})


def test_readers_see_nothing_of_an_unopened_language(homes, edition, finnish):
    translate(edition, "fi")
    both = LecturePageFactory(parent=edition, title="sv")
    translate(both, "fi", title="fi")
    both.unpublish()
    assert for_readers("sv") == for_readers("en") == {"fi"}
    finnish.unpublish()
    assert for_readers("sv") == for_readers("en") == set()
    assert for_readers("fi") == {"fi"}  # in a preview


def test_lectures_of_an_edition_are_those_of_all_its_languages(homes, edition):
    english = translate(edition)
    LecturePageFactory(parent=edition, title="sv")
    LecturePageFactory(parent=english, title="en")
    LecturePageFactory(parent=ConferencePageFactory(parent=homes["sv"]), title="elsewhere")
    english.unpublish()
    for page in (edition, english):
        assert {lecture.title for lecture in LecturePage.objects.of_edition(page)} == {"sv", "en"}
