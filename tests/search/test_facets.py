"""Facets: choices that narrow what is found, with true counts, as plain addresses that hold in every language."""

import random
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.translation import override

from home import clock
from lectures.archive import MAX_SPEAKERS
from lectures.models import SpeakerText
from search.page.filters import Choices
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    text_rows,
    translate,
)
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
DAY = timedelta(days=1)
ADDRESSES = {"sv": "/sv/sok/", "en": "/en/search/"}
DICE = 2026


def held(edition, title, days=1, **facts):
    start = NOW - days * DAY
    facts = {"date_precision": "confirmed", "starts_at": start, "ends_at": start + timedelta(hours=1)} | facts
    return LecturePageFactory(parent=edition, title=title, **facts)


@pytest.fixture
def look(client, homes):
    """What the search page shows at an address."""

    def look(query, language="sv"):
        with clock.at(NOW):
            response = client.get(f"{ADDRESSES[language]}{query}")
        assert response.status_code == 200
        return response.context

    return look


@pytest.fixture
def random_pages(homes):
    """Pages and speakers of every kind that say norrsken, with random facts and translations."""
    dice = random.Random(DICE)
    editions = [ConferencePageFactory(parent=homes["sv"], year=year, theme="Norrsken") for year in (2021, 2023)]
    translate(editions[0])
    editions.append(ConferencePageFactory(parent=homes["en"], year=2020, slug="2023", theme="Norrsken"))
    subjects, people = [SubjectFactory() for _ in range(3)], [SpeakerFactory() for _ in range(3)]
    StandardPageFactory(parent=homes["sv"], title="Norrsken sida", lead="Om norrsken")
    LectureArchivePageFactory(parent=homes["sv"], title="Norrsken arkiv")
    for number in range(14):
        lecture = held(
            dice.choice(editions),
            f"Norrsken {number}",
            days=dice.choice([-1, 1, 2]),
            subjects=dice.sample(subjects, dice.randrange(3)),
            people=dice.sample(people, dice.randrange(3)),
            recording_url=dice.choice(["", "https://example.org/film"]),
            live=dice.random() < 0.9,
        )
        if lecture.get_parent().pk == editions[0].pk and dice.random() < 0.6:
            translate(lecture, title=f"Norrsken in English {number}")


