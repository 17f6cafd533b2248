"""The languages of the site as CLDR knows them: how they write dates, and what they call one another."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages


def cldr_locale(language: str | None = None) -> Locale:
    """Babel's locale for a language code; British dates for English, and Swedish where CLDR lacks the language."""
    return _cldr_locale(language or get_language() or settings.LANGUAGE_CODE)


@cache
def _cldr_locale(language: str) -> Locale:
    try:
        locale = Locale.parse("en_GB" if language == "en" else language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(settings.LANGUAGE_CODE)
    has_words = locale.months["format"]["wide"][1] != "M01"  # CLDR knows little more than the name of some languages
    return locale if has_words else Locale.parse(settings.LANGUAGE_CODE)


def language_name(code: str) -> str:
    """The name of a language as it stands inside a sentence in the active one: `engelska`, `English`; none of none."""
    return cldr_locale().languages.get(code) or get_content_languages().get(code, code)
