"""The search page: it finds what anybody may read, in the language of the page, and nothing else."""

from datetime import date

import pytest

from conference.models import ConferencePage
from home import clock
from lectures.models import LectureSpeaker
from search.query import MAX_LENGTH, Search, clean_query
from search.views import RESULTS_PER_PAGE
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    make_private,
    translate,
)
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
ADDRESSES = {"sv": "/sv/sok/", "en": "/en/search/"}


@pytest.fixture
def find(client, homes):
    """What a search shows, as titles in order."""

    def find(words, language="sv", **query):
        with clock.at(NOW):
            response = client.get(ADDRESSES[language], {"q": words, **query})
        assert response.status_code == 200
        return [result["title"] for result in response.context["results"].object_list]

    return find


def test_search_finds_words_wherever_they_stand(find, edition):
    speaker = SpeakerFactory(name="Misse Wester")
    subject = SubjectFactory(names={"sv": "Krishantering"})
    body = [{"type": "section", "value": {"heading": "Mer", "content": [{"type": "text", "value": "<p>Pandemin</p>"}]}}]
    texts = {"lead": "Om fördomar", "abstract": "<p>Myndigheter och befolkning</p>", "body": body}
    LecturePageFactory(parent=edition, title="Fakta om risk", people=[speaker], subjects=[subject], **texts)
    LecturePageFactory(parent=edition, title="Något annat")
    for words in ("risk", "fördomar", "myndigheter", "pandemin", "krishantering", "RISK", "risk pandemin fördomar"):
        assert find(words) == ["Fakta om risk"], words
    for words in ("Wester", "misse wester"):
        assert find(words) == ["Misse Wester", "Fakta om risk"], words


def test_items_of_lists_stay_apart_in_excerpts(client, edition):
    items = "<ul><li>Kantarell</li><li>Lingon<ul><li>Blåbär</li></ul></li></ul><p>Slut</p>"
    box = {"type": "facts_box", "value": {"heading": "Ta med", "text": items}}
    section = {"type": "section", "value": {"heading": "Mer", "content": [{"type": "text", "value": items}, box]}}
    LecturePageFactory(parent=edition, title="Utflykt", lead="", body=[section])
    (result,) = client.get("/sv/sok/", {"q": "lingon"}).context["results"].object_list
    shown = "Kantarell · Lingon · Blåbär · Slut"
    assert result["excerpt"].plain == f"Mer · {shown} · Ta med · {shown}"


def test_search_tells_of_what_comes_nearest_where_nothing_answers_all(find, edition):
    LecturePageFactory(parent=edition, title="Fakta om risk")
    assert find("risk solsken") == ["Fakta om risk"]
    LecturePageFactory(parent=edition, title="Risk och solsken")
    assert find("risk solsken") == ["Risk och solsken"]


def test_search_finds_every_kind_of_page(find, home):
    edition = ConferencePageFactory(parent=home, title="Norrsken konferens", theme="Norrsken")
    LecturePageFactory(parent=edition, title="Norrsken föreläsning")
    StandardPageFactory(parent=home, title="Norrsken sida")
    assert set(find("norrsken")) == {"Norrsken konferens", "Norrsken föreläsning", "Norrsken sida"}


def test_edition_that_is_nearest_comes_first(find, home):
    """As on the start page: one that is published long before does not push the next one aside."""
    days = {"title": "Norrsken", "date_precision": "confirmed"}
    for year in (2025, 2027, 2029):
        ConferencePageFactory(parent=home, year=year, starts_on=date(year, 4, 1), **days)

    def years(now):
        with clock.at(now):
            search = Search("norrsken", "sv")
            return [ConferencePage.objects.get(pk=search.index.pk[one]).year for one in search.documents()[0]]

    moments = [NOW, stockholm(2027, 4, 2), stockholm(2027, 9, 1), stockholm(2031, 1, 1)]
    assert [years(moment)[0] for moment in moments] == [2027, 2027, 2029, 2029]


def test_search_is_in_the_language_of_the_page(find, edition):
    lecture = LecturePageFactory(parent=edition, title="Norrsken", lead="Aurora")
    translate(edition)
    translate(lecture, title="Northern lights", lead="Aurora")
    assert find("aurora") == ["Norrsken"]
    assert find("aurora", "en") == ["Northern lights"]


@pytest.mark.parametrize("hidden", ["draft", "private", "under a private page", "expired"])
def test_search_never_tells_of_what_not_everybody_may_read(find, client, edition, hidden):
    facts = {"draft": {"live": False}, "expired": {"expire_at": NOW}}.get(hidden, {})
    lecture = LecturePageFactory(parent=edition, title="Hemlig lektion", **facts)
    if "private" in hidden:
        make_private(lecture if hidden == "private" else edition)
    assert find("hemlig") == []
    html = client.get("/sv/sok/", {"q": "lektion"}).content.decode()
    assert "Hemlig" not in html


def test_search_finds_a_new_title_but_no_draft(find, edition):
    lecture = LecturePageFactory(parent=edition, title="Gammal")
    lecture.title = "Nyskriven"
    revision = lecture.save_revision()
    assert (find("gammal"), find("nyskriven")) == (["Gammal"], [])
    revision.publish()
    assert (find("gammal"), find("nyskriven")) == ([], ["Nyskriven"])


def test_search_finds_published_speakers_and_subjects_at_once(find, edition):
    lecture = LecturePageFactory(parent=edition, title="Norrsken")
    lecture.speakers = [LectureSpeaker(speaker=SpeakerFactory(name="Misse Wester"))]
    lecture.subjects = [SubjectFactory(names={"sv": "Krishantering"})]
    lecture.save_revision().publish()
    assert (find("wester"), find("krishantering")) == (["Misse Wester", "Norrsken"], ["Norrsken"])


def test_search_results_come_in_pages_that_keep_the_question(find, client, edition):
    for number in range(RESULTS_PER_PAGE + 2):
        LecturePageFactory(parent=edition, title=f"Norrsken {number}")
    first, second, last = (find("norrsken", page=page) for page in (1, 2, 99))
    assert (len(first), len(second), last) == (RESULTS_PER_PAGE, 2, second)
    assert len({*first, *second}) == RESULTS_PER_PAGE + 2
    html = client.get("/sv/sok/", {"q": "norrsken"}).content.decode()
    assert 'href="?q=norrsken&amp;page=2"' in html


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  två   ord\t\n", "två ord"),
        ("noll\x00byte", "noll byte"),
        ("\x00", ""),
        ("x" * 10_000, "x" * MAX_LENGTH),
        ("", ""),
    ],
)
def test_question_is_cleaned(typed, cleaned):
    assert clean_query(typed) == cleaned


@pytest.mark.parametrize(
    "words", ["!", "&|()", "'", '"', "\\", "a:*", "<->", "%", "_", "-", "och", "😀", "x" * 500, ":a"]
)
def test_search_survives_whatever_is_typed(find, edition, words):
    LecturePageFactory(parent=edition, title="Norrsken")
    assert find(words) == []


def test_search_without_a_question_asks_for_one(client, homes):
    html = client.get("/en/search/").content.decode()
    assert "Search for a lecture, a speaker or a subject." in html
    assert "noindex" not in html


def test_search_that_finds_nothing_helps(client, homes):
    html = client.get("/en/search/", {"q": "<b>nothing</b>"}).content.decode()
    assert "Nothing found for “&lt;b&gt;nothing&lt;/b&gt;”" in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert 'value="&lt;b&gt;nothing&lt;/b&gt;"' in html
    assert 'href="/en/speakers/"' in html
