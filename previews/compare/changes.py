"""What can have changed between two versions of a page, and how it is said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

ADDED, REMOVED, CHANGED, MOVED, FORM, PICTURE, LINK, ALT, TIME, WHOLE = (
    "added", "removed", "changed", "moved", "form", "picture", "link", "alt", "time", "whole",
)  # fmt: skip
MAX_LETTERS_SAID = 90  # letters of a change in the list


@dataclass(eq=False, slots=True)
class Change:
    """One changed place: what it is, and the words or values before and after."""

    kind: str
    before: str = ""
    after: str = ""
    about: str = ""  # the words of a link or a time
    lines: tuple[str, ...] = ()  # of text, that it stands in or consists of
    number: int = 1

    @property
    def label(self) -> str:
        """All of it in a line of words."""
        values = {"before": short(self.before), "after": short(self.after), "text": short(self.about)}
        return {
            ADDED: _("Added: “%(after)s”") if self.after else _("Added: a picture"),
            REMOVED: _("Removed: “%(before)s”") if self.before else _("Removed: a picture"),
            CHANGED: _("Changed: from “%(before)s” to “%(after)s”"),
            MOVED: _("Moved: “%(after)s”"),
            FORM: _("Same words, shown in another way: “%(after)s”"),
            PICTURE: _("Another picture"),
            LINK: _("The link “%(text)s” leads to %(after)s instead of %(before)s"),
            ALT: _("The picture's description is “%(after)s” instead of “%(before)s”"),
            TIME: _("The date of “%(text)s” is %(after)s instead of %(before)s"),
            WHOLE: _("The whole page"),
        }[self.kind] % values


def short(text: str) -> str:
    """The first words of a text."""
    start = text[:MAX_LETTERS_SAID]
    return text if text == start else f"{start.rpartition(' ')[0] or start} …"
