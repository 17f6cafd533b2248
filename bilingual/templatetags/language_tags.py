"""Languages by name in the templates of the editor."""

from django import template

from bilingual.languages import language_name

register = template.Library()


@register.filter
def in_words(locale) -> str:
    """The name of a language (a Locale) as it stands inside a sentence."""
    return language_name(locale.language_code)
