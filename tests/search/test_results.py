"""The result page: what it says of each hit and of how many there are, and what it gives who found nothing."""

import re
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home import clock
from home.models import SiteRendition
from lectures.models import SpeakerText
from search import views
from search.models import Entry
from search.query import Found, Hit, mixed
from search.views import RESULTS_PER_PAGE
from tests.factories import (
    ConferencePageFactory,
    ContactFactory,
    ImageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    give_contact,
    make_private,
    text_rows,
    translate,
)
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
HELD = {
    "date_precision": "confirmed",
    "starts_at": NOW - timedelta(days=20),
    "ends_at": NOW - timedelta(days=20, hours=-1),
}
ADDRESSES = {"sv": "/sv/sok/", "en": "/en/search/"}
KINDS = {"LecturePage": "lecture", "ConferencePage": "edition", "StandardPage": "page", "LectureArchivePage": "archive"}


def hit(thing, *words, language="", **facts):
    """A hit as the engine gives one."""
    if kind := KINDS.get(type(thing).__name__):
        key, language = f"page:{thing.pk}", thing.locale.language_code
    else:
        kind, language = "speaker", language or "sv"
        key = f"speaker:{thing.pk}:{language}"
    return Hit(key=key, kind=kind, pk=thing.pk, language=language, score=1.0, words=frozenset(words), **facts)


@pytest.fixture
def engine(monkeypatch):
    """Decides what the engine finds and suggests; gives what it was asked."""

    def engine(*hits, **facts):
        asked = []

        def find(text, language, choices=None, start=0, count=15):
            asked.append((text, language, choices, start))
            own = sum(one.language == language for one in hits)
            others = {}
            for one in hits:
                if one.language != language:
                    others[one.language] = others.get(one.language, 0) + 1
            found = {"total": len(hits), "own": own, "others": others} | facts
            return Found(hits=list(hits[start : start + count]), **found)

        monkeypatch.setattr(views, "find", find)
        monkeypatch.setattr(views, "suggest", lambda text, language: asked.append((text, language)) or list(hits))
        return asked

    return engine


@pytest.fixture
def show(client, homes):
    """The context and the content of the result page."""

    def show(query="?q=tillit", language="sv"):
        with clock.at(NOW):
            response = client.get(f"{ADDRESSES[language]}{query}")
        assert response.status_code == 200
        return response.context, response.content.decode()

    return show


def shown(context):
    return context["results"].object_list


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", "", html.partition("<main")[2].partition("</main>")[0]).split())


def test_lecture_is_shown_with_all_that_tells_it_from_others(engine, show, edition):
    people = [SpeakerFactory(name="Misse Wester"), SpeakerFactory(name="Eva Ek")]
    facts = HELD | {"kind": "seminar", "recording_url": "https://example.org/film", "picture": ImageFactory()}
    lecture = LecturePageFactory(parent=edition, title="Tillit nu", lead="Om tilliten.", people=people, **facts)
    engine(hit(lecture, "tillit", "tilliten", "wester"))
    context, html = show()
    (result,) = shown(context)
    assert (result["url"], result["lang"], result["promoted"]) == (lecture.url, "", False)
    assert result["marked_title"].pieces == [("Tillit", True), (" nu", False)]
    assert result["excerpt"].pieces == [("Om ", False), ("tilliten", True), (".", False)]
    assert text_of(html).endswith(
        "1 träff på ”tillit” Tillit nu Seminarium 10 september 2026 Trygghetskonferensen 2026 Inspelning finns "
        "Talare: Misse Wester, Eva Ek Om tilliten."
    )
    assert '<mark class="marked">Wester</mark>' in html
    assert re.search(r'<img alt="" class="thumbnail__image" height="\d+" loading="lazy" src="[^"]+" width="\d+">', html)


def test_every_kind_is_shown_as_what_it_is(engine, show, home, edition):
    speaker = SpeakerFactory(
        name="Eva Ek", texts=text_rows(SpeakerText, title={"sv": "Polis"}, about={"sv": "Om tillit."})
    )
    lecture = LecturePageFactory(parent=edition, title="A", people=[speaker])
    practical = StandardPageFactory(parent=edition, title="Hitta hit")
    plain, archive = StandardPageFactory(parent=home, title="Om"), LectureArchivePageFactory(parent=home)
    engine(*[hit(thing, "tillit") for thing in (speaker, edition, practical, plain, archive, lecture)])
    results = shown(show()[0])
    assert [(str(one["kind"]), one["title"], one["url"], str(one.get("edition", ""))) for one in results] == [
        ("Talare", "Eva Ek", "/sv/talare/eva-ek/", ""),
        ("Konferens", edition.title, edition.url, ""),
        ("Sida", "Hitta hit", practical.url, edition.title),
        ("Sida", "Om", plain.url, ""),
        ("Arkiv", "Föreläsningar", archive.url, ""),
        ("Plenarföreläsning", "A", lecture.url, edition.title),
    ]
    assert (results[0]["role"].pieces, results[0]["excerpt"].pieces) == (
        [("Polis", False)],
        [("Om ", False), ("tillit", True), (".", False)],
    )


