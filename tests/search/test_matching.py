"""Each kind of match by itself: which words of a vocabulary it finds, how surely, and which it must not."""

import numpy as np
import pytest

from search.engine.documents import NAMES, Document, words_and_more
from search.engine.index import Index
from search.engine.interpreter import Interpreter
from search.engine.matching import (
    SURE,
    Accents,
    CompoundPart,
    Derivation,
    Exact,
    Fuzzy,
    Inflection,
    Prefix,
    Word,
)
from search.engine.query import parse
from search.engine.segment import Segment

KINDS = [Exact, Accents, Inflection, Derivation, CompoundPart, Prefix, Fuzzy]


def vocabulary(text: str, code: str = "sv"):
    """The vocabulary of a text."""
    return Segment.of([Document("1", "1", code or "sv", "page", {code: {"body": text}})]).vocabularies[code]


def found(kind, typed: str, text: str, code: str = "sv", **about) -> dict[str, float]:
    """The words of a text that a word means, by a kind of match."""
    words = vocabulary(text, code)
    weights = kind().words(words, Word(typed, code or "sv", **about))
    return {words.words[number]: weight for number, weight in weights}


@pytest.mark.parametrize(
    ("kind", "typed", "text", "expected"),
    [
        (Exact, "kris", "kris krisen", {"kris"}),
        (Accents, "tradgard", "trädgård", {"trädgård"}),
        (Accents, "mål", "mål mal", set()),
        (Inflection, "krisernas", "kris krisen kristen krispig", {"kris", "krisen"}),
        (Inflection, "tillit", "till tilliten tillsammans", {"tilliten"}),
        (Inflection, "stad", "städer stat statens tyngsta", {"städer"}),
        (Inflection, "hanna", "händer han", set()),
        (Inflection, "beredskap", "ber beredskapen", {"beredskapen"}),
        (Inflection, "männen", "man män mannen", {"män", "mannen"}),
        (Inflection, "luleåmodell", "luleåmodellen modellen", {"luleåmodellen"}),
        (Inflection, "foraldrar", "förälder föräldern", set()),  # the dictionary cannot know: see below
        (Derivation, "föreläsare", "föreläsning lärare", {"föreläsning"}),
        (Derivation, "närhet", "nära när", {"nära"}),
        (CompoundPart, "kris", "krishantering kristen energikris", {"krishantering", "energikris"}),
        (CompoundPart, "skola", "skolpolis polisskola", {"skolpolis", "polisskola"}),
        (CompoundPart, "ring", "hantering ringmärkning", {"ringmärkning"}),
        (CompoundPart, "luleå", "luleåmodellen luleåbo", {"luleåmodellen"}),
        (Prefix, "kri", "kris krishantering ris", {"kris", "krishantering"}),
        (Prefix, "t", "tåg", set()),
        (Fuzzy, "kriss", "kris gris", {"kris"}),
        (Fuzzy, "tilitt", "tillit till", {"tillit"}),
        (Fuzzy, "krs", "kris", set()),
        (Fuzzy, "a4ark", "b4ark", set()),
    ],
)
def test_kind_finds_these_words_and_no_others(kind, typed, text, expected):
    is_there = typed in text.split()
    assert set(found(kind, typed, text, is_there=is_there)) - {typed} == expected - {typed}


@pytest.mark.parametrize(
    ("kind", "typed", "text", "expected"),
    [
        (Inflection, "bad", "worse both badly bads", {"worse", "bads"}),
        (Inflection, "crises", "crisis", {"crisis"}),
        (Inflection, "colour", "colors", {"colors"}),
        (Derivation, "prevention", "preventive present", {"preventive"}),
        (CompoundPart, "redis", "ingredients", set()),
        (CompoundPart, "fire", "fireplace fired", {"fireplace"}),
    ],
)
def test_kind_finds_english_words(kind, typed, text, expected):
    assert set(found(kind, typed, text, "en")) - {typed} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_names(kind):
    expected = {
        Exact: {"berg"},
        Prefix: {"berg", "bergström"},
        Inflection: set(),
        Fuzzy: {"berg", "borg"},
    }
    assert set(found(kind, "berg", "Berg Bergen Bergström Borg", NAMES)) - {"bergen"} == expected.get(kind, set())


def test_name_has_a_genitive_and_is_begun_by_a_letter():
    assert set(found(Inflection, "abrahamssons", "Abrahamsson", NAMES)) == {"abrahamsson"}
    assert set(found(Prefix, "a", "Abrahamsson Berg", NAMES)) == {"abrahamsson"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_stop_word_is_meant_but_by_itself(kind):
    stop_words = "till är han om vad"
    for typed in ("tillit", "tilltro", "hanna", "omvärld", "vada", "hän", "ti", "va", "ä"):
        assert set(found(kind, typed, stop_words)) == set(), typed


def test_kinds_tell_less_the_looser_they_are():
    weights = [kind.weight for kind in (Exact, Accents, Inflection, Fuzzy, CompoundPart)]
    assert (weights, Inflection.weight > SURE > Fuzzy.weight) == (sorted(weights, reverse=True), True)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("En risk- och sårbarhetsanalys", ["riskanalys"]),
        ("för- och eftermiddagen", ["förmiddagen"]),
        ("in- och utflyttning", ["inflyttning"]),
        ("i barn-, ungdoms- och familjefrågor", ["barnfrågor", "ungdomsfrågor"]),
        ("covid-19 och e-post-adress", ["covid19", "epostadress"]),
        ("Trygghets- utan mer", []),
        ("300 m² – så", []),
    ],
)
def test_words_that_hyphens_mean_are_words_too(text, more):
    assert words_and_more(text, "sv")[1] == more


def test_term_typed_without_marks_in_another_form_is_found():
    assert set(found(Inflection, "foraldrarna", "föräldrarna förälder")) >= {"förälder"}


def test_kind_that_is_left_out_finds_nothing():
    segment = Segment.of([Document("1", "1", "sv", "page", {"sv": {"title": "Krishantering"}})])
    index = Index([(segment, np.ones(1, dtype=bool))])

    def is_possible(*without):
        return Interpreter(index, parse("kris ", "sv"), index.alive, without=without).meanings()[0].is_possible

    assert (is_possible(), is_possible("compound part", "prefix")) == (True, False)
