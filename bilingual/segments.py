"""The text of a page, piece by piece: each field, each text in a block, each text in a row, with its fingerprint."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html.parser import HTMLParser

from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from bilingual.identifiers import with_identifiers
from bilingual.shared_rows import row_texts

PARAGRAPHS = ("p", "h2", "h3", "h4", "li", "br", "hr")
MAX_WORDS_THAT_MAY_STAY = 8


class Kind(StrEnum):
    """What a segment holds: plain text, rich text, or another value (a picture, a choice, a link)."""

    PLAIN = "plain"
    RICH = "rich"
    VALUE = "value"


@dataclass(frozen=True)
class Segment:
    """One piece of a page. `key` is stable: a block that is moved keeps it; it ends as Wagtail's content path does."""

    key: str
    label: str  # or a lazy string
    value: object
    kind: Kind = Kind.PLAIN
    one_line: bool = False
    place: tuple = ()  # in its field: (number, type) in a stream, number in a list, name in a struct
    edited_as: object = None  # of rich text: the field or block, which knows the editor

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits of what is said, whatever cannot be seen; empty where nothing is said."""
        said = self.normal
        return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""

    @cached_property
    def normal(self) -> str:
        """The value without what makes no difference to a reader."""
        match self.kind:
            case Kind.PLAIN:
                return normal_text(str(self.value or ""))
            case Kind.RICH:
                return normal_html(str(self.value or ""))
        return json.dumps(self.value, sort_keys=True, default=str) if self.value not in (None, "", [], {}) else ""

    @cached_property
    def text(self) -> str:
        """What a reader reads, a line for each paragraph."""
        match self.kind:
            case Kind.RICH:
                return plain_text(str(self.value or ""))
            case Kind.PLAIN:
                return str(self.value or "").strip()
        return ""

    @property
    def is_text(self) -> bool:
        """Whether there are words in it that can be translated."""
        return self.kind != Kind.VALUE and any(character.isalpha() for character in self.text)

    @property
    def may_stay(self) -> bool:
        """Whether the same words may be right in two languages: names, titles, a few words."""
        return self.is_text and (self.one_line or len(self.text.split()) <= MAX_WORDS_THAT_MAY_STAY)


def is_fingerprint(value) -> bool:
    """Whether a value, which may come from anywhere, can be the fingerprint of a text."""
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{16}", value) is not None


def normal_text(text: str) -> str:
    """Composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Html(HTMLParser):
    """Reads rich text as the editor stores it; keeps its marks and links, forgets the editor's own block keys."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.normal, self.plain = [], []

    def handle_starttag(self, tag, attrs):
        kept = sorted((name, value or "") for name, value in attrs if name != "data-block-key")
        self.normal.append(f"<{tag}{''.join(f' {name}={value}' for name, value in kept)}>")
        if tag == "li":
            self.plain.append("\n• ")
        elif tag in PARAGRAPHS:
            self.plain.append("\n")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag not in ("br", "hr", "embed"):
            self.normal.append(f"</{tag}>")

    def handle_data(self, data):
        self.normal.append(data)
        self.plain.append(data.replace("\n", " "))


def _read(html: str) -> _Html:
    reader = _Html()
    reader.feed(unicodedata.normalize("NFC", html))
    reader.close()
    return reader


def normal_html(html: str) -> str:
    """Rich text without what cannot be seen; empty where there is no word and no picture in it."""
    reader = _read(html)
    if not "".join(reader.plain).strip(" \n•\xa0") and "<embed" not in html:
        return ""
    return re.sub(r"\s*(</?(?:p|h\d|ul|ol|li|br|hr)\b[^>]*>)\s*", r"\1", " ".join("".join(reader.normal).split()))


def plain_text(html: str, *, bullets: bool = True) -> str:
    """The words of rich text, a line for each paragraph and each item of a list, which may have its bullet."""
    lines = (" ".join(line.split()) for line in "".join(_read(html).plain).split("\n"))
    if not bullets:
        lines = (line.removeprefix("•").strip() for line in lines)
    return "\n".join(line for line in lines if line and line != "•")


def segments_of(page) -> dict[str, Segment]:
    """The segments of a page's texts by their key. Reads what is stored: blocks cost no query."""
    segments = {}
    for name in page.translatable_fields:
        field = page._meta.get_field(name)
        label = capfirst(str(field.verbose_name))
        if isinstance(field, StreamField):
            value = getattr(page, name)
            stored = with_identifiers(field.stream_block, value.get_prep_value() if value else [], name, set())
            found = _in_stream(field.stream_block, stored, name, label)
        elif isinstance(field, RichTextField):
            found = [Segment(name, label, field.value_from_object(page), Kind.RICH, edited_as=field)]
        else:
            one_line = not isinstance(field, models.TextField)
            found = [Segment(name, label, field.value_from_object(page), one_line=one_line)]
        segments.update((segment.key, segment) for segment in found)
    for key, row, name in row_texts(page):
        label = _label_of_row_lazy(row, row._meta.get_field(name))
        segments[key] = Segment(key, label, getattr(row, name), one_line=True)
    return segments


def _label_of_row(row, field) -> str:
    return f"{row.row_label}: {field.verbose_name}"


# Read only where it is shown: it names what the row points at, which costs queries.
_label_of_row_lazy = lazy(_label_of_row, str)


def _in_stream(block, stored: list, field: str, label: str, place: tuple = ()) -> Iterator[Segment]:
    for number, child in enumerate(stored, start=1):
        child_block = block.child_blocks.get(child.get("type"))
        if child_block is not None:
            numbered = f"{label}.{number}" if label[-1:].isdigit() else f"{label} {number}"
            path = (child["id"],)
            inner = (*place, (number - 1, child["type"]))
            yield from _in_block(child_block, child.get("value"), field, path, numbered, inner)


def _in_block(block, value, field: str, path: tuple, label: str, place: tuple, name: str = "") -> Iterator[Segment]:
    """`path` is the id of the nearest block and the names below it; `label` and `name` tell where and what."""
    name = name or str(block.label)
    key, told = ".".join((field, *path)), f"{label} ({name})"
    if isinstance(block, ImageBlock):
        value = value if isinstance(value, dict) else {"image": value}
        alt = "" if value.get("decorative") else value.get("alt_text")
        yield Segment(f"{key}.image", told, value.get("image"), Kind.VALUE, place=place)
        told = f"{told}: {capfirst(str(block.child_blocks['alt_text'].label))}"
        yield Segment(f"{key}.alt_text", told, alt, place=(*place, "alt_text"))
    elif isinstance(block, blocks.StreamBlock):
        yield from _in_stream(block, value or [], field, label, place)
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value or []):
            told, inner = f"{label}.{number + 1}", (*place, number)
            yield from _in_block(block.child_block, item["value"], field, (item["id"],), told, inner, name)
    elif isinstance(block, blocks.StructBlock):
        for child_name, child in block.child_blocks.items():
            inner_name = name if isinstance(child, blocks.StreamBlock) else f"{name}: {child.label}"
            child_value = (value or {}).get(child_name)
            yield from _in_block(
                child, child_value, field, (*path, child_name), label, (*place, child_name), inner_name
            )
    elif isinstance(block, blocks.RichTextBlock):
        yield Segment(key, told, value, Kind.RICH, place=place, edited_as=block)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield Segment(key, told, value, one_line=isinstance(block, blocks.CharBlock), place=place)
    else:
        yield Segment(key, told, value, Kind.VALUE, place=place)
