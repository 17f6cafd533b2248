"""The pages of speakers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from home import clock
from lectures.models import LectureSpeaker, SpeakerText
from lectures.views import surname_first
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    delete_anyway,
    make_private,
    text_rows,
    translate,
)
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
DAY = timedelta(days=1)


def lecture(edition, title, days, **facts):
    facts = {"date_precision": "confirmed", "starts_at": NOW + days * DAY} | facts
    return LecturePageFactory(parent=edition, title=title, **facts)


def address(speaker, language="sv"):
    with override(language):
        return speaker.get_absolute_url()


@pytest.fixture
def show(client):
    """The answer to a request for a speaker's page."""

    def show(speaker, query="", language="sv"):
        with clock.at(NOW):
            return client.get(address(speaker, language) + query)

    return show


def titles(response):
    return [card.title for card in response.context["coming"]], [
        card.title for card in response.context["past"].object_list
    ]


def test_speaker_has_every_lecture_of_every_edition(home, show):
    speaker = SpeakerFactory(name="Eva Ek")
    editions = [ConferencePageFactory(parent=home, year=year) for year in (2018, 2021)]
    lecture(editions[0], "long ago", -1000, people=[speaker])
    lecture(editions[1], "lately", -10, people=[SpeakerFactory(), speaker])
    lecture(editions[1], "next", 10, people=[speaker])
    lecture(editions[1], "undated", 0, date_precision="none", starts_at=None, people=[speaker])
    lecture(editions[1], "somebody else's", -5, people=[SpeakerFactory()])
    assert titles(show(speaker)) == (["next", "undated"], ["lately", "long ago"])


def test_two_people_with_one_name_have_a_page_each(edition, show):
    one, other = SpeakerFactory(name="Eva Ek"), SpeakerFactory(name="Eva Ek")
    lecture(edition, "hers", -1, people=[one])
    lecture(edition, "the other's", -1, people=[other])
    assert address(one) != address(other)
    assert titles(show(one)) == ([], ["hers"])
    assert titles(show(other)) == ([], ["the other's"])


@pytest.mark.parametrize("hidden", ["draft", "private", "expired", "in a private edition", "never"])
def test_speaker_of_whom_nothing_is_public_has_no_page(home, edition, show, client, hidden):
    speaker = SpeakerFactory(name="Hemliga Gästen")
    if hidden != "never":
        facts = {"draft": {"live": False}, "expired": {"expire_at": NOW}}.get(hidden, {})
        page = lecture(edition, "secret", 1, people=[speaker], **facts)
        if hidden == "private":
            make_private(page)
        if hidden == "in a private edition":
            make_private(edition)
    assert show(speaker).status_code == 404
    for language in ("sv", "en"):
        with clock.at(NOW), override(language):
            html = client.get(reverse("speaker_index")).content.decode()
        assert "Hemliga" not in html


def test_speaker_has_a_page_per_language_with_lectures_once(edition, show, client):
    speaker = SpeakerFactory(name="Eva Ek")
    page = lecture(edition, "A", 1, people=[speaker])
    lecture(edition, "B", -1, people=[speaker])
    [card] = show(speaker, language="en").context["coming"]
    assert (card.title, card.title.lang, card.language_mark) == ("A", "sv", "In Swedish")
    translate(edition)
    translate(page, title="A in English")
    assert titles(show(speaker)) == (["A"], ["B"])
    assert titles(show(speaker, language="en")) == (["A in English"], ["B"])
    for path in ("/sv/talare/", "/en/speakers/"):
        [group] = client.get(path).context["groups"]
        assert [(row["name"], row["count"]) for row in group["speakers"]] == [("Eva Ek", 2)]


def test_speaker_is_told_of_in_the_page_language_or_marked(edition, show):
    texts = text_rows(SpeakerText, title={"sv": "Professor"}, about={"sv": "Forskar om tillit."})
    speaker = SpeakerFactory(name="Eva Ek", texts=texts)
    page = lecture(edition, "A", 1, people=[speaker])
    translate(edition)
    translate(page, title="A")
    assert show(speaker).context["speaker"]["text"].language == "sv"
    html = show(speaker, language="en").content.decode()
    assert '<div class="rich-text" lang="sv"><p>Forskar om tillit.</p></div>' in html