def titles_of_all_pages(look, query, language):
    """Every title that is found at an address, page for page."""
    context = look(query, language)
    found = [result["title"] for result in context["results"].object_list]
    for number in range(2, context["results"].paginator.num_pages + 1):
        found += [result["title"] for result in look(f"{query}&page={number}", language)["results"].object_list]
    return context, found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_counts_are_what_a_click_gives(random_pages, look, language):
    dice = random.Random(DICE)
    waiting, seen, kinds = [("?q=norrsken", None)], set(), set()
    while waiting and len(seen) < 60:
        query, expected = waiting.pop(dice.randrange(len(waiting)))
        if query in seen:
            continue
        seen.add(query)
        context, found = titles_of_all_pages(look, query, language)
        assert len(found) == context["total"], query
        assert expected in (None, context["total"]), query
        for facet in context["facets"]:
            kinds.add(facet["name"])
            waiting += [(one["url"], one["count"]) for one in facet["options"] if not one["selected"]]
    assert kinds == {"kind", "edition", "subject", "speaker", "language", "recording"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_choices_stay_when_the_language_is_switched(homes, look, client, language):
    edition = ConferencePageFactory(parent=homes["sv"], year=2021)
    subject, speaker = SubjectFactory(slug="kris", names={"sv": "Kris", "en": "Crisis"}), SpeakerFactory(name="Eva Ek")
    english = translate(edition, slug="the-2021-conference")
    facts = {"subjects": [subject], "people": [speaker], "recording_url": "https://example.org/film"}
    translate(held(edition, "Norrsken", **facts), title="Norrsken too")
    slug = {"sv": edition, "en": english}[language].slug
    query = f"?q=norrsken&kind=lecture&edition={slug}&subject=kris&speaker=eva-ek&language={language}&recording=1"
    other = {"sv": "en", "en": "sv"}[language]
    labels = {
        "sv": ["Föreläsningar", "Trygghetskonferensen 2021", "Kris", "Eva Ek", "Svenska", "Med inspelning"],
        "en": ["Lectures", "Trygghetskonferensen 2021", "Crisis", "Eva Ek", "English", "With a recording"],
    }
    context = look(query, language)
    assert [choice["label"] for choice in context["chosen"]] == labels[language]
    assert context["total"] == 1
    switched = client.get(f"{ADDRESSES[language]}{query}").content.decode()
    assert f'href="{ADDRESSES[other]}{query.replace("&", "&amp;")}"' in switched
    assert len(look(query, other)["chosen"]) == 6


def test_unknown_choices_are_passed_over(edition, look):
    held(edition, "Norrsken")
    unknown = "kind=x&edition=&subject=&speaker=&language=xx&recording=maybe"
    context = look(f"?q=norrsken&{unknown}")
    assert (context["chosen"], context["total"]) == ([], 1)
    assert look(f"?{unknown}")["asked"] is False


@pytest.mark.parametrize("facts", [{"live": False}, {"expire_at": NOW}])
def test_subject_and_speaker_of_a_hidden_lecture_are_unknown(edition, look, facts):
    subject, speaker = SubjectFactory(slug="hemligt", names={"sv": "Hemligt"}), SpeakerFactory(name="Hemlig Person")
    held(edition, "Norrsken", subjects=[subject], people=[speaker], **facts)
    context = look("?q=norrsken&subject=hemligt&speaker=hemlig-person")
    labels = ["”hemligt” (finns inte)", "”hemlig-person” (finns inte)"]
    assert ([choice["label"] for choice in context["chosen"]], context["total"]) == (labels, 0)
    assert look("?subject=hemligt")["total"] == look("?edition=1999")["total"] == 0


def test_choice_is_undone_and_all_are(edition, look):
    subject = SubjectFactory(slug="kris", names={"sv": "Kris"})
    held(edition, "Norrsken", subjects=[subject])
    held(edition, "Norrsken två")
    context = look("?q=norrsken&subject=kris&kind=lecture&page=1")
    assert [choice["clear_url"] for choice in context["chosen"]] == [
        "?q=norrsken&subject=kris",
        "?q=norrsken&kind=lecture",
    ]
    assert context["clear_url"] == "?q=norrsken"
    selected = [one for facet in context["facets"] for one in facet["options"] if one["selected"]]
    assert [(one["label"], one["url"]) for one in selected] == [
        ("Föreläsningar", "?q=norrsken&subject=kris"),
        ("Kris", "?q=norrsken&kind=lecture"),
    ]


@pytest.fixture
def facets(db):
    """The facets that counts make, by name: labels with their counts."""

    def facets(counts, total=100, query=""):
        with override("sv"):
            found = Choices(QueryDict(query), "sv").facets(counts, total)
        return {facet["name"]: [(one["label"], one["count"]) for one in facet["options"]] for facet in found}

    return facets


def test_only_facets_that_narrow_are_offered(facets):
    assert facets({"kind": {"lecture": 3}, "language": {"sv": 3}, "recording": {True: 3}}, total=3) == {}
    assert facets({"kind": {"lecture": 3}, "recording": {True: 2}}, total=3) == {"recording": [("Med inspelning", 2)]}
    assert facets({"kind": {"lecture": 3}}, total=3, query="kind=lecture") == {"kind": [("Föreläsningar", 3)]}
    assert facets({"kind": {"page": 3}}, total=0, query="kind=lecture") == {
        "kind": [("Föreläsningar", 0), ("Sidor", 3)]
    }


def test_facets_are_in_an_order_that_says_something(facets, homes):
    editions = [ConferencePageFactory(parent=homes["sv"], year=year) for year in (2018, 2027, 2021)]
    subjects = [SubjectFactory(names={"sv": name}) for name in ("Ödmjukhet", "Ätlighet", "Allmänt", "Åska")]
    people = [SpeakerFactory(name=f"Kim {number:02}") for number in range(MAX_SPEAKERS + 3)]
    counts = {
        "edition": {str(edition.translation_key): 5 for edition in editions},
        "subject": {subject.pk: 5 for subject in subjects},
        "speaker": {speaker.pk: number // 2 + 1 for number, speaker in enumerate(people)},
        "language": {"sv": 50, "en": 50},
    }
    found = facets(counts)
    assert [label.plain[-4:] for label, _count in found["edition"]] == ["2027", "2021", "2018"]
    assert [label for label, _count in found["subject"]] == ["Allmänt", "Åska", "Ätlighet", "Ödmjukhet"]
    assert [label for label, _count in found["speaker"][:3]] == ["Kim 16", "Kim 17", "Kim 14"]
    assert len(found["speaker"]) == MAX_SPEAKERS
    assert found["language"] == [("Engelska", 50), ("Svenska", 50)]


def test_namesakes_are_told_apart_and_the_gone_passed_over(facets):
    people = [
        SpeakerFactory(name="Kim Ek", texts=text_rows(SpeakerText, title={"sv": title})) for title in ("Polis", "Präst")
    ]
    counts = {
        "speaker": {**{speaker.pk: 2 for speaker in people}, 99_999: 2},
        "subject": {99_999: 1},
        "edition": {"x": 1},
    }
    assert facets(counts) == {"speaker": [("Kim Ek (Polis)", 2), ("Kim Ek (Präst)", 2)]}
