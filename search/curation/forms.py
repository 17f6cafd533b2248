"""The form of words with one meaning: a line for each language, with commas between the words."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from bilingual.languages import language_name
from home.languages import added_languages
from search.engine.tokens import words

MAX_WORD_LENGTH, MAX_LINE_LENGTH, MIN_SYNONYMS = 60, 500, 2


class LinesWidget(forms.Widget):
    """A box for each language."""

    template_name = "search/admin/lines.html"
    use_fieldset = True

    def id_for_label(self, id_):
        return f"{id_}_{added_languages()[0][0]}"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        texts = value if isinstance(value, dict) else {}
        context["lines"] = [
            {
                "code": code,
                "label": capfirst(language_name(code)),
                "name": f"{name}_{code}",
                "id": f"{context['widget']['attrs'].get('id', name)}_{code}",
                "value": texts.get(code, ""),
            }
            for code, _name in added_languages()
        ]
        context["longest"] = MAX_LINE_LENGTH
        return context

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data, files, name):
        return {code: data.get(f"{name}_{code}", "") for code, _name in added_languages()}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{code}" in data for code, _name in added_languages())


class LinesField(forms.Field):
    """Words by language; what it gives is lists without doubles."""

    widget = LinesWidget

    def prepare_value(self, value):
        """As it stands in the boxes."""
        if not isinstance(value, dict):
            return {}
        return {code: line if isinstance(line, str) else ", ".join(line) for code, line in value.items()}

    def clean(self, value):
        found = {code: list(self.words_of(line)) for code, line in value.items()}
        if sum(map(len, found.values())) < MIN_SYNONYMS:
            raise ValidationError(_("Write at least two words that mean the same, with a comma between."))
        return {code: line for code, line in found.items() if line}

    def words_of(self, line: str):
        """The words and expressions of a line."""
        if len(line) > MAX_LINE_LENGTH:
            raise ValidationError(_("That is too long. Divide the words among several rows of the list."))
        seen = set()
        for word in (" ".join(part.split()) for part in line.replace("\x00", " ").replace(";", ",").split(",")):
            key = " ".join(words(word))
            if word and not key:
                raise ValidationError(_("“%(word)s” is no word.") % {"word": word})
            if len(word) > MAX_WORD_LENGTH:
                raise ValidationError(_("“%(word)s …” is too long to be one word or expression.") % {"word": word[:30]})
            if key and key not in seen:
                seen.add(key)
                yield word

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != {code: line for code, line in self.prepare_value(data).items() if line}


class TermForm(WagtailAdminModelForm):
    """The form of words with one meaning. Words in a language that the site has no more are kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "words" in self.fields:
            before = self.fields["words"]
            self.fields["words"] = LinesField(label=before.label, help_text=before.help_text)

    def clean_words(self):
        open_now = dict(added_languages())
        kept = {code: line for code, line in self.instance.words.items() if code not in open_now}
        return kept | self.cleaned_data["words"]
