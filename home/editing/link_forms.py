"""The windows for links in rich text, whose fields Wagtail (8.0) gives no labels that can be translated."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

LABELS = {
    "link_text": _("Text of the link"),
    "email_address": _("E-mail address"),
    "subject": pgettext_lazy("e-mail", "Subject"),
    "body": _("Message"),
}


def name_fields() -> None:
    """Give the fields their labels."""
    for form in (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm):
        for name in LABELS.keys() & form.base_fields.keys():
            form.base_fields[name].label = LABELS[name]
