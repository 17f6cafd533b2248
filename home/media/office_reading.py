"""The text within files of Word, PowerPoint, Excel and LibreOffice, as a reader sees it: XML in a zip, streamed.

What is hidden is not text of the document: hidden runs, rows, columns, sheets and slides, what has been deleted or
moved away, comments, speaker's notes.
"""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from home.media.office_open import open_document_text
from home.media.office_shapes import SHOWN_WITHIN, drawn_text
from home.media.office_sheets import sheets_text
from home.media.office_word import WordStyles, WordWords
from home.media.office_xml import Parts, words_of

WORD_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
SLIDES = re.compile(r"ppt/slides/slide\d+\.xml")
SHEETS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml")


def office_text(archive: ZipFile) -> Iterator[str]:
    """The text of a document, slides or tables, a little at a time."""
    parts = Parts(archive)
    if word := parts.named(WORD_PARTS):
        styles = WordStyles(parts)
        for name in word:
            yield from words_of(parts, name, WordWords(styles))
        for name in parts.named(SHOWN_WITHIN):
            yield from drawn_text(parts, name)
    elif parts.named(SLIDES):
        yield from slides_text(parts)
    elif parts.named(SHEETS):
        yield from sheets_text(parts)
    elif "content.xml" in parts:
        yield from open_document_text(parts)
    else:
        raise ValueError("this is no office file")


def slides_text(parts: Parts) -> Iterator[str]:
    """Slides in their order, each with its diagrams and charts; those that no slide names come last."""
    shown, named = slides_in_order(parts), set()
    for slide in parts.named(SLIDES):
        named.update(parts.related(slide).values())
        if slide in shown:
            yield from drawn_text(parts, slide)
    for name in parts.named(SHOWN_WITHIN):
        if name not in named:
            yield from drawn_text(parts, name)


def slides_in_order(parts: Parts) -> list[str]:
    """The slides that the presentation has; all where it does not say."""
    related = parts.related("ppt/presentation.xml")
    keys = [
        attributes.get("id") for name, attributes, _path in parts.elements("ppt/presentation.xml") if name == "sldId"
    ]
    listed = [related[key] for key in keys if key in related]
    return listed or parts.named(SLIDES)
