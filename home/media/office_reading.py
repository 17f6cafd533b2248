"""The text within files of Word, PowerPoint, Excel and LibreOffice, as a reader sees it: XML in a zip, streamed.

What is hidden is not text of the document: hidden runs, rows, columns, sheets and slides, what has been deleted or
moved away, comments, speaker's notes.
"""

import re
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from home.media.office_sheets import sheets_text
from home.media.office_xml import Parts, Words, is_on

WORD_PARTS = re.compile(r"word/(document|footnotes|endnotes)\.xml|word/diagrams/data\d*\.xml")
SLIDES = re.compile(r"ppt/slides/slide\d+\.xml")
DIAGRAMS = re.compile(r"ppt/diagrams/data\d*\.xml")
SHEETS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml")


def office_text(archive: ZipFile) -> Iterator[str]:
    """The text of a document, slides or tables, a little at a time."""
    parts = Parts(archive)
    if word := parts.named(WORD_PARTS):
        hidden = hidden_styles_of_word(parts)
        for name in word:
            yield from words_of(parts, name, WordWords(hidden))
    elif parts.named(SLIDES):
        yield from slides_text(parts)
    elif parts.named(SHEETS):
        yield from sheets_text(parts)
    elif "content.xml" in parts:
        yield from open_document_text(parts)
    else:
        raise ValueError("this is no office file")


def words_of(parts: Parts, name: str, words: Words) -> Iterator[str]:
    for chunk in parts.chunks(name):
        yield words.feed(chunk)
    yield words.feed(b"", last=True) + "\n"


class WordWords(Words):
    """A document of Word: its text stands in t, and what a run looks like before its text."""

    text_in = {"t"}
    unseen = {"Fallback", "del", "moveFrom", "rPh", "pPrChange", "rPrChange"}
    breaks = {"p": "\n", "br": " ", "cr": " ", "tab": " ", "tc": " ", "noBreakHyphen": "-"}

    def __init__(self, hidden_styles: Iterable[str] = ()):
        super().__init__()
        self.hidden_styles = set(hidden_styles)

    def started(self, name, attributes):
        above = self.path[-4:-1]
        if name in ("vanish", "rStyle") and "rPr" in above and "pPr" not in above:
            if is_on(attributes) if name == "vanish" else attributes.get("val") in self.hidden_styles:
                self.hide("r")
        elif name == "pStyle" and attributes.get("val") in self.hidden_styles:
            self.hide("p")
        elif name in ("hidden", "del") and above[-1:] == ["trPr"] and is_on(attributes):
            self.hide("tr")


def hidden_styles_of_word(parts: Parts) -> set[str]:
    """The styles whose text is hidden, also by what they are based on."""
    hidden, based_on, style = set(), {}, ""
    for name, attributes, path in parts.elements("word/styles.xml"):
        if name == "style":
            style = attributes.get("styleId", "")
        elif name == "basedOn":
            based_on[style] = attributes.get("val", "")
        elif name == "vanish" and "rPr" in path and is_on(attributes):
            hidden.add(style)
    for style in based_on:
        above, seen = style, set()
        while above and above not in seen:
            seen.add(above)
            if above in hidden:
                hidden.add(style)
            above = based_on.get(above, "")
    return hidden - {""}


class SlideWords(WordWords):
    """A slide, or a diagram: shapes may be hidden."""

    shapes = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")

    def started(self, name, attributes):
        if name == "sld" and attributes.get("show") in ("0", "false"):
            self.hide("sld")
        elif name == "cNvPr" and attributes.get("hidden") in ("1", "true"):
            self.hide(next((shape for shape in reversed(self.path) if shape in self.shapes), "cNvPr"))


def slides_text(parts: Parts) -> Iterator[str]:
    """Slides in their order, each with its diagrams; diagrams that no slide names come last."""
    shown, diagrams = slides_in_order(parts), parts.named(DIAGRAMS)
    named = set()
    for slide in parts.named(SLIDES):
        own = [target for target in parts.related(slide).values() if target in diagrams]
        named.update(own)
        if slide not in shown:
            continue
        words = SlideWords()
        text = "".join(words_of(parts, slide, words))
        yield text
        if not words.has_hidden("sld"):
            for diagram in own:
                yield from words_of(parts, diagram, SlideWords())
    for diagram in diagrams:
        if diagram not in named:
            yield from words_of(parts, diagram, SlideWords())


def slides_in_order(parts: Parts) -> list[str]:
    """The slides that the presentation has; all where it does not say."""
    related = parts.related("ppt/presentation.xml")
    keys = [
        attributes.get("id") for name, attributes, _path in parts.elements("ppt/presentation.xml") if name == "sldId"
    ]
    listed = [related[key] for key in keys if key in related]
    return listed or parts.named(SLIDES)


class OpenWords(Words):
    """The open formats: text stands in all of a paragraph, and styles before it say what is hidden."""

    text_in = {"p", "h"}
    unseen = {"notes", "annotation", "tracked-changes", "hidden-text", "hidden-paragraph"}
    breaks = {"p": "\n", "h": "\n", "tab": " ", "s": " ", "line-break": " ", "table-cell": " "}
    HIDING = {
        ("text-properties", "display", "none"),
        ("table-properties", "display", "false"),
        ("drawing-page-properties", "visibility", "hidden"),
    }
    AWAY = ("collapse", "filter")
    STYLED = ("p", "h", "span", "section", "table", "page")

    def __init__(self, hidden_styles: set[str]):
        super().__init__()
        self.hidden_styles = hidden_styles
        self.style = ""
        self.columns, self.column = [], 0

    def started(self, name, attributes):
        if name == "style":
            self.style = attributes.get("name", "")
            if attributes.get("parent-style-name") in self.hidden_styles:
                self.hidden_styles.add(self.style)
        elif any((name, key, value) in self.HIDING for key, value in attributes.items()):
            self.hidden_styles.add(self.style)
        elif self.is_hidden(name, attributes):
            self.hide(name)
        elif name == "table":
            self.columns, self.column = [], 0
        elif name == "table-column":
            is_hidden = attributes.get("visibility") in self.AWAY
            self.columns.append((int(attributes.get("number-columns-repeated", 1)), is_hidden))
        elif name == "table-row":
            self.column = 0
        elif name in ("table-cell", "covered-table-cell"):
            if self.is_hidden_column(self.column):
                self.hide(name)
            self.column += int(attributes.get("number-columns-repeated", 1))

    def is_hidden(self, name, attributes) -> bool:
        if name == "section" and attributes.get("display") == "none":
            return True
        if name in ("table-row", "table-row-group") and attributes.get("visibility") in self.AWAY:
            return True
        return name in self.STYLED and attributes.get("style-name") in self.hidden_styles

    def is_hidden_column(self, number: int) -> bool:
        for repeated, is_hidden in self.columns:
            if number < repeated:
                return is_hidden
            number -= repeated
        return False


def open_document_text(parts: Parts) -> Iterator[str]:
    hidden: set[str] = set()
    if "styles.xml" in parts:
        styles = OpenWords(hidden)  # reads on what it hides; its text is that of heads and feet
        for chunk in parts.chunks("styles.xml"):
            styles.feed(chunk)
    yield from words_of(parts, "content.xml", OpenWords(hidden))
