"""The text within files of Word, PowerPoint, Excel and LibreOffice: XML in a zip, read as it streams by."""

import re
from collections.abc import Iterator
from xml.parsers import expat  # noqa: S407 (no document types, hence no entities; home/document_text.py limits the rest)
from zipfile import ZipFile

PARTS = re.compile(
    r"word/(document|footnotes|endnotes)\.xml|ppt/slides/slide\d+\.xml|xl/sharedStrings\.xml|content\.xml"
)
MOST_UNPACKED = 50 * 1024 * 1024
CHUNK = 64 * 1024

# Elements of Microsoft's files have text in t only; those of the open formats in all of a paragraph.
MICROSOFT, OPEN = {"t"}, {"p", "h"}
# What is there twice, or is no part of the text: speaker's notes, remarks, what has been deleted.
WITHOUT = {"Fallback", "rPh", "notes", "annotation", "tracked-changes"}
BREAKS = {"p": "\n", "h": "\n", "si": "\n", "br": " ", "tab": " ", "s": " ", "line-break": " "}


def office_text(archive: ZipFile) -> Iterator[str]:
    """The text of a document, slides or tables, a little at a time."""
    names = [name for name in archive.namelist() if PARTS.fullmatch(name)]
    if not names:
        raise ValueError("this is no office file")
    left = MOST_UNPACKED
    for name in sorted(names, key=lambda name: (len(name), name)):
        words = Words(OPEN if name == "content.xml" else MICROSOFT)
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ValueError(f"it unpacks to more than {MOST_UNPACKED:,} bytes")
                yield words.feed(chunk)
        yield words.feed(b"", last=True)


class Words:
    """The text in an XML file that comes in pieces."""

    def __init__(self, elements: set[str]):
        self.elements = elements
        self.inside = self.without = 0
        self.found = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse

    def feed(self, chunk: bytes, last: bool = False) -> str:
        self.parser.Parse(chunk, last)
        text = "".join(self.found)
        self.found.clear()
        return text

    def start(self, tag, _attributes):
        name = tag.rpartition(" ")[2]
        self.inside += name in self.elements
        self.without += name in WITHOUT

    def end(self, tag):
        name = tag.rpartition(" ")[2]
        self.inside -= name in self.elements
        self.without -= name in WITHOUT
        if name in BREAKS and not self.without:
            self.found.append(BREAKS[name])

    def characters(self, text):
        if self.inside and not self.without:
            self.found.append(text)

    def refuse(self, *_details):
        raise ValueError("office files have no document type")
