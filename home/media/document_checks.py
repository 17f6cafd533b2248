"""Whether a file is what its name says, and can be read: asked at the upload, and said at the field."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.documents.forms import BaseDocumentForm

from home.media.document_text import Unreadable, can_be_read

HEAD, TAIL = 1024, 4096
# What may stand before a PDF: a mark of UTF-8, or what is said to a printer. With more, it would be something else too.
PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\x1b%-12345X@PJL[^<]*)?%PDF-")
CUE = re.compile(r"^[ \t]*(\S+?)[ \t]*-->[ \t]*(\S+)", re.MULTILINE)
TIME_OF_CUE = re.compile(r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}")
WEB_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<(?:!--.*?--|\?xml.*?\?)>\s*)*"
    rb"<(?:!doctype html|html|head|body|script|svg|title|meta|iframe)\b",
    re.I | re.S,
)
OFFICE_PARTS = {
    "docx": re.compile(r"word/document\d*\.xml"),
    "pptx": re.compile(r"ppt/(presentation|slides/slide\d+)\.xml"),
    "xlsx": re.compile(r"xl/(workbook|worksheets/sheet\d+)\.xml"),
    **dict.fromkeys(("odp", "ods", "odt"), re.compile(r"content\.xml")),
}
OTHER = gettext_noop("This is not a %(kind)s file, whatever its name says. Open it, save it as %(kind)s and try again.")
CUT_OFF = gettext_noop("Only a part of this file is there. Fetch or save it anew and try again.")
UNREADABLE = gettext_noop(
    "This file cannot be read: it is broken or locked with a password. Save it anew, without a password, and try again."
)


class Refused(Exception):
    """The message, and what it says."""


def check_document(file, extension: str) -> None:
    """Raise ValidationError where the content of a file is not what its ending says, or is not whole."""
    kind = extension.upper()
    try:
        if WEB_PAGE.match(head_of(file)):
            raise Refused(_("This is a web page and no %(kind)s file. Perhaps you had to sign in to fetch it?"))
        CHECKS[extension](file, extension)
        can_be_read(file, extension)
    except Refused as error:
        raise ValidationError(error.args[0] % {"kind": kind}, code="content") from error
    except (Unreadable, BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise ValidationError(_(UNREADABLE), code="content") from error
    finally:
        file.seek(0)


def head_of(file) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode()
    return head


def pdf(file, extension: str) -> None:
    if not PDF.match(head_of(file)):
        raise Refused(_(OTHER))
    file.seek(-min(TAIL, file.seek(0, 2)), 2)
    if b"%%EOF" not in file.read():
        raise Refused(_(CUT_OFF))


def office(file, extension: str) -> None:
    with archive(file) as opened:
        if not any(OFFICE_PARTS[extension].fullmatch(name) for name in opened.namelist()):
            raise Refused(_(OTHER))
        if extension.startswith("od") and "mimetype" in opened.namelist():
            kind = opened.read("mimetype")[:100].decode("ascii", "replace")
            wanted = {"odp": "presentation", "ods": "spreadsheet", "odt": "text"}[extension]
            if not kind.startswith(f"application/vnd.oasis.opendocument.{wanted}"):
                raise Refused(_(OTHER))


def archive(file, extension: str = "") -> ZipFile:
    file.seek(0)
    head = file.read(4)
    if head[:2] != b"PK":
        raise Refused(_(UNREADABLE) if head == b"\xd0\xcf\x11\xe0" else _(OTHER))  # old, or locked with a password
    try:
        return ZipFile(file)
    except BadZipFile as error:
        raise Refused(_(CUT_OFF)) from error


def zipped(file, extension: str) -> None:
    archive(file).close()


def rtf(file, extension: str) -> None:
    file.seek(0)
    if not file.read(5).startswith(b"{\\rtf"):
        raise Refused(_(OTHER))


def text(file, extension: str) -> None:
    """That it is text is found out by reading it."""


def captions(file, extension: str) -> None:
    file.seek(0)
    try:
        content = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("Captions must be written in UTF-8. Save them so, as WebVTT, and try again.")) from error
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    for cue in CUE.finditer(content):
        for time in cue.groups():
            if not TIME_OF_CUE.fullmatch(time):
                line = content.count("\n", 0, cue.start()) + 1
                message = _(
                    "Line %(line)s: the time %(time)s is not written as VTT wants it, 00:01:02.500. Perhaps these are "
                    "SubRip captions: save them as WebVTT."
                )
                raise Refused(message.replace("%(line)s", str(line)).replace("%(time)s", time.replace("%", "%%")))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", content):
        raise Refused(_("The first line of captions must be WEBVTT. Save them as WebVTT and try again."))


CHECKS: dict[str, Callable] = {
    **dict.fromkeys(OFFICE_PARTS, office),
    **dict.fromkeys(("csv", "txt"), text),
    "pdf": pdf,
    "rtf": rtf,
    "vtt": captions,
    "zip": zipped,
}


class SiteDocumentForm(BaseDocumentForm):
    """Takes a file only if it is what its name says; leaves the reading of its text to `publish_scheduled`."""

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            extension = file.name.rpartition(".")[2].lower()
            if extension in CHECKS:  # another ending is refused by the model
                check_document(file, extension)
            self.instance.is_read_later = True
        return file

    def save(self, commit=True):
        replaced, self.original_file = self.original_file, None  # which Wagtail would delete before all is stored
        document = super().save(commit=commit)
        if commit and replaced and "file" in self.changed_data:
            transaction.on_commit(lambda: replaced.storage.delete(replaced.name))
        return document
