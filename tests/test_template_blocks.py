"""A block that no ancestor has is printed nowhere, and nothing says so."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))


def extended(template):
    """The node by which a template extends another, or None."""
    return next(iter(template.nodelist.get_nodes_by_type(ExtendsNode)), None)


def ancestors_blocks(template) -> set[str]:
    """The names of all blocks in the templates that this one extends, Wagtail's included."""
    names, origins = set(), [template.origin]
    while node := extended(template):
        template, _origin = template.engine.find_template(node.parent_name.var, skip=origins)
        origins.append(template.origin)
        names |= {block.name for block in template.nodelist.get_nodes_by_type(BlockNode)}
    return names


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_block_has_a_place(name):
    template = get_template(name).template
    if node := extended(template):
        outermost = {child.name for child in node.nodelist if isinstance(child, BlockNode)}
        assert outermost <= ancestors_blocks(template)
