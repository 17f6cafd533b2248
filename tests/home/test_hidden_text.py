"""What the reader of a document does not see is no text of it, and what they see is."""

from io import BytesIO
from pathlib import Path

import pytest

from home.media.document_reading import read
from tests.home.files import OPEN, WORD, drawn, pdf, zipped

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
STYLE = '<style:style style:name="x" style:family="{0}"><style:{0}-properties {1}/></style:style>'
WORD_STYLE = '<w:style w:type="{}" w:styleId="{}" {}><w:rPr>{}</w:rPr></w:style>'
DRAWING = '<x xmlns:a="urn:a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></x>'
CHART = "<c><strRef><f>Blad1!A1</f><strCache><pt><v>Namn</v></pt></strCache></strRef><numCache><v>7</v></numCache></c>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def word(content, **parts):
    return "docx", zipped(word__document_xml=WORD.format(content), **parts)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def styled(content, *styles):
    return word(content, word__styles_xml=f'<w:styles xmlns:w="urn:w">{"".join(styles)}</w:styles>')


def cell(text):
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


def book(state="visible", **parts):
    relations = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
    parts = {
        "xl/workbook.xml": BOOK.format(state),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relations),
        "xl/worksheets/sheet1.xml": SHEET.format("Syns"),
        "xl/worksheets/sheet2.xml": SHEET.format("Blad"),
        "xl/worksheets/_rels/sheet2.xml.rels": RELATIONS.format(
            '<Relationship Id="rId1" Target="../drawings/drawing1.xml"/>'
        ),
        "xl/drawings/drawing1.xml": DRAWING.format("Ruta"),
        "xl/sharedStrings.xml": "<sst><si><t>Ett</t></si><si><t>Kolumn</t></si><si><t>Rad</t></si></sst>",
    } | parts
    return "xlsx", zipped(**parts)


def slides(*contents, listed=None, **more):
    relations = "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n}.xml"/>' for n in listed or ())
    keys = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in listed or ())
    parts = {f"ppt/slides/slide{n}.xml": SLIDE.format(content) for n, content in enumerate(contents, 1)}
    if listed:
        parts["ppt/presentation.xml"] = f'<p:presentation xmlns:p="urn:p" xmlns:r="urn:r">{keys}</p:presentation>'
        parts["ppt/_rels/presentation.xml.rels"] = RELATIONS.format(relations)
    return "pptx", zipped(**parts, **more)


def opened(extension, styles, content):
    names = "style", "table", "draw", "presentation", "svg", "office"
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    return extension, zipped(content_xml=OPEN.format(styles + content).replace("<o:content", f"<o:content {spaces}", 1))


