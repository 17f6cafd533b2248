"""Words as the search compares them."""

import pytest

from search.engine.morphology import morphology
from search.engine.query import MAX_LENGTH, MAX_TERMS, QueryTerm, parse
from search.engine.tokens import composed, folded, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trygghets- och brottsförebyggande", ["trygghets", "och", "brottsförebyggande"]),
        ("EU:s it-säkerhet", ["eu", "it", "säkerhet"]),
        ("Police’s O'Brien don't", ["police", "obrien", "dont"]),
        ("COVID-19, 2021!", ["covid", "19", "2021"]),
        ("A\u030agren Ågren ÅGREN", ["ågren"] * 3),
        ("kom\u00admu\u200bnikation", ["kommunikation"]),
        ("😀 ?! _ -- ''", []),
        ("السلام عليكم", ["السلام", "عليكم"]),
    ],
)
def test_words_of_a_text(text, expected):
    assert words(text) == expected


def test_tokens_say_where_they_stand():
    text = composed("Krisen, a\u030aret om!")
    assert [text[token.start : token.end] for token in tokens(text)] == ["Krisen", "året", "om"]


@pytest.mark.parametrize(
    ("word", "plain"), [("ågren", "agren"), ("öberg", "oberg"), ("café", "cafe"), ("søren", "soren")]
)
def test_word_without_marks(word, plain):
    assert folded(word) == plain


FORMS = {
    "sv": """
        konferens konferensen konferenser konferensernas
        kris krisen kriser krisernas
        stad städer städerna
        huvudstad huvudstäder
        bok böckerna
        fågel fåglar
        säker säkra säkrare
        vatten vattnet
        rum rummet rummen
        skriva skrev skrivit
        beskriva beskrev
        lärare läraren lärarna lärarnas
        museum museet museer
        myndighet myndigheter myndigheternas
        ung yngre yngst
        stor större
        hjälpa hjälpte hjälpt
        barn barnen barnens
        flicka flickor flickornas
    """,
    "en": """
        lecture lectures
        crisis crises
        community communities
        child children
        woman women
        grandchild grandchildren
        organise organizing
        organisation organizations
        neighbourhood neighborhoods
        centre centers
        speak spoke spoken
        prevent prevented preventing
        safe safer safest
        big bigger biggest
        early earlier earliest
        white whitest
    """,
}
LINES = [(code, line.split()) for code, text in FORMS.items() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("code", "forms"), LINES, ids=lambda value: value[0] if isinstance(value, list) else value)
def test_forms_of_a_word_share_a_lemma(code, forms):
    first, *others = ({*morphology(code).lemmas(form)} for form in forms)
    assert [bool(first & lemmas) for lemmas in others] == [True] * len(others)


@pytest.mark.parametrize(
    ("code", "word", "other"),
    [
        ("sv", "föreläsare", "föreläsning"),
        ("sv", "kommunicera", "kommunikation"),
        ("en", "government", "governor"),
        ("en", "organise", "organizations"),
    ],
)
def test_derivations_share_a_base(code, word, other):
    of = morphology(code)
    assert {*of.lemmas(word)} & {*of.lemmas(other)} == set()
    assert {of.base(lemma) for lemma in of.lemmas(word)} & {of.base(lemma) for lemma in of.lemmas(other)}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        *[("kris", "kristen"), ("barn", "bar"), ("sömn", "som"), ("hot", "hotell")],
        *[("tillit", "till"), ("hanna", "han"), ("stad", "stat"), ("stad", "staten")],
    ],
)
def test_other_words_share_no_lemma(word, other):
    assert {*morphology("sv").lemmas(word)} & {*morphology("sv").lemmas(other)} == set()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_word_is_a_form_of_a_stop_word_or_derived_of_it(code):
    of = morphology(code)
    alone = {"sv": ["tillit", "tillsammans", "hanna", "kunde"], "en": ["being", "outing", "willing", "hers"]}
    for word in [*alone[code], *(form for language, forms in LINES if language == code for form in forms)]:
        lemmas = {*of.lemmas(word)}
        assert (lemmas & of.stop_words, {*map(of.base, lemmas)} & of.stop_words) == (set(), set()), word


def test_language_that_nobody_has_described_is_searched_word_for_word():
    assert morphology("se").lemmas("beaivi") == ("~beaivi",)
    assert morphology("fi").lemmas("talot") == morphology("fi").lemmas("talo")


@pytest.mark.parametrize(
    ("text", "terms", "phrases", "excluded"),
    [
        ("risk kris", ["risk", "kris"], [], []),
        ('"exakt fras" kris', ["exakt", "fras", "kris"], [["exakt", "fras"]], []),
        ("”svenska citat”", ["svenska", "citat"], [["svenska", "citat"]], []),
        ("kris -polis", ["kris"], [], ["polis"]),
        ('kris -"blå ljus"', ["kris"], [], ["blå", "ljus"]),
        ("it-säkerhet", ["it", "säkerhet"], [], []),
        ("vad är en kris", ["kris"], [], []),
        ("och det", [], [], []),
        ('"obalanserat', ["obalanserat"], [], []),
        ("kris\u200bberedskap", ["kris", "beredskap"], [], []),
        ("-", [], [], []),
        ("", [], [], []),
    ],
)
def test_query_is_parsed(text, terms, phrases, excluded):
    query = parse(text, "sv")
    assert [term.word for term in query.terms if not term.stop_word] == terms
    assert (query.phrases, query.excluded) == (phrases, excluded)


def test_last_term_may_be_unfinished():
    assert parse("risk kris", "sv").terms == [QueryTerm("risk"), QueryTerm("kris", 1, unfinished=True)]
    assert parse("risk kris ", "sv").terms == [QueryTerm("risk"), QueryTerm("kris", 1)]
    assert parse('"kris"', "sv").terms == [QueryTerm("kris", exact=True)]


def test_query_has_an_end():
    assert len(parse("ord " * 1000, "sv").terms) <= MAX_TERMS
    assert len(parse("x" * 10_000, "sv").text) == MAX_LENGTH
