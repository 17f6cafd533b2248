"""Which words came and went between two versions of a text."""

import re
from difflib import SequenceMatcher

MAX_WORDS = 3000
WORD = re.compile(r"\s+|\w+|[^\w\s]")


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The text as pieces (`=` kept, `-` removed, `+` added) in reading order; line breaks stay where they are."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) + len(new) > MAX_WORDS:
        return [("-", before), ("+", after)]
    pieces: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(old[i:j])))
            continue
        if j > i:
            pieces.append(("-", "".join(old[i:j])))
        if m > k:
            pieces.append(("+", "".join(new[k:m])))
    return pieces
