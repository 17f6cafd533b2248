"""The archive: what is in it, how it is narrowed, and that its counts are true."""

import random
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.translation import override

from home import clock
from lectures.archive import MAX_SPEAKERS
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    SubjectFactory,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

NOW = stockholm(2026, 9, 30, 12)
DAY = timedelta(days=1)


def past(edition, title, days=1, **facts):
    start = NOW - days * DAY
    facts = {"date_precision": "confirmed", "starts_at": start, "ends_at": start + timedelta(hours=1)} | facts
    return LecturePageFactory(parent=edition, title=title, **facts)


@pytest.fixture
def look(archive, rf):
    """What the archive shows at an address."""

    def look(query="", page=archive, now=NOW):
        request = rf.get(page.url + query)
        with clock.at(now), override(page.locale.language_code):
            context = page.get_context(request)
            context["titles"] = [card.title for card in context["lectures"].object_list]
        return context

    return look


DICE = 2026


@pytest.fixture
def random_lectures(homes):
    """Sixteen lectures with random editions, subjects, people and translations, the same at every run."""
    dice = random.Random(DICE)
    editions = [ConferencePageFactory(parent=homes["sv"], year=year) for year in (2018, 2021, 2023)]
    translate(editions[0])
    translate(editions[1]).unpublish()
    editions.append(ConferencePageFactory(parent=homes["en"], year=2020, slug="2023"))
    subjects, people = [SubjectFactory() for _ in range(3)], [SpeakerFactory() for _ in range(3)]
    for number in range(16):
        lecture = past(
            dice.choice(editions),
            f"Föreläsning {number}",
            days=dice.choice([-1, 1, 2, 3]),
            subjects=dice.sample(subjects, dice.randrange(3)),
            people=dice.choices(people, k=dice.randrange(4)),  # somebody may be there twice
            live=dice.random() < 0.9,
            status=dice.choice(["planned", "planned", "planned", "cancelled", "postponed"]),
            notice="Besked",
        )
        if lecture.get_parent().pk in (editions[0].pk, editions[1].pk) and dice.random() < 0.5:
            translation = translate(lecture)
            if dice.random() < 0.3:
                translation.unpublish()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_archive_counts_are_what_a_click_gives(random_lectures, look, settings, archive, english_archive, language):
    page = {"sv": archive, "en": english_archive}[language]
    settings.LECTURES_PER_PAGE = 100
    dice = random.Random(DICE)
    waiting, seen = [("", None)], set()
    while waiting:
        query, promised = waiting.pop()
        shown = look(query.removeprefix("."), page)
        assert len(shown["titles"]) == len(set(shown["titles"])) == shown["total"]
        assert promised in (None, shown["total"]), query
        clicks = {
            option["url"]: option["count"]
            for facet in shown["facets"]
            for option in facet["options"]
            if not option["selected"]
        }
        assert all(count > 0 for count in clicks.values())
        new = sorted(set(clicks) - seen)
        chosen = query.count("=")
        take = new if chosen == 0 else dice.sample(new, min(len(new), 3)) if chosen < 3 else []
        seen.update(take)
        waiting += [(url, clicks[url]) for url in take]
    assert len(seen) > 20


def test_archive_shows_what_has_been_newest_first(edition, look):
    past(edition, "old", days=3)
    past(edition, "new", days=1)
    past(edition, "cancelled", days=2, status="cancelled")
    past(edition, "postponed", days=2, status="postponed")
    past(edition, "coming", days=-1)
    past(edition, "planned", days=2, date_precision="preliminary")
    past(edition, "undated", date_precision="none", starts_at=None, ends_at=None)
    assert look()["titles"] == ["new", "cancelled", "old"]


def test_archive_takes_a_lecture_the_moment_it_is_over(edition, look):
    lecture = past(edition, "A")
    assert look(now=lecture.ends_at - timedelta(seconds=1))["titles"] == []
    assert look(now=lecture.ends_at)["titles"] == ["A"]


def test_archive_editions_are_those_with_lectures_newest_first(home, look):
    for year in (2018, 2023, 2021):
        past(ConferencePageFactory(parent=home, year=year), "A")
    ConferencePageFactory(parent=home, year=2027)
    editions, *_others = look()["facets"]
    assert [(option["label"], option["count"]) for option in editions["options"]] == [
        ("Trygghetskonferensen 2023", 1),
        ("Trygghetskonferensen 2021", 1),
        ("Trygghetskonferensen 2018", 1),
    ]


def test_archive_subjects_are_alphabetical_and_have_their_language(homes, edition, look):
    subjects = [SubjectFactory(names={"sv": name}) for name in ("Ömsesidighet", "Ålder", "Tillit", "Ärlighet")]
    lecture = past(edition, "A", subjects=subjects)
    assert [option["label"] for option in look()["facets"][1]["options"]] == [
        "Tillit",
        "Ålder",
        "Ärlighet",
        "Ömsesidighet",
    ]

    translate(edition)
    translate(lecture, title="A")
    english = LectureArchivePageFactory(parent=homes["en"], title="Lectures")
    with override("en"):
        options = look(page=english)["facets"][1]["options"]
    assert [(option["label"], option["label"].language) for option in options][0] == ("Tillit", "sv")


