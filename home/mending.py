"""Makes a body that does not validate one that can be previewed: what is wrong in it is left empty."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


def mend(block, value, error: ValidationError):
    """The value of a block without the parts that an error names: those are empty instead."""
    inner = getattr(error, "block_errors", None)
    if not inner or isinstance(block, ImageBlock):
        return _empty(block)
    for key, found in inner.items():
        if isinstance(block, blocks.StreamBlock):
            value[key].value = mend(value[key].block, value[key].value, found)
        elif isinstance(block, blocks.ListBlock):
            value[key] = mend(block.child_block, value[key], found)
        else:
            value[key] = mend(block.child_blocks[key], value[key], found)
    return value


def _empty(block):
    return block.normalize(block.get_default()) if isinstance(block, blocks.StructBlock) else block.normalize(None)
