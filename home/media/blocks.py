"""The blocks of pictures, films and documents."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.blocks import ImageBlockComparison as WagtailImageBlockComparison
from wagtail.images.models import AbstractImage

from home.media.alternative_texts import refuse_file_name
from home.media.films import find_player
from home.rows_block import RowsBlock

PICTURE = _("Pictures and film")
LISTS = _("Lists")


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


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text in this context."""

    image = PictureChoiceBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=300, help_text=_("What the reader should know of the picture.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = PICTURE
        template = "blocks/image_block.html"
        description = _("A picture, with a caption if it needs one.")
        preview_value = {"image": None, "caption": "Stadsviken en vintermorgon."}


class FilmValue(blocks.StructValue):
    """A film as its component takes it."""

    @cached_property
    def film(self) -> dict:
        """What is known of the film, and where its player is."""
        service, embed_url = find_player(self.get("url") or "")
        picture = self.get("picture")
        shown = {name: self.get(name) for name in ("title", "url", "duration", "captions")}
        alt = picture.contextual_alt_text if picture else ""
        return {**shown, "picture": picture, "alt": alt, "provider": service, "embed_url": embed_url}


class FilmBlock(blocks.StructBlock):
    """A film elsewhere: a picture of ours and a link. Nothing is asked of the film service before the click."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address of the film"))
    picture = PictureChoiceBlock(label=_("Picture"), required=False)
    duration = blocks.CharBlock(
        label=_("Length"), required=False, max_length=30, help_text=_("As it should be read: 45 min.")
    )
    captions = blocks.CharBlock(
        label=_("Captions"), required=False, max_length=80, help_text=_("In which languages, or that there are none.")
    )

    class Meta:
        icon = "media"
        label = _("Film")
        group = PICTURE
        template = "blocks/film_block.html"
        value_class = FilmValue
        description = _("A film on another service. The visitor's browser asks nothing there before the click.")
        preview_value = {
            "title": "Inspelning av föreläsningen",
            "url": "https://example.org/film",
            "duration": "58 min",
            "captions": "Textad på svenska",
        }


class DocumentsValue(blocks.StructValue):
    """Documents as their component takes them."""

    @property
    def shown(self) -> list[dict]:
        """Those that there still are."""
        return [document.for_template() for document in self.get("documents") or [] if document]


class DocumentsBlock(blocks.StructBlock):
    """Documents to download."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    documents = RowsBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        group = LISTS
        template = "blocks/documents_block.html"
        value_class = DocumentsValue
        description = _("Documents to download, with kind, size and language.")
        preview_value = {"heading": "Ladda ner", "documents": []}