def test_archive_names_frequent_speakers_and_the_chosen_one(edition, look):
    often = SpeakerFactory(name="Ofta Hörd")
    people = [SpeakerFactory(name=f"Person {number:02}") for number in range(MAX_SPEAKERS + 3)]
    past(edition, "A", people=[often, *people])
    past(edition, "B", people=[often])
    options = look()["facets"][2]["options"]
    assert (options[0]["label"], options[0]["count"]) == ("Ofta Hörd", 2)
    assert len(options) == MAX_SPEAKERS
    last = people[-1]
    options = look(f"?speaker={last.slug}")["facets"][2]["options"]
    assert [(option["label"], option["count"]) for option in options if option["selected"]] == [(last.name, 1)]


def test_archive_keeps_its_choices_over_pages(edition, look, client, archive, settings):
    settings.LECTURES_PER_PAGE = 2
    subject = SubjectFactory(names={"sv": "Tillit"})
    for number in range(5):
        past(edition, f"{number}", days=number + 1, subjects=[subject])
    past(edition, "other")
    assert look(f"?edition={edition.slug}&subject={subject.slug}&page=2")["titles"] == ["2", "3"]
    with clock.at(NOW):
        html = client.get(f"{archive.url}?edition={edition.slug}&subject={subject.slug}&page=2").content.decode()
    for page in (1, 3):
        assert f'href="?edition={edition.slug}&amp;subject={subject.slug}&amp;page={page}"' in html
    urls = [option["url"] for facet in look("?page=3")["facets"] for option in facet["options"]]
    assert [url for url in urls if "page=" in url] == []


@pytest.mark.parametrize(
    "query",
    ["?edition=&subject=&speaker=", "?okänd=1"],
    ids=lambda query: query[:12],
)
def test_archive_passes_over_empty_and_foreign_choices(edition, look, query):
    past(edition, "A")
    shown = look(query)
    assert (shown["titles"], shown["total"], shown["chosen"]) == (["A"], 1, [])


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("?edition=1999", "1999"),
        ("?subject=okänt", "okänt"),
        ("?speaker=ingen", "ingen"),
        ("?subject=bara-utkast", "bara-utkast"),
        ("?" + "&".join(f"subject={'x' * 500}" for _ in range(3)), "x" * 39 + "…"),
    ],
    ids=lambda value: value[:12],
)
def test_archive_says_that_a_choice_is_unknown_and_shows_nothing(edition, look, query, word):
    past(edition, "A")
    past(edition, "B", days=2, live=False, subjects=[SubjectFactory(names={"sv": "Bara utkast"})])
    shown = look(query)
    assert (shown["titles"], shown["total"]) == ([], 0)
    assert [choice["label"] for choice in shown["chosen"]] == [f"”{word}” (finns inte)"]
    assert shown["clear_url"] == "."


def test_archive_names_the_choices_that_leave_nothing(edition, look, client, archive):
    one, other = (SubjectFactory(names={"sv": name}) for name in ("Tillit", "Risk"))
    person = SpeakerFactory(name="Eva Ek")
    past(edition, "A", subjects=[one], people=[person])
    past(edition, "B", subjects=[other])
    shown = look(f"?subject={other.slug}&speaker={person.slug}")
    assert (shown["titles"], shown["total"]) == ([], 0)
    assert [choice["label"] for choice in shown["chosen"]] == ["Risk", "Eva Ek"]


def test_archive_counts_lectures_whose_edition_is_not_published(home, edition, look):
    past(edition, "A")
    draft = ConferencePageFactory(parent=home, year=1999, live=False)
    past(draft, "B", days=2)
    shown = look()
    assert (shown["titles"], shown["total"]) == (["A", "B"], 2)
    assert [option["label"] for option in shown["facets"][0]["options"]] == ["Trygghetskonferensen 2026"]
    assert [card.edition for card in shown["lectures"].object_list] == ["Trygghetskonferensen 2026", ""]


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        ("1", ["0", "1"]),
        ("2", ["2", "3"]),
        ("3", ["4"]),
        ("4", ["4"]),
        ("9999999999", ["4"]),
        ("0", ["0", "1"]),
        ("-1", ["0", "1"]),
        ("abc", ["0", "1"]),
        ("", ["0", "1"]),
        ("1.5", ["0", "1"]),
        ("٢", ["2", "3"]),
        ("9" * 7000, ["0", "1"]),
        ("2&page=1", ["0", "1"]),
    ],
    ids=lambda value: str(value)[:12],
)
def test_archive_has_a_page_for_whatever_is_asked(edition, look, settings, page, titles):
    settings.LECTURES_PER_PAGE = 2
    for number in range(5):
        past(edition, f"{number}", days=number + 1)
    assert look(f"?page={page}")["titles"] == titles


def test_archive_without_lectures_says_so(look, archive, client):
    shown = look()
    assert (shown["titles"], shown["total"], shown["chosen"]) == ([], 0, [])
    assert [facet["options"] for facet in shown["facets"]] == [[], [], []]


