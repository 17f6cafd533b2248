"""The panels of a snippet's form: shared fields are shown where they may not be edited, texts tell what has changed."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from home.snippets.forms import TextForm, TextRows

ONE_ROW_EACH = _("A row for each language. A language without a row shows the Swedish text.")


class FactPanel(FieldPanel):
    """A field that is shown, but not part of the form, to somebody who may not change it."""

    def format_value_for_display(self, value):
        return "–" if value in (None, "") else super().format_value_for_display(value)

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "admin/text_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None and self.field_name in self.form.base_fields:
                self.read_only = True
                self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
                self.help_text = ""

        @property
        def comments_enabled(self):
            return False

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.bound_field is not None and self.bound_field.field.show_hidden_initial:
                context["seen"] = self.bound_field.as_hidden(only_initial=True)
            return context


class TextPanel(FactPanel):
    """A text in one language, with what has changed in the original since it was written."""

    class BoundPanel(FactPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["note"] = self.form.notes.get(self.field_name)
            return context


class TextsPanel(InlinePanel):
    """The rows of texts, one per language."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {
            "form": get_form_for_model(self.db_field.related_model, form_class=TextForm),
            "formset": TextRows,
            "inherit_kwargs": ["for_user"],
        }
        return options


def texts_panel(*names: str, label, min_num: int = 1) -> TextsPanel:
    """The rows of texts, one per language, in the form of the snippet they belong to."""
    panels = ["language", *map(TextPanel, names), "same_as_original"]
    return TextsPanel("texts", panels=panels, label=label, help_text=ONE_ROW_EACH, min_num=min_num)
