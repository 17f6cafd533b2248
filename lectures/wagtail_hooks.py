"""Speakers and subjects in the editor's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.snippets.viewset import TranslatedSnippetViewSet
from lectures.models import Speaker, Subject


class SpeakerViewSet(TranslatedSnippetViewSet):
    """The speakers."""

    model = Speaker
    icon = "user"
    list_display = ["name", "slug"]


class SubjectViewSet(TranslatedSnippetViewSet):
    """What lectures are about."""

    model = Subject
    icon = "tag"
    list_display = ["__str__", "slug"]


@register_snippet
class LecturesViewSetGroup(SnippetViewSetGroup):
    """Speakers and subjects."""

    items = (SpeakerViewSet, SubjectViewSet)
    menu_label = _("Speakers and subjects")
    menu_name = "lectures"
    menu_icon = "user"
    menu_order = 200
