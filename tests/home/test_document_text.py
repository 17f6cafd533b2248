"""The text of files, for the search: of every kind, and none, without an error, of files that are broken or do harm."""

import logging
from io import BytesIO
from pathlib import Path

import pytest

from home.media import document_text
from home.media.document_text import text_of
from tests.home.files import OPEN, SLIDE, WORD, drawn, pdf, word, zipped

DEMO = Path(__file__).resolve().parents[2] / "demo/documents"
CAPTIONS = """WEBVTT - Inspelningen

NOTE Gjord av en maskin

1
00:00:01.000 --> 00:00:04.000 align:start
<v Anna Ek>Trygghet är <i>allas</i> ansvar.

00:00:04.000 --> 00:00:06.000
Trygghet är allas ansvar.
Fråga &amp; svar.
"""
RTF = rb"""{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator Skrivare;}\f0 Trygghet i Lule\'e5\par
{\b Andra} stycket \u8211?  med \{klamrar\}.}"""

READ = [
    ("docx", word("Trygghet &amp; tillit", "Andra stycket"), "Trygghet & tillit\nAndra stycket"),
    (
        "docx",
        zipped(word__document_xml=WORD.format("<w:p><w:t>Kris</w:t><w:t>stöd</w:t><w:tab/><w:t>nu</w:t></w:p>")),
        "Krisstöd nu",
    ),
    (
        "pptx",
        zipped(
            ppt__slides__slide10_xml=SLIDE.format("Sist"),
            ppt__slides__slide2_xml=SLIDE.format("Först"),
            ppt__notesSlides__notesSlide1_xml=SLIDE.format("Viskat"),
        ),
        "Först\nSist",
    ),
    (
        "odt",
        zipped(
            content_xml=OPEN.format(
                "<text:tracked-changes><text:p>Struket</text:p></text:tracked-changes>"
                "<text:h>Rubrik</text:h><text:p>Ett <text:span>stycke</text:span><text:s/>till</text:p>"
            )
        ),
        "Rubrik\nEtt stycke till",
    ),
    (
        "odp",
        zipped(content_xml=OPEN.format("<text:p>Bild</text:p><p:notes><text:p>Viskat</text:p></p:notes>")),
        "Bild",
    ),
    ("xlsx", zipped(xl__sharedStrings_xml="<sst><si><t>Kommun</t></si><si><t>Antal</t></si></sst>"), "Kommun\nAntal"),
    ("pdf", pdf(drawn("Trygghet på riktigt"), drawn("Sida två")), "Trygghet på riktigt\nSida två"),
    ("txt", "\ufeffTrygghet\r\n\r\n  i\u00a0Luleå ", "Trygghet\ni Luleå"),
    ("txt", "Räksmörgås".encode("cp1252"), "Räksmörgås"),
    ("txt", "Räksmörgås".encode("utf-16"), "Räksmörgås"),
    ("txt", "krisbered-\nskap, kris-\noch sorgestöd", "krisberedskap, kris-\noch sorgestöd"),
    ("txt", "trygg\u00adhet, ra\u0308tt, \ufb01n", "trygghet, rätt, fin"),
    ("csv", "namn;ort\nAnna;Luleå", "namn;ort\nAnna;Luleå"),
    ("vtt", CAPTIONS, "Trygghet är allas ansvar.\nFråga & svar."),
    ("rtf", RTF, "Trygghet i Luleå\nAndra stycket – med {klamrar}."),
]
EXPANDING = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>{}]>" + WORD.format("<w:p><w:t>&z;</w:t></w:p>")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DOUBLED = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip(LETTERS, LETTERS[1:], strict=False))
OUTSIDE = EXPANDING.format("<!ENTITY z SYSTEM 'file:///etc/hostname'>")
BROKEN = {
    "nothing": ("pdf", b""),
    "another kind": ("docx", pdf(drawn("Ord"))),
    "a zip of something else": ("docx", zipped(annat_xml="<a>ord</a>")),
    "a PDF that is none": ("pdf", b"Inget annat \xc3\xa4n text"),
    "half a PDF": ("pdf", pdf(drawn("Ord"))[:200]),
    "half a zip": ("pptx", word("Ord")[:-40]),
    "half an XML": ("docx", zipped(word__document_xml=WORD[:40])),
    "a locked PDF": ("pdf", pdf(drawn("Ord"), password="hemligt")),
    "a locked office file": ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)),
    "a document type": ("docx", zipped(word__document_xml=EXPANDING.format("<!ENTITY z 'ord'>"))),
    "a billion laughs": ("docx", zipped(word__document_xml=EXPANDING.format(DOUBLED))),
    "an outside entity": ("docx", zipped(word__document_xml=OUTSIDE)),
    "a zip bomb": ("docx", zipped(word__document_xml=WORD.format(" " * 60_000_000))),
    "a deep XML": ("odt", zipped(content_xml="<a>" * 2_000_000)),
    "a program": ("txt", bytes(range(256)) * 40),
    "an RTF that is none": ("rtf", b"\\par ord"),
}


@pytest.mark.parametrize(("extension", "content", "text"), READ)
def test_text_is_read_of_every_kind(extension, content, text):
    assert text_of(BytesIO(content if isinstance(content, bytes) else content.encode()), extension) == text


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_has_no_text_and_is_logged(name, caplog):
    extension, content = BROKEN[name]
    assert text_of(BytesIO(content), extension.upper()) == ""
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "\n" not in record.getMessage()


def test_kinds_without_text_are_not_opened(caplog):
    assert text_of(None, "zip") == ""
    assert caplog.records == []


def test_invisible_characters_are_removed():
    assert text_of(BytesIO(("Try\x00gghet" + " för alla" * 30).encode()), "txt").startswith("Trygghet för")
    assert "\x00" not in text_of(BytesIO(pdf(b"BT /F1 12 Tf (Try\\000gg\\001het) Tj ET")), "pdf")


def test_long_files_are_cut():
    many = zipped(word__document_xml=WORD.format("<w:p><w:t>trygg</w:t></w:p>" * 500_000))
    assert len(text_of(BytesIO(many), "docx")) == 200_000
    assert text_of(BytesIO(pdf(*[drawn("trygg")] * 310)), "pdf").count("trygg") == 300


def test_broken_page_does_not_cost_the_others():
    content = pdf(drawn("Ett"), drawn("Borta"), drawn("Tre")).replace(b"(Borta)", b"(Bor\\(", 1)
    assert {"Ett", "Tre"} <= set(text_of(BytesIO(content), "pdf").split())


def test_slow_file_is_given_up(monkeypatch, caplog):
    monkeypatch.setattr(document_text, "SECONDS", 3)  # of processor time: on a slow machine to begin takes one of them
    monkeypatch.setattr(document_text, "PATIENCE", 40)  # the machine may be busy
    endless = pdf(drawn("Ord"), drawn("a ") * 400_000, compress=True)
    assert text_of(BytesIO(endless), "pdf") == ""
    assert "ended" in caplog.text


def test_too_large_file_is_not_read(monkeypatch, caplog):
    monkeypatch.setattr(document_text, "MAX_BYTES", 1000)
    assert text_of(BytesIO(bytes(1001)), "pdf") == ""
    assert "1,000 bytes" in caplog.text


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.pdf")), ids=lambda path: path.stem)
def test_demo_documents_are_read(path):
    with path.open("rb") as file:
        assert len(text_of(file, "pdf").split()) > 60
