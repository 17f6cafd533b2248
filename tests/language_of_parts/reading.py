"""Reads a page as a screen reader does: every text in the language of the nearest `lang` above it."""

import json
import re
from functools import cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po
from django.conf import settings

WORD = re.compile(r"\b(sv|en)x\w+\b")
SAID = ("alt", "title", "aria-label", "placeholder", "label")  # attributes that are read aloud
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@cache
def catalogue() -> dict[str, str]:
    """What the site itself says, with the language it is said in; without what both languages say alike."""
    with (settings.BASE_DIR / "locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        said = {"en": set(), "sv": set()}
        for message in read_po(file, locale="sv"):
            said["en"].update([message.id] if isinstance(message.id, str) else message.id)
            said["sv"].update([message.string] if isinstance(message.string, str) else message.string)
    return {text: code for code in said for text in said[code] - said["en" if code == "sv" else "sv"] if text}


class Reader(HTMLParser):
    """Collects the faults of a page: texts under the `lang` of another language, with the place where they stand.

    What stands in <head> is passed over: a title or description is of one language as a whole.
    """

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, str]] = []  # tags, with their languages and classes
        self.faults: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = attrs.get("lang") or (self.open[-1][1] if self.open else "")
        place = f"{tag}.{attrs['class'].split()[0]}" if attrs.get("class") else tag
        for name in SAID:
            self.hear(attrs.get(name), language, f"{self.place} {place}[{name}]")
        if tag not in EMPTY:
            self.open.append((tag, language, place))

    def handle_endtag(self, tag):
        while self.open and tag not in EMPTY and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _language, _place in self.open}
        if not tags & {"head", "script", "style"}:
            self.hear(data, self.open[-1][1] if self.open else "", self.place)

    @property
    def place(self) -> str:
        return " ".join(place for _tag, _language, place in self.open[-2:])

    def hear(self, text: str | None, language: str, place: str):
        text = (text or "").strip()
        for found in WORD.finditer(text):
            if found[1] != language:
                self.faults.add(f"{place}: {found[0]} is said in {language or 'no language'}")
        if catalogue().get(text, language) != language:
            self.faults.add(f"{place}: “{text}” is said in {language or 'no language'}")


def faults_of_json(value, language: str, place: str = "") -> set[str]:
    """The same of an answer in JSON: a text is in the `lang` of the object that it stands in."""
    if isinstance(value, dict):
        own = value.get("lang") or language
        return set().union(*(faults_of_json(part, own, f"{place} {key}") for key, part in value.items()))
    if isinstance(value, list):
        return set().union(*(faults_of_json(part, language, place) for part in value))
    found = WORD.finditer(value) if isinstance(value, str) and not value.startswith("/") else ()
    return {f"{place}: {one[0]} is said in {language}" for one in found if one[1] != language}


def faults_of(response) -> set[str]:
    """The faults of an answer, page or JSON."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return faults_of_json(json.loads(response.content), response.headers["Content-Language"])
    return Reader(response.content.decode()).faults
