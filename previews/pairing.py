"""Which parts of two versions of a page are the same part, and what has changed in them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from itertools import chain

from previews.markup import ATOMS, UNSEEN, WORD, Element, Text, picture_of, plain

ADDED, REMOVED, CHANGED, MOVED, FORM, PICTURE, LINK, ALT, TIME, WHOLE = (
    "added", "removed", "changed", "moved", "form", "picture", "link", "alt", "time", "whole",
)  # fmt: skip

FORMATS = frozenset("a b strong i em u s sub sup code".split())
ITEMS = frozenset("section article li tr figure details dt dd p blockquote".split())  # come and go as a whole
ALONE = frozenset("h1 figcaption summary caption legend thead tbody tfoot main header".split())  # one in its parent
REPEATED = frozenset(["breadcrumb"])  # repeats the title
TOLD = {"href": ("a", LINK), "datetime": ("time", TIME), "alt": ("img", ALT)}

LIKE = 0.3  # share of words in common, from which two blocks are the same block
MOST_COMPARED = 160_000  # words before x words after, in one go: about a hundredth of a second
MOST_ALTOGETHER = 4_000_000
MOST_PAIRS = 2_500
SENTENCE_ENDS = frozenset(".!?:")


@dataclass(eq=False, slots=True)
class Change:
    """One changed place: what it is, and the words or values before and after."""

    kind: str
    before: str = ""
    after: str = ""
    about: str = ""  # the words of a link or a time
    number: int = 0
    label: str = ""  # all of it in a line of words


@dataclass(eq=False, slots=True)
class Mark:
    """A piece of text (or a whole element) that a change has added or removed."""

    change: Change
    is_added: bool
    start: int = 0
    end: int = 0
    is_first: bool = True
    is_last: bool = True


@dataclass(eq=False, slots=True)
class Gone:
    """What is to be shown as removed where both versions are one page."""

    change: Change
    what: list  # Tokens, or nodes
    offset: int = 0


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


class Pairing:
    """Goes through two trees at once, marks both and lists the changes."""

    def __init__(self, before: Element, after: Element):
        self.changes: list[Change] = []
        self.work = 0
        self.stays = 0
        self.parts: dict[int, list[Part]] = {}
        self.removed: list[tuple[Part, Change]] = []
        self.added: list[tuple[Part, Change]] = []
        self.told: set[tuple[int, int]] = set()
        self.children(before, after)
        self.find_moved()
        for number, change in enumerate(self.changes, 1):
            change.number = number

    def change(self, kind: str, before: str = "", after: str = "") -> Change:
        made = Change(kind, " ".join(before.split()), " ".join(after.split()))
        self.changes.append(made)
        return made

    # Parts

    def parts_of(self, element: Element) -> list[Part]:
        """The blocks in an element, and the runs of text between them, that show something."""
        if id(element) not in self.parts:
            found, run = [], []
            for child in [*element.children, None]:
                if child is not None and not is_block(child):
                    run.append(child)
                    continue
                if run and (tokens := tokens_of(run)):
                    found.append(Part(run, tokens))
                run = []
                if child is not None and child.tag != "hr" and REPEATED.isdisjoint(classes(child)):
                    found.append(Part([child]))
            for part in found:
                self.describe(part)
            self.parts[id(element)] = [part for part in found if part.words]
        return self.parts[id(element)]

    def describe(self, part: Part) -> None:
        """Count the words of a part, and sum up what matters in it in a number."""
        if part.tokens is not None:
            part.words = Counter(token.key[0] for token in part.tokens)
            told = [told_of(element) for token in part.tokens for element in (*token.way, token.node)]
            part.signature = hash((tuple(token.key for token in part.tokens), tuple(told)))
            return
        inner = self.parts_of(part.element)
        for one in inner:
            part.words.update(one.words)
        part.signature = hash((part.element.tag, told_of(part.element), tuple(one.signature for one in inner)))

    # Blocks

    def children(self, before: Element, after: Element) -> None:
        """Compare what is in two elements that are the same one."""
        old, new = self.parts_of(before), self.parts_of(after)
        following = None
        pairs = list(self.paired(old, new))
        waiting: list[Gone] = []
        for x, y in pairs:
            if x and y:
                following = y
                self.put(waiting, following)
                if x.signature == y.signature:
                    self.note_headings(x, y)
                else:
                    self.part(x, y)
            elif x:
                waiting.append(self.gone(x))
            else:
                self.put(waiting, y)
                self.come(y)
            waiting = [] if y else waiting
        after.gone_last += [gone for gone in waiting if gone]

    def put(self, waiting: list[Gone], part: Part) -> None:
        """Have removed blocks shown before a block."""
        node = part.nodes[0]
        if isinstance(node, Text):
            node.gone = [*waiting, *node.gone]
        else:
            node.gone_before += waiting

    def gone(self, part: Part) -> Gone:
        change = self.change(REMOVED, before=text_of(part))
        self.removed.append((part, change))
        self.mark(part, change, False)
        return Gone(change, part.nodes if part.element else part.tokens)

    def come(self, part: Part) -> None:
        change = self.change(ADDED, after=text_of(part))
        self.added.append((part, change))
        self.mark(part, change, True)

    def mark(self, part: Part, change: Change, is_added: bool) -> None:
        if part.element:
            part.element.mark = Mark(change, is_added)
        else:
            mark_tokens(part.tokens, change, is_added)

    def paired(self, old: list[Part], new: list[Part]):
        """The parts that are the same one, and those that stand in one list only, in reading order."""
        keys = [part.signature for part in old], [part.signature for part in new]
        for kind, i, j, k, m in self.compared(*keys):
            if kind == "equal":
                yield from zip(old[i:j], new[k:m], strict=True)
            else:
                yield from alike(old[i:j], new[k:m])

    def compared(self, old: list, new: list) -> list[tuple]:
        """What SequenceMatcher says, where it does not take too long; else that what differs is all of it."""
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        a, b = old[first : len(old) - last], new[first : len(new) - last]
        self.work += len(a) * len(b)
        if len(a) * len(b) > MOST_COMPARED or self.work > MOST_ALTOGETHER:
            inner = [("replace", 0, len(a), 0, len(b))]
        else:
            inner = SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if a or b else []
        ops = [("equal", 0, first, 0, first)] if first else []
        ops += [(kind, i + first, j + first, k + first, m + first) for kind, i, j, k, m in inner]
        if last:
            ops.append(("equal", len(old) - last, len(old), len(new) - last, len(new)))
        return ops

    def note_headings(self, x: Part, y: Part) -> None:
        """Number the headings that stay, so that two versions can be scrolled in step."""
        for here, there in zip(headings(x.nodes), headings(y.nodes), strict=False):
            self.stays += 1
            here.stays = there.stays = self.stays

    def part(self, x: Part, y: Part) -> None:
        """Compare two parts that are the same one and differ."""
        if x.element and y.element:
            if re.fullmatch("h[1-3]", x.element.tag):
                self.note_headings(x, y)
            self.attributes(x.element, y.element)
            self.children(x.element, y.element)
        else:
            self.words(x.tokens, y.tokens)

    # Words

    def words(self, old: list[Token], new: list[Token]) -> None:
        """Compare two runs of text."""
        for kind, i, j, k, m in joined(self.word_changes(old, new), new):
            if kind == "equal":
                for x, y in zip(old[i:j], new[k:m], strict=True):
                    for here, there in zip((*x.way, x.node), (*y.way, y.node), strict=False):
                        self.attributes(here, there)
                continue
            change = self.change(kind_of(old[i:j], new[k:m]), words_of(old[i:j]), words_of(new[k:m]))
            mark_tokens(old[i:j], change, False)
            mark_tokens(new[k:m], change, True)
            if j > i:
                place_gone(Gone(change, old[i:j]), new, k)

    def word_changes(self, old: list[Token], new: list[Token]) -> list[tuple]:
        """Which words have changed; in long texts, within the sentences that have."""
        a, b = [token.key for token in old], [token.key for token in new]
        if len(a) * len(b) <= MOST_COMPARED:
            return self.compared(a, b)
        ops = []
        old_ends, new_ends = sentence_ends(a), sentence_ends(b)
        sentences = [[tuple(keys[i:j]) for i, j in zip([0, *ends], ends, strict=False)]
                     for keys, ends in ((a, old_ends), (b, new_ends))]  # fmt: skip
        for kind, i, j, k, m in self.compared(*sentences):
            i, j = ([0, *old_ends][n] for n in (i, j))
            k, m = ([0, *new_ends][n] for n in (k, m))
            inner = [("equal", 0, j - i, 0, m - k)] if kind == "equal" else self.compared(a[i:j], b[k:m])
            ops += [(which, i + p, i + q, k + r, k + s) for which, p, q, r, s in inner]
        return ops

    # Attributes

    def attributes(self, x, y) -> None:
        """Tell of a link, a time or a picture that says something else of itself than before."""
        if not isinstance(x, Element) or not isinstance(y, Element) or (id(x), id(y)) in self.told:
            return
        self.told.add((id(x), id(y)))
        here, there = picture_of(x), picture_of(y)
        for name, (tag, kind) in TOLD.items():
            old, new = here.attributes.get(name, ""), there.attributes.get(name, "")
            if here.tag != tag or there.tag != tag or old == new:
                continue
            if kind == TIME and any(child.marks for child in y.children if isinstance(child, Text)):
                continue  # the words say it
            change = self.change(kind, old, new)
            change.about = " ".join(plain(y).split())
            x.notes.append(change)
            y.notes.append(change)

    # Moves

    def find_moved(self) -> None:
        """What was removed in one place and added in another is one change."""
        free: dict[int, list[tuple[Part, Change]]] = {}
        for part, change in self.removed:
            if part.element and part.words.total() > 1:
                free.setdefault(part.signature, []).append((part, change))
        for part, change in self.added:
            if part.element and free.get(part.signature):
                old, other = free[part.signature].pop(0)
                change.kind = other.kind = MOVED
                first, second = sorted((change, other), key=self.changes.index)
                first.before = first.after = change.after
                self.changes.remove(second)
                for one in (part, old):
                    one.element.mark.change = first


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
            found += [node] if re.fullmatch("h[1-3]", node.tag) else headings(node.children)
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


def kind_of(old: list[Token], new: list[Token]) -> str:
    """What has happened to some words."""
    if not old or not new:
        return REMOVED if old else ADDED
    if all(isinstance(token.node, Element) for token in old + new):
        return PICTURE
    return FORM if [token.key[0] for token in old] == [token.key[0] for token in new] else CHANGED


def needs_space(last: Token, token: Token) -> bool:
    """Whether there is space between two words in different nodes."""
    ends = isinstance(last.node, Text) and last.node.raw[last.end :][:1].isspace()
    return ends or token.node.raw[: token.start][-1:].isspace()


def sentence_ends(keys: list[tuple]) -> list[int]:
    ends = [n for n, key in enumerate(keys, 1) if key[0] in SENTENCE_ENDS]
    return ends if ends and ends[-1] == len(keys) else [*ends, len(keys)]


def joined(ops: list[tuple], new: list[Token]) -> list[tuple]:
    """Changes with no more than a word between them are one, and a text that is nearly all new is new."""
    kept = sum(op[2] - op[1] for op in ops if op[0] == "equal")
    size = max((op[2] for op in ops), default=0) + max((op[4] for op in ops), default=0)
    if ops and len(ops) > 1 and size > 12 and 2 * kept < LIKE * size:
        return [("replace", 0, ops[-1][2], 0, ops[-1][4])]
    found: list[tuple] = []
    for n, op in enumerate(ops):
        is_between = 0 < n < len(ops) - 1 and op[0] == "equal" and op[2] - op[1] <= 1
        weighs = is_between and min(size_of(ops[n - 1]), size_of(ops[n + 1])) > 1
        if found and found[-1][0] != "equal" and (op[0] != "equal" or weighs):
            found[-1] = ("replace", found[-1][1], op[2], found[-1][3], op[4])
        else:
            found.append(op)
    return found


def size_of(op: tuple) -> int:
    return op[2] - op[1] + op[4] - op[3]


def mark_tokens(tokens: list[Token], change: Change, is_added: bool) -> None:
    """Mark words, those beside each other in one text as one piece."""
    made: list[Mark] = []
    last = None
    for token in tokens:
        if isinstance(token.node, Element):
            token.node.mark = Mark(change, is_added)
            made.append(token.node.mark)
        elif last is not None and last.node is token.node:
            made[-1].end = token.end
        else:
            made.append(Mark(change, is_added, token.start, token.end))
            token.node.marks.append(made[-1])
        last = token
    for mark in made:
        mark.is_first, mark.is_last = mark is made[0], mark is made[-1]


def place_gone(gone: Gone, new: list[Token], at: int) -> None:
    """Have removed words shown where they stood: before the word that follows, else after the last."""
    following = new[at] if at < len(new) else None
    last = new[at - 1] if at else None
    if following is None:
        if last.way or isinstance(last.node, Element):
            (last.way[0] if last.way else last.node).gone_after.append(gone)
        else:
            gone.offset = last.end
            last.node.gone.append(gone)
    elif isinstance(following.node, Element) or (following.way and not (last and following.way[0] in last.way)):
        (following.way[0] if following.way else following.node).gone_before.append(gone)
    else:
        gone.offset = following.start
        following.node.gone.append(gone)


def alike(old: list[Part], new: list[Part]):
    """Pair blocks of one kind that have most words in common, in order; the rest stand alone."""
    likes = {}
    if len(old) * len(new) <= MOST_PAIRS:
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