def test_page_of_an_unlisted_type_counts_as_page(engine, show, home):
    archive = LectureArchivePageFactory(parent=home)  # stands in for a type that nobody has told the search of
    engine(replace(hit(archive, "tillit"), kind="page"))
    (result,) = shown(show()[0])
    assert (str(result["kind"]), result["title"], result["url"]) == ("Sida", archive.title, archive.url)


def test_cancelled_edition_says_so(engine, show, home):
    engine(hit(ConferencePageFactory(parent=home, status="cancelled")))
    assert "Inställd" in text_of(show()[1])


def test_query_and_hits_are_escaped(engine, show, edition):
    title = "<b>tillit</b> & <script>alert(1)</script>"
    lecture = LecturePageFactory(parent=edition, title=title, lead="<i>tillit</i>")
    engine(hit(lecture, "tillit", "script"), corrections=["<u>tillit</u>"])
    html = show("?q=%3Cb%3Etillit")[1]
    assert re.findall(r"<b>|<i>|<u>|<script>", html) == []
    assert '&lt;b&gt;<mark class="marked">tillit</mark>&lt;/b&gt; &amp; &lt;' in html


def test_lead_is_shown_where_the_words_stand_in_no_text(engine, show, edition):
    lecture = LecturePageFactory(parent=edition, title="A", lead="Ingressen.")
    engine(hit(lecture, "krishantering"))
    assert shown(show()[0])[0]["excerpt"].pieces == [("Ingressen.", False)]


def test_affiliation_is_shown_where_it_is_what_was_found(engine, show, edition):
    speaker = SpeakerFactory(name="Misse Wester")
    lecture = LecturePageFactory(parent=edition, title="A", lead="Ingressen.", people=[speaker])
    lecture.speakers.update(affiliation="Lunds universitet")
    lecture.save()
    engine(hit(lecture, "lunds"))
    assert shown(show()[0])[0]["excerpt"].pieces == [
        ("Misse Wester · ", False),
        ("Lunds", True),
        (" universitet", False),
    ]
    engine(hit(lecture, "wester"))
    assert shown(show()[0])[0]["excerpt"].pieces == [("Ingressen.", False)]


def test_document_is_quoted_only_where_nothing_else_has_the_words(engine, show, edition):
    lecture = LecturePageFactory(parent=edition, title="A", lead="Om tillit.")
    fields = {"sv": {"title": "A", "lead": "Om tillit.", "documents": "Bilder om tillit i kris."}}
    Entry.objects.filter(key=f"page:{lecture.pk}").update(fields=fields)
    engine(hit(lecture, "tillit"))
    assert shown(show()[0])[0]["excerpt"].pieces == [("Om ", False), ("tillit", True), (".", False)]
    engine(hit(lecture, "kris"))
    assert shown(show()[0])[0]["excerpt"].pieces == [("Bilder om tillit i ", False), ("kris", True), (".", False)]


def test_other_languages_follow_under_a_heading_of_their_own(engine, show, homes, edition):
    translate(edition)
    english = LecturePageFactory(parent=edition.get_translations().get(), title="Trust", locale=homes["en"].locale)
    own = LecturePageFactory(parent=edition, title="Tillit")
    engine(hit(own), hit(english, "trust"))
    context, html = show()
    assert [(one["lang"], one["heading"]) for one in context["sections"]] == [("sv", ""), ("en", "1 träff på engelska")]
    found = re.search(
        r'<h2[^>]*>1 träff på engelska</h2>.*?<h3 class="search-result__title" lang="en">(.*?)</h3>', html, re.S
    )
    assert f'href="{english.url}" hreflang="en"' in found[1]
    assert "På engelska" in text_of(html)
    engine(hit(own))
    html = show(language="en")[1]
    assert "Nothing in English for “tillit” 1 result in Swedish Tillit In Swedish" in text_of(html)
    assert "1 result for “tillit”" in text_of(show("?q=tillit&language=sv", "en")[1])


