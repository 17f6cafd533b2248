"""Two versions of a page with the places that have changed marked in them, and the list of the changes.

lxml.html.diff was weighed and not taken: it makes one merged page only, marks headings that have not changed, puts
blocks inside paragraphs, and says nothing of pictures and dates. What is not marked here stays as it was, letter for
letter: the pages are never written anew, marks are put between their pieces.
"""

import re

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from previews.compare.changes import ADDED, ALT, CHANGED, FORM, LINK, MOVED, PICTURE, REMOVED, TIME, WHOLE, Change
from previews.compare.markup import Element, Malformed, parse
from previews.compare.pairing import Pairing
from previews.compare.writing import AFTER, BEFORE, BOTH, Writer

MAIN = re.compile(r"""<main\b(?=[^>]*\sid="content")[^>]*>""")
MAX_LENGTH = 600_000
MAX_CHANGES = 1_000  # nobody goes through more
MAX_LETTERS_SAID = 90  # letters of a change in the list


class Comparison:
    """What has changed from one version of a page to another, both as HTML. Only what stands in <main> is compared."""

    def __init__(self, before: str, after: str):
        self.pages = {BEFORE: split(before), AFTER: split(after)}
        self.trees: dict[str, Element] = {}
        try:
            if max(len(before), len(after)) > MAX_LENGTH:
                raise Malformed("too long")
            for name, (_start, main, _end) in self.pages.items():
                self.trees[name] = parse(main)
        except Malformed:
            same = self.pages[BEFORE][1] == self.pages[AFTER][1]
            self.trees, self.changes = {}, [] if same else [Change(WHOLE, number=1)]
        else:
            self.changes = Pairing(self.trees[BEFORE], self.trees[AFTER]).changes
            if len(self.changes) > MAX_CHANGES:
                self.trees, self.changes = {}, [Change(WHOLE, number=1)]
        for change in self.changes:
            change.label = said(change)

    def main(self, show: str) -> tuple[str, set[int]]:
        """What is in <main>, marked, and the numbers of the changes that can be found in it."""
        name = AFTER if show == BOTH else show
        if not self.trees:
            return self.pages[name][1], set()
        writer = Writer(show, self.trees[name], len(self.changes))
        return writer.node(self.trees[name]), set(writer.numbers)

    def page(self, show: str) -> str:
        """A whole page, marked, with the list of changes first in it."""
        start, _main, end = self.pages[AFTER if show == BOTH else show]
        main, seen = self.main(show)
        listed = [(change, change.number in seen) for change in self.changes]
        context = {
            "changes": listed,
            "first": next((change.number for change, is_here in listed if is_here), 0),
            "show": show,
            "language": get_language(),
            "is_whole": [change.kind for change in self.changes] == [WHOLE],
        }
        style = format_html('<link rel="stylesheet" href="{}">', static("css/components/changes.css"))
        start = start.replace("</head>", f"{style}</head>", 1)
        return start + render_to_string("previews/changes.html", context) + main + end


def changes_page(before: str, after: str, show: str) -> str:
    """The page before, after or both as one (`show`), with its changes marked, in the words of the active language."""
    return Comparison(before, after).page(show)


def split(page: str) -> tuple[str, str, str]:
    """A page up to its content, the content, and the rest."""
    found = MAIN.search(page)
    end = page.rfind("</main>")
    if not found or end < found.end():
        return page, "", ""
    return page[: found.end()], page[found.end() : end], page[end:]


def said(change: Change) -> str:
    """A change in a line of words."""
    values = {"before": short(change.before), "after": short(change.after), "text": short(change.about)}
    return {
        ADDED: _("Added: “%(after)s”") if change.after else _("Added: a picture"),
        REMOVED: _("Removed: “%(before)s”") if change.before else _("Removed: a picture"),
        CHANGED: _("Changed: from “%(before)s” to “%(after)s”"),
        MOVED: _("Moved: “%(after)s”"),
        FORM: _("Same words, shown in another way: “%(after)s”"),
        PICTURE: _("Another picture"),
        LINK: _("The link “%(text)s” leads to %(after)s instead of %(before)s"),
        ALT: _("The picture's description is “%(after)s” instead of “%(before)s”"),
        TIME: _("The date of “%(text)s” is %(after)s instead of %(before)s"),
        WHOLE: _("The whole page"),
    }[change.kind] % values


def short(text: str) -> str:
    """The first words of a text."""
    return (
        text
        if len(text) <= MAX_LETTERS_SAID
        else f"{text[:MAX_LETTERS_SAID].rpartition(' ')[0] or text[:MAX_LETTERS_SAID]} …"
    )
