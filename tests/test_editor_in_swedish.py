"""What Wagtail and its libraries say, they say in Swedish: by themselves, or by locale_wagtail/."""

from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

from tests.test_translations import PLACEHOLDER, both, messages

OVERLAY = settings.BASE_DIR / "locale_wagtail/sv/LC_MESSAGES"
# What the libraries say to nobody here: their texts for Django's own admin, which is not installed.
NEVER_SEEN = {"treebeard"}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def folders() -> Iterator[Path]:
    """The locale folders of the installed apps that are neither ours nor Django's own, which are complete."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "locale"
        if folder.exists() and app.name.split(".")[0] not in {"django", *NEVER_SEEN}:
            yield folder


def said(folder: Path, domain: str) -> dict:
    """Every message that a folder has in any language, by context and (singular) text."""
    found = {}
    for path in folder.glob(f"*/LC_MESSAGES/{domain}.po"):
        if path.parts[-3] in ("en", "de", "fr", "nl"):
            found |= {(message.context, both(message.id)[0]): message for message in messages(read(path))}
    return found


def translated(path: Path) -> set:
    if not path.exists():
        return set()
    return {
        (message.context, both(message.id)[0])
        for message in messages(read(path))
        if all(both(message.string)) and not message.fuzzy
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_of_wagtail_has_a_swedish_text(domain):
    known = translated(OVERLAY / f"{domain}.po")
    for folder in [*folders(), Path(django.__file__).parent / "conf/locale"]:
        known |= translated(folder / f"sv/LC_MESSAGES/{domain}.po")
    lacking = {folder: sorted(key[1] for key in said(folder, domain).keys() - known) for folder in folders()}
    assert {folder: texts for folder, texts in lacking.items() if texts} == {}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_overlay_has_nothing_that_no_library_says(domain):
    known = {key for folder in folders() for key in said(folder, domain)}
    assert translated(OVERLAY / f"{domain}.po") - known == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_overlay_keeps_the_placeholders(domain):
    wrong = []
    for message in messages(read(OVERLAY / f"{domain}.po")):
        wanted = set(PLACEHOLDER.findall("".join(both(message.id))))
        wrong += [text for text in both(message.string) if set(PLACEHOLDER.findall(text)) - wanted]
    assert wrong == []
