"""HTML as a tree that is written out again just as it was read: what is not marked is not touched."""

import re
from dataclasses import dataclass, field
from html import unescape

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
RAW = frozenset(["script", "style", "textarea", "title"])  # what stands in them is no markup
# Shown as one thing: compared as a whole and never looked into.
ATOMS = frozenset(["img", "picture", "video", "audio", "iframe", "object"])
UNSEEN = frozenset(["br", "wbr", "input", "select", "svg", "math", "canvas", "template", "noscript"]) | RAW
# fmt: off
PHRASING = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
])
# fmt: on
FOREIGN = frozenset(["svg", "math"])
DEEPEST = 150

TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.DOTALL)
ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
# A word, a number or an address is one piece (14:00, e-post); so is a character reference.
WORD = re.compile(r"&[#\w]+;|[\w\u00ad\u0300-\u036f\u200d]+(?:[-–:.,'’/@][\w\u00ad\u0300-\u036f\u200d]+)*|[^\w\s]")


class Malformed(ValueError):
    """Tags that do not fit together."""


@dataclass(eq=False, slots=True)
class Text:
    """Text as it stands in the page, with what has changed in it."""

    raw: str
    marks: list = field(default_factory=list)  # of pairing.Mark, in order
    gone: list = field(default_factory=list)  # of pairing.Gone, in order


@dataclass(eq=False, slots=True)
class Element:
    """A start tag as it stands, what is in it, and the end tag; with what has changed."""

    tag: str
    start: str
    end: str = ""
    children: list = field(default_factory=list)
    is_inline: bool = False
    mark: object = None  # of pairing.Mark: it is new, gone or moved as a whole
    notes: list = field(default_factory=list)  # of pairing.Change: of its attributes
    gone_before: list = field(default_factory=list)
    gone_after: list = field(default_factory=list)
    gone_last: list = field(default_factory=list)
    stays: int = 0  # the same number as the heading in the other version
    kept_attributes: dict | None = None

    @property
    def attributes(self) -> dict[str, str]:
        if self.kept_attributes is None:
            self.kept_attributes = {name.lower(): value_of(value) for name, value in ATTRIBUTE.findall(self.start)}
        return self.kept_attributes


def parse(html: str) -> Element:
    """A piece of HTML as the children of an element without tags. Malformed if its tags do not fit together."""
    root = Element("", "")
    way = [root]
    at = 0
    while found := TAG.search(html, at):
        if found.start() > at:
            way[-1].children.append(Text(html[at : found.start()]))
        at = found.end()
        closing, name = found[1], (found[2] or "").lower()
        if not name:
            way[-1].children.append(Element("!--", found[0], is_inline=True))
        elif closing:
            if way[-1].tag != name or len(way) == 1:
                raise Malformed(name)
            _close(way.pop(), found[0])
        else:
            element = Element(name, found[0])
            way[-1].children.append(element)
            if name in RAW:
                end = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(html, at)
                if not end:
                    raise Malformed(name)
                element.children.append(Text(html[at : end.start()]))
                _close(element, end[0])
                at = end.end()
            elif name in VOID or (found[3].endswith("/") and any(one.tag in FOREIGN for one in way)):
                element.is_inline = name != "hr"
            else:
                way.append(element)
                if len(way) > DEEPEST:
                    raise Malformed("too deep")
    if len(way) > 1:
        raise Malformed(way[-1].tag)
    if at < len(html):
        root.children.append(Text(html[at:]))
    return root


def _close(element: Element, end: str) -> None:
    element.end = end
    inner = (isinstance(child, Text) or child.is_inline for child in element.children)
    element.is_inline = element.tag in ATOMS | UNSEEN or (element.tag in PHRASING and all(inner))


def value_of(raw: str) -> str:
    """What the value of an attribute says."""
    return unescape(raw[1:-1] if raw[:1] in ("'", '"') else raw)


def plain(node: Text | Element) -> str:
    """The words of a node, for a list; of a picture, what it says of itself."""
    if isinstance(node, Text):
        return unescape(node.raw)
    if node.tag in ("img", "picture"):
        return picture_of(node).attributes.get("alt", "")
    if node.tag in UNSEEN or node.tag == "!--":
        return " "
    between = "" if node.is_inline else " "
    return f"{between}{''.join(plain(child) for child in node.children)}{between}"


def picture_of(element: Element) -> Element:
    """The image in a picture element; else the element."""
    inner = element.children if element.tag == "picture" else []
    return next((child for child in inner if isinstance(child, Element) and child.tag == "img"), element)
