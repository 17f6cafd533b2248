"""Parts of the form of a page that is a translation, or whose shared fields are not the editor's to change."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import InlinePanel, Panel, TabbedInterface

from bilingual.admin.forms import row_field_name
from bilingual.admin.labels import script_words
from bilingual.admin.source_pane import behind, beside
from bilingual.shared_rows import row_texts
from bilingual.snippets import may_change_shared_fields

ASKED_BY_SCRIPT = ("beside", "copy", "block", "still_right", "same_words")  # static/js/admin/source_pane.js


class PageTabs(TabbedInterface):
    """The whole form of a page, which renders each field once.

    Wagtail renders the fields that no panel has declared a second time, without labels, below the last panel; the
    browser then sends both, and the second wins. Panels can declare model fields only, not those that a form adds.
    """

    class BoundPanel(TabbedInterface.BoundPanel):
        def render_missing_fields(self):
            rendered = {*self.panel.get_form_options().get("fields", []), *self.form.fields_of_panels}
            return format_html_join("", "{}", ((self.form[name],) for name in self.form.fields if name not in rendered))


class LanguagePanel(Panel):
    """What a translator needs first: which page this translates, what remains to be done, and the shared fields."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "bilingual/admin/language_panel.html"

        def is_shown(self):
            page = self.instance
            if not page or not page.pk or self.form is None:
                return False
            return bool(page.translation or self.form.shared_fields_are_fixed or self.groups)

        @cached_property
        def groups(self) -> list[dict]:
            """Of an original: what translations say that it does not."""
            return [] if self.instance.translation else behind(self.instance)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page, original = self.instance, self.instance.original
            user = self.request.user if self.request else None
            nothing = {"segments": [], "groups": self.groups, "missing_blocks": []}
            data = beside(page, user) if original else nothing
            urls = {name: reverse(f"bilingual:{name}", args=[page.pk]) for name in ASKED_BY_SCRIPT}
            may_edit = bool(original and user and original.permissions_for_user(user).can_edit())
            return context | {
                "page": page,
                "original": original,
                "original_url": reverse("wagtailadmin_pages:edit", args=[original.pk]) if may_edit else "",
                "is_translation": bool(page.translation),
                "facts": shared_fields_to_show(page) if self.form.shared_fields_are_fixed else [],
                "data": data | {"urls": urls},
                "words": script_words(),
                "shown_source": self.form["shown_source"] if "shown_source" in self.form.fields else "",
                "may_release": bool(
                    user and may_change_shared_fields(user) and page.permissions_for_user(user).can_publish()
                ),
            }


class SharedRowsPanel(InlinePanel):
    """Shared rows: on an original as any rows, on a translation only the texts in them."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            form = kwargs.get("form")
            self.fixed = form is not None and kwargs["panel"].relation_name not in form.formsets
            if self.fixed:
                kwargs["form"] = None
            super().__init__(**kwargs)
            self.form = form

        @property
        def template_name(self):
            return "bilingual/admin/row_texts.html" if self.fixed else "wagtailadmin/panels/inline_panel.html"

        def is_shown(self):
            return not self.fixed or bool(self.row_text_fields)

        @cached_property
        def row_text_fields(self) -> list:
            """The texts of the rows, as bound fields, with the key of their segment."""
            return [
                (self.form[row_field_name(key)], key)
                for key, _row, _name in row_texts(self.instance, self.panel.relation_name)
                if row_field_name(key) in self.form.fields
            ]

        def get_context_data(self, parent_context=None):
            if not self.fixed:
                return super().get_context_data(parent_context)
            return {"self": self, "row_text_fields": self.row_text_fields}

        def js_opts(self):
            return {"type": "SharedRowsPanel", "prefix": self.prefix} if self.fixed else super().js_opts()

        def telepath_pack(self, context):
            if self.fixed:
                return (Panel.BoundPanel.telepath_adapter_name, [self.js_opts()])
            return super().telepath_pack(context)


def shared_fields_to_show(page) -> list[dict]:
    """The shared fields of a page as an editor reads them, each with its label; empty ones are left out."""
    shown = []
    for name in page.shared_fields:
        field = page._meta.get_field(name)
        if isinstance(field, ParentalManyToManyField):
            text, label = ", ".join(str(thing) for thing in getattr(page, name).all()), field.verbose_name
        elif field.one_to_many:
            text = ", ".join(say_row(row) for row in getattr(page, name).all())
            label = field.related_model.plural or field.related_model._meta.verbose_name_plural
        else:
            text, label = say_value(page, field), field.verbose_name
        if text:
            shown.append({"label": capfirst(str(label)), "text": text})
    return shown


def say_row(row) -> str:
    """A row as an editor reads it."""
    foreign = [
        field for field in row._meta.concrete_fields if field.is_relation and field.name != row.parent_field_name()
    ]
    things = [str(getattr(row, field.name)) for field in foreign if getattr(row, field.attname)]
    choices = [row._get_FIELD_display(field) for field in row._meta.concrete_fields if field.choices]
    return f"{', '.join(things) or '–'}" + (f" ({', '.join(map(str, choices)).lower()})" if choices else "")


def say_value(page, field) -> str:
    """A value as an editor reads it: a moment in Swedish time, a choice by its name."""
    value = getattr(page, field.name)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(page._get_FIELD_display(field))
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if field.get_internal_type() == "DateTimeField":
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return str(localize(value)) if field.get_internal_type() == "DateField" else str(value)
