"""Which lines of two versions of a page are the same line, what has changed in them, and where to show it."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, groupby

from bs4 import Tag

from previews.compare.changes import ADDED, CHANGED, FORM, MOVED, PICTURE, REMOVED, TIME, Change
from previews.compare.lines import Line, Token, lines_of, told_of, words_of
from previews.compare.matching import Matcher
from previews.compare.writing import Place, Writer

HEADINGS = ("h1", "h2", "h3")
Pair = tuple[Line, Line]


@dataclass(eq=False, slots=True)
class Whole:
    """Lines that come or go as one: all that is in an element, or words beside blocks."""

    lines: list[Line]
    depth: int  # how many blocks are around it
    change: Change | None = None
    twin: "Whole | None" = None  # the same in another place of the other page

    @property
    def element(self) -> Tag | None:
        blocks = self.lines[0].blocks
        return blocks[self.depth] if self.depth < len(blocks) else None

    @property
    def what(self) -> Tag | list[Token]:
        return self.element or self.lines[0].tokens

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def signature(self) -> tuple:
        return tuple((line.path[self.depth :], line.said) for line in self.lines)


class Pairing:
    """Goes through two pages at once, lists the changes and has them marked."""

    def __init__(self, before: Tag, after: Tag, writer: Writer):
        self.changes: list[Change] = []
        self.writer = writer
        self.told: set[tuple[int, int]] = set()
        self.matcher = Matcher()
        self.go_through(list(lines_of(before)), list(lines_of(after)))

    def change(self, kind: str, before: str, after: str, about: str, *lines: Line) -> Change:
        texts = (" ".join(text.split()) for text in (before, after, about))
        self.changes.append(Change(kind, *texts, tuple(line.text for line in lines), len(self.changes) + 1))
        return self.changes[-1]

    def go_through(self, before: list[Line], after: list[Line]) -> None:
        pairs = list(self.matcher.lines(before, after))
        removed = wholes(before, {id(old) for old, new in pairs if not new})
        added = wholes(after, {id(new) for old, new in pairs if not old})
        find_moved(removed, added)
        starts = {id(whole.lines[0]): whole for whole in (*removed, *added)}
        kept = [pair if all(pair) else None for pair in pairs]
        following = [*accumulate(reversed(kept), lambda last, pair: pair or last)][::-1]
        preceding = None
        for (old, new), pair, next_pair in zip(pairs, kept, following, strict=True):
            if pair:
                self.pair(old, new)
                preceding = pair
            elif whole := starts.get(id(old or new)):
                change = self.come_or_gone(whole, is_added=not old)
                if old:
                    self.writer.removed(change, whole.what, place_of(whole, preceding, next_pair))
                else:
                    self.writer.added(change, whole.what)

    def come_or_gone(self, whole: Whole, is_added: bool) -> Change:
        """What has come, gone or moved as a whole; of the two places of what has moved the first is listed."""
        if whole.change is None:
            kind = MOVED if whole.twin else ADDED if is_added else REMOVED
            before, after = ("" if kind == ADDED else whole.text), ("" if kind == REMOVED else whole.text)
            whole.change = self.change(kind, before, after, "", *whole.lines)
            if whole.twin:
                whole.twin.change = whole.change
        return whole.change

    def pair(self, old: Line, new: Line) -> None:
        """Compare two lines that are the same one, and the blocks around them."""
        for x, y in zip(old.blocks, new.blocks, strict=True):
            if x.name in HEADINGS and (id(x), id(y)) not in self.told:
                self.writer.heading(x, y)
            self.attributes(x, y, (new, old))
        if old.said == new.said:
            return
        kept, changed = [], set()
        for kind, i, j, k, m in self.matcher.words(old.keys, new.keys):
            gone, come = old.tokens[i:j], new.tokens[k:m]
            if kind == "equal":
                kept += zip(gone, come, strict=True)
                continue
            change = self.change(kind_of(gone, come), words_of(gone), words_of(come), "", new, old)
            self.writer.removed(change, gone, place_among(new.tokens, k))
            self.writer.added(change, come)
            changed |= {id(element) for token in come for element in token.way}
        for x, y in kept:
            for here, there in zip((*x.way, x.node), (*y.way, y.node), strict=False):
                if isinstance(here, Tag) and isinstance(there, Tag):
                    self.attributes(here, there, (new, old), changed)

    def attributes(self, old: Tag, new: Tag, lines: Pair, changed: set[int] = frozenset()) -> None:
        """Tell of a link, a time or a picture that says something else of itself than before."""
        if (id(old), id(new)) in self.told:
            return
        self.told.add((id(old), id(new)))
        here, there = told_of(old), told_of(new)
        for kind in here.keys() & there.keys():
            if here[kind] != there[kind] and not (kind == TIME and id(new) in changed):  # else the words say it
                about = words_of([token for line in lines_of(new) for token in line.tokens])
                self.writer.note(self.change(kind, here[kind], there[kind], about, *lines), old, new)


def wholes(lines: list[Line], alone: set[int]) -> list[Whole]:
    """Lines without a counterpart, those of an element together where none in it has one."""
    total, without = Counter(), Counter()
    for line in lines:
        total.update(map(id, line.blocks))
        if id(line) in alone:
            without.update(map(id, line.blocks))

    def depth(line: Line) -> int:
        found = (n for n, block in enumerate(line.blocks) if total[id(block)] == without[id(block)])
        return next(found, len(line.blocks))

    groups = groupby((line for line in lines if id(line) in alone), lambda line: id((*line.blocks, line)[depth(line)]))
    return [Whole(group, depth(group[0])) for group in (list(group) for _place, group in groups)]


def find_moved(removed: list[Whole], added: list[Whole]) -> None:
    """Have what was removed in one place and added in another know each other."""
    free: dict[tuple, list[Whole]] = {}
    for whole in removed:
        if whole.element and sum(len(line.tokens) for line in whole.lines) > 1:
            free.setdefault(whole.signature, []).append(whole)
    for whole in added:
        if whole.element and (found := free.get(whole.signature)):
            whole.twin = found.pop(0)
            whole.twin.twin = whole


def kind_of(old: list[Token], new: list[Token]) -> str:
    """What has happened to some words."""
    if not old or not new:
        return REMOVED if old else ADDED
    if not any(token.is_word for token in old + new):
        return PICTURE
    return FORM if [token.key[0] for token in old] == [token.key[0] for token in new] else CHANGED


def place_of(whole: Whole, preceding: Pair | None, following: Pair | None) -> Place | None:
    """Where it stood: beside the nearest of the lines around it that are in both pages, in the same block."""
    depth = whole.depth
    parent = whole.lines[0].blocks[depth - 1] if depth else None
    for pair, is_before in ((following, True), (preceding, False)):
        if pair and (parent is None or any(parent is block for block in pair[0].blocks)):
            new = pair[1]
            inner = new.blocks[depth:]
            return (inner[0], is_before) if inner else place_among(new.tokens, 0 if is_before else len(new.tokens))
    return None


def place_among(tokens: list[Token], at: int) -> Place:
    """Where removed words stood: before the word that follows, else after the last; never within a link that is new."""
    if at == len(tokens):
        last = tokens[-1]
        outer = (*last.way, last.node)[0]
        return (outer, False) if isinstance(outer, Tag) else (outer, last.end)
    following = tokens[at]
    outer = (*following.way, following.node)[0]
    is_within = at and any(outer is element for element in tokens[at - 1].way)
    if isinstance(outer, Tag) and not (is_within and following.is_word):
        return outer, True
    return following.node, following.start
