"""The programme of an edition, by the clock."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from conference.models import ConferencePage
from home import clock
from lectures.programme import COMING, MAX_SHOWN, NOW, PAST, archive_address, programme
from lectures.templatetags.lecture_tags import lecture_cards
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    VenueFactory,
    make_private,
    translate,
)
from tests.moments import stockholm

NOON = stockholm(2026, 9, 30, 12)
HOUR = timedelta(hours=1)


def lecture(edition, title, start, **facts):
    facts = {"date_precision": "confirmed", "starts_at": start, "ends_at": start and start + HOUR} | facts
    return LecturePageFactory(parent=edition, title=title, **facts)


def titles(shown):
    return {name: [card.title for card in shown[name]] for name in ("now", "coming", "past")}


def test_programme_shows_now_coming_and_past_in_their_order(edition):
    lecture(edition, "last week", NOON - 7 * 24 * HOUR)
    lecture(edition, "tomorrow", NOON + 24 * HOUR)
    lecture(edition, "undated", None, date_precision="none")
    lecture(edition, "now", NOON - HOUR / 2)
    lecture(edition, "yesterday", NOON - 24 * HOUR)
    lecture(edition, "later today", NOON + 2 * HOUR)
    lecture(edition, "postponed from yesterday", NOON - 24 * HOUR, status="postponed")
    lecture(edition, "cancelled tomorrow", NOON + 25 * HOUR, status="cancelled")
    lecture(edition, "cancelled now", NOON, status="cancelled")
    lecture(edition, "cancelled yesterday", NOON - 25 * HOUR, status="cancelled")
    with clock.at(NOON):
        shown = programme(edition)
    assert titles(shown) == {
        "now": ["now"],
        "coming": [
            "cancelled now",
            "later today",
            "tomorrow",
            "cancelled tomorrow",
            "undated",
            "postponed from yesterday",
        ],
        "past": ["yesterday", "cancelled yesterday", "last week"],
    }
    assert (shown["coming_total"], shown["past_total"]) == (6, 3)


def test_programme_moves_a_lecture_on_the_second(edition):
    lecture(edition, "A", NOON)
    moments = [NOON - timedelta(seconds=1), NOON, NOON + HOUR - timedelta(seconds=1), NOON + HOUR]
    where = []
    for moment in moments:
        with clock.at(moment):
            where += [name for name, cards in titles(programme(edition)).items() if cards]
    assert where == ["coming", "now", "now", "past"]


def test_programme_is_of_its_own_edition(home, edition):
    lecture(edition, "here", NOON)
    lecture(ConferencePageFactory(parent=home), "elsewhere", NOON)
    with clock.at(NOON):
        assert titles(programme(edition)) == {"now": ["here"], "coming": [], "past": []}


def test_programme_of_an_edition_that_was_never_saved_is_empty(home):
    unsaved = ConferencePage(title="Ny", locale=home.locale)
    assert titles(programme(unsaved)) == {"now": [], "coming": [], "past": []}


@pytest.mark.parametrize(("group", "start"), [(NOW, NOON), (COMING, NOON + HOUR), (PAST, NOON - 2 * HOUR)])
def test_programme_has_a_most_and_tells_the_total(edition, monkeypatch, group, start):
    most = {NOW: 2, COMING: 3, PAST: 4}
    monkeypatch.setattr("lectures.programme.MAX_SHOWN", most)
    name = {NOW: "now", COMING: "coming", PAST: "past"}[group]
    number = most[group] + 2
    for minute in range(number):
        lecture(edition, f"{minute}", start + timedelta(seconds=minute))
    with clock.at(NOON + timedelta(minutes=30) if group == NOW else NOON):
        shown = programme(edition)
    assert len(shown[name]) == most[group]
    expected = [str(minute) for minute in range(number)]
    expected = expected[::-1] if group == PAST else expected
    assert titles(shown)[name] == expected[: most[group]]
    if group != NOW:
        assert shown[f"{name}_total"] == number


def test_shortened_programme_leads_to_the_archive(edition, archive, client):
    for minute in range(MAX_SHOWN[PAST] + 1):
        lecture(edition, f"Föreläsning {minute}", NOON - 24 * HOUR + timedelta(minutes=minute))
    with clock.at(NOON):
        html = client.get(edition.url).content.decode()
    assert f'href="{archive.url}?edition={edition.slug}"' in html
    archive.unpublish()
    with clock.at(NOON):
        assert "?edition=" not in client.get(edition.url).content.decode()


def test_programme_queries_do_not_grow_with_lectures(edition, django_assert_num_queries):
    venue = VenueFactory()

    def grow(number):
        for minute in range(number):
            people = [SpeakerFactory(), SpeakerFactory()]
            title = f"Föreläsning {number}-{minute}"
            lecture(edition, title, NOON + timedelta(minutes=minute), venue=venue, people=people)

    def show():
        with clock.at(NOON):
            return programme(edition)

    grow(3)
    show()
    with django_assert_num_queries(1):
        show()
    grow(27)
    with django_assert_num_queries(1):
        shown = show()
    assert shown["coming_total"] + len(shown["now"]) == 30


def test_programme_never_shows_what_not_everybody_may_read(edition):
    lecture(edition, "draft", NOON, live=False)
    lecture(edition, "expired", NOON, expire_at=NOON)
    make_private(lecture(edition, "private", NOON))
    lecture(edition, "expires soon", NOON, expire_at=NOON + HOUR)
    with clock.at(NOON):
        assert titles(programme(edition))["now"] == ["expires soon"]
        make_private(edition)
        assert titles(programme(edition))["now"] == []


def test_programme_of_a_translation_is_in_its_language(edition):
    swedish = lecture(edition, "På svenska", NOON)
    translate(edition)
    english = translate(swedish, title="In English")
    with clock.at(NOON):
        assert titles(programme(english.get_parent().specific))["now"] == ["In English"]
        assert titles(programme(edition))["now"] == ["På svenska"]


def test_programme_marks_lectures_that_are_in_another_language_only(homes, edition):
    english = translate(edition)
    lecture(edition, "På svenska", NOON)
    lecture(english, "In English", NOON + timedelta(minutes=1))
    with clock.at(NOON), override("en"):
        now = programme(english)["now"] + programme(english)["coming"]
        assert [(card.title, card.title.lang, card.language_mark) for card in now] == [
            ("På svenska", "sv", "In Swedish"),
            ("In English", "", ""),
        ]
        assert now[0].url == f"{edition.url}pa-svenska/"
    english.unpublish()
    with clock.at(NOON), override("sv"):
        shown = programme(edition)["now"] + programme(edition)["coming"]
        assert [(card.title, card.language_mark) for card in shown] == [
            ("På svenska", ""),
            ("In English", "På engelska"),
        ]


def cards(value, page):
    """What a list of lectures shows on a page, in the page's language."""
    with clock.at(NOON), override(page.locale.language_code):
        return [(card.title, card.language_mark) for card in lecture_cards(value, page)]


