"""Everything that the site says, it says in Swedish too."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.template import templatize

SOURCES = [
    settings.BASE_DIR / name
    for name in (
        *("config", "accounts", "bilingual", "home", "conference", "changelog", "lectures", "feeds", "search"),
        *("previews", "templates"),
    )
]
KEYWORDS = dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"))
KEYWORDS |= dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
KEYWORDS |= dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
KEYWORDS |= dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|<\w+:\w+>|\{\w*\}")


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    """The committed translations."""
    with (settings.BASE_DIR / "locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="sv")


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def both(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message's singular and plural, or the one form it has."""
    return (text,) if isinstance(text, str) else text


def strings_in(path: Path) -> Iterator[tuple[str | None, str]]:
    """What a file of code or a template gives to gettext: context and (singular) text."""
    text = path.read_text()
    if path.suffix == ".html":  # Django writes gettext's calls among rows of X; xgettext does not mind, Babel does
        found = re.findall(
            r"\b(?:n?p?gettext|_)\((?:[^()\"']|u?\"(?:\\.|[^\"\\])*\"|u?'(?:\\.|[^'\\])*')*\)", templatize(text)
        )
        text = "\n".join(call.replace("\n", " ") for call in found)
    for _line, found, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        yield context, both(found)[0]


def test_everything_that_is_said_is_in_the_catalogue(swedish):
    said = {
        string
        for folder in SOURCES
        for path in folder.rglob("*")
        if path.suffix in (".py", ".html")
        for string in strings_in(path)
    }
    known = {(message.context, both(message.id)[0]) for message in messages(swedish)}
    assert sorted(said - known, key=str) == [], "run `make messages` and translate what it adds"
    assert sorted(known - said, key=str) == [], "run `make messages`: these are not used any more"


def test_every_message_is_translated(swedish):
    assert [message.id for message in messages(swedish) if not all(both(message.string))] == []


def test_no_translation_is_a_guess(swedish):
    assert [message.id for message in messages(swedish) if message.fuzzy] == []


def test_translations_keep_their_placeholders(swedish):
    different = []
    for message in messages(swedish):
        wanted = set(PLACEHOLDER.findall(both(message.id)[-1]))
        different += [text for text in both(message.string) if set(PLACEHOLDER.findall(text)) != wanted]
    assert different == []


def test_quotation_marks_are_swedish(swedish):
    assert [message.string for message in messages(swedish) if re.search('[“„"]', "".join(both(message.string)))] == []


@pytest.mark.parametrize(
    ("language", "addresses"),
    [
        ("sv", ["/sv/sok/", "/sv/talare/", "/sv/talare/ada/"]),
        ("en", ["/en/search/", "/en/speakers/", "/en/speakers/ada/"]),
    ],
)
def test_addresses_are_words_of_their_language(language, addresses):
    with override(language):
        assert [reverse("search"), reverse("speaker_index"), reverse("speaker_page", args=["ada"])] == addresses
