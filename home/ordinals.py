"""Ordinal numbers as a sentence says them: the small ones in words."""

from django.utils.translation import pgettext, pgettext_lazy

from bilingual.languages import cldr_locale

WORDS = [
    pgettext_lazy("ordinal", "first"),
    pgettext_lazy("ordinal", "second"),
    pgettext_lazy("ordinal", "third"),
    pgettext_lazy("ordinal", "fourth"),
    pgettext_lazy("ordinal", "fifth"),
    pgettext_lazy("ordinal", "sixth"),
    pgettext_lazy("ordinal", "seventh"),
    pgettext_lazy("ordinal", "eighth"),
    pgettext_lazy("ordinal", "ninth"),
    pgettext_lazy("ordinal", "tenth"),
    pgettext_lazy("ordinal", "eleventh"),
    pgettext_lazy("ordinal", "twelfth"),
]


def ordinal(number: int) -> str:
    """`seventh`, and from thirteen on `13th`, in the active language."""
    if 1 <= number <= len(WORDS):
        return str(WORDS[number - 1])
    # Translators: the forms are those that CLDR gives ordinal numbers in your language; leave the others as they are.
    forms = {
        "one": pgettext("ordinal of the form one", "%(number)dst"),
        "two": pgettext("ordinal of the form two", "%(number)dnd"),
        "few": pgettext("ordinal of the form few", "%(number)drd"),
        "other": pgettext("ordinal of the form other", "%(number)dth"),
    }
    return forms.get(cldr_locale().ordinal_form(number), forms["other"]) % {"number": number}
