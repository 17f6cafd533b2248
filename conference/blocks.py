"""Blocks that show what an edition has: its lectures, organisers and contacts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import BodyBlock
from home.media.blocks import LISTS
from home.rows_block import RowsBlock


class LectureListBlock(blocks.StructBlock):
    """Some lectures, chosen by hand or by time."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    show = blocks.ChoiceBlock(
        label=_("Show"),
        choices=[
            ("chosen", _("The lectures chosen below")),
            ("coming", _("Coming lectures")),
            ("past", _("Past ones")),
        ],
        default="coming",
    )
    lectures = RowsBlock(
        blocks.PageChooserBlock("lectures.LecturePage", label=_("Lecture")), label=_("Lectures"), default=[]
    )
    limit = blocks.IntegerBlock(label=_("At most"), default=6, min_value=1, max_value=24)

    class Meta:
        icon = "calendar-alt"
        label = _("List of lectures")
        group = LISTS
        template = "blocks/lecture_list_block.html"
        description = _("Lectures that you choose, or the coming or past ones: these change by themselves.")
        preview_value = {"heading": "Kommande föreläsningar", "show": "coming", "lectures": [], "limit": 3}


class OrganisersBlock(blocks.StructBlock):
    """The organisers of the edition that the page belongs to."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "group"
        label = _("Organisers")
        group = LISTS
        template = "blocks/organisers_block.html"
        description = _("The organisers of the conference that the page belongs to.")
        preview_value = {"heading": "Arrangörer"}


class ContactsBlock(blocks.StructBlock):
    """The contacts of the edition that the page belongs to."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "mail"
        label = _("Contacts")
        group = LISTS
        template = "blocks/contacts_block.html"
        description = _("The contacts of the conference that the page belongs to.")
        preview_value = {"heading": "Kontakta oss"}


class LectureBodyBlock(BodyBlock):
    """The body of a lecture."""

    lecture_list = LectureListBlock()


class ConferenceBodyBlock(LectureBodyBlock):
    """The body of an edition."""

    organisers = OrganisersBlock()
    contacts = ContactsBlock()