def test_promoted_hit_is_told_as_the_editors_choice(engine, show, edition):
    first, second = (LecturePageFactory(parent=edition, title=title) for title in ("A", "B"))
    engine(hit(first, promoted=True), hit(second))
    assert re.findall(r"Redaktionens val|\b[AB]\b", text_of(show()[1])) == ["A", "Redaktionens val", "B"]


@pytest.mark.parametrize("hidden", ["draft", "private", "expired", "deleted"])
def test_hits_are_public_whatever_the_engine_says(engine, show, client, edition, hidden):
    facts = {"draft": {"live": False}, "expired": {"expire_at": NOW}}.get(hidden, {})
    speaker = SpeakerFactory(name="Hemlig Person")
    lecture = LecturePageFactory(parent=edition, title="Hemlig", people=[speaker], **facts)
    engine(hit(lecture), hit(speaker), hit(edition))
    if hidden == "private":
        make_private(lecture)
    if hidden == "deleted":
        lecture.delete()
    assert [one["title"] for one in shown(show()[0])] == [edition.title]
    with clock.at(NOW):
        suggested = client.get("/sv/sok/forslag/", {"q": "heml"}).json()["suggestions"]
    assert [one["title"] for one in suggested] == [edition.title]


def many(edition, number):
    """Hits of every kind, each with people, a subject and a picture of its own."""
    hits = []
    for _number in range(number):
        speaker = SpeakerFactory(photo=ImageFactory())
        facts = HELD | {"picture": ImageFactory(), "subjects": [SubjectFactory()], "people": [speaker]}
        page = StandardPageFactory(parent=edition)
        hits += [hit(LecturePageFactory(parent=edition, **facts)), hit(speaker), hit(page)]
    return hits


def test_page_takes_the_same_queries_however_much_is_found(engine, show, edition):
    def queries(hits, **facts):
        engine(*hits, **facts)
        show()
        with CaptureQueriesContext(connection) as captured:
            show()
        return len(captured)

    few, lots = many(edition, 1), many(edition, RESULTS_PER_PAGE // 3)
    assert queries(few) == queries(lots) <= 24


def test_no_small_picture_is_made_for_an_answer(engine, show, edition):
    engine(*many(edition, 3))
    assert sum(bool(one["picture"]) for one in shown(show()[0])) == 6
    SiteRendition.objects.all().delete()
    assert [one["picture"] for one in shown(show()[0]) if one["picture"]] == []
    assert SiteRendition.objects.count() == 0


def test_number_of_hits_is_told_first_and_in_the_title(engine, show, edition):
    hits = [hit(LecturePageFactory(parent=edition)) for _number in range(RESULTS_PER_PAGE + 2)]
    asked = engine(*hits)
    html = show("?q=tillit&page=2")[1]
    assert asked == [("tillit", "sv", {}, RESULTS_PER_PAGE)]
    assert "<title>Sökning: tillit – 12 träffar, sida 2 – Trygghetskonferensen</title>" in html
    assert re.search(r'<div class="[^"]*" role="status">\s*<h2[^>]*>\s*12 träffar på ”tillit”\s*</h2>', html)
    assert "Visar 11–12" in text_of(html)
    engine(*hits[:1])
    html = show("?q=tillit", "sv")[1]
    assert "<title>Sökning: tillit – 1 träff – Trygghetskonferensen</title>" in html
    assert "Visar" not in text_of(html)


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "9" * 4000, "9" * 5000, "x", "", "1.5", "٣"])
def test_any_page_number_gives_the_nearest_page(engine, show, edition, number):
    engine(*[hit(LecturePageFactory(parent=edition)) for _number in range(RESULTS_PER_PAGE + 2)])
    context, _html = show(f"?q=tillit&page={number}")
    assert len(shown(context)) == (RESULTS_PER_PAGE if context["results"].number == 1 else 2)


def test_corrections_are_links_to_whole_questions(engine, show, homes):
    engine(corrections=["tillit & kris"])
    html = show("?q=tilit+%26+kris&kind=page")[1]
    assert 'Menade du <a class="corrections__link" href="?q=tillit+%26+kris">tillit &amp; kris</a>?' in html


