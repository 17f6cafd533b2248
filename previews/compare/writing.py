"""Writes a tree out again with the marks that pairing has put on it."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from previews.compare.changes import MOVED, Change, Gone, Mark
from previews.compare.markup import ATOMS, Element, Text
from previews.compare.parts import Token, needs_space

BEFORE, AFTER, BOTH = SHOWS = ("before", "after", "both")

# Only certain elements stand in them.
NO_TEXT = frozenset(["ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hgroup", "details"])
NO_LINK = frozenset(["a", "button", "label", "summary"])
KEPT_FORMATS = frozenset(["b", "strong", "i", "em"])
# What ties an element to others by names, which what is removed must not have where it stands beside what is there.
TIES = re.compile(
    r"""\s(?:id|name|for|headers|form|popovertarget|aria-(?:labelledby|describedby|controls|owns|details))"""
    r"""(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?(?=[\s>/])|[^\s=>"']+\s*=\s*(?:"[^"]*"|'[^']*')""",
    re.IGNORECASE,
)


class Writer:
    """One version with its marks, or the newer one with what is gone in it."""

    def __init__(self, show: str, root: Element, total: int):
        self.show, self.total, self.language = show, total, get_language()
        self.numbers = list(dict.fromkeys(change.number for change in self.changes_in(root)))
        self.places = {number: place for place, number in enumerate(self.numbers)}
        self.stopped: set[int] = set()
        self.labels: dict[int, str] = {}  # what is to stand first in an element
        self.ends: dict[int, str] = {}  # and last
        self.words = {
            True: (_("added:"), _("end of added.")),
            False: (_("removed:"), _("end of removed.")),
        }

    def node(self, node: Text | Element, is_copy: bool = False) -> str:
        return self.text(node) if isinstance(node, Text) else self.element(node, is_copy)

    def text(self, node: Text) -> str:
        """A text, with what is marked in it, and with what is gone before what has come in its place."""
        gone = node.gone if self.show == BOTH else []
        places = [(one.offset, 0, one) for one in gone] + [(mark.start, 1, mark) for mark in node.marks]
        found, at = [], 0
        for start, _order, one in sorted(places, key=lambda place: place[:2]):
            found.append(node.raw[at:start])
            at = start
            if isinstance(one, Gone):
                found.append(self.gone([one]))
            else:
                found.append(self.piece(one, node.raw[one.start : one.end]))
                at = one.end
        return "".join(found) + node.raw[at:]

    def element(self, node: Element, is_copy: bool) -> str:
        """An element, with its own mark and those in it, and with what is gone around it."""
        stops = "".join(self.stop(change) for change in self.changes_to_tell_before(node))
        around = stops + self.gone(node.gone_before), self.gone(node.gone_after)
        if node.tag in ATOMS:
            whole = self.start(node, is_copy) + "".join(self.node(child, is_copy) for child in node.children) + node.end
            whole = self.piece(node.mark, whole) if node.mark else whole
            return around[0] + whole + self.notes(node) + around[1]
        if node.mark:
            self.tell(node)
        parts = [
            self.start(node, is_copy),
            self.labels.pop(id(node), ""),
            *(self.node(child, is_copy) for child in node.children),
            self.gone(node.gone_last),
            self.ends.pop(id(node), ""),
            node.end,
            self.notes(node),
        ]
        return around[0] + "".join(parts) + around[1]

    def start(self, node: Element, is_copy: bool) -> str:
        """The start tag, with what a style sheet and a script need to know."""
        raw = TIES.sub(without_ties, node.start) if is_copy else node.start
        added = ""
        if node.mark and node.tag not in ATOMS:
            added += f' data-change="{node.mark.change.kind}"'
        if node.stays and self.show != BOTH:
            added += f' data-stays="{node.stays}"'
        if node.tag == "details" and "open" not in node.attributes and any(self.changes_in(node)):
            added += " open data-opened"
        end = 1 + len(node.tag)
        return raw[:end] + added + raw[end:] if added else raw

    # Marks

    def hidden(self, words: str) -> SafeString:
        """Words for who hears the page."""
        return format_html('<span class="visually-hidden change-words" lang="{}"> {} </span>', self.language, words)

    def piece(self, mark: Mark, html: str) -> str:
        """A piece of text, or a picture, that is added or removed."""
        tag = "ins" if mark.is_added else "del"
        first, last = self.words[mark.is_added]
        return "".join(
            [
                self.stop(mark.change),
                f'<{tag} class="change">',
                self.hidden(first) if mark.is_first else "",
                html,
                self.hidden(last) if mark.is_last else "",
                f"</{tag}>",
            ]
        )

    def tell(self, node: Element) -> None:
        """Have it said in a block that it is new, gone or moved, where text may stand."""
        first, last = self.words[node.mark.is_added]
        if node.mark.change.kind == MOVED:
            first, last = _("moved here:") if node.mark.is_added else _("moved from here:"), _("end of moved.")
        for places, words, is_last in ((self.labels, first, False), (self.ends, last, True)):
            if home := home_of(node, is_last):
                stop = "" if is_last or home.tag in NO_LINK else self.stop(node.mark.change, first.rstrip(":"))
                places[id(home)] = stop + self.hidden(words)

    def notes(self, node: Element) -> str:
        """What has changed in the attributes of an element, in words beside it."""
        return "".join(
            self.stop(change)
            + format_html('<span class="change-note" lang="{}"> {} </span>', self.language, change.label)
            for change in node.notes
        )

    def stop(self, change: Change, word: str = "") -> str:
        """Where a change is: its number, and the way to the one before and after. Once in a page."""
        if change.number in self.stopped or change.number not in self.places:
            return ""
        self.stopped.add(change.number)
        at = self.places[change.number]
        back = self.step(self.numbers[at - 1] if at else 0, _("Previous change"), "‹")
        on = self.step(self.numbers[at + 1] if at + 1 < len(self.numbers) else 0, _("Next change"), "›")
        words = _("Change %(number)d of %(total)d") % {"number": change.number, "total": self.total}
        return format_html(
            '<span class="change-stop" id="change-{}" lang="{}">{}<span class="change-stop__number">'
            '<span class="visually-hidden">{} </span><span aria-hidden="true">{}</span></span>{}</span>',
            *(change.number, self.language, back, words, f"{change.number} {word}".strip(), on),
        )

    def step(self, number: int, words: str, sign: str) -> SafeString:
        """The way to another change, or to the list of all."""
        href, label = (f"#change-{number}", words) if number else ("#changes", _("All changes"))
        return format_html('<a class="change-stop__step" href="{}" aria-label="{}">{}</a>', href, label, sign)

    # What is gone

    def gone(self, gone: list[Gone]) -> str:
        """What has been removed, where both versions are one page."""
        shown = [one for one in gone if one.change.kind != MOVED] if self.show == BOTH else []
        return "".join(self.gone_one(one) for one in shown)

    def gone_one(self, gone: Gone) -> str:
        if isinstance(gone.what[0], Element):
            return "".join(self.element(node, is_copy=True) for node in gone.what)
        words = [self.copied(token, last) for last, token in zip([None, *gone.what], gone.what, strict=False)]
        return self.piece(Mark(gone.change, False), "".join(words)) + " "

    def copied(self, token: Token, last: Token | None) -> str:
        """A removed word or picture with the spaces before it and its formatting, but without links."""
        if isinstance(token.node, Element):
            return (
                self.start(token.node, True)
                + "".join(self.node(one, True) for one in token.node.children)
                + token.node.end
            )
        if last and last.node is token.node:
            space = token.node.raw[last.end : token.start]
        else:
            space = " " if last and (isinstance(last.node, Element) or needs_space(last, token)) else ""
        tags = [element.tag for element in token.way if element.tag in KEPT_FORMATS]
        start, end = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        return space + start + token.node.raw[token.start : token.end] + end

    # Which changes

    def changes_in(self, node: Text | Element):
        """The changes of a node and all in it, in the order in which they are shown."""
        if isinstance(node, Text):
            places = [(one.offset, 0, one.change) for one in node.gone if self.is_shown(one)]
            places += [(mark.start, 1, mark.change) for mark in node.marks]
            yield from (change for *_place, change in sorted(places, key=lambda place: place[:2]))
            return
        yield from (one.change for one in node.gone_before if self.is_shown(one))
        if node.mark:
            yield node.mark.change
        for child in node.children:
            yield from self.changes_in(child)
        yield from (one.change for one in node.gone_last if self.is_shown(one))
        yield from node.notes
        yield from (one.change for one in node.gone_after if self.is_shown(one))

    def is_shown(self, gone: Gone) -> bool:
        return self.show == BOTH and gone.change.kind != MOVED

    def changes_to_tell_before(self, node: Element):
        """The changes in a link or the like, where no other link may stand."""
        if node.tag == "details":
            yield from [node.mark.change] if node.mark else []
            heads = (one for one in node.children if isinstance(one, Element) and one.tag == "summary")
            for head in heads:
                yield from self.changes_in(head)
        elif node.tag in NO_LINK:
            yield from self.changes_in(node)


def home_of(node: Element, is_last: bool = False) -> Element | None:
    """The first or last element, in an element, in which text may stand: itself if it can."""
    inner = [one for one in node.children if isinstance(one, Element)]
    is_group = node.tag == "div" and any(one.tag in ("dt", "dd") for one in inner)  # within a <dl>
    if node.tag not in NO_TEXT and not is_group:
        return None if node.tag in ATOMS or not node.end else node
    homes = (home_of(one, is_last) for one in (reversed(inner) if is_last else inner))
    return next((home for home in homes if home), None)


def without_ties(found: re.Match) -> str:
    """Nothing for an attribute that ties; any other attribute as it stands."""
    return "" if found[0][:1].isspace() else found[0]