OF_HIDDEN_STYLE = '<w:rStyle w:val="Child"/>'
OPEN_TEXT = "<text:p>Syns</text:p>"
SHAPE = '<p:sp><p:nvSpPr><p:cNvPr id="1" hidden="1"/></p:nvSpPr>{}</p:sp>'
VANISH, SHOWN = "<w:vanish/>", '<w:vanish w:val="0"/>'
CODE = f"{FIELD.format('begin')}{run('Dolt')}{FIELD.format('separate')}{run('Syns')}{FIELD.format('end')}"
BOX = f"<w:txbxContent><w:p>{run('Ruta')}</w:p></w:txbxContent>"
NO_FORMAT = '<a><numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></a>'
TWO_CELLS = '<a><sheetData><row r="1">{}<c r="B1" t="str"><v>Syns</v></c></row>{}</sheetData></a>'
HIDDEN_FRAME = (
    '<p:graphicFrame><p:nvPr><p:cNvPr hidden="1"/></p:nvPr><p:relIds xmlns:r="urn:r" r:dm="rId1"/></p:graphicFrame>'
)
OF_SLIDE = RELATIONS.format('<Relationship Id="rId1" Target="../{}"/>')
MORE = {
    "all of a document hidden by default": (
        styled(
            f"<w:p>{run('Dolt')}{run('Syns', SHOWN)}</w:p>",
            f"<w:docDefaults><w:rPrDefault><w:rPr>{VANISH}</w:rPr></w:rPrDefault></w:docDefaults>",
        ),
        "Syns",
    ),
    "hidden style of paragraphs that name none": (
        styled(
            f'<w:p>{run("Dolt")}</w:p><w:p><w:pPr><w:pStyle w:val="O"/></w:pPr>{run("Syns")}</w:p>',
            WORD_STYLE.format("paragraph", "N", 'w:default="1"', VANISH),
            WORD_STYLE.format("paragraph", "O", "", ""),
        ),
        "Syns",
    ),
    "run that is shown in a hidden paragraph": (
        styled(
            f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run("Dolt")}{run("Syns", SHOWN)}</w:p>',
            WORD_STYLE.format("paragraph", "H", "", VANISH),
        ),
        "Syns",
    ),
    "style that shows what it is based on hides": (
        styled(
            f"<w:p>{run('Syns', OF_HIDDEN_STYLE)}</w:p>",
            WORD_STYLE.format("character", "H", "", VANISH),
            WORD_STYLE.format("character", "Child", "", SHOWN).replace("<w:rPr>", '<w:basedOn w:val="H"/><w:rPr>'),
        ),
        "Syns",
    ),
    "hidden before a change": (
        word(f"<w:p>{run('Syns', f'<w:rPrChange><w:rPr>{VANISH}</w:rPr></w:rPrChange>')}</w:p>"),
        "Syns",
    ),
    "deleted cell": (
        word(
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{run('Dolt')}</w:p></w:tc>{cell('Syns')}</w:tr></w:tbl>"
        ),
        "Syns",
    ),
    "code of a field within the code of another": (word(f"<w:p>{CODE}</w:p>"), "Syns"),
    "text box": (word(f"<w:p>{run('Syns')}<w:r><w:drawing>{BOX}</w:drawing></w:r></w:p>"), "Syns Ruta"),
    "hidden text box": (
        word(f'<w:p>{run("Syns")}<w:r><w:drawing><w:docPr hidden="1"/>{BOX}</w:drawing></w:r></w:p>'),
        "Syns",
    ),
    "text box of a hidden run": (
        word(f"<w:p>{run('Syns')}<w:r><w:rPr>{VANISH}</w:rPr><w:drawing>{BOX}</w:drawing></w:r></w:p>"),
        "Syns",
    ),
    "hidden shape of older programs": (
        word(f'<w:p>{run("Syns")}<w:r><w:shape style="width:9pt; visibility: hidden">{BOX}</w:shape></w:r></w:p>'),
        "Syns",
    ),
    "chart of a document": (word(f"<w:p>{run('Syns')}</w:p>", word__charts__chart1_xml=CHART), "Syns Namn"),
    "chart of a slide": (
        slides(
            SAID.format("Syns"),
            **{
                "ppt/slides/_rels/slide1.xml.rels": OF_SLIDE.format("charts/chart1.xml"),
                "ppt/charts/chart1.xml": CHART,
            },
        ),
        "Syns Namn",
    ),
    "diagram in a hidden shape": (
        slides(
            SAID.format("Syns") + HIDDEN_FRAME,
            **{
                "ppt/slides/_rels/slide1.xml.rels": OF_SLIDE.format("diagrams/data1.xml"),
                "ppt/diagrams/data1.xml": DRAWING.format("Dolt"),
            },
        ),
        "Syns",
    ),
    "cell whose format shows nothing": (
        book(
            "hidden",
            **{
                "xl/styles.xml": NO_FORMAT,
                "xl/worksheets/sheet1.xml": TWO_CELLS.format('<c r="A1" s="0" t="s"><v>0</v></c>', ""),
            },
        ),
        "Syns",
    ),
    "row without height": (
        book(
            "hidden",
            **{
                "xl/worksheets/sheet1.xml": TWO_CELLS.format("", '<row r="2" ht="0"><c t="s"><v>0</v></c></row>'),
            },
        ),
        "Syns",
    ),
    "open style of the same name of another family": (
        opened("odt", STYLE.format("text", 'text:display="none"'), '<text:p text:style-name="x">Syns</text:p>'),
        "Syns",
    ),
    "hidden open paragraph": (
        opened("odt", "", f'<text:p>Dolt<text:hidden-paragraph text:is-hidden="true"/></text:p>{OPEN_TEXT}'),
        "Syns",
    ),
    "hidden open text and paragraph that are shown": (
        opened(
            "odt",
            "",
            '<text:p><text:hidden-paragraph text:is-hidden="false"/>Det '
            '<text:hidden-text text:is-hidden="false">syns</text:hidden-text></text:p>',
        ),
        "Det syns",
    ),
    "section hidden on a condition": (
        opened(
            "odt",
            "",
            '<text:section text:display="condition" text:is-hidden="true"><text:p>Dolt</text:p></text:section>'
            + OPEN_TEXT,
        ),
        "Syns",
    ),
    "open footnote, and what a picture shows": (
        opened(
            "odt",
            "",
            "<text:p>Ord<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fotnot</text:p>"
            "</text:note-body></text:note><draw:frame><svg:title>Dolt</svg:title></draw:frame></text:p>",
        ),
        "Ord Fotnot",
    ),
    "hidden open shape and layer": (
        opened(
            "odp",
            '<draw:layer draw:name="x" draw:display="none"/>',
            f'<draw:frame draw:display="none"><text:p>Dolt</text:p></draw:frame>'
            f'<draw:frame draw:layer="x"><text:p>Dolt</text:p></draw:frame><draw:frame>{OPEN_TEXT}</draw:frame>',
        ),
        "Syns",
    ),
    "RTF of TextEdit": (
        ("rtf", rb"{\rtf1\mac\uc0 Sn\'9a" + b"\\\n" + rb"sk\u246 n}"),
        "Snö skön",
    ),
    "RTF in another code page": (("rtf", rb"{\rtf1\ansi\ansicpg1250 \'a3\'f3d\'9f\ansicpg99999}"), "Łódź"),
    "object of RTF, and what stays deleted": (
        ("rtf", rb"{\rtf1 {\object{\*\objdata 01}{\result Syns}}{\deleted\plain Dolt}}"),
        "Syns",
    ),
    "letter of RTF in two halves": (("rtf", rb"{\rtf1 A\u-10179 ?\u-8704 ?B}"), "A😀B"),
    "drawn box, footnote and nested cells of RTF": (
        (
            "rtf",
            rb"{\rtf1 Syns{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Ruta}}}{\footnote Not}A\nestcell B{\filetbl x}}",
        ),
        "Syns Ruta NotA B",
    ),
}
SEEN = {
    "hidden run": (word(f"<w:p>{run('Syns')}{run('Dolt', '<w:vanish/>')}</w:p>"), "Syns"),
    "run that is not hidden": (word(f"<w:p>{run('Syns', SHOWN)}</w:p>"), "Syns"),
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
    "hidden row and column of a sheet": (book(), "Ett Syns Ett Blad Ruta"),
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
    **MORE,
    "word in two encodings": (("rtf", rb"{\rtf1 {\upr{Sn?}{\*\ud{Sn\u246 ?}}} \uc2\u246 ??vrigt}"), "Snö övrigt"),
}


