"""Texts that know their language and write it out themselves (WCAG 3.1.2, Language of Parts)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language


@dataclass(frozen=True, eq=False)
class Text:
    """A piece of text and the code of its language, which is empty where it has none: a name, a number.

    It is no string, so that it does not become one unnoticed and lose its language. `{{ text }}` and `format_html`
    write it with its `lang`, `together` puts it beside others, and `plain` is for what has no elements.
    """

    plain: str = ""
    language: str = ""
    html: SafeString | None = None  # the same with elements in it

    @property
    def lang(self) -> str:
        """Its language where that is not the page's own, else empty."""
        return self.language if self.plain and self.language != get_language() else ""

    @property
    def inner(self) -> SafeString:
        """As it stands in an element that has its language already, by the tag `lang`."""
        return escape(self.plain) if self.html is None else self.html

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', self.lang, self.inner) if self.lang else self.inner

    __str__ = __html__

    def __format__(self, spec):
        raise TypeError("A text that is formatted as a string loses its language: see home.text.together.")

    def __bool__(self):
        return bool(self.plain)

    def __eq__(self, other):
        return self.plain == plain(other)

    def __hash__(self):
        return hash(self.plain)


def plain(text: str | Text) -> str:
    """What a text says, where its language cannot be told: in a page's title, an e-mail, the index of the search."""
    return text.plain if isinstance(text, Text) else str(text)


@dataclass(frozen=True, eq=False)
class Together(Text):
    """Texts in a pattern such as `{} ({})`, each in its own language."""

    pattern: str = ""
    parts: tuple[str | Text, ...] = ()


def together(pattern: str, *parts: str | Text) -> Together:
    """Texts put in a pattern."""
    plainly, html = pattern.format(*map(plain, parts)), format_html(pattern, *parts)
    return Together(plainly, html=html, pattern=pattern, parts=parts)


def joined(between: str, *parts: str | Text) -> Text:
    """The texts that there are, with `between` between them, each in its own language."""
    parts = [part for part in parts if part]
    return together(between.join(["{}"] * len(parts)), *parts) if parts else Text()


def said(texts: Mapping[str, str]) -> Text:
    """Of a text per language the one in the active language, else in the site's first, else in any; may be empty."""
    for language in (get_language(), settings.LANGUAGE_CODE, *texts):
        if text := texts.get(language):
            return Text(text, language)
    return Text()
