"""Two versions of a page with the places that have changed marked in them, and the list of the changes.

lxml.html.diff was weighed and not taken: it makes one merged page only, marks headings that have not changed, puts
blocks inside paragraphs, and says nothing of pictures and dates.
"""

import re
from collections.abc import Callable

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from previews.compare.changes import WHOLE, Change
from previews.compare.lines import TooDeep, read, written
from previews.compare.pairing import Pairing
from previews.compare.writing import BEFORE, BOTH, TooMuch, Writer

MAIN = re.compile(r"""<main\b(?=[^>]*\sid="content")[^>]*>""")
MAX_LENGTH = 600_000
MAX_TAGS = 30_000


class Comparison:
    """What has changed from one version of a page to another, both as HTML, shown in one way.

    Only what stands in <main> is compared. `main` is that of the version that is shown, with its marks, and `numbers`
    are those of the changes that can be found in it.
    """

    def __init__(self, before: str, after: str, show: str = BOTH):
        self.show = show
        pages = split(before), split(after)
        self.start, self.main, self.end = pages[show != BEFORE]
        self.changes: list[Change] = []
        self.numbers: set[int] = set()
        try:
            self.compare(pages[0][1], pages[1][1])
        except (TooDeep, TooMuch):
            self.changes = [Change(WHOLE)] if pages[0][1] != pages[1][1] else []

    def compare(self, *mains: str) -> None:
        if any(len(main) > MAX_LENGTH or main.count("<") > MAX_TAGS for main in mains):
            raise TooMuch
        trees = [read(main) for main in mains]
        tree = trees[self.show != BEFORE]
        writer = Writer(self.show, tree)
        self.changes = Pairing(*trees, writer).changes
        self.numbers = writer.finish(len(self.changes))
        self.main = written(tree)

    def page(self, label_of: Callable[[Change], str]) -> str:
        """The whole page, marked, with the list of changes first in it."""
        listed = [(change, change.number in self.numbers, label_of(change)) for change in self.changes]
        context = {
            "changes": listed,
            "first": next((change.number for change, is_here, _label in listed if is_here), 0),
            "show": self.show,
            "language": get_language(),
            "is_whole": [change.kind for change in self.changes] == [WHOLE],
        }
        style = format_html('<link rel="stylesheet" href="{}">', static("css/components/changes.css"))
        start = self.start.replace("</head>", f"{style}</head>", 1)
        return start + render_to_string("previews/changes.html", context) + self.main + self.end


def changes_page(before: str, after: str, show: str, label_of: Callable[[Change], str] = lambda change: "") -> str:
    """The page before, after or both as one (`show`), with its changes marked, in the words of the active language.

    `label_of` gives the label of the field of the form that a change stands in.
    """
    return Comparison(before, after, show).page(label_of)


def split(page: str) -> tuple[str, str, str]:
    """A page up to its content, the content, and the rest."""
    found = MAIN.search(page)
    end = page.rfind("</main>")
    if not found or end < found.end():
        return page, "", ""
    return page[: found.end()], page[found.end() : end], page[end:]
