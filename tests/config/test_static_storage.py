"""The style sheets as production stores them."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.fixture
def stored(settings, tmp_path):
    """Static files collected as in production."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.static_storage.SiteStaticFilesStorage"}}
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["wagtail*", "admin", "rest_framework"]
    )
    return tmp_path


def test_main_css_is_one_file_with_every_layer(stored):
    (hashed,) = (path for path in stored.glob("css/main.*.css") if path.name != "main.css")
    css = hashed.read_text()
    contents = Path("static/css/main.css").read_text()
    imports = re.findall(r"layer\((\w+)\)", contents)
    assert re.findall(r"^@layer (\w+) \{", css, re.MULTILINE) == imports
    assert "@import" not in css


def test_addresses_in_the_joined_file_are_hashed_and_exist(stored):
    (hashed,) = (path for path in stored.glob("css/main.*.css") if path.name != "main.css")
    targets = re.findall(r'url\("([^"]+)"\)', hashed.read_text())
    assert targets
    assert [target for target in targets if not (hashed.parent / target).resolve().is_file()] == []
    assert all(re.search(r"\.[0-9a-f]{12}\.", target) for target in targets)
