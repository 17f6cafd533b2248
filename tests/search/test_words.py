"""Words as the search compares them."""

import pytest

from search.languages import grammar
from search.question import MAX_LENGTH, MAX_WORDS, Wanted, read
from search.words import composed, folded, tokens, words


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
        organise organizing organisations
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
def test_forms_of_a_word_share_a_stem(code, forms):
    first, *others = (grammar(code).stems(form) for form in forms)
    assert [bool(first & stems) for stems in others] == [True] * len(others)


@pytest.mark.parametrize(
    ("code", "word", "other"),
    [
        ("sv", "föreläsare", "föreläsning"),
        ("sv", "kommunicera", "kommunikation"),
        ("en", "government", "governor"),
    ],
)
def test_words_that_are_akin_share_a_root(code, word, other):
    of = grammar(code)
    assert of.stems(word) & of.stems(other) == set()
    assert of.roots(of.stems(word)) & of.roots(of.stems(other))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        *[("kris", "kristen"), ("barn", "bar"), ("sömn", "som"), ("hot", "hotell")],
        *[("tillit", "till"), ("hanna", "han"), ("stad", "stat"), ("stad", "staten")],
    ],
)
def test_other_words_share_no_stem(word, other):
    assert grammar("sv").stems(word) & grammar("sv").stems(other) == set()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_word_is_a_form_of_a_stop_word_or_akin_to_it(code):
    of = grammar(code)
    alone = {"sv": ["tillit", "tillsammans", "hanna", "kunde"], "en": ["being", "outing", "willing", "hers"]}
    for word in [*alone[code], *(form for language, forms in LINES if language == code for form in forms)]:
        stems = of.stems(word)
        assert (stems & of.stop_words, of.roots(stems) & of.stop_words) == (set(), set()), word


def test_language_that_nobody_has_described_is_searched_word_for_word():
    assert grammar("se").stems("beaivi") == {"beaivi"}
    assert "talo" in grammar("fi").stems("talot")


@pytest.mark.parametrize(
    ("text", "wanted", "phrases", "unwanted"),
    [
        ("risk kris", ["risk", "kris"], [], []),
        ('"exakt fras" kris', ["exakt", "fras", "kris"], [["exakt", "fras"]], []),
        ("”svenska citat”", ["svenska", "citat"], [["svenska", "citat"]], []),
        ("kris -polis", ["kris"], [], ["polis"]),
        ('kris -"blå ljus"', ["kris"], [], ["blå", "ljus"]),
        ("it-säkerhet", ["it", "säkerhet"], [], []),
        ("vad är en kris", ["kris"], [], []),
        ("och det", ["och", "det"], [], []),
        ('"obalanserat', ["obalanserat"], [], []),
        ("-", [], [], []),
        ("", [], [], []),
    ],
)
def test_question_is_read(text, wanted, phrases, unwanted):
    question = read(text, "sv")
    assert [one.word for one in question.wanted] == wanted
    assert (question.phrases, question.unwanted) == (phrases, unwanted)


def test_last_word_may_be_unfinished():
    assert read("risk kris", "sv").wanted == [Wanted("risk"), Wanted("kris", unfinished=True)]
    assert read("risk kris ", "sv").wanted == [Wanted("risk"), Wanted("kris")]
    assert read('"kris"', "sv").wanted == [Wanted("kris", exact=True)]


def test_question_has_an_end():
    assert len(read("ord " * 1000, "sv").wanted) <= MAX_WORDS
    assert len(read("x" * 10_000, "sv").text) == MAX_LENGTH
