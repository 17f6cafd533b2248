"""The form of a snippet and its rows of texts: who may change what, and what a text in another language must be."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from bilingual.admin.snippets import note_for
from bilingual.languages import language_name
from bilingual.snippets import languages_of, may_change_shared_fields, original_of, untranslated


class SeenForm(WagtailAdminModelForm):
    """A form that sends along what was seen in its fields: only what this person has changed is saved.

    What somebody else has changed meanwhile stays. Where both have changed a field it is not overwritten unseen: the
    form comes back once, with what the other has written.
    """

    def watch(self, names):
        for name in names:
            self.fields[name].show_hidden_initial = not self.is_bound or self.add_initial_prefix(name) in self.data

    def clean(self):
        cleaned = super().clean()
        watched = [name for name in cleaned if name in self.fields and self.fields[name].show_hidden_initial]
        for name in watched if self.instance.pk else ():
            stored = getattr(self.instance, name)
            if name not in self.changed_data:
                cleaned[name] = stored
            elif one_line_end(stored) not in (one_line_end(cleaned[name]), one_line_end(self._seen(name))):
                self._tell_changed(name, stored)
        return cleaned

    def _seen(self, name: str):
        field = self.fields[name]
        sent = field.hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
        try:
            return field.to_python(sent)
        except ValidationError:
            return None

    def _tell_changed(self, name: str, stored):
        self.add_error(
            name,
            _("Somebody has changed this since you opened the form: “%(text)s”. Save again to overwrite it.")
            % {"text": stored if stored not in (None, "") else "–"},
        )
        self.data = self.data.copy()  # from now on this is what has been seen
        self.data[self.add_initial_prefix(name)] = str(getattr(stored, "pk", stored) or "")


def one_line_end(value):
    """A text as browsers and the database both have it."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class TranslatedSnippetForm(SeenForm):
    """The form of a snippet. Somebody who may only change texts gets no shared fields."""

    class Media:
        css = {"all": ["css/admin/snippet_texts.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shared_fields_are_fixed = not may_change_shared_fields(self.for_user)
        if self.shared_fields_are_fixed:
            self.fields.clear()
        self.watch(self.fields)

    def _update_errors(self, errors):
        if self.shared_fields_are_fixed and hasattr(errors, "error_dict"):
            # What is wrong with facts is not this person's to mend.
            shown = {name: found for name, found in errors.error_dict.items() if name == NON_FIELD_ERRORS}
            if not shown:
                return
            errors = ValidationError(shown)
        super()._update_errors(errors)

    @transaction.atomic
    def save(self, commit=True):
        self.instance.lock()  # the rows that this person has not touched are read only now
        return super().save(commit)


class TextForm(SeenForm):
    """The form of the texts in one language."""

    is_locked = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notes = {}
        self.watch(self.instance.text_names())

    def restrict(self, languages: set[str]):
        """Leave only what somebody may change who may change the texts in these languages."""
        if self.instance.pk:
            self.fields["language"].disabled = True
            self.is_locked = self.instance.language not in languages
            if self.is_locked:
                for name in set(self.fields) - {"language"}:
                    del self.fields[name]
        else:
            field = self.fields["language"]
            field.choices = [choice for choice in field.choices if choice[0] in languages]
            field.initial = next((code for code, _name in field.choices), None)


class TextRows(BaseChildFormSet):
    """Rows of texts; Django's own message of two for one language names the columns of the database."""

    default_error_messages = {
        **BaseChildFormSet.default_error_messages,
        "too_few_forms": gettext_lazy("Write at least the Swedish name."),
    }

    @cached_property
    def languages(self) -> set[str] | None:
        """The languages in which this person may change texts; None means every one."""
        return languages_of(self.form_kwargs.get("for_user"))

    @cached_property
    def stored(self) -> list:
        """The rows as they are before the form changes them."""
        rows = list(self.get_queryset())
        models.prefetch_related_objects([row for row in rows if row.pk], "wordings__confirmed_by")
        return rows

    def add_fields(self, form, index):
        if self.languages is not None:
            form.restrict(self.languages)
        row, original = form.instance, original_of(self.stored)
        if row is original:
            form.fields.pop("same_as_original", None)  # the same as what?
        elif row.pk:
            notes = {field: note_for(row, original, field) for field in row.text_names()}
            form.notes = {field: note for field, note in notes.items() if note}
        super().add_fields(form, index)

    def get_unique_error_message(self, unique_check):
        return _("There is a row for this language already.")

    def _should_delete_form(self, form):
        return super()._should_delete_form(form) and not form.is_locked

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.instance.language]
        rows = [form.instance for form in kept if form.instance.pk or form.has_changed()]
        original = original_of(rows)
        for form in kept:
            row = form.instance
            if form.is_locked:
                if super()._should_delete_form(form):
                    form.add_error(None, _("These texts can be removed only by somebody who may change them."))
            elif row in rows:
                for field in untranslated(row, original):
                    if field in form.cleaned_data:
                        form.add_error(field, not_translated(original))


def not_translated(original) -> str:
    """What an editor reads at a text that is the original's, word for word."""
    return _(
        "This is word for word the text in %(language)s. Translate it, leave it empty, or tick “The same in both "
        "languages” in this row."
    ) % {"language": language_name(original.language)}
