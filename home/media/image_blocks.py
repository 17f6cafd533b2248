"""The choice of a picture in a body, with its alternative text there."""

from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.images.blocks import ImageBlockComparison as WagtailImageBlockComparison
from wagtail.images.models import AbstractImage

from home.media.alternative_texts import refuse_file_name


class ImageBlockComparison(WagtailImageBlockComparison):
    """Wagtail's (8.0) fails where a block without a picture was added or removed."""

    def __init__(self, block, exists_a, exists_b, val_a, val_b):
        super().__init__(block, exists_a, exists_b, val_a, val_b)
        self.val_a, self.val_b = as_shown(self.val_a), as_shown(self.val_b)

    def htmlvalue(self, val):
        if val is None or isinstance(val, AbstractImage):
            val = as_shown(self.block._image_to_struct_value(val))
        return super().htmlvalue(val)


def as_shown(value: dict) -> dict:
    """The choice, with an empty text where there is none."""
    return {**value, "alt_text": value["alt_text"] or "", "decorative": bool(value["decorative"])}


class PictureChoiceBlock(ImageBlock):
    """Wagtail's block for a picture, which takes no file name for an alternative text once it is published."""

    def clean(self, value):
        value = super().clean(value)
        if value and not self.is_deferred_validation and not value.decorative:
            try:
                refuse_file_name(value.contextual_alt_text)
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return value

    def get_comparison_class(self):
        return ImageBlockComparison
