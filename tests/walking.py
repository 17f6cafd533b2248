"""A walk through the editor as somebody: every screen that can be reached by links, one of each kind."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.forms.utils import pretty_name
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

# What leads out of the editor, ends the walk, or shows a public page.
ELSEWHERE = re.compile(
    r"logout|javascript_catalog|walk$|walk_start|preview_on|view_draft|revisions_view|bilingual:draft|compare_page"
)
ADDRESS_ATTRIBUTES = re.compile(r"^(href|data-url|data-chooser-url|data-.*-(url|src)-value|data-chooser-modal-url)$")
IN_JSON = re.compile(r'"(/admin/[^"\\{}]+)"')  # of the windows that a field opens, as those for links in rich text
TEXT_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-tippy-content", "aria-description")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
MENU = "wagtail-sidebar-props"
NOT_TEXT = frozenset(("script", "style", "code", "svg", "textarea"))


class OpenElement(NamedTuple):
    """What is so of everything within an element."""

    name: str = ""
    id: str = ""
    is_text: bool = True  # shown, and in the language of the screen
    dialog: str | None = None  # the identifier of the window around it, None outside of windows


class Markup(HTMLParser):
    """What a screen offers and says, read in one pass: a tree of elements takes many times as long."""

    def __init__(self, markup: str):
        super().__init__()
        self.addresses: list[tuple[str, str | None]] = []  # each with the window that it is the address of
        self.dialogs_shown: set[str] = set()  # the windows that something on the screen opens
        self.texts: list[str] = []
        self.field_names: set[str] = set()
        self.menu = ""  # as JSON, which a script draws
        self._open, self._names, self._data = [OpenElement()], Counter(), []
        self.feed(markup)
        self.close()
        self._end_text()

    def handle_starttag(self, tag, attrs):
        self._end_text()
        attributes = {name: value or "" for name, value in attrs}
        around = self._open[-1]
        is_text = around.is_text and tag not in NOT_TEXT
        is_text = is_text and "hidden" not in attributes and attributes.get("lang") != "en"
        dialog = around.dialog
        if "id" in attributes:
            dialog = attributes["id"] if "dialog" in attributes.get("class", "") else None
        self._look_at(tag, attributes, dialog)
        if tag not in VOID:
            self._open.append(OpenElement(tag, attributes.get("id", ""), is_text, dialog))
            self._names[tag] += 1

    def _look_at(self, tag: str, attributes: dict[str, str], dialog: str | None) -> None:
        for name, value in attributes.items():
            if value and not value.startswith("#") and ADDRESS_ATTRIBUTES.match(name):
                self.addresses.append((value, dialog if name == "data-url" else None))
            elif value.startswith("{"):
                self.addresses += [(address, None) for address in IN_JSON.findall(value)]
        if "data-a11y-dialog-show" in attributes:
            self.dialogs_shown.add(attributes["data-a11y-dialog-show"])
        if tag in ("input", "select", "textarea"):
            self.field_names.add(attributes.get("name", "").rpartition("-")[2])
        said = [attributes.get(name, "") for name in TEXT_ATTRIBUTES]
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            said.append(attributes.get("value", ""))
        self.texts += [" ".join(text.split()) for text in said if text.strip()]

    def handle_endtag(self, tag):
        """End the innermost element of this name, and whatever has not been ended in it."""
        self._end_text()
        while self._names[tag]:
            ended = self._open.pop().name
            self._names[ended] -= 1
            if ended == tag:
                break

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data):
        self._data.append(data)

    def handle_comment(self, data):
        self._end_text()

    def _end_text(self) -> None:
        text, around = "".join(self._data), self._open[-1]
        self._data = []
        if around.id == MENU:
            self.menu = text
        if around.is_text and text.strip():
            self.texts.append(" ".join(text.split()))

    @property
    def labels_of_names(self) -> set[str]:
        """What reads as Django's label of a field that has none: its name in English."""
        return {pretty_name(name) for name in self.field_names if name}.intersection(self.texts)

    @cached_property
    def menu_items(self) -> list[dict]:
        """The entries of the menu, which a script draws."""
        found, waiting = [], [json.loads(self.menu)] if self.menu else []
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                if "label" in part:
                    found.append(part)
                part = list(part.values())
            waiting += [inner for inner in part if isinstance(inner, (dict, list))]
        return found


@dataclass
class Screen:
    """What somebody was shown: where, by which link from where, and as what."""

    path: str
    offered_by: str
    status: int
    leads_to: str
    markup: Markup | None


def kind_of(path: str) -> tuple | None:
    """What makes an address another screen than the next: its view, and the type of the page that it is about."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if ELSEWHERE.search(match.view_name):
        return None
    values = [str(value) for value in [*match.args, *match.kwargs.values()]]
    numbers = [value for value in values if value.isdigit()]
    page = Page.objects.filter(pk=numbers[0]).first() if numbers and "page" in match.view_name else None
    words = [value for value in values if not value.isdigit() and "-" not in value]
    return (match.view_name, page and page.content_type_id, *words)


def links_of(path: str, markup: Markup) -> Iterator[str]:
    """The addresses within the editor that a screen offers, but those of windows that nothing on it opens."""
    for link, dialog in markup.addresses:
        if dialog is None or dialog in markup.dialogs_shown:
            address = urlsplit(urljoin(path, link))
            if not address.netloc and address.path.startswith("/admin/"):
                yield address._replace(fragment="").geturl()
    for item in markup.menu_items:
        if item.get("url", "").startswith("/admin/"):
            yield item["url"]


def markup_of(response) -> Markup | None:
    """The markup of an answer: the page, or what a window gets as JSON."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        data = response.json()
        return Markup(data["html"]) if isinstance(data, dict) and "html" in data else None
    return Markup(response.text) if kind.startswith("text/html") else None


def walk(client: Client, start: str = "/admin/", most: int = 400) -> list[Screen]:
    """Every kind of screen that links lead to from the start."""
    waiting, tried, seen, screens = deque([(start, "")]), set(), set(), []
    while waiting and len(screens) < most:
        path, offered_by = waiting.popleft()
        place = urlsplit(path).path
        if place in tried:
            continue  # most screens offer the same
        tried.add(place)
        kind = kind_of(place)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = client.get(path, headers={"accept-language": "sv"})
        markup = markup_of(response)
        leads_to = response.headers.get("Location", "")  # without the answer, which holds all that it was made of
        screens.append(Screen(path, offered_by, response.status_code, leads_to, markup))
        if markup and response.status_code == 200:
            waiting += [(address, path) for address in links_of(path, markup)]
        elif response.status_code in (301, 302):
            waiting.append((response.url, offered_by))
    assert len(screens) < most, "the walk does not end"
    return screens


def texts_of(markup: Markup) -> Iterator[str]:
    """What a screen says, to eyes and to screen readers, templates of windows included."""
    yield from markup.texts
    yield from (item["label"] for item in markup.menu_items)
