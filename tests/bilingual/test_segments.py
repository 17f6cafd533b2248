"""Segments: what counts as the same text, and by what a text is known."""

import json
import unicodedata

import pytest
from wagtail.blocks import ListBlock
from wagtail.fields import StreamField

from bilingual.identifiers import identify_items
from bilingual.pages import bilingual_models
from bilingual.segments import Kind, Segment, plain_text
from home.models import StandardPage
from lectures.models import LecturePage
from tests.bilingual.changing import body

pytestmark = pytest.mark.django_db  # a page asks for its content type


def fingerprint(value, kind=Kind.RICH) -> str:
    return Segment("key", "label", value, kind).fingerprint


def units_of(blocks: list | str) -> dict[str, Segment]:
    """The segments of a body that say something."""
    page = StandardPage(body=blocks if isinstance(blocks, str) else json.dumps(blocks))
    return {key: segment for key, segment in page.segments.items() if segment.fingerprint}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p data-block-key="a1">Hej</p>', '<p data-block-key="b2">Hej</p>'),
        ("<p>Hej  du\n</p>", "<p>Hej du</p>"),
        ("<p>Hej</p>\n<p>du</p>", "<p>Hej</p><p>du</p>"),
        ('<p><a id="3" linktype="page">Hej</a></p>', '<p><a linktype="page" id="3">Hej</a></p>'),
        ("<p>Hej<br/>du</p>", "<p>Hej<br>du</p>"),
        ("<p>R&amp;D å</p>", "<p>R&#38;D &aring;</p>"),
        (unicodedata.normalize("NFC", "<p>åäö</p>"), unicodedata.normalize("NFD", "<p>åäö</p>")),
        ("", "<p></p>"),
        ("", '<p data-block-key="a1"> \xa0</p>'),
        ("", "<ul><li></li></ul>"),
    ],
)
def test_what_a_reader_cannot_see_makes_no_difference(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>Hej du</p>", "<p>Hejdu</p>"),
        ("<p>Hej</p><p>du</p>", "<p>Hej du</p>"),
        ("<p>Hej</p>", "<p><b>Hej</b></p>"),
        ('<p><a href="/a">Hej</a></p>', '<p><a href="/b">Hej</a></p>'),
        ("<h2>Hej</h2>", "<p>Hej</p>"),
        ('<embed embedtype="image" id="1"/>', '<embed embedtype="image" id="2"/>'),
        ('<embed embedtype="image" id="1"/>', ""),
    ],
)
def test_what_a_reader_can_see_makes_one(one, other):
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("value", [None, "", "  \n", " "])
def test_nothing_has_no_fingerprint(value):
    assert [fingerprint(value, kind) for kind in (Kind.PLAIN, Kind.RICH)] == ["", ""]


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_no_value_has_no_fingerprint(value):
    assert fingerprint(value, Kind.VALUE) == ""


@pytest.mark.parametrize("value", [0, False, 3, "3"])
def test_value_has_a_fingerprint(value):
    assert fingerprint(value, Kind.VALUE) != ""


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "x" * 2_000_000, "<p>" * 20_000, "<", "&#0;", "]]>", "<!-- å"])
def test_any_text_has_units(text):
    for kind in Kind:
        segment = Segment("key", "label", text, kind)
        assert (len(segment.fingerprint) in (0, 16), isinstance(segment.text, str)) == (True, True)


def test_rich_text_is_read_by_paragraph_and_item():
    html = "<h2>Rubrik</h2><p>Ett <b>två</b>\n tre<br/>fyra</p><ul><li>fem</li><li></li><li>sex</li></ul><p></p>"
    assert plain_text(html) == "Rubrik\nEtt två tre\nfyra\n• fem\n• sex"


@pytest.mark.parametrize(("text", "is_text"), [("Hej", True), ("2026", False), ("–", False), ("", False)])
def test_text_has_letters(text, is_text):
    assert Segment("key", "label", text).is_text == is_text


def test_few_words_may_stay_as_they_are():
    long = "Nio ord som knappast är de samma på engelska"
    segments = [Segment("k", "l", "Kim Exempel"), Segment("k", "l", long), Segment("k", "l", long, one_line=True)]
    assert [segment.may_stay for segment in segments] == [True, False, True]


def test_block_that_is_moved_keeps_its_key():
    blocks = json.loads(body(*"abcdefghi"))
    moved = units_of(blocks[::-1])
    assert {key: segment.fingerprint for key, segment in units_of(blocks).items()} == {
        key: segment.fingerprint for key, segment in moved.items()
    }


def test_word_in_block_seven_changes_block_seven():
    before, after = units_of(body(*"abcdefghi")), units_of(body(*"abcdefXhi"))
    assert [key for key in before if before[key].fingerprint != after[key].fingerprint] == ["body.t7"]


