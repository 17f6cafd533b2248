"""Rich text as the editor's own state, so that it can be put into a form that is open."""

from wagtail import blocks
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.fields import RichTextField, StreamField

from bilingual.segments import Segment


def editor_state(page, segment: Segment) -> str:
    """What a text of a page is in the rich text editor, as JSON (Draft.js ContentState), with the field's features."""
    field = page._meta.get_field(segment.key.partition(".")[0])
    if isinstance(field, RichTextField):
        widget = get_rich_text_editor_widget(field.editor, features=field.features)
    elif isinstance(field, StreamField):
        block = block_at(field.stream_block, segment.place)
        widget = get_rich_text_editor_widget(block.editor, features=block.features)
    return widget.format_value(str(segment.value or ""))


def block_at(block, place: tuple):
    """The definition of the block at a place in a stream."""
    for step in place:
        if isinstance(block, blocks.StreamBlock):
            block = block.child_blocks[step[1]]
        elif isinstance(block, blocks.ListBlock):
            block = block.child_block
        else:
            block = block.child_blocks[step]
    return block
