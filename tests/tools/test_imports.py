"""Imports run one way: no module needs, by whatever detour, what needs it; and no app those that are built on it."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Each app, and those that it may import.
ALLOWED = {
    "accounts": set(),
    "bilingual": set(),
    "home": {"bilingual"},
    "conference": {"bilingual", "home"},
    "lectures": {"bilingual", "home", "conference"},
    "changelog": {"home", "conference"},
    "feeds": {"home", "conference", "lectures", "changelog"},
    "search": {"bilingual", "home", "conference", "lectures"},
    "previews": {"bilingual", "home", "conference", "lectures"},
    "demo": {"bilingual", "home", "conference", "lectures", "search"},
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    name_of(path): path for app in ALLOWED for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
}


def imported(module: str) -> set[str]:
    """The modules of ours that a module imports, within functions too."""
    names = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return (names & MODULES.keys()) - {module}


def test_no_module_needs_what_needs_it():
    graph = {module: imported(module) for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_no_app_imports_those_that_are_built_on_it():
    wrong = [
        (module, other)
        for module in MODULES
        for other in imported(module)
        if other.partition(".")[0] not in ALLOWED[app := module.partition(".")[0]] | {app}
    ]
    assert wrong == []
