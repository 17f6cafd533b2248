"""One version of a page with its changes marked, or the newer one with what is gone in it."""

from copy import copy

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from previews.compare.changes import MOVED, Change
from previews.compare.lines import ATOMS, Token, runs_of

MAX_MARKS = 2_000
BEFORE, AFTER, BOTH = SHOWS = ("before", "after", "both")

# Only certain elements stand in them.
NO_TEXT = frozenset(["ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hgroup", "details"])
NO_LINK = frozenset(["a", "button", "label", "summary"])
KEPT_FORMATS = frozenset(["b", "strong", "i", "em"])
# What ties an element to others by names, which what is removed must not have where it stands beside what is there.
TIES = frozenset(
    ["id", "name", "for", "headers", "form", "popovertarget"]
    + [f"aria-{name}" for name in ("labelledby", "describedby", "controls", "owns", "details")]
)
MAKER = BeautifulSoup("", "html.parser")


# Where something that is gone stood in the newer page: before an element or after it, or how far into a text.
Place = tuple[Tag, bool] | tuple[NavigableString, int]


class TooMuch(ValueError):
    """More changes than anybody goes through."""


class Writer:
    """Puts the marks into the tree of one version."""

    def __init__(self, show: str, tree: Tag):
        self.show, self.tree, self.language = show, tree, get_language()
        self.headings = 0
        self.stops: dict[int, tuple[Tag, Change, str]] = {}  # by the element
        self.edits: dict[int, tuple[NavigableString, list]] = {}  # what is to stand in a text, from where to where
        self.pictures: list[tuple] = []  # to be marked once all else stands beside them
        self.after: dict[int, Tag] = {}  # the last that was put after a node
        self.words = {True: (_("added:"), _("end of added.")), False: (_("removed:"), _("end of removed."))}

    def removed(self, change: Change, what: Tag | list[Token], place: Place | None) -> None:
        if self.show == BEFORE:
            self.mark(change, what, is_added=False)
        elif self.show == BOTH and what and change.kind != MOVED:
            self.put(self.copied(change, what), place)

    def added(self, change: Change, what: Tag | list[Token]) -> None:
        if self.show != BEFORE:
            self.mark(change, what, is_added=True)

    def note(self, change: Change, old: Tag, new: Tag) -> None:
        """Say beside an element what has changed in its attributes."""
        note = made("span", f" {change.label} ", class_="change-note", lang=self.language)
        (old if self.show == BEFORE else new).insert_after(self.stop(change), note)

    def heading(self, *pair: Tag) -> None:
        """Number a heading that stays, so that two versions can be scrolled in step."""
        self.headings += 1
        if self.show != BOTH:
            pair[self.show == AFTER]["data-stays"] = str(self.headings)

    def finish(self, total: int) -> set[int]:
        """Put in what had to wait. The numbers of the changes, of `total`, that can be found in this version."""
        for text, edits in self.edits.values():
            self.edit(text, edits)
        for picture, change, *how in self.pictures:
            hole = NavigableString("")
            picture.replace_with(hole)
            hole.replace_with(*self.piece(change, [picture], *how))
        self.open_details()
        return self.number_stops(total)

    # Marks

    def hidden(self, words: str) -> Tag:
        """Words for who hears the page."""
        return made("span", f" {words} ", class_="visually-hidden change-words", lang=self.language)

    def piece(self, change: Change, content: list, is_added: bool, is_first: bool = True, is_last: bool = True) -> list:
        """A piece of text, or a picture, that is added or removed; first where the change is."""
        first, last = self.words[is_added]
        before, after = [self.hidden(first)] if is_first else [], [self.hidden(last)] if is_last else []
        return [self.stop(change), made("ins" if is_added else "del", *before, *content, *after, class_="change")]

    def mark(self, change: Change, what: Tag | list[Token], is_added: bool) -> None:
        """Mark a block, or words: those beside each other in one text as one piece."""
        if isinstance(what, Tag):
            self.whole(what, change, is_added)
            return
        runs = runs_of(what)
        for number, run in enumerate(runs, 1):
            first, last, ends = run[0], run[-1], (number == 1, number == len(runs))
            if first.is_word:
                words = NavigableString(first.node[first.start : last.end])
                self.edit_later(first.node, first.start, last.end, self.piece(change, [words], is_added, *ends))
            else:
                self.pictures.append((first.node, change, is_added, *ends))

    def whole(self, element: Tag, change: Change, is_added: bool) -> None:
        """Mark a block, and have it said in it that it is new, gone or moved, where text may stand."""
        first, last = self.words[is_added]
        if change.kind == MOVED:
            first, last = _("moved here:") if is_added else _("moved from here:"), _("end of moved.")
        element.attrs = {"data-change": change.kind} | element.attrs
        if home := home_of(element):
            home.insert(0, self.stop(change, first.rstrip(":")), self.hidden(first))
        if home := home_of(element, is_last=True):
            home.append(self.hidden(last))

    def edit_later(self, text: NavigableString, start: int, end: int, nodes: list) -> None:
        self.edits.setdefault(id(text), (text, []))[1].append((start, end, nodes))

    def edit(self, text: NavigableString, edits: list) -> None:
        """Put marks in a text, and what is gone before what has come in its place."""
        at, found = 0, []
        for start, end, nodes in sorted(edits, key=lambda edit: edit[:2]):
            found += [NavigableString(text[at:start]), *nodes]
            at = end
        text.replace_with(*found, NavigableString(text[at:]))

    # What is gone

    def copied(self, change: Change, what: Tag | list[Token]) -> list:
        """What is gone, marked: a block, or words and pictures with their formatting and without links."""
        if isinstance(what, Tag):
            element = untied(what)
            self.whole(element, change, is_added=False)
            return [element]
        content: list = []
        for run in runs_of(what):
            piece = NavigableString(run[0].node[run[0].start : run[-1].end]) if run[0].is_word else untied(run[0].node)
            for element in reversed(run[0].way):
                piece = made(element.name, piece) if element.name in KEPT_FORMATS else piece
            content += [NavigableString(" "), piece] if content and run[0].follows_space else [piece]
        return self.piece(change, content, is_added=False)

    def put(self, nodes: list, place: Place | None) -> None:
        """Put what is gone where it stood."""
        if nodes[-1].name == "del":
            nodes = [*nodes, NavigableString(" ")]
        node, where = place or (self.tree, False)
        if not isinstance(node, Tag):
            self.edit_later(node, where, where, nodes)
        elif where:
            node.insert_before(*nodes)
        else:  # after what was put there before
            if last := self.after.get(id(node)):
                last.insert_after(*nodes)
            elif place:
                node.insert_after(*nodes)
            else:
                node.insert(0, *nodes)
            self.after[id(node)] = nodes[-1]

    # Where the changes are

    def stop(self, change: Change, word: str = "") -> Tag:
        """Where a change is. Filled once it is known which others are in the page."""
        if len(self.stops) == MAX_MARKS:
            raise TooMuch
        element = made("span", class_="change-stop")
        self.stops[id(element)] = (element, change, word)
        return element

    def open_details(self) -> None:
        """Unfold what is folded where something in it has changed."""
        for element in self.tree.find_all("details", open=False):
            if "data-change" in element.attrs or any(id(one) in self.stops for one in element.find_all("span")):
                element.attrs |= {"open": "", "data-opened": ""}

    def number_stops(self, total: int) -> set[int]:
        """Give each change one stop, the first, outside of links, with its number and the way to those beside it."""
        stops = [self.stops[id(one)] for one in self.tree.find_all("span") if id(one) in self.stops]
        numbers = list(dict.fromkeys(change.number for _element, change, _word in stops))
        ways = dict(zip(numbers, zip([0, *numbers], [*numbers, 0][1:], strict=False), strict=True))
        for element, change, word in stops:
            if change.number not in ways:
                element.extract()
                continue
            back, on = ways.pop(change.number)
            words = _("Change %(number)d of %(total)d") % {"number": change.number, "total": total}
            element.attrs |= {"id": f"change-{change.number}", "lang": self.language}
            number = made(
                "span",
                made("span", f"{words} ", class_="visually-hidden"),
                made("span", f"{change.number} {word}".strip(), aria_hidden="true"),
                class_="change-stop__number",
            )
            element.extend([step(back, _("Previous change"), "‹"), number, step(on, _("Next change"), "›")])
            if links := [one for one in element.parents if one.name in NO_LINK]:
                outer = links[-1].parent if links[-1].name == "summary" else links[-1]
                outer.insert_before(element)
        return set(numbers)