def layered(**told) -> bytes:
    """A PDF with a layer, and what is told of it."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    content = drawn("Syns ") + b" /OC /L BDC /Span <</MCID 0>> BDC " + drawn("Dolt ") + b" EMC EMC " + drawn("Kvar")
    writer = PdfWriter(clone_from=BytesIO(pdf(content)))
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    writer.pages[0]["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
    names = {
        NameObject(f"/{name}"): ArrayObject([layer] * value) for name, value in told.items() if name != "BaseState"
    }
    if "BaseState" in told:
        names[NameObject("/BaseState")] = NameObject(told["BaseState"])
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): DictionaryObject(names)}
    )
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("told", "is_seen"),
    [
        ({"OFF": 1}, False),
        ({"OFF": 0}, True),
        ({"BaseState": "/OFF"}, False),
        ({"BaseState": "/OFF", "ON": 1}, True),
    ],
)
def test_layer_of_a_pdf_is_read_where_it_is_on(told, is_seen):
    text = read(BytesIO(layered(**told)), "pdf", LONG)
    assert ("Syns" in text, "Dolt" in text, "Kvar" in text) == (True, is_seen, True)


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_case_is_what_its_reader_sees(name):
    assert read(BytesIO((DATA / name).read_bytes()), name.rpartition(".")[2], LONG) == CASES[name]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_hidden_is_not_text(name):
    (extension, content), text = SEEN[name]
    assert " ".join(read(BytesIO(content), extension, LONG).split()) == text