def test_speaker_past_lectures_come_in_pages(edition, show, settings):
    settings.LECTURES_PER_PAGE = 2
    speaker = SpeakerFactory()
    for number in range(5):
        lecture(edition, f"{number}", -1 - number, people=[speaker])
    lecture(edition, "next", 1, people=[speaker])
    assert titles(show(speaker, "?page=2")) == (["next"], ["2", "3"])
    assert titles(show(speaker, "?page=99"))[1] == ["4"]
    assert titles(show(speaker, "?page=x"))[1] == ["0", "1"]


def test_speaker_index_is_by_surname_with_counts(edition, client):
    names = ["Eva Öhman", "Kim Ek", "Bo Ågren", "Ann Ek", "Cher", "Ali Ärlig"]
    people = [SpeakerFactory(name=name) for name in names]
    lecture(edition, "all", -1, people=people)
    lecture(edition, "two", 1, people=[people[1], people[1]])
    with clock.at(NOW), override("sv"):
        groups = client.get(reverse("speaker_index")).context["groups"]
    found = [(group["letter"], [(row["name"], row["count"]) for row in group["speakers"]]) for group in groups]
    assert found == [
        ("C", [("Cher", 1)]),
        ("E", [("Ann Ek", 1), ("Kim Ek", 2)]),
        ("Å", [("Bo Ågren", 1)]),
        ("Ä", [("Ali Ärlig", 1)]),
        ("Ö", [("Eva Öhman", 1)]),
    ]


def test_speaker_index_without_speakers_says_so(client, home):
    with override("en"):
        assert "There are no speakers here yet." in client.get(reverse("speaker_index")).content.decode()


@pytest.mark.parametrize(
    ("name", "register"),
    [("Eva Ågren", "Ågren Eva"), ("Cher", "Cher"), (" Eva  Maria Ek ", "Ek Eva  Maria"), ("", "")],
)
def test_name_in_a_register_starts_with_the_surname(name, register):
    assert surname_first(name) == register


def test_lecture_shows_its_people_as_they_were_then(edition, client):
    speaker = SpeakerFactory(name="Eva Ek", texts=text_rows(SpeakerText, title={"sv": "Professor nu"}))
    page = lecture(edition, "A", -1, people=[speaker])
    LectureSpeaker.objects.filter(page=page).update(affiliation="Doktorand då")
    moderator = SpeakerFactory(name="Mod Erator")
    LectureSpeaker.objects.create(page=page, speaker=moderator, role="moderator", sort_order=2)
    gone = SpeakerFactory(name="Borta Nu")
    LectureSpeaker.objects.create(page=page, speaker=gone, sort_order=3)
    delete_anyway(gone)
    context = client.get(page.url).context
    assert [(person["name"], person["affiliation"]) for person in context["speakers"]] == [("Eva Ek", "Doktorand då")]
    assert [person["name"] for person in context["moderators"]] == ["Mod Erator"]


def test_speaker_leads_to_the_same_speaker_in_the_other_language(homes, edition, show):
    speaker = SpeakerFactory(name="Eva Ek")
    lecture(edition, "A", 1, people=[speaker])
    html = show(speaker).content.decode()
    assert 'rel="alternate" hreflang="en" href="http://localhost:8000/en/speakers/eva-ek/"' in html
    assert 'class="language-switch__link" href="/en/speakers/eva-ek/" hreflang="en"' in html
    homes["en"].unpublish()
    assert "/en/" not in show(speaker).content.decode()
    assert show(speaker, language="en").status_code == 404


def test_speaker_in_an_unopened_language_has_no_page(homes, show):
    speaker = SpeakerFactory(name="Eva Ek")
    lecture(ConferencePageFactory(parent=homes["en"]), "A", 1, people=[speaker])
    assert titles(show(speaker)) == (["A"], [])
    homes["en"].unpublish()
    assert [show(speaker, language=code).status_code for code in ("sv", "en")] == [404, 404]
