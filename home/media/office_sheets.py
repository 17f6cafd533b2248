"""The text of tables made by Excel and others: cell by cell, without hidden sheets, rows and columns."""

import re
from collections.abc import Iterator

from home.media.office_shapes import SHOWN_WITHIN, drawn_text
from home.media.office_xml import Elements, Parts, Words

SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
STRINGS = "xl/sharedStrings.xml"
COLUMN = re.compile(r"[A-Z]+")
NO_TEXT = re.compile(r"[^;]*;[^;]*;[^;]*;\s*")
ON, NOTHING = ("1", "true"), ("0", "0.0")


class StringWords(Words):
    """Strings that cells share, or that stand within one; not how they are pronounced."""

    text_in = {"t"}
    unseen = {"rPh"}
    breaks = {"si": "\0"}


def shared_strings(parts: Parts) -> list[str]:
    if STRINGS not in parts:
        return []
    words = StringWords()
    text = "".join([*(words.feed(chunk) for chunk in parts.chunks(STRINGS)), words.feed(b"", last=True)])
    return text.split("\0")[:-1]


def sheets_text(parts: Parts) -> Iterator[str]:
    """Sheet by sheet; a file that has only strings and no sheets is all of them."""
    strings = shared_strings(parts)
    if not (sheets := parts.named(SHEET_PARTS)):
        yield "\n".join(strings)
    hidden, unseen = hidden_sheets(parts), unseen_formats(parts)
    for name in sheets:
        if name not in hidden:
            sheet = Sheet(strings, unseen)
            for chunk in parts.chunks(name):
                yield sheet.feed(chunk)
            yield sheet.feed(b"", last=True) + "\n"
            for drawing in parts.related(name).values():
                if drawing in parts and SHOWN_WITHIN.fullmatch(drawing):
                    yield from drawn_text(parts, drawing)


def hidden_sheets(parts: Parts) -> set[str]:
    related = parts.related("xl/workbook.xml")
    return {
        related.get(attributes.get("id", ""), "")
        for name, attributes, _path in parts.elements("xl/workbook.xml")
        if name == "sheet" and attributes.get("state", "visible") != "visible"
    }


def unseen_formats(parts: Parts) -> set[str]:
    """The styles of cells, by number, whose format shows no text: `;;;`."""
    formats, styles = set(), []
    for name, attributes, path in parts.elements("xl/styles.xml"):
        if name == "numFmt" and NO_TEXT.fullmatch(attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId"))
        elif name == "xf" and "cellXfs" in path:
            styles.append(attributes.get("numFmtId"))
    return {str(number) for number, key in enumerate(styles) if key in formats}


def column_number(reference: str) -> int:
    """3 for C7; 0 where a cell does not say where it is."""
    number = 0
    if letters := COLUMN.match(reference):
        for letter in letters[0]:
            number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Sheet(Elements):
    """The text of a sheet: columns come before rows, and a row before its cells."""

    def __init__(self, strings: list[str], unseen: set[str]):
        super().__init__([])
        self.strings, self.unseen = strings, unseen
        self.is_unseen = False
        self.hidden_columns: list[range] = []
        self.rows_are_hidden = self.row_is_hidden = False
        self.column, self.kind, self.value = 0, "", []
        self.parser.CharacterDataHandler = self.characters

    def feed(self, chunk: bytes, last: bool = False) -> str:
        super().feed(chunk, last)
        text = "".join(self.found)
        self.found.clear()
        return text

    def started(self, name, attributes):
        if name == "sheetFormatPr":
            self.rows_are_hidden = attributes.get("zeroHeight") in ON
        elif name == "col" and (attributes.get("hidden") in ON or attributes.get("width") in NOTHING):
            self.hidden_columns.append(range(int(attributes.get("min", 0)), int(attributes.get("max", 0)) + 1))
        elif name == "row":
            self.row_is_hidden = attributes.get("hidden", "1" if self.rows_are_hidden else "0") in ON
            self.row_is_hidden |= attributes.get("ht") in NOTHING
            self.column = 0
        elif name == "c":
            self.column = column_number(attributes.get("r", "")) or self.column + 1
            self.kind, self.value = attributes.get("t", "n"), []
            self.is_unseen = attributes.get("s") in self.unseen

    def characters(self, text):
        if "c" in self.path and self.path[-1] in ("t", "v") and "rPh" not in self.path:
            self.value.append(text)

    def end(self, tag):
        name = self.path[-1]
        super().end(tag)
        if name == "c" and not self.row_is_hidden and not any(self.column in one for one in self.hidden_columns):
            self.found.append(self.shown() + " ")
        elif name == "row" and not self.row_is_hidden:
            self.found.append("\n")

    def shown(self) -> str:
        """What is written in the cell; of numbers and dates, nobody searches for what is stored."""
        value = "" if self.is_unseen else "".join(self.value)
        if self.kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        return value if self.kind in ("inlineStr", "str") else ""
