"""The one place where it is decided what a search finds."""

from wagtail.models import Page

from home.public import is_readable

LONGEST = 200


def clean_query(text: str) -> str:
    """What a visitor typed, without what a database cannot take, and no longer than a question."""
    return " ".join(text.replace("\x00", " ").split())[:LONGEST]


def find_pages(text: str, language: str):
    """The pages in a language that hold every word of `text`, best first: only such as anybody may read now."""
    readable = Page.objects.filter(is_readable(), locale__language_code=language, depth__gt=2)
    return Page.objects.filter(id__in=readable.values("id")).search(text, operator="and")
