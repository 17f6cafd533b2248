"""Organisers, contacts and venues in the editor's menu, and links to telephone numbers in texts."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import PhoneLinkChooserForm
from wagtail.admin.views.chooser import PhoneLinkView
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from conference.models import Contact, Organiser, Venue
from conference.phone import phone_href, validate_phone
from home.snippets.viewset import TranslatedSnippetViewSet


class OrganiserViewSet(TranslatedSnippetViewSet):
    """Those who arrange the conference."""

    model = Organiser
    icon = "group"
    list_display = ["__str__", "website"]


class ContactViewSet(TranslatedSnippetViewSet):
    """Those whom visitors can turn to."""

    model = Contact
    icon = "mail"
    list_display = ["__str__", "email", "phone", "valid_until"]
    list_filter = ["valid_until"]


class VenueViewSet(TranslatedSnippetViewSet):
    """The places."""

    model = Venue
    icon = "home"
    list_display = ["__str__", "locality"]


@register_snippet
class ConferenceViewSetGroup(SnippetViewSetGroup):
    """What is written once and used by every edition."""

    items = (OrganiserViewSet, ContactViewSet, VenueViewSet)
    menu_label = _("Around the conference")
    menu_name = "conference"
    menu_icon = "group"
    menu_order = 210


class PhoneLinkForm(PhoneLinkChooserForm):
    """Wagtail's form (8.0) takes anything, and its link dials the zero of +46 (0)920."""

    phone_number = forms.CharField(label=_("Telephone"), validators=[validate_phone])


PhoneLinkView.form_class = PhoneLinkForm
PhoneLinkView.get_url_from_field_value = lambda view, number: phone_href(number)
