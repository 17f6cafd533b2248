"""A document is taken only if it is what its name says and can be read; the field says what is wrong."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.media.document_checks import CHECKS
from home.models import SiteDocument
from home.signals import minute_jobs
from tests.forms import errors
from tests.home.files import drawn, pdf, word, zipped

DATA = Path(__file__).with_name("data")
PAGE = b"<!DOCTYPE html><title>Logga in</title>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 20
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
MORE_THAN_A_PDF = (b"MZ\x90\0", b"\x7fELF\0", b"#!/bin/sh\n", b"<?php ?>", b"<div>", b"x<!doctype html>")
MORE_PAGES = (
    b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
    "<!DOCTYPE html><html>".encode("utf-16"),
    b"<title>Logga in</title><p>",
)
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.500 align:start\nHej\n"
WHOLE = {
    "csv": b"namn;ort\nAnna;Lule\xe5\n",
    "docx": word("Trygghet"),
    "odp": zipped(content_xml="<a/>"),
    "ods": zipped(content_xml="<a/>", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "odt": zipped(content_xml="<a/>"),
    "pdf": pdf(drawn("Trygghet")),
    "pptx": (DATA / "dold_bild.pptx").read_bytes(),
    "rtf": (DATA / "brev.rtf").read_bytes(),
    "txt": "Trygghet i Luleå".encode(),
    "vtt": VTT,
    "xlsx": (DATA / "bara_inline.xlsx").read_bytes(),
    "zip": zipped(bild_xml="<a/>"),
}
BROKEN = {
    "a sign-in page": ("a.pdf", (DATA / "html_som.pdf").read_bytes(), "webbsida"),
    "half a PDF": ("a.pdf", (DATA / "trunkerad.pdf").read_bytes(), "Bara en del"),
    "a locked PDF": ("a.pdf", pdf(drawn("Ord"), password="hemligt"), "lösenord"),
    "SubRip": ("a.vtt", (DATA / "srt_som.vtt").read_bytes(), "Rad 2: tiden 00:00:01,000"),
    "SubRip without spaces": ("a.vtt", VTT + b"\n 00:00:03,000-->00:00:04,000\nHej\n", "Rad 6: tiden 00:00:03,000"),
    "captions of Windows": ("a.vtt", VTT + "å".encode("cp1252"), "UTF-8"),
    "captions of Notepad": ("a.vtt", VTT.decode().encode("utf-16"), "UTF-8"),
    "captions without a head": ("a.vtt", VTT.removeprefix(b"WEBVTT\n\n"), "WEBVTT"),
    "half a presentation": ("a.pptx", WHOLE["pptx"][:-60], "Bara en del"),
    "a locked document": ("a.docx", LOCKED, "lösenord"),
    "tables named text": ("a.odt", WHOLE["ods"], "inte en ODT-fil"),
    "text named slides": ("a.pptx", WHOLE["docx"], "inte en PPTX-fil"),
    "broken XML": ("a.docx", zipped(word__document_xml="<w:document"), "går inte att läsa"),
}
WAYS = {
    "form": "wagtaildocs:add",
    "several at once": "wagtaildocs:add_multiple",
    "chooser": "wagtaildocs_chooser:create",
}


def upload(editor, name, content, way="form"):
    file = SimpleUploadedFile(name, content)
    prefix = "document-chooser-upload-" if way == "chooser" else ""
    if way == "several at once":
        return editor.post(
            reverse(WAYS[way]), {"files[]": file, "title": "T"}, headers={"x-requested-with": "XMLHttpRequest"}
        )
    fields = {"title": "T", "file": file, "collection": 1, "language": "sv"}
    return editor.post(reverse(WAYS[way]), {f"{prefix}{key}": value for key, value in fields.items()})


def test_every_kind_that_is_allowed_is_checked():
    assert set(CHECKS) == set(WHOLE) == set(settings.WAGTAILDOCS_EXTENSIONS)


def test_whole_files_are_taken(editor):
    for extension, content in WHOLE.items():
        assert upload(editor, f"fil.{extension.upper()}", content).status_code == 302, extension
    assert SiteDocument.objects.count() == len(WHOLE)


@pytest.mark.parametrize("content", [PAGE, *MORE_PAGES, PROGRAM, b"\x7fELF" + PROGRAM, b"#!\x00\x01" + PROGRAM])
def test_web_pages_and_programs_are_refused_whatever_they_are_named(editor, content):
    for extension in WHOLE:
        assert list(errors(upload(editor, f"fil.{extension}", content))) == ["file"], extension
    assert SiteDocument.objects.count() == 0


@pytest.mark.parametrize("before", MORE_THAN_A_PDF)
def test_program_or_page_that_is_a_pdf_too_is_refused(editor, before):
    assert list(errors(upload(editor, "a.pdf", before + WHOLE["pdf"]))) == ["file"]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\x1b%-12345X@PJL JOB\n"])
def test_pdf_after_what_programs_put_first_is_taken(editor, before):
    assert upload(editor, "a.pdf", before + WHOLE["pdf"]).status_code == 302


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_told_of_at_its_field(editor, name):
    file, content, message = BROKEN[name]
    shown = errors(upload(editor, file, content))
    assert (list(shown), message in shown["file"][0]) == (["file"], True), shown


@pytest.mark.parametrize("way", WAYS)
def test_file_is_refused_in_every_way_to_upload(editor, way):
    response = upload(editor, "a.pdf", PAGE, way)
    answer = response.content.decode() if way == "form" else str(response.json())
    assert ("webbsida" in answer, SiteDocument.objects.count()) == (True, 0)


def test_text_is_read_by_what_runs_every_minute(editor):
    upload(editor, "a.pdf", pdf(drawn("Snöskottning")))
    document = SiteDocument.objects.defer(None).get()
    assert (document.searched_text, document.text_read_from) == ("", "")
    minute_jobs.send(sender=None)
    document = SiteDocument.objects.defer(None).get()
    assert (document.searched_text, SiteDocument.objects.unread().exists()) == ("Snöskottning", False)
