"""What the reader of a document does not see is no text of it, and what they see is."""

from io import BytesIO
from pathlib import Path

import pytest

from home.media.document_reading import read
from tests.home.files import OPEN, WORD, zipped

LONG = 10**9  # seconds of this process, which has been running for a while
DATA = Path(__file__).with_name("data")
CASES = {
    "dolt.docx": "Synlig text om lyktstolpar.\nKvar.",
    "dold_bild.pptx": "Öppen bild om cykelvägar\nSmartartord belysningstrappan",
    "brev.rtf": "Snöskottning\nslut övrigt",
    "bara_inline.xlsx": "Inlineord gatlampor",
}
HIDDEN_STYLES = """<w:styles xmlns:w="urn:w"><w:style w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:styleId="Child"><w:basedOn w:val="Hidden"/></w:style></w:styles>"""
SHEET = """<worksheet xmlns="urn:x"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>{}</v></c></row>
    <row r="2" hidden="1"><c r="A2" t="s"><v>2</v></c></row></sheetData></worksheet>"""
RELATIONS = '<Relationships xmlns="urn:q">{}</Relationships>'
BOOK = """<workbook xmlns="urn:x" xmlns:r="urn:r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>
    <sheet name="b" sheetId="2" state="{}" r:id="rId2"/></sheets></workbook>"""
SLIDE = '<p:sld xmlns:p="urn:p" xmlns:a="urn:a">{}</p:sld>'
SAID = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
STYLE = '<style:style style:name="x"><style:{}-properties {}/></style:style>'


def word(content, **parts):
    return "docx", zipped(word__document_xml=WORD.format(content), **parts)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(text):
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


def book(state="visible"):
    relations = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
    parts = {
        "xl/workbook.xml": BOOK.format(state),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relations),
        "xl/worksheets/sheet1.xml": SHEET.format("Syns"),
        "xl/worksheets/sheet2.xml": SHEET.format("Blad"),
        "xl/sharedStrings.xml": "<sst><si><t>Ett</t></si><si><t>Kolumn</t></si><si><t>Rad</t></si></sst>",
    }
    return "xlsx", zipped(**parts)


def slides(*contents, listed=None):
    relations = "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n}.xml"/>' for n in listed or ())
    keys = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in listed or ())
    parts = {f"ppt/slides/slide{n}.xml": SLIDE.format(content) for n, content in enumerate(contents, 1)}
    if listed:
        parts["ppt/presentation.xml"] = f'<p:presentation xmlns:p="urn:p" xmlns:r="urn:r">{keys}</p:presentation>'
        parts["ppt/_rels/presentation.xml.rels"] = RELATIONS.format(relations)
    return "pptx", zipped(**parts)


def opened(extension, styles, content):
    names = "style", "table", "draw", "presentation"
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    return extension, zipped(content_xml=OPEN.format(styles + content).replace("<o:content", f"<o:content {spaces}", 1))


NOT_HIDDEN, OF_HIDDEN_STYLE = '<w:vanish w:val="0"/>', '<w:rStyle w:val="Child"/>'
OPEN_TEXT = "<text:p>Syns</text:p>"
SHAPE = '<p:sp><p:nvSpPr><p:cNvPr id="1" hidden="1"/></p:nvSpPr>{}</p:sp>'
SEEN = {
    "hidden run": (word(f"<w:p>{run('Syns')}{run('Dolt', '<w:vanish/>')}</w:p>"), "Syns"),
    "run that is not hidden": (word(f"<w:p>{run('Syns', NOT_HIDDEN)}</w:p>"), "Syns"),
    "mark of a paragraph": (word(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('Syns')}</w:p>"), "Syns"),
    "hidden style": (
        word(
            f"<w:p>{run('Syns')}{run('Dolt', OF_HIDDEN_STYLE)}</w:p>"
            f'<w:p><w:pPr><w:pStyle w:val="Hidden"/></w:pPr>{run("Dolt")}</w:p>',
            word__styles_xml=HIDDEN_STYLES,
        ),
        "Syns",
    ),
    "cells": (word(f"<w:tbl><w:tr>{cell('Tid')}{cell('Vad')}</w:tr></w:tbl>"), "Tid Vad"),
    "hidden row": (
        word(f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{cell('Dolt')}</w:tr><w:tr>{cell('Syns')}</w:tr></w:tbl>"),
        "Syns",
    ),
    "hidden row and column of a sheet": (book(), "Ett Syns Ett Blad"),
    "hidden sheet": (book("hidden"), "Ett Syns"),
    "very hidden sheet": (book("veryHidden"), "Ett Syns"),
    "hidden shape": (slides(SHAPE.format(SAID.format("Dolt")) + SAID.format("Syns")), "Syns"),
    "slide that is not in the presentation": (slides(SAID.format("Syns"), SAID.format("Lös"), listed=[1]), "Syns"),
    "hidden letters of an open text": (
        opened(
            "odt",
            STYLE.format("text", 'text:display="none"'),
            '<text:p>Syns<text:span text:style-name="x">Dolt</text:span></text:p>',
        ),
        "Syns",
    ),
    "hidden section": (
        opened(
            "odt", "", '<text:section text:display="none"><text:p>Dolt</text:p></text:section><text:p>Syns</text:p>'
        ),
        "Syns",
    ),
    "hidden open sheet": (
        opened(
            "ods",
            STYLE.format("table", 'table:display="false"'),
            '<table:table table:style-name="x"><text:p>Dolt</text:p></table:table><text:p>Syns</text:p>',
        ),
        "Syns",
    ),
    "hidden open row": (
        opened(
            "ods",
            "",
            '<table:table><table:table-row table:visibility="collapse"><text:p>Dolt</text:p>'
            "</table:table-row><table:table-row><text:p>Syns</text:p></table:table-row></table:table>",
        ),
        "Syns",
    ),
    "hidden open slide": (
        opened(
            "odp",
            STYLE.format("drawing-page", 'presentation:visibility="hidden"'),
            '<draw:page draw:style-name="x"><text:p>Dolt</text:p></draw:page><text:p>Syns</text:p>',
        ),
        "Syns",
    ),
    "hidden, deleted and moved letters of RTF": (
        ("rtf", rb"{\rtf1 Syns\v  dolt\v0 {\deleted dolt}{\mvf dolt}{\v a{b}c}{\footerl dolt}}"),
        "Syns",
    ),
    "word in two encodings": (("rtf", rb"{\rtf1 {\upr{Sn?}{\*\ud{Sn\u246 ?}}} \uc2\u246 ??vrigt}"), "Snö övrigt"),
}


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_case_is_what_its_reader_sees(name):
    assert read(BytesIO((DATA / name).read_bytes()), name.rpartition(".")[2], LONG) == CASES[name]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_hidden_is_not_text(name):
    (extension, content), text = SEEN[name]
    assert " ".join(read(BytesIO(content), extension, LONG).split()) == text
