"""Words of addresses, made of texts in any script."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

# What the slug field writes in the browser, where its own script would leave the letter out: the same as slug_of.
LETTERS = "åa äa öo øo æae œoe đd ðd ħh ıi łl ŋng ŧt þth ßss"
SLUG_FORMATTERS = [(f"[{pair[0]}{pair[0].upper()[:1]}]", pair[1:]) for pair in LETTERS.split() if pair[0] not in "ıß"]
SLUG_FORMATTERS += [("[ßẞ]", "ss"), ("ı", "i")]


def slug_of(text: str) -> str:
    """`soren-aero` of Søren Ærø: the letters of any script written in a to z. Empty where there is nothing to write.

    `string_to_ascii` is Wagtail's, by anyascii: Django's slugify leaves out every letter that is no a to z with a mark.
    """
    return slugify(string_to_ascii(text))