def test_list_of_lectures_shows_those_of_other_languages_marked(homes, edition):
    english = translate(edition)
    coming = lecture(edition, "Kommande", NOON + HOUR)
    lecture(edition, "Tidigare", NOON - 24 * HOUR)
    for page in (homes["en"], english):
        assert cards({"show": "coming"}, page) == [("Kommande", "In Swedish")]
        assert cards({"show": "past"}, page) == [("Tidigare", "In Swedish")]
    assert cards({"show": "coming"}, coming) == []  # not itself
    assert cards({"show": "past"}, coming) == [("Tidigare", "")]
    translate(coming, title="Coming")
    assert cards({"show": "coming"}, english) == [("Coming", "")]


def test_chosen_lectures_are_shown_in_the_language_of_the_page(homes, edition):
    translate(edition)
    both, one = lecture(edition, "Båda", NOON), lecture(edition, "En", NOON)
    english = translate(both, title="Both")
    for chosen in ([both, one], [english, one]):
        value = {"show": "chosen", "lectures": chosen}
        assert cards(value, homes["en"]) == [("Both", ""), ("En", "In Swedish")]
        assert cards(value, homes["sv"]) == [("Båda", ""), ("En", "")]
    english.unpublish()
    assert cards({"show": "chosen", "lectures": [one, both]}, homes["en"]) == [
        ("En", "In Swedish"),
        ("Båda", "In Swedish"),
    ]


def test_archives_are_told_apart_by_language(homes, edition):
    assert archive_address(edition) == ""
    LectureArchivePageFactory(parent=homes["en"], title="Lectures")
    assert archive_address(edition) == ""
