"""Which parts of two versions of a page are the same part, and what has changed in them."""

from collections import Counter
from difflib import SequenceMatcher

from previews.compare.changes import ADDED, MOVED, REMOVED, TIME, Change, Gone, Mark
from previews.compare.diff_words import joined, kind_of, mark_tokens, place_gone, sentence_ends
from previews.compare.markup import Element, Text, picture_of, plain
from previews.compare.parts import (
    HEADINGS,
    TOLD,
    Part,
    Token,
    alike,
    classes,
    headings,
    is_block,
    text_of,
    tokens_of,
    told_of,
    words_of,
)

REPEATED = frozenset(["breadcrumb"])  # repeats the title
MAX_COMPARED = 160_000  # words before x words after, in one go: about a hundredth of a second
MAX_ALTOGETHER = 4_000_000


class Pairing:
    """Goes through two trees at once, marks both and lists the changes."""

    def __init__(self, before: Element, after: Element):
        self.changes: list[Change] = []
        self.work = 0
        self.stays = 0
        self.parts: dict[int, list[Part]] = {}  # by the element they are in
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
        if len(a) * len(b) > MAX_COMPARED or self.work > MAX_ALTOGETHER:
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
            if x.element.tag in HEADINGS:
                self.note_headings(x, y)
            self.attributes(x.element, y.element)
            self.children(x.element, y.element)
        else:
            self.words(x.tokens, y.tokens)

    # Words

    def words(self, old: list[Token], new: list[Token]) -> None:
        """Compare two runs of text."""
        for kind, i, j, k, m in joined(self.word_changes(old, new)):
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
        if len(a) * len(b) <= MAX_COMPARED:
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
