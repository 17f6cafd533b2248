"""The languages that a text can be in: those that can be added to the site, and of those the ones that have been."""

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.choices import BlankChoiceIterator, CallableChoiceIterator
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

_of_request = Local()


def content_languages() -> list[tuple[str, str]]:
    """The languages that can be added to the site, as choices."""
    return list(get_content_languages().items())


def added_languages() -> list[tuple[str, str]]:
    """Those that have been added, as choices. Each field of a form wants them, so they are read once in a request."""
    added = getattr(_of_request, "added", None)
    if added is None:
        added = set(Locale.objects.values_list("language_code", flat=True))
        if getattr(_of_request, "is_on", False):
            _of_request.added = added
    return [(code, name) for code, name in content_languages() if code in added]


@receiver(request_started)
def remember(**kwargs):
    """Ask once from now on."""
    _of_request.is_on, _of_request.added = True, None


@receiver(request_finished)
def forget(**kwargs):
    """Ask every time: outside of requests nobody says when what was asked has become old."""
    _of_request.is_on, _of_request.added = False, None


@receiver([post_save, post_delete], sender=Locale)
def ask_anew(**kwargs):
    """Ask once more: a language has come or gone within this request."""
    _of_request.added = None


class TextPerLanguageField(models.JSONField):
    """A text in each language, as a mapping from language codes in the row itself; empty texts are left out.

    For texts without a history. Those of snippets have rows of their own (home/snippets/texts.py).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": dict, **kwargs})

    def pre_save(self, model_instance, add):
        said = {code: text for code, text in (getattr(model_instance, self.attname) or {}).items() if text}
        setattr(model_instance, self.attname, said)
        return said

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs  # migrations need not know more


class LanguageField(models.CharField):
    """The language of a text. A form offers those that have been added; in the database any can be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 12, "choices": content_languages, **kwargs})

    def get_choices(self, include_blank=True, **kwargs):
        added = CallableChoiceIterator(added_languages)
        return BlankChoiceIterator(added, BLANK_CHOICE_DASH) if include_blank else added

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs  # migrations need not know more
