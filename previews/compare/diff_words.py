"""The words of a text that have changed: which belong together, and their marks."""

from previews.compare.changes import ADDED, CHANGED, FORM, PICTURE, REMOVED, Change, Gone, Mark
from previews.compare.markup import Element
from previews.compare.parts import LIKE, Token

SENTENCE_ENDS = frozenset(".!?:")


def kind_of(old: list[Token], new: list[Token]) -> str:
    """What has happened to some words."""
    if not old or not new:
        return REMOVED if old else ADDED
    if all(isinstance(token.node, Element) for token in old + new):
        return PICTURE
    return FORM if [token.key[0] for token in old] == [token.key[0] for token in new] else CHANGED


def sentence_ends(keys: list[tuple]) -> list[int]:
    ends = [n for n, key in enumerate(keys, 1) if key[0] in SENTENCE_ENDS]
    return ends if ends and ends[-1] == len(keys) else [*ends, len(keys)]


def joined(ops: list[tuple]) -> list[tuple]:
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