def test_each_text_of_nested_blocks_is_a_unit():
    accordion = {"heading": "Frågor", "items": [{"type": "item", "id": "i1", "value": {"heading": "?", "text": "!"}}]}
    quote = {"quote": "Så är det.", "name": "Kim", "role": ""}
    section = {
        "heading": "Om",
        "content": [
            {"type": "accordion", "id": "a", "value": accordion},
            {"type": "quote", "id": "q", "value": quote},
        ],
    }
    segments = units_of([{"type": "section", "id": "s", "value": section}])
    assert {key: segment.text for key, segment in segments.items()} == {
        "body.s.heading": "Om",
        "body.a.heading": "Frågor",
        "body.i1.heading": "?",
        "body.i1.text": "!",
        "body.q.quote": "Så är det.",
        "body.q.name": "Kim",
    }


def test_picture_and_its_alternative_text_are_two_units():
    def picture(**image):
        return units_of([{"type": "image", "id": "p", "value": {"image": image, "caption": ""}}])

    described = picture(image=3, alt_text="En älv", decorative=False)
    assert {key: segment.value for key, segment in described.items()} == {
        "body.p.image.image": 3,
        "body.p.image.alt_text": "En älv",
    }
    assert list(picture(image=3, alt_text="En älv", decorative=True)) == ["body.p.image.image"]


def test_list_items_without_ids_are_known_by_position():
    def accordion(heading):
        items = [{"heading": heading, "text": "<p>!</p>"}, {"heading": "Två", "text": ""}]
        return StandardPage(
            body=json.dumps([{"type": "accordion", "id": "a", "value": {"heading": "", "items": items}}])
        )

    swedish, english = accordion("Ett"), accordion("One")
    before = list(swedish.segments)
    assert (identify_items(swedish), identify_items(english)) == (["body"], ["body"])
    assert list(swedish.segments) == list(english.segments) == before
    assert identify_items(swedish) == []
    lists = [page.body[0].value["items"].bound_blocks for page in (swedish, english)]
    assert [item.id for item in lists[0]] == [item.id for item in lists[1]]


def test_items_of_two_lists_with_one_identifier_get_their_own():
    """Wagtail's form gives the first item of every new list the same one, and sends it again at the next saving."""

    def page(*blocks):
        return StandardPage(body=json.dumps(list(blocks)))

    def accordion(key, *headings):
        items = [
            {"type": "item", "id": f"{number}" if number else "same", "value": {"heading": heading, "text": ""}}
            for number, heading in enumerate(headings)
        ]
        return {"type": "accordion", "id": key, "value": {"heading": "", "items": items}}

    def section(*blocks):
        return {"type": "section", "id": "s", "value": {"heading": "Om", "content": list(blocks)}}

    def texts(of):
        identify_items(of)
        return {key: segment.text for key, segment in of.segments.items() if segment.text}

    swedish = page(accordion("a", "Ett"), section(accordion("b", "Två", "Tre")), accordion("c", "Fyra"))
    english = page(accordion("a", "One"), section(accordion("b", "Two", "Three")), accordion("c", "Four"))
    said = texts(swedish)
    assert sorted(said.values()) == ["Ett", "Fyra", "Om", "Tre", "Två"]
    assert said["body.same.heading"] == "Ett"
    assert list(texts(english)) == list(said)
    assert (texts(swedish), identify_items(swedish)) == (said, [])


def test_rows_that_a_form_adds_get_identifiers_in_the_browser():
    """Which makes one up where the form sends none: two new lists then have no row of the same."""

    def lists(block):
        inner = [block.child_block] if isinstance(block, ListBlock) else getattr(block, "child_blocks", {}).values()
        yield from [block] if isinstance(block, ListBlock) else []
        for child in inner:
            yield from lists(child)

    streams = [
        field.stream_block
        for model in bilingual_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    found = [block for stream in streams for block in lists(stream)]
    sent = [row for block in found for row in block.get_form_state(block.get_default())]
    assert sent
    assert [row for row in sent if "id" in row] == []
    rows = [{"type": "item", "id": "a", "value": {"heading": "Ett", "text": ""}}]
    accordion = next(block for block in found if block.name == "items")
    assert [row["id"] for row in accordion.get_form_state(accordion.to_python(rows))] == ["a"]


def test_texts_in_rows_are_segments_and_facts_are_not(lecture):
    keys = [f"speakers.{row.key}.affiliation" for row in lecture.speakers.all()]
    segments = LecturePage.objects.get(pk=lecture.pk).segments
    assert [key for key in segments if key.startswith("speakers.")] == keys
    assert [key for key in segments if key in LecturePage.shared_fields] == []
