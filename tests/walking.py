"""A walk through the editor as somebody: every screen that can be reached by links, one of each kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

# What leads out of the editor, ends the walk, or shows a public page.
ELSEWHERE = re.compile(
    r"logout|javascript_catalog|walk$|walk_start|preview_on|view_draft|revisions_view|bilingual:draft|compare_page"
)
ADDRESS_ATTRIBUTES = re.compile(r"^(href|data-url|data-chooser-url|data-.*-(url|src)-value|data-chooser-modal-url)$")
TEXT_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-tippy-content", "aria-description")


@dataclass
class Screen:
    """What somebody was shown: where, by which link from where, and as what."""

    path: str
    offered_by: str
    response: HttpResponse
    html: BeautifulSoup | None


def kind_of(path: str) -> tuple | None:
    """What makes an address another screen than the next: its view, and the type of the page that it is about."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    if ELSEWHERE.search(match.view_name):
        return None
    values = [str(value) for value in [*match.args, *match.kwargs.values()]]
    numbers = [value for value in values if value.isdigit()]
    page = Page.objects.filter(pk=numbers[0]).first() if numbers and "page" in match.view_name else None
    words = [value for value in values if not value.isdigit() and "-" not in value]
    return (match.view_name, page and page.content_type_id, *words)


def links_of(path: str, html: BeautifulSoup) -> Iterator[str]:
    """The addresses within the editor that a screen offers."""
    for element in html.find_all(True):
        for name, value in element.attrs.items():
            if name == "data-url" and is_closed_window(element, html):
                continue
            if ADDRESS_ATTRIBUTES.match(name) and isinstance(value, str) and value and not value.startswith("#"):
                address = urlsplit(urljoin(path, value))
                if not address.netloc and address.path.startswith("/admin/"):
                    yield address._replace(fragment="").geturl()
    for item in menu_items(html):
        if item.get("url", "").startswith("/admin/"):
            yield item["url"]


def menu_items(html: BeautifulSoup) -> Iterator[dict]:
    """The entries of the menu, which a script draws."""
    props = html.find(id="wagtail-sidebar-props")
    waiting = [json.loads(props.string)] if props else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "label" in part:
                yield part
            part = list(part.values())
        waiting += [inner for inner in part if isinstance(inner, (dict, list))]


def is_closed_window(element, html: BeautifulSoup) -> bool:
    """Whether this is the address of a window that nothing on the screen opens."""
    window = element if element.get("id") else element.find_parent(id=True)
    if not window or "dialog" not in str(window.get("class")):
        return False
    return not html.select(f"[data-a11y-dialog-show='{window['id']}']")


def html_of(response) -> BeautifulSoup | None:
    """The markup of an answer: the page, or what a window gets as JSON."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        data = response.json()
        return BeautifulSoup(data["html"], "html.parser") if isinstance(data, dict) and "html" in data else None
    return BeautifulSoup(response.content, "html.parser") if kind.startswith("text/html") else None


def walk(client: Client, start: str = "/admin/", most: int = 400) -> list[Screen]:
    """Every kind of screen that links lead to from the start."""
    waiting, seen, screens = [(start, "")], set(), []
    while waiting and len(screens) < most:
        path, offered_by = waiting.pop(0)
        kind = kind_of(path)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = client.get(path, headers={"accept-language": "sv"})
        html = html_of(response)
        screens.append(Screen(path, offered_by, response, html))
        if html and response.status_code == 200:
            waiting += [(address, path) for address in links_of(path, html)]
        elif response.status_code in (301, 302):
            waiting.append((response.url, offered_by))
    assert len(screens) < most, "the walk does not end"
    return screens


def texts_of(html: BeautifulSoup) -> Iterator[str]:
    """What a screen says, to eyes and to screen readers, templates of windows included."""
    for text in html.find_all(string=True):
        if isinstance(text, Comment) or text.find_parent(["script", "style", "code", "svg", "textarea"]):
            continue
        if text.strip() and not text.find_parent(attrs={"lang": "en"}) and not text.find_parent(hidden=True):
            yield " ".join(text.split())
    yield from (item["label"] for item in menu_items(html))
    for element in html.find_all(True):
        for name in TEXT_ATTRIBUTES:
            if isinstance(value := element.get(name), str) and value.strip():
                yield " ".join(value.split())
        if element.name == "input" and element.get("type") in ("submit", "button"):
            yield element.get("value", "")
