"""A page in parts: blocks, runs of text, words; and which parts of two versions are most alike."""

from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from itertools import chain

from previews.compare.changes import ALT, LINK, TIME
from previews.compare.markup import ATOMS, UNSEEN, WORD, Element, Text, picture_of, plain

FORMATS = frozenset(["a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "code"])
# Come and go as a whole.
ITEMS = frozenset(["section", "article", "li", "tr", "figure", "details", "dt", "dd", "p", "blockquote"])
# One in its parent.
ALONE = frozenset(["h1", "figcaption", "summary", "caption", "legend", "thead", "tbody", "tfoot", "main", "header"])
HEADINGS = frozenset(["h1", "h2", "h3"])
TOLD = {"href": ("a", LINK), "datetime": ("time", TIME), "alt": ("img", ALT)}

LIKE = 0.3  # share of words in common, from which two blocks are the same block
MAX_PAIRS = 2_500


@dataclass(eq=False, slots=True)
class Token:
    """A word or picture, and where it stands."""

    key: tuple
    node: Text | Element
    way: tuple  # the inline elements around it, the outermost first
    start: int = 0
    end: int = 0


@dataclass(eq=False, slots=True)
class Part:
    """A block, or a run of text beside blocks."""

    nodes: list
    tokens: list[Token] | None = None
    signature: int = 0
    words: Counter = field(default_factory=Counter)

    @property
    def element(self) -> Element | None:
        return self.nodes[0] if len(self.nodes) == 1 and is_block(self.nodes[0]) else None

    @property
    def kind(self) -> tuple[str, str]:
        element = self.element
        return (element.tag, element.attributes.get("class", "").split(" ")[0]) if element else ("", "")


def is_block(node) -> bool:
    return isinstance(node, Element) and not node.is_inline


def tokens_of(nodes, way=()) -> list[Token]:
    """The words and pictures of some nodes, in order."""
    found = []
    for node in nodes:
        if isinstance(node, Text):
            form = tuple(sorted({element.tag for element in way} & FORMATS))
            for word in WORD.finditer(node.raw):
                key = unescape(word[0]) if word[0][0] == "&" else word[0]
                found.append(Token((key, form), node, way, word.start(), word.end()))
        elif node.tag in ATOMS:
            found.append(Token((node.tag, picture_of(node).attributes.get("src", "")), node, way))
        elif node.tag not in UNSEEN and node.tag != "!--":
            found += tokens_of(node.children, (*way, node))
    return found


def classes(element: Element) -> list[str]:
    return element.attributes.get("class", "").split()


def told_of(node) -> tuple:
    """The attributes of a node of which changes are told."""
    if not isinstance(node, Element):
        return ()
    node = picture_of(node)
    return tuple(node.attributes.get(name) for name, (tag, _kind) in TOLD.items() if node.tag == tag)


def headings(nodes: list) -> list[Element]:
    found = []
    for node in nodes:
        if isinstance(node, Element):
            found += [node] if node.tag in HEADINGS else headings(node.children)
    return found


def text_of(part: Part) -> str:
    return "".join(plain(node) for node in part.nodes)


def words_of(tokens: list[Token]) -> str:
    """The words between the first and the last of some tokens, with their spaces."""
    texts, last = [], None
    for token in tokens:
        if isinstance(token.node, Element):
            texts.append(f" {plain(token.node)} ")
        elif last is not None and last.node is token.node:
            texts.append(unescape(token.node.raw[last.end : token.end]))
        else:
            space = " " if last is not None and needs_space(last, token) else ""
            texts.append(space + unescape(token.node.raw[token.start : token.end]))
        last = token
    return "".join(texts).strip()


def needs_space(last: Token, token: Token) -> bool:
    """Whether there is space between two words in different nodes."""
    ends = isinstance(last.node, Text) and last.node.raw[last.end :][:1].isspace()
    return ends or token.node.raw[: token.start][-1:].isspace()


def alike(old: list[Part], new: list[Part]):
    """Pair blocks of one kind that have most words in common, in order; the rest stand alone."""
    likes = {}
    if len(old) * len(new) <= MAX_PAIRS:
        likes = {
            (i, k): like for i, x in enumerate(old) for k, y in enumerate(new) if (like := likeness(x, y, old, new)) > 0
        }
        pairs = best_order(len(old), len(new), likes)
    else:  # too many to weigh: as they stand
        pairs = [(n, n) for n in range(min(len(old), len(new))) if old[n].kind == new[n].kind]
    i = k = 0
    for x, y in chain(pairs, [(len(old), len(new))]):
        yield from ((part, None) for part in old[i:x])
        yield from ((None, part) for part in new[k:y])
        if x < len(old):
            yield old[x], new[y]
        i, k = x + 1, y + 1


def likeness(x: Part, y: Part, old: list[Part], new: list[Part]) -> float:
    """How much two parts are the same one; 0 if they are not."""
    if bool(x.element) != bool(y.element) or x.kind[0] != y.kind[0]:
        return 0
    total = x.words.total() + y.words.total()
    like = 2 * (x.words & y.words).total() / total if total else 1
    if like >= LIKE:
        return like + (0.1 if x.kind == y.kind else 0)
    tag = x.kind[0]
    is_only = x.kind == y.kind and all(sum(one.kind == x.kind for one in parts) == 1 for parts in (old, new))
    has_place = tag in ALONE or (is_only and tag not in ITEMS) or (tag == "p" and len(old) == len(new) == 1)
    return 0.05 + like if has_place else 0


def best_order(rows: int, columns: int, likes: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, each after the one before in both lists, that are most alike together."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for k in reversed(range(columns)):
            like = likes.get((i, k), 0)
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + like if like else 0)
    pairs, i, k = [], 0, 0
    while i < rows and k < columns:
        like = likes.get((i, k), 0)
        if like and best[i][k] == best[i + 1][k + 1] + like:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs
