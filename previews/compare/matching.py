"""What in two lists is the same: items that are equal, and lines that are most alike. In bounded time."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from previews.compare.lines import Line

# List items, which come and go as a whole, and blocks that occur once in their parent.
ITEMS = frozenset(["section", "article", "li", "tr", "figure", "details", "dt", "dd", "p", "blockquote"])
ALONE = frozenset(["h1", "figcaption", "summary", "caption", "legend"])
LIKE = 0.3  # share of words in common, from which two lines are the same line
MAX_COMPARED = 500_000  # items before x items after, in one go: some hundredths of a second
MAX_ALTOGETHER = 4_000_000
MAX_PAIRS = 10_000  # of lines that are weighed, in one go
MAX_PAIRS_ALTOGETHER = 100_000


class Matcher:
    """Compares lists, and looks no closer once it has done much."""

    def __init__(self):
        self.compared = self.weighed = 0

    def changes(self, old: list, new: list) -> list[tuple]:
        """What SequenceMatcher says, where it does not take too long; else that what differs is all of it."""
        first = common(old, new)
        last = common(old[first:][::-1], new[first:][::-1])
        a, b = old[first : len(old) - last], new[first : len(new) - last]
        size = len(a) * len(b)
        self.compared += size
        if size > MAX_COMPARED or self.compared > MAX_ALTOGETHER:
            inner = [("replace", 0, len(a), 0, len(b))]
        else:
            inner = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        ops = [("equal", 0, first, 0, first)] if first else []
        ops += [(kind, i + first, j + first, k + first, m + first) for kind, i, j, k, m in inner]
        return [*ops, ("equal", len(old) - last, len(old), len(new) - last, len(new))] if last else ops

    def words(self, old: list[tuple], new: list[tuple]) -> list[tuple]:
        """Merge changes with at most one word between them; a text that is nearly all new counts as new."""
        ops = self.changes(old, new)
        kept, size = sum(op[2] - op[1] for op in ops if op[0] == "equal"), len(old) + len(new)
        if size > 12 and 2 * kept < LIKE * size:
            return [("replace", 0, len(old), 0, len(new))]
        found: list[tuple] = []
        for before, op, after in zip([None, *ops], ops, [*ops[1:], None], strict=False):
            is_between = before and after and op[0] == "equal" and op[2] - op[1] <= 1
            weighs = is_between and min(size_of(before), size_of(after)) > 1
            if found and found[-1][0] != "equal" and (op[0] != "equal" or weighs):
                found[-1] = ("replace", found[-1][1], op[2], found[-1][3], op[4])
            else:
                found.append(op)
        return found

    def lines(self, old: list[Line], new: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
        """The lines that are the same one, and those that stand in one list only, in reading order."""
        keys = [[(line.path, line.said) for line in lines] for lines in (old, new)]
        for kind, i, j, k, m in self.changes(*keys):
            if kind == "equal":
                yield from zip(old[i:j], new[k:m], strict=True)
                continue
            x, y = i, k
            for n, p in [*self.alike(old[i:j], new[k:m]), (j - i, m - k)]:
                yield from ((line, None) for line in old[x : i + n])
                yield from ((None, line) for line in new[y : k + p])
                x, y = i + n + 1, k + p + 1
                if n < j - i:
                    yield old[i + n], new[k + p]

    def alike(self, old: list[Line], new: list[Line]) -> list[tuple[int, int]]:
        """Pairs of lines that have most words in common, in the order of both lists."""
        size = len(old) * len(new)
        self.weighed += size
        if size > MAX_PAIRS or self.weighed > MAX_PAIRS_ALTOGETHER:  # too many to weigh: as they stand
            return [(n, n) for n in range(min(len(old), len(new))) if old[n].path == new[n].path]
        likes = [(likeness(x, y, old, new), -i, -k) for i, x in enumerate(old) for k, y in enumerate(new)]
        pairs: list[tuple[int, int]] = []
        for _like, i, k in sorted((like for like in likes if like[0]), reverse=True):
            if all((-i < n and -k < p) or (-i > n and -k > p) for n, p in pairs):
                pairs.append((-i, -k))
        return sorted(pairs)


def common(old: list, new: list) -> int:
    """How many items are equal from the start."""
    return next((n for n, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))


def size_of(op: tuple) -> int:
    return op[2] - op[1] + op[4] - op[3]


def likeness(x: Line, y: Line, old: list[Line], new: list[Line]) -> float:
    """How much two lines are the same one; 0 if they are not."""
    if x.path != y.path:
        return 0
    like = 2 * (x.words & y.words).total() / (len(x.tokens) + len(y.tokens))
    if like >= LIKE:
        return like + (0.1 if x.kind == y.kind else 0)
    tag = x.path[-1] if x.path else ""
    is_only = x.kind == y.kind and all(sum(one.kind == x.kind for one in lines) == 1 for lines in (old, new))
    has_place = tag in ALONE or (is_only and tag not in ITEMS) or (tag == "p" and len(old) == len(new) == 1)
    return 0.05 + like if has_place else 0