def test_nothing_found_leads_on(engine, show, home, edition):
    archive = LectureArchivePageFactory(parent=home)
    subject, unused = SubjectFactory(slug="kris", names={"sv": "Kris"}), SubjectFactory(names={"sv": "Oanvänt"})
    LecturePageFactory(parent=edition, subjects=[subject], **HELD)
    LecturePageFactory(parent=edition, subjects=[unused], live=False, **HELD)
    give_contact(edition, ContactFactory(names={"sv": "Kansliet"}, email="kansli@example.org"))
    engine()
    context, html = show()
    assert "Inga träffar på ”tillit”" in text_of(html)
    assert [(one["name"], one["url"]) for one in context["subjects"]] == [("Kris", f"{archive.url}?subject=kris")]
    assert 'href="mailto:kansli@example.org"' in html
    assert 'href="/sv/talare/"' in html
    archive.delete()
    assert [one["url"] for one in show()[0]["subjects"]] == ["?subject=kris"]


def test_nothing_found_helps_on_an_empty_site_too(engine, show, homes):
    engine()
    context, html = show()
    assert (context["subjects"], context["contacts"]) == ([], [])
    assert "Inga träffar på ”tillit”" in text_of(html)


def test_suggestions_are_few_public_and_told_apart(engine, client, edition):
    people = [
        SpeakerFactory(name="Kim Ek", texts=text_rows(SpeakerText, title={"sv": title})) for title in ("Polis", "Präst")
    ]
    lecture = LecturePageFactory(parent=edition, title="Kim talar", people=people, **HELD)
    undated = LecturePageFactory(parent=edition, title="Kim igen")
    asked = engine(*map(hit, [*people, lecture, undated, edition]))
    response = client.get("/sv/sok/forslag/", {"q": "kim "})
    assert asked == [("kim ", "sv")]
    assert response.json()["status"] == "5 förslag: pil ned"
    suggestions = response.json()["suggestions"]
    assert [(one["title"], one["kind"], one["url"], one["lang"]) for one in suggestions] == [
        ("Kim Ek", "Talare", "/sv/talare/kim-ek/", ""),
        ("Kim Ek", "Talare", "/sv/talare/kim-ek-2/", ""),
        ("Kim talar", "Föreläsning 2026", lecture.url, ""),
        ("Kim igen", "Föreläsning", undated.url, ""),
        (edition.title, "Konferens", edition.url, ""),
    ]
    assert [one.get("about", {}).get("text") for one in suggestions] == ["Polis", "Präst", None, None, None]
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)


@pytest.mark.parametrize("typed", ["", "k", "  k ", None])
def test_nothing_is_suggested_for_less_than_two_letters(engine, client, edition, typed):
    asked = engine(hit(edition))
    answer = client.get("/en/search/suggestions/", {} if typed is None else {"q": typed}).json()
    assert (answer, asked) == ({"suggestions": [], "status": "No suggestions"}, [])


def test_suggestions_take_the_same_queries_however_many(engine, client, edition, django_assert_num_queries):
    hits = many(edition, 4)
    for some in (hits[:3], hits):
        engine(*some)
        client.get("/sv/sok/forslag/", {"q": "kim"})
        with django_assert_num_queries(2):
            client.get("/sv/sok/forslag/", {"q": "kim"})


def test_only_reading_is_allowed(client, homes):
    assert [client.post(path).status_code for path in ("/sv/sok/", "/sv/sok/forslag/")] == [405, 405]


def test_hits_in_other_languages_are_told_on_the_first_page(engine, show, edition):
    own = [LecturePageFactory(parent=edition, title=f"Tillit {number}") for number in range(RESULTS_PER_PAGE)]
    english = translate(edition, title="On trust")
    engine(*map(hit, own), hit(english))
    html = show()[1]
    assert '<a href="?q=tillit&amp;language=en">1 träff på engelska</a>' in html
    assert "On trust" not in text_of(html)
    engine(*map(hit, own))
    assert "på engelska" not in text_of(show()[1])
    engine(hit(english))
    assert "language=en" not in show()[1]  # the heading says that there is nothing else


def test_search_page_has_one_field(show):
    assert show()[1].count('type="search"') == 1


def test_suggestions_are_of_several_kinds():
    kinds = np.array([b"edition"] * 5 + [b"lecture"] * 5 + [b"speaker"])
    assert mixed(kinds, 8) == [0, 1, 2, 3, 5, 6, 7, 10]
    assert mixed(kinds[:5], 8) == [0, 1, 2, 3, 4]
    assert mixed(kinds[:0], 8) == []