def test_archive_never_shows_nor_counts_what_not_everybody_may_read(home, edition, look):
    subject, person = SubjectFactory(), SpeakerFactory()
    hidden = {"subjects": [subject], "people": [person]}
    past(edition, "draft", live=False, **hidden)
    past(edition, "expired", expire_at=NOW, **hidden)
    make_private(past(edition, "private", **hidden))
    behind = ConferencePageFactory(parent=home, year=2030)
    past(behind, "in a private edition", **hidden)
    make_private(behind)
    shown = look()
    assert shown["titles"] == []
    assert [facet["options"] for facet in shown["facets"]] == [[], [], []]


@pytest.fixture
@prepared
def english_archive(homes):
    """The English archive."""
    return LectureArchivePageFactory(parent=homes["en"], title="Lectures")


def test_archive_is_in_one_language_where_it_can_be(edition, look, english_archive):
    translate(edition, title="The Conference 2026")
    past(edition, "Bara på svenska", days=1)
    both = past(edition, "Båda", days=2)
    translate(both, title="Both")
    assert look()["titles"] == ["Bara på svenska", "Båda"]
    with override("en"):
        shown = look(page=english_archive)
    cards = [
        (card.title, card.title.language, card.language_mark, card.edition) for card in shown["lectures"].object_list
    ]
    assert cards == [
        ("Bara på svenska", "sv", "In Swedish", "The Conference 2026"),
        ("Both", "en", "", "The Conference 2026"),
    ]


def test_archive_says_what_is_in_another_language(edition, english_archive, client):
    past(edition, "Bara på svenska", lead="Om tillit.")
    with clock.at(NOW):
        html = client.get(english_archive.url).content.decode()
    assert f'<h3 class="lecture-card__title" lang="sv"><a class="lecture-card__link" href="{edition.url}' in html
    assert 'hreflang="sv">Bara på svenska</a></h3>' in html
    assert '<p class="lecture-card__lead" lang="sv">Om tillit.</p>' in html
    assert '<span class="lecture-card__language">In Swedish</span>' in html
    assert '<span class="lecture-card__fact" lang="sv">Trygghetskonferensen 2026</span>' in html


def test_archive_counts_other_languages_lectures_under_its_own_edition(edition, look, english_archive):
    english = translate(edition, title="The Conference", slug="conference")
    past(edition, "Bara på svenska", days=1)
    translate(past(edition, "Båda", days=2), title="Both")
    for query in ("", "?edition=conference", "?edition=2026", "?edition=sv.2026"):
        shown = look(query, page=english_archive)
        [option] = shown["facets"][0]["options"]
        assert (option["label"], option["count"], shown["total"]) == ("The Conference", 2, 2)
        assert option["selected"] is bool(query)
    english.unpublish()
    with override("en"):
        shown = look("?edition=sv.2026", page=english_archive)
    [option] = shown["facets"][0]["options"]
    assert (option["label"], option["label"].language, option["count"]) == ("Trygghetskonferensen 2026", "sv", 2)
    assert (shown["titles"], shown["chosen"][0]["label"].language) == (["Bara på svenska", "Both"], "sv")


def test_archive_tells_editions_of_two_languages_with_one_address_apart(homes, edition, look):
    other = ConferencePageFactory(parent=homes["en"], title="Another conference", year=2025, slug="2026")
    past(edition, "Svensk")
    past(other, "English")
    urls = {option["label"]: option["url"] for option in look()["facets"][0]["options"]}
    assert urls == {"Trygghetskonferensen 2026": "?edition=2026", "Another conference": "?edition=en.2026"}
    assert [look(url)["titles"] for url in urls.values()] == [["Svensk"], ["English"]]


def test_archive_never_tells_of_editions_that_not_everybody_may_read(edition, look, english_archive):
    english = translate(edition, title="Secret", slug="secret")
    past(edition, "A")
    make_private(english)
    shown = look("?edition=secret", page=english_archive)
    assert [option["label"] for option in shown["facets"][0]["options"]] == ["Trygghetskonferensen 2026"]
    assert [choice["label"] for choice in shown["chosen"]] == ["“secret” (not found)"]


@pytest.mark.parametrize(("days", "is_old"), [(3 * 365, False), (3 * 365 + 1, True)])
def test_archive_marks_old_material(edition, look, days, is_old):
    lecture = past(edition, "A", days=days)
    card = look(now=lecture.ends_at + days * DAY)["lectures"].object_list[0]
    assert card.old is is_old


def test_archive_choice_can_be_undone(edition, look):
    subject = SubjectFactory(names={"sv": "Tillit"})
    past(edition, "A", subjects=[subject])
    shown = look(f"?subject={subject.slug}&edition={edition.slug}&page=4")
    assert [choice["label"] for choice in shown["chosen"]] == ["Trygghetskonferensen 2026", "Tillit"]
    assert [QueryDict(choice["clear_url"][1:]).dict() for choice in shown["chosen"]] == [
        {"subject": subject.slug},
        {"edition": edition.slug},
    ]
    assert shown["clear_url"] == "."
