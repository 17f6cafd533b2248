"""The `lang` attribute of an element that holds nothing but one text."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def lang(text) -> str:
    """The attribute `lang` of an element with a `Text`, where that is not in the page's language; else nothing."""
    return format_html(' lang="{}"', text.lang) if getattr(text, "lang", "") else ""
