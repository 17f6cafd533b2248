"""The comparison of two versions, field by field: of every page type with every block, blank and filled."""

import re
import uuid

import pytest
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from tests.factories import DocumentFactory, ImageFactory
from tests.test_matrices import MAKERS, PAGE_TYPES, blank


def body_of(model):
    return next((field for field in model._meta.get_fields() if isinstance(field, StreamField)), None)


WITH_BODIES = [model for model in PAGE_TYPES if body_of(model)]


def filled(block, image, document):
    """What is stored of a block with something in each of its parts."""
    if isinstance(block, ImageBlock):
        return {"image": image.pk, "alt_text": "En stadsvik med is", "decorative": False}
    if isinstance(block, StreamBlock):
        return [
            {"type": name, "value": filled(child, image, document), "id": str(uuid.uuid4())}
            for name, child in block.child_blocks.items()
        ]
    if isinstance(block, ListBlock):
        return [{"type": "item", "value": filled(block.child_block, image, document), "id": str(uuid.uuid4())}]
    if isinstance(block, StructBlock):
        return {name: filled(child, image, document) for name, child in block.child_blocks.items()}
    if hasattr(block, "target_model"):
        return document.pk if block.target_model is type(document) else None
    return {"URLBlock": "https://youtu.be/dQw4w9WgXcQ", "IntegerBlock": 3}.get(type(block).__name__, "Text i blocket")


def empty(block):
    """What is stored of a block that has just been put in; in a stream or list, one of each."""
    if isinstance(block, StreamBlock):
        return [
            {"type": name, "value": empty(child), "id": str(uuid.uuid4())} for name, child in block.child_blocks.items()
        ]
    if isinstance(block, ListBlock):
        return [{"type": "item", "value": empty(block.child_block), "id": str(uuid.uuid4())}]
    if isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        return {name: empty(child) for name, child in block.child_blocks.items()}
    value = block.get_prep_value(block.normalize(block.get_default()))
    return "" if value is None and not hasattr(block, "target_model") and not isinstance(block, ImageBlock) else value


def version(page, body=None):
    """A version of a page as an editor stores it, with a body if it is to have one."""
    if body is not None:
        field = body_of(type(page))
        setattr(page, field.name, field.to_python(body))
    return page.save_revision(clean=False)


def compare(editor, page, before, after):
    """The comparison of two versions, both ways round."""
    for pair in ((before, after), (after, before)):
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *(one.pk for one in pair)])
        response = editor.get(address)
        assert response.status_code == 200
        yield response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("model", WITH_BODIES, ids=lambda model: model.__name__)
def test_blocks_can_be_compared_when_added_removed_emptied_and_filled(editor, homes, model):
    page = model.objects.get(pk=MAKERS[model.__name__](homes["sv"]).pk)
    stream = body_of(model).stream_block
    image, document = ImageFactory(), DocumentFactory()
    keys = {name: str(uuid.uuid4()) for name in stream.child_blocks}
    blocks = stream.child_blocks.items()
    nothing = version(page, [])
    bare = version(page, [{"type": name, "value": empty(block), "id": keys[name]} for name, block in blocks])
    full = version(
        page, [{"type": name, "value": filled(block, image, document), "id": keys[name]} for name, block in blocks]
    )
    for html in (*compare(editor, page, nothing, full), *compare(editor, page, nothing, bare)):
        assert html.count("comparison__child-object") >= len(keys)
    for html in compare(editor, page, bare, full):
        assert ("En stadsvik med is" in html, "None" in re.sub(r"<[^>]*>", " ", html)) == (True, False)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_can_be_compared_with_every_field_blank(editor, homes, model):
    page = model.objects.get(pk=MAKERS[model.__name__](homes["sv"]).pk)
    before = version(page)
    after = version(blank(model.objects.get(pk=page.pk)))
    for html in compare(editor, page, before, after):
        assert page._meta.get_field("title").verbose_name.capitalize() in html
