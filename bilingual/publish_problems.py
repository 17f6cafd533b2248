"""What a page or a snippet lacks before it can be published: where, in the words of the form, and what to do."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from bilingual.languages import language_name
from bilingual.segments import Segment

EMPTY = {"blank", "null", "required"}  # what Django and Wagtail call that something is missing


class CannotBePublished(ValidationError):
    """A version lacks what only a draft may lack: what `publishing_errors` says."""

    def __init__(self, page, message):
        self.page = page
        super().__init__(message)

    @property
    def reason(self) -> str:
        """What an editor is told."""
        return " ".join(self.messages)


def quoted(segments: list[Segment]) -> str:
    """The names of segments in a sentence."""
    return ", ".join(f"“{segment.label}”" for segment in segments)


class NotYetTranslated(CannotBePublished):
    """Text that is still the original's, word for word, was about to be published. `segments` are where."""

    def __init__(self, page, segments: list[Segment]):
        self.segments = segments
        text = _("Not yet translated: %(fields)s. Write it in the page's language, or confirm that it stays as it is.")
        super().__init__(page, text % {"fields": quoted(segments)})


@dataclass(frozen=True)
class PublishProblem:
    """Something that is missing or wrong. `label` says where; empty: the whole."""

    label: str
    message: str

    @classmethod
    def of(cls, label: str, error: ValidationError) -> "PublishProblem":
        missing = _("needs to be filled in.")
        texts = [
            missing if one.code in EMPTY else " ".join(one.messages)
            for one in getattr(error, "error_list", None) or [error]
        ]
        return cls(label, " ".join(dict.fromkeys(texts)))


def field_problems(item, exclude=(), within: str = "") -> Iterator[PublishProblem]:
    """What the fields of a page, a snippet or a row lack. `within` says which row.

    The database is not asked what it says itself: that what is chosen is there, and that what is unique is.
    """
    chosen = {field.name for field in item._meta.fields if field.remote_field and getattr(item, field.attname)}
    try:
        # Of a copy: a page writes its address, if that is not written.
        copy(item).full_clean(chosen.union(exclude), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, errors in error.error_dict.items():
            yield PublishProblem.of(label_of(item, name, within), ValidationError(errors))


def label_of(item, name: str, within: str = "") -> str:
    """What an editor knows a field by."""
    own = name != NON_FIELD_ERRORS and any(field.name == name for field in item._meta.get_fields())
    label = str(getattr(item._meta.get_field(name), "verbose_name", name)) if own else ""
    return ": ".join(filter(None, [within, capfirst(label)]))


def name_of_row(row, number: int) -> str:
    """What an editor knows a row by: its language, or its place among its kind."""
    if language := getattr(row, "language", ""):
        return capfirst(language_name(language))
    return f"{capfirst(str(getattr(row, 'plural', '') or row._meta.verbose_name_plural))} {number}"


def stream_problems(item) -> Iterator[PublishProblem]:
    """What the blocks of every body lack, each in its place. Only forms look at those, and not the page itself."""
    for field in item._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(item, field.name)
            try:
                field.stream_block.clean(value)
            except ValidationError as error:
                yield from block_problems(field.stream_block, value, error, capfirst(str(field.verbose_name)))


def block_problems(block, value, error: ValidationError, label: str, name: str = "") -> Iterator[PublishProblem]:
    """The errors of a block and of the blocks within it. `label` and `name` say where and what, as in segments.py.

    A block that holds others names its errors by number or name.
    """
    told = f"{label} ({name})" if name else label
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield PublishProblem.of(told, error)
        return
    if whole := error.non_block_errors.as_data():
        yield PublishProblem.of(told, ValidationError(whole))
    for key, found in inner.items():
        if isinstance(block, ImageBlock):
            part = "" if key == "image" else f": {capfirst(str(block.child_blocks[key].label))}"
            yield PublishProblem.of(f"{told}{part}", found)
        elif isinstance(block, blocks.StreamBlock):
            numbered = f"{label}.{key + 1}" if label[-1:].isdigit() else f"{label} {key + 1}"
            child = value[key]
            yield from block_problems(child.block, child.value, found, numbered, str(child.block.label))
        elif isinstance(block, blocks.ListBlock):
            yield from block_problems(block.child_block, value[key], found, f"{label}.{key + 1}", name)
        else:
            child = block.child_blocks[key]
            inner_name = name if isinstance(child, blocks.StreamBlock) else f"{name}: {child.label}"
            yield from block_problems(child, value[key], found, label, inner_name)