def made(name: str, *content: Tag | str, **attributes: str) -> Tag:
    element = MAKER.new_tag(name, attrs={key.strip("_").replace("_", "-"): value for key, value in attributes.items()})
    element.extend(content)
    return element


def step(number: int, words: str, sign: str) -> Tag:
    """The way to another change, or to the list of all."""
    href, label = (f"#change-{number}", words) if number else ("#changes", _("All changes"))
    return made("a", sign, class_="change-stop__step", href=href, aria_label=label)


def home_of(element: Tag, is_last: bool = False) -> Tag | None:
    """The first or last element, in an element, in which text may stand: itself if it can."""
    inner = [one for one in element.contents if isinstance(one, Tag)]
    is_group = element.name == "div" and any(one.name in ("dt", "dd") for one in inner)  # within a <dl>
    if element.name not in NO_TEXT and not is_group:
        return None if element.name in ATOMS or element.is_empty_element else element
    homes = (home_of(one, is_last) for one in (reversed(inner) if is_last else inner))
    return next((home for home in homes if home is not None), None)


def untied(element: Tag) -> Tag:
    """A copy that can stand beside what it is a copy of."""
    made_anew = copy(element)
    for one in (made_anew, *made_anew.find_all(True)):
        one.attrs = {name: value for name, value in one.attrs.items() if name not in TIES}
    return made_anew
