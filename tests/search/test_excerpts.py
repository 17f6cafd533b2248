"""Excerpts: the passage that shows best why something was found, cut at words, with the words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.page.snippets import MAX_LENGTH_READ, excerpt, marked

FILLER = "Här står något helt annat om ett helt annat ämne, och det är en ganska lång mening. "


def said(pieces):
    return "".join(text for text, _is_found in pieces)


def found(pieces):
    return [text for text, is_found in pieces if is_found]


def test_form_that_stands_in_the_text_is_marked_whole():
    words = frozenset({"krishanteringens", "kommunerna"})
    assert excerpt(["Om krishanteringens roll i kommunerna."], words) == [
        ("Om ", False),
        ("krishanteringens", True),
        (" roll i ", False),
        ("kommunerna", True),
        (".", False),
    ]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("EU:s regler", "eu", "EU:s"),
        ("Trygghet", "trygghet", "Trygghet"),
        ("Eva A\u030agren", "ågren", "Ågren"),
        ("O’Brien talar", "obrien", "O’Brien"),
        ("krishantering/beredskap", "beredskap", "beredskap"),
    ],
)
def test_capitals_marks_and_composition_make_no_difference(text, word, expected):
    assert found(marked(text, frozenset({word}))) == [expected]


def test_passage_has_most_different_words_nearest_together():
    text = f"Krishantering först. {FILLER * 2}Om tillit. {FILLER * 3}Tillit vid krishantering. {FILLER * 2}"
    pieces = excerpt([text], frozenset({"krishantering", "tillit"}))
    assert found(pieces) == ["Tillit", "krishantering"]


def test_earliest_text_is_taken_of_those_that_say_as_much():
    words = frozenset({"tillit", "kris"})
    assert said(excerpt(["Om tillit.", "Mer om tillit."], words)) == "Om tillit."
    assert said(excerpt(["Om tillit.", "Tillit i kris."], words)) == "Tillit i kris."


def test_passage_is_cut_at_words_and_says_so():
    pieces = excerpt([FILLER * 5 + "Om tillit i kris. " + FILLER * 5], frozenset({"tillit"}), length=120)
    text = said(pieces)
    assert (text[:2], text[-2:], "Om tillit i kris." in text) == ("… ", " …", True)
    assert 60 < len(text) <= 124
    assert set(text.split()) <= {*FILLER.split(), "Om", "tillit", "i", "kris.", "…"}


def test_passage_begins_with_a_sentence_where_one_begins_near():
    pieces = excerpt([FILLER * 5 + "Polisen talar om tillit i kris. " + FILLER * 5], frozenset({"tillit"}))
    assert said(pieces).startswith("… Polisen talar om tillit")


def test_beginning_is_shown_where_no_word_stands():
    assert excerpt(["Ingressen.", "Texten."], frozenset({"annat"})) == [("Ingressen.", False)]
    assert said(excerpt([FILLER * 9], frozenset())).startswith("Här står något")
    assert excerpt([], frozenset({"annat"})) == excerpt(["", None], frozenset()) == []


def test_lines_are_kept_apart():
    text = "Rubrik\nEn mening.\n\n Två  ord \r\nSlut"
    assert said(excerpt([text], frozenset())) == "Rubrik · En mening. Två ord · Slut"


def test_word_is_found_far_down_in_a_very_long_text():
    text = FILLER * (3 * MAX_LENGTH_READ // len(FILLER)) + "Sist kommer tilliten. " + FILLER * 9
    pieces = excerpt([text], frozenset({"tilliten"}))
    assert found(pieces) == ["tilliten"]
    assert said(pieces).startswith("… ")


def test_mark_up_in_a_text_is_text():
    assert marked("<b>tillit</b> & kris", frozenset({"tillit"})) == [
        ("<b>", False),
        ("tillit", True),
        ("</b> & kris", False),
    ]


@given(
    st.lists(st.text(max_size=400), max_size=4), st.frozensets(st.text(max_size=12), max_size=4), st.integers(1, 300)
)
def test_any_text_gives_a_passage_no_longer_than_asked(texts, words, length):
    text = said(excerpt(texts, words, length))
    assert len(text.removeprefix("… ").removesuffix(" …")) <= length + 2


@given(st.text(max_size=300), st.frozensets(st.text(max_size=12), max_size=4))
def test_marking_loses_nothing(text, words):
    assert said(marked(text, words)) == said(marked(text, frozenset()))
