"""Organisers, contacts and venues in the editor's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from conference.models import Contact, Organiser, Venue
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
