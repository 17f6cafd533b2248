"""What can have changed, and how it is noted on the pieces of a page."""

from dataclasses import dataclass

ADDED, REMOVED, CHANGED, MOVED, FORM, PICTURE, LINK, ALT, TIME, WHOLE = (
    "added", "removed", "changed", "moved", "form", "picture", "link", "alt", "time", "whole",
)  # fmt: skip


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
