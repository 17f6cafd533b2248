"""Gives blocks within blocks, and the items of lists, identifiers by which their texts are known in every language.

Wagtail keeps lists without them as they were stored, and makes up random ones when such a list is edited: then no
item would be the one that was translated. And where a form has given items of several lists one identifier (Wagtail
8.0 does, unless they are in a `RowsBlock`), their texts would be taken for one another. Made of the place, identifiers
are the same on the source page and its translations.
"""

import json
from uuid import NAMESPACE_URL, uuid5

from wagtail import blocks
from wagtail.fields import StreamField


def identify_items(page) -> list[str]:
    """Give the list items of a page identifiers of their own, not saved; the names of the fields changed."""
    changed = []
    for name in page.translatable_fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField) and (value := getattr(page, name)):
            stored = value.get_prep_value()
            identified = with_identifiers(field.stream_block, stored, name, set())
            if identified != stored:
                setattr(page, name, json.dumps(identified))
                changed.append(name)
    return changed


def with_identifiers(block, value, path: str, taken: set[str]):
    """What is stored of a block, with identifiers for the items of the lists in it; `taken` are those given so far."""
    if not value:
        return value
    if isinstance(block, blocks.StreamBlock):
        return [
            in_stream(block, child, child.get("id") or made_of(path, number), taken)
            for number, child in enumerate(value)
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            item | {"value": with_identifiers(block.child_block, item["value"], item["id"], taken)}
            for item in items_of(block, value, path, taken)
        ]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        return value | {
            name: with_identifiers(child, value[name], f"{path}.{name}", taken)
            for name, child in block.child_blocks.items()
            if name in value
        }
    return value


def in_stream(block: blocks.StreamBlock, child: dict, identifier: str, taken: set[str]) -> dict:
    """A block in a stream; one whose type is unknown is left as it is."""
    if child.get("type") not in block.child_blocks:
        return child
    value = with_identifiers(block.child_blocks[child["type"]], child.get("value"), identifier, taken)
    return child | {"id": identifier, "value": value}


def made_of(path: str, number: int) -> str:
    """An identifier made of a place."""
    return str(uuid5(NAMESPACE_URL, f"{path}.{number}"))


def items_of(block: blocks.ListBlock, value: list, path: str, taken: set[str]) -> list[dict]:
    """The items of a list as Wagtail stores them now, each with an identifier that no item before it has."""
    items = []
    for number, item in enumerate(value):
        is_whole = block._item_is_in_block_format(item)
        identifier = item["id"] if is_whole else None
        if not identifier or identifier in taken:
            identifier = made_of(path, number)
        taken.add(identifier)
        items.append({"type": "item", "value": item["value"] if is_whole else item, "id": identifier})
    return items
