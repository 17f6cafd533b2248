"""The parts of an office file, and the text in the XML of one, as it streams by."""

import re
from collections.abc import Iterator
from posixpath import join, normpath
from xml.parsers import expat  # noqa: S407 (no document types, hence no entities; home/media/document_text.py limits the rest)
from zipfile import ZipFile

MAX_UNPACKED = 50 * 1024 * 1024
CHUNK = 64 * 1024


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a property of Word's is set: it is unless it says no."""
    return attributes.get("val", "1").lower() not in ("0", "false", "off")


class Parts:
    """The parts of a file by name, in the order of their numbers; together they unpack to so much and no more."""

    def __init__(self, archive: ZipFile):
        self.archive = archive
        self.names = sorted(archive.namelist(), key=lambda name: (len(name), name))
        self.left = MAX_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def named(self, pattern: re.Pattern) -> list[str]:
        return [name for name in self.names if pattern.fullmatch(name)]

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as part:
            while chunk := part.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise ValueError(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
                yield chunk

    def elements(self, name: str) -> Iterator[tuple[str, dict[str, str], list[str]]]:
        """The elements of a part, each with its attributes and those around it; none where there is no such part."""
        if name not in self:
            return
        found = []
        parser = Elements(found)
        for chunk in self.chunks(name):
            parser.feed(chunk)
            yield from found
            found.clear()

    def related(self, name: str) -> dict[str, str]:
        """The parts that a part leads to, by its own key for each."""
        folder, _slash, last = name.rpartition("/")
        return {
            attributes.get("Id", ""): normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/")
            for element, attributes, _path in self.elements(f"{folder}/_rels/{last}.rels")
            if element == "Relationship"
        }


class Elements:
    """An XML file that comes in pieces."""

    def __init__(self, found: list | None = None):
        self.found = found
        self.path: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.refuse

    def feed(self, chunk: bytes, last: bool = False) -> None:
        self.parser.Parse(chunk, last)

    def start(self, tag, attributes):
        name = local(tag)
        self.path.append(name)
        named = sorted(attributes.items(), key=lambda item: " " in item[0])  # of two ids, that of a relation counts
        self.started(name, {local(key): value for key, value in named})

    def started(self, name, attributes):
        self.found.append((name, attributes, list(self.path)))

    def end(self, tag):
        self.path.pop()

    def refuse(self, *_details):
        raise ValueError("office files have no document type")


class Words(Elements):
    """The text in an XML file that comes in pieces, without what is hidden."""

    text_in: set[str] = set()
    unseen: set[str] = set()
    breaks: dict[str, str] = {}
    breaks_before: dict[str, str] = {}

    def __init__(self):
        super().__init__()
        self.found = []
        self.begun: list[int] = []  # how much had been found when each element of the path began
        self.inside = 0
        self.hidden_from = 0  # how deep the outermost hidden element lies; 0 where nothing is hidden
        self.hid: set[str] = set()
        self.parser.CharacterDataHandler = self.characters

    def feed(self, chunk: bytes, last: bool = False) -> str:
        super().feed(chunk, last)
        text = "".join(self.found)
        self.found.clear()
        self.begun = [0] * len(self.path)
        return text

    def start(self, tag, attributes):
        self.begun.append(len(self.found))
        super().start(tag, attributes)
        name = self.path[-1]
        if name in self.breaks_before and not self.hidden_from:
            self.found.append(self.breaks_before[name])
        self.inside += name in self.text_in
        if name in self.unseen:
            self.hide(name)

    def started(self, name, attributes):
        """For those to whom some of what begins says more."""

    def hide(self, name: str) -> None:
        """Nothing is seen of the innermost element `name` around here."""
        self.hid.add(name)
        if not self.hidden_from and name in self.path:
            self.hidden_from = len(self.path) - self.path[::-1].index(name)
            del self.found[self.begun[self.hidden_from - 1] :]

    def has_hidden(self, name: str) -> bool:
        return name in self.hid

    def end(self, tag):
        name, is_seen = self.path[-1], not self.hidden_from
        if self.hidden_from >= len(self.path):
            self.hidden_from = 0
        super().end(tag)
        self.begun.pop()
        self.inside -= name in self.text_in
        if name in self.breaks and is_seen:
            self.found.append(self.breaks[name])

    def characters(self, text):
        if self.inside and not self.hidden_from:
            self.found.append(text)


def words_of(parts: Parts, name: str, words: Words) -> Iterator[str]:
    for chunk in parts.chunks(name):
        yield words.feed(chunk)
    yield words.feed(b"", last=True) + "\n"
