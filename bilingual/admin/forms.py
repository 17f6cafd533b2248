"""The edit form of a page: without the shared fields that cannot be changed here, and with the source of each text."""

import json
from contextlib import suppress

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from bilingual.admin.taken_addresses import say_taken
from bilingual.segments import Segment, is_fingerprint
from bilingual.shared_rows import row_texts
from bilingual.slugs import page_at, slug_of
from bilingual.snippets import may_change_shared_fields

MAX_SOURCE_MAP_LENGTH = 200_000


def row_field_name(segment_key: str) -> str:
    """The name in the form of a text in a shared row."""
    return "row_text-" + segment_key.replace(".", "-")


class BilingualPageForm(WagtailAdminPageForm):
    """The form of an original has shared fields and texts, that of a translation texts alone.

    So has that of an original whose editor may not change shared fields (permission bilingual.change_facts).
    """

    shown_source = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        page = kwargs.get("instance")
        if page is not None and page.pk:
            page.take_shared_fields_of_draft()
        super().__init__(*args, **kwargs)
        page = self.instance
        self.is_translation = bool(page.pk and page.translation)
        self.row_texts = []
        self.shared_fields_are_fixed = self.is_translation or bool(
            page.pk and not may_change_shared_fields(self.for_user)
        )
        if self.shared_fields_are_fixed:
            for name in page.shared_fields:
                self.fields.pop(name, None)
                self.formsets.pop(name, None)
            self._add_row_texts()
        if not self.is_translation:
            del self.fields["shown_source"]

    def _add_row_texts(self):
        """A plain field for each text in a shared row."""
        for key, row, text in row_texts(self.instance):
            model_field = row._meta.get_field(text)
            self.row_texts.append(row_field_name(key))
            self.fields[row_field_name(key)] = forms.CharField(
                label=f"{row.row_label}: {capfirst(str(model_field.verbose_name))}",
                help_text=model_field.help_text,
                initial=getattr(row, text),
                max_length=model_field.max_length,
                required=False,
            )

    @property
    def fields_of_panels(self) -> set[str]:
        """The names of the fields that panels of ours render, though no model has them: see PageTabs."""
        return {"shown_source", *self.row_texts}

    def clean_shown_source(self) -> dict[str, str] | None:
        """The fingerprints of the original's texts that stood beside the form, if the browser sent them."""
        sent = self.cleaned_data["shown_source"][:MAX_SOURCE_MAP_LENGTH]
        with suppress(ValueError, RecursionError):
            shown = json.loads(sent) if sent else None
            if isinstance(shown, dict):
                return {key: text for key, text in shown.items() if is_fingerprint(text)}
        return None

    def _post_clean(self):
        super()._post_clean()
        if self.row_texts:
            self._set_row_texts()
        if self.is_translation:
            self.instance.shown_source = self.cleaned_data.get("shown_source")
            if not self.is_deferred_validation:
                self._refuse_untranslated()

    def add_error(self, field, error):
        """An error in a shared field outside the form stops publishing, not saving, and is shown above the form."""
        if field is not None or not self.shared_fields_are_fixed or not hasattr(error, "error_dict"):
            return super().add_error(field, error)
        for name, errors in error.error_dict.items():
            if name == NON_FIELD_ERRORS or name in self.fields:
                super().add_error(None if name == NON_FIELD_ERRORS else name, errors)
            elif not self.is_deferred_validation:
                label = capfirst(str(self.instance._meta.get_field(name).verbose_name))
                super().add_error(None, f"{label}: {' '.join(ValidationError(errors).messages)}")
        return None

    def _set_row_texts(self):
        for relation in self.instance.row_relations_with_texts():
            rows = list(getattr(self.instance, relation).all())
            for row in rows:
                for text in row.texts:
                    sent = self.cleaned_data.get(row_field_name(f"{relation}.{row.key}.{text}"))
                    setattr(row, text, getattr(row, text) if sent is None else sent)
            setattr(self.instance, relation, rows)

    def _refuse_untranslated(self):
        """Say at each field that its text is still the original's, word for word."""
        in_streams: dict[str, list[Segment]] = {}
        for segment in self.instance.not_yet_translated():
            field = segment.key.partition(".")[0]
            if row_field_name(segment.key) in self.fields:
                self.add_error(row_field_name(segment.key), untranslated_message(segment))
            elif isinstance(self.instance._meta.get_field(field), StreamField):
                in_streams.setdefault(field, []).append(segment)
            elif field in self.fields:
                self.add_error(field, untranslated_message(segment))
        for field, segments in in_streams.items():
            stream = self.instance._meta.get_field(field).stream_block
            if field not in self.errors:
                self.add_error(field, stream_errors(stream, [(segment.place, segment) for segment in segments]))

    def clean(self):
        cleaned = super().clean()
        page = self.instance
        if self.is_translation and page.original and not page.first_published_at and cleaned.get("slug"):
            self._slug_in_own_words(cleaned, page.original)
        slug = self["slug"].value() if "slug" in self.errors else ""
        if slug and (other := page_at(slug, self.parent_page, page)):
            self.add_error("slug", say_taken(slug, other))
        return cleaned

    def _slug_in_own_words(self, cleaned: dict, original):
        """The address follows the translation's own title as long as it was the original's, or the title's before."""
        title, before = cleaned.get("title", ""), self.initial.get("title") or ""
        followed = cleaned["slug"] in (original.slug, slug_of(original.title), slug_of(before))
        changed = title not in ("", original.title, before)
        if followed and changed and slug_of(title) and original.slug == slug_of(original.title):
            cleaned["slug"] = self.instance.free_slug(slug_of(title), self.parent_page)


def untranslated_message(segment: Segment) -> str:
    """What an editor reads at a text that is still the original's."""
    if segment.may_stay:
        return _("Not translated yet. Translate it, or choose “The same in both languages” beside it.")
    return _("Not translated yet. Translate it, or leave it empty.")


def stream_errors(block, segments: list[tuple[tuple, Segment]]) -> ValidationError:
    """The error of a block that holds untranslated texts, each at its own place."""
    here = [segment for place, segment in segments if not place]
    if here:
        return ValidationError(untranslated_message(here[0]))
    below: dict = {}
    for (first, *rest), segment in segments:
        below.setdefault(first, []).append((tuple(rest), segment))
    if isinstance(block, blocks.StreamBlock):
        return StreamBlockValidationError(
            {number: stream_errors(block.child_blocks[kind], inner) for (number, kind), inner in below.items()}
        )
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError(
            {number: stream_errors(block.child_block, inner) for number, inner in below.items()}
        )
    return StructBlockValidationError(
        {name: stream_errors(block.child_blocks[name], inner) for name, inner in below.items()}
    )
