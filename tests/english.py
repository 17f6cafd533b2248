"""What is said in English to somebody who reads Swedish."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, override

# Words that stand in nearly every English sentence, and in no Swedish one.
LITTLE_WORDS = re.compile(
    r"\b(the|and|of|to|this|that|with|will|are|your|you|from|has|have|been|was|were|can|please|or|yes|on|new|any|add"
    r"|edit|delete|save|saved|search|pages?|error)\b"
)
ADDRESS = re.compile(r"https?://\S+")


@cache  # it takes seconds to read them
def messages() -> frozenset[str]:
    """Every English message of the installed apps that has another Swedish one, and no placeholder."""
    found = set()
    for app in apps.get_app_configs():
        for path in (Path(app.path) / "locale").glob("[ed][ne]/LC_MESSAGES/django*.po"):
            with path.open("rb") as file:
                found |= {message.id for message in read_po(file) if isinstance(message.id, str)}
    with override("sv"):
        return frozenset(text for text in found if text.strip() and "%" not in text and gettext(text) != text)


@cache
def swedish() -> frozenset[str]:
    """What the installed apps and the site say in Swedish, each with a capital letter first."""
    folders = [*(Path(app.path) / "locale" for app in apps.get_app_configs()), *map(Path, settings.LOCALE_PATHS)]
    found = set()
    for path in (path for folder in folders for path in folder.glob("sv/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            found |= {capfirst(message.string) for message in read_po(file) if isinstance(message.string, str)}
    return frozenset(found)


def english_in(texts: Iterable[str], messages: frozenset[str], content: Iterable[str] = ()) -> Iterator[str]:
    """The texts that are English: messages of a library, or sentences with an English word. Not the content."""
    content = sorted(content, key=len, reverse=True)
    for text in texts:
        left = ADDRESS.sub("", text)
        for written in content:
            left = left.replace(written, "")
        if left.strip() and (left in messages or LITTLE_WORDS.search(left.lower())):
            yield text
