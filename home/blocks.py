"""The blocks of a page's body. Headings come from structure: a section's is one step below the page's."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from bilingual.segments import plain_text
from home.links import hreflang, where_links_lead
from home.media.blocks import DocumentsBlock, FilmBlock, PictureBlock
from home.rows_block import RowsBlock

TEXT = _("Text")


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, features=settings.RICH_TEXT_BODY, **kwargs):
        super().__init__(features=features, **kwargs)

    def get_searchable_content(self, value):
        """A line for each paragraph and each item of a list."""
        return [plain_text(value.source, bullets=False)]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        template = "blocks/text_block.html"
        description = _("Running text with lists and links.")
        preview_value = "<p>Tillit byggs i vardagen, mellan grannar, i skolan och i mötet med myndigheter.</p>"


class QuoteBlock(blocks.StructBlock):
    """A quotation."""

    quote = blocks.TextBlock(label=_("Quote"), help_text=_("The words themselves, without quotation marks."))
    name = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT
        template = "blocks/quote_block.html"
        description = _("A quotation with its source.")
        preview_value = {"quote": "Tillit tar lång tid att bygga.", "name": "Kim Exempel", "role": "Forskare"}


class HeadedTextBlock(blocks.StructBlock):
    """What is a heading and a text for the search."""

    def get_searchable_content(self, value):
        return [value["heading"], plain_text(value["text"].source, bullets=False)]


class FactsBoxBlock(HeadedTextBlock):
    """Facts set apart from the running text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Facts box")
        group = TEXT
        template = "blocks/facts_box_block.html"
        description = _("Short facts in a box beside the running text.")
        preview_value = {"heading": "Bra att veta", "text": "<ul><li>Föreläsningen är gratis.</li></ul>"}


class AccordionItemBlock(HeadedTextBlock):
    """One row of an accordion."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, help_text=_("Often a question."))
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "help"
        label = _("Row")


class AccordionBlock(blocks.StructBlock):
    """Questions and answers to unfold."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = RowsBlock(AccordionItemBlock(), label=_("Rows"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        group = TEXT
        template = "blocks/accordion_block.html"
        description = _("Questions and answers that unfold one at a time.")
        preview_value = {
            "heading": "Vanliga frågor",
            "items": [{"heading": "Kostar det något?", "text": "<p>Nej, konferensen är gratis.</p>"}],
        }


class CallToActionValue(blocks.StructValue):
    """Where a call to action leads."""

    @cached_property
    def target(self) -> Page | None:
        """The chosen page in the active language, else itself, if anybody may read it."""
        page = self.get("page")
        return where_links_lead([page.pk]).get(page.pk) if page else None

    @property
    def link_url(self) -> str:
        """The page's address, else the written one, else empty."""
        return (self.target and self.target.url) or self.get("url") or ""

    @property
    def link_language(self) -> str:
        """The language of the page, where it is another than the active one."""
        return hreflang(self.target) if self.target else ""


class CallToActionBlock(blocks.StructBlock):
    """One thing to do, with a button."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Text on the button"), max_length=60, help_text=_("What happens: “Register”."))
    page = blocks.PageChooserBlock(label=_("Page on this site"), required=False)
    url = blocks.URLBlock(label=_("Or address elsewhere"), required=False)

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value.get("page")) == bool(value.get("url")):
            error = ValidationError(_("Choose either a page on this site or an address elsewhere."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return value

    class Meta:
        icon = "link"
        label = _("Call to action")
        group = TEXT
        template = "blocks/call_to_action_block.html"
        value_class = CallToActionValue
        description = _("A heading, a sentence and a button.")
        preview_value = {"heading": "Var med i höst", "label": "Anmäl dig", "url": "https://example.org/anmalan"}


class ContentBlock(blocks.StreamBlock):
    """What a section holds."""

    text = TextBlock()
    image = PictureBlock()
    quote = QuoteBlock()
    facts_box = FactsBoxBlock()
    accordion = AccordionBlock()
    call_to_action = CallToActionBlock()
    documents = DocumentsBlock()
    film = FilmBlock()

    class Meta:
        required = False


class SectionBlock(blocks.StructBlock):
    """A part of the page with a heading of its own."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    content = ContentBlock(label=_("Content"))

    class Meta:
        icon = "title"
        label = _("Section")
        group = TEXT
        template = "blocks/section_block.html"
        description = _("A heading and what belongs under it. Visitors can jump between sections.")
        preview_value = {
            "heading": "Om temat",
            "content": [{"type": "text", "value": "<p>Tillit i en orolig tid.</p>"}],
        }


class BodyBlock(ContentBlock):
    """What the body of any page holds: sections, or their content without a heading."""

    text = TextBlock(features=[name for name in settings.RICH_TEXT_BODY if name != "h3"])
    section = SectionBlock()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks.move_to_end("section", last=False)  # what an editor should reach for first
