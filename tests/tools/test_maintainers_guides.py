"""What is written for maintainers: every private name of others that is used, and files that there are."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = (
    *("accounts", "bilingual", "changelog", "conference", "config", "demo", "feeds", "home", "lectures", "previews"),
    "search",
)
DOCUMENTED = {"_meta", "_state", "_base_manager", "_save"}  # by Django
# What we remember on a user or a request, which are Django's.
REMEMBERED = {"_guessed_password_of", "_languages_to_start", "_locales_to_edit", "_may_enter"}
ROW = re.compile(r"^\| `([\w.]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)


def listed() -> dict[str, tuple[set[str], set[str]]]:
    """The files that use a name, and tests that go through it, by name."""
    rows = ROW.findall((ROOT / "docs/upgrading.md").read_text())
    return {
        name: (set(re.findall(r"`([^`]+)`", files)), set(re.findall(r"`([^`]+)`", tests)))
        for name, files, tests in rows
    }


def used() -> dict[str, set[str]]:
    """The files that use a private name which no code of ours has defined, by name."""
    own, inherited, found = DOCUMENTED | REMEMBERED, set(), defaultdict(set)
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                own.add(node.name)
            elif isinstance(node, ast.Attribute) and is_private(node.attr):
                found[node.attr].add(str(path.relative_to(ROOT)))
                if is_inherited(node):
                    inherited.add(node.attr)
                elif is_own(node):
                    own.add(node.attr)
    return {name: files for name, files in found.items() if name in inherited - DOCUMENTED or name not in own}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def is_own(node: ast.Attribute) -> bool:
    """Whether an object gives itself this attribute."""
    return isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self"


def is_inherited(node: ast.Attribute) -> bool:
    """Whether it is asked of `super()`."""
    return isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super"


def test_every_private_name_in_use_is_listed_with_its_files():
    private = {name: files for name, (files, _tests) in listed().items() if is_private(name)}
    assert private == used()


@pytest.mark.parametrize("name", listed())
def test_what_is_listed_is_there(name):
    files, tests = listed()[name]
    for file in files:
        assert name.rpartition(".")[2] in (ROOT / file).read_text()
    assert tests
    assert all((ROOT / test).is_file() for test in tests)


@pytest.mark.parametrize("guide", ["README.md", "docs/architecture.md", "docs/upgrading.md"])
def test_every_file_that_is_named_is_there(guide):
    named = re.findall(r"`([\w/]+\.py)`", (ROOT / guide).read_text())
    files = {str(path.relative_to(ROOT)) for app in (*APPS, "tests", "tools") for path in (ROOT / app).rglob("*.py")}
    assert [name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []
