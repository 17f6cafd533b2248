"""The content of a page in lines: runs of words and pictures between the edges of blocks. Read by Beautiful Soup."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.formatter import HTMLFormatter
from django.utils.html import escape

from previews.compare.changes import ALT, LINK, TIME

# Shown as one thing: compared as a whole and never looked into.
ATOMS = frozenset(["img", "picture", "video", "audio", "iframe", "object"])
UNSEEN = frozenset(
    ["br", "wbr", "input", "select", "svg", "math", "canvas", "template", "noscript", "script", "style", "textarea"]
)
# fmt: off
PHRASING = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
])
# fmt: on
FORMATS = {"b": "strong", "i": "em"} | {name: name for name in ("a", "strong", "em", "u", "s", "sub", "sup", "code")}
REPEATED = "breadcrumb"  # repeats the title
TOLD = {"href": ("a", LINK), "datetime": ("time", TIME), "alt": ("img", ALT)}
MAX_DEPTH = 150
# A word, a number or an address is one piece (14:00, e-post).
WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u200d]+(?:[-–:.,'’/@][\w\u00ad\u0300-\u036f\u200d]+)*|[^\w\s]|\s+")


class TooDeep(ValueError):
    """More elements within each other than are looked into."""


class AsDjangoWrites(HTMLFormatter):
    """Escapes as Django does, and leaves attributes in their order."""

    def __init__(self):
        super().__init__(entity_substitution=escape, void_element_close_prefix="")

    def attributes(self, tag):
        return tag.attrs.items()


AS_DJANGO_WRITES = AsDjangoWrites()


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser", multi_valued_attributes=None)


def written(tree: Tag) -> str:
    return tree.decode(formatter=AS_DJANGO_WRITES)


@dataclass(eq=False, slots=True)
class Token:
    """A word or picture, and where it stands."""

    node: NavigableString | Tag
    way: tuple[Tag, ...]  # the inline elements around it, the outermost first
    start: int = 0
    end: int = 0
    follows_space: bool = False

    @property
    def is_word(self) -> bool:
        return not isinstance(self.node, Tag)

    @property
    def text(self) -> str:
        """A word; of a picture, what it says of itself."""
        return self.node[self.start : self.end] if self.is_word else picture_in(self.node).get("alt", "")

    @property
    def key(self) -> tuple:
        if self.is_word:
            return self.text, tuple(sorted({FORMATS[element.name] for element in self.way if element.name in FORMATS}))
        return self.node.name, picture_in(self.node).get("src", "")


@dataclass(eq=False)
class Line:
    """A run of words and pictures in a block, and the blocks around it, the outermost first."""

    nodes: list
    tokens: list[Token]
    blocks: tuple[Tag, ...]

    @cached_property
    def path(self) -> tuple[str, ...]:
        return tuple(block.name for block in self.blocks)

    @cached_property
    def kind(self) -> tuple[tuple[str, ...], str]:
        """Its path, and the first class of its block."""
        return self.path, (self.blocks[-1].get("class", "") if self.blocks else "").partition(" ")[0]

    @cached_property
    def keys(self) -> list[tuple]:
        return [token.key for token in self.tokens]

    @cached_property
    def words(self) -> Counter:
        return Counter(key[0] for key in self.keys)

    @cached_property
    def said(self) -> int:
        """All that is compared of the line itself, as a number."""
        elements = (element for token in self.tokens for element in (*token.way, token.node))
        told = (tuple(told_of(element).items()) for element in elements if isinstance(element, Tag))
        return hash((tuple(self.keys), tuple(told)))

    @cached_property
    def text(self) -> str:
        return words_of(self.tokens)


def lines_of(element: Tag, blocks: tuple[Tag, ...] = ()) -> Iterator[Line]:
    """The lines in an element that show something, in reading order."""
    if len(blocks) > MAX_DEPTH:
        raise TooDeep
    run: list = []
    for child in [*element.contents, None]:
        if child is not None and is_inline(child):
            run.append(child)
            continue
        if tokens := tokens_of(run):
            yield Line(run, tokens, blocks)
        run = []
        if child is not None and REPEATED not in child.get("class", "").split():
            yield from lines_of(child, (*blocks, child))


def is_inline(node, depth: int = 0) -> bool:
    if not isinstance(node, Tag) or node.name in ATOMS or node.name in UNSEEN:
        return True
    return node.name in PHRASING and depth < MAX_DEPTH and all(is_inline(child, depth + 1) for child in node.contents)


def tokens_of(nodes: list) -> list[Token]:
    """The words and pictures of some inline nodes, in order."""
    found, follows_space = [], False
    for token in pieces_of(nodes):
        if token is None or (token.is_word and token.text.isspace()):
            follows_space = True
        else:
            token.follows_space = follows_space or not token.is_word
            follows_space = not token.is_word
            found.append(token)
    return found


def pieces_of(nodes: list, way: tuple[Tag, ...] = ()) -> Iterator[Token | None]:
    """The same with the spaces between; None for a new line."""
    for node in nodes:
        if isinstance(node, Tag):
            if node.name in ATOMS:
                yield Token(node, way)
            elif node.name in UNSEEN:
                yield None
            else:
                yield from pieces_of(node.contents, (*way, node))
        elif type(node) is NavigableString:  # no comment
            yield from (Token(node, way, piece.start(), piece.end()) for piece in WORD.finditer(node))


def words_of(tokens: list[Token]) -> str:
    """The words from the first to the last of some tokens."""
    return " ".join("".join(f" {one.text}" if one.follows_space else one.text for one in tokens).split())


def runs_of(tokens: list[Token]) -> list[list[Token]]:
    """Words beside each other in one text together, each picture alone."""
    return [list(run) for _node, run in groupby(tokens, lambda token: id(token.node))]


def picture_in(element: Tag) -> Tag:
    """The image in a picture element; else the element."""
    return (element.find("img") or element) if element.name == "picture" else element


def told_of(element: Tag) -> dict[str, str]:
    """The attributes of an element whose changes are listed."""
    element = picture_in(element)
    return {kind: element.get(name, "") for name, (tag, kind) in TOLD.items() if element.name == tag}
