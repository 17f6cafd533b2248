"""Snippets in the editor's menu."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from home.editing.saving import SnippetCopy, SnippetCreate, SnippetEdit
from home.live_preview import SnippetPreviewOnAdd, SnippetPreviewOnEdit
from home.snippets.panels import FactPanel


class TranslatedSnippetViewSet(SnippetViewSet):
    """A kind of snippet, whose shared fields are only shown to those who may only change its texts."""

    add_view_class = SnippetCreate
    copy_view_class = SnippetCopy
    edit_view_class = SnippetEdit
    preview_on_add_view_class = SnippetPreviewOnAdd
    preview_on_edit_view_class = SnippetPreviewOnEdit

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        show_facts(handler)
        return handler


def show_facts(group) -> None:
    """Put panels that show what may not be changed in the place of Wagtail's, which leave it out."""
    for place, panel in enumerate(group.children):
        if type(panel) is FieldPanel:
            group.children[place] = FactPanel(**panel.clone_kwargs()).bind_to_model(panel.model)
        elif hasattr(panel, "children"):
            show_facts(panel)
