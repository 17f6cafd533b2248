"""Words of the editor: the names of languages, and what the script beside the form says."""

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def language_name(code: str) -> str:
    """The name of a language as it stands inside a sentence in the editor's language: `engelska`, `English`."""
    try:
        name = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-").languages.get(code)
    except (UnknownLocaleError, ValueError):
        name = None
    return name or str(dict(settings.LANGUAGES).get(code, code))


def script_words() -> dict:
    """What static/js/admin/source_pane.js says."""
    return {
        "open": _("Left to look at: %s"),
        "done": _("All texts are translated, and none is older than the original."),
        "beside": _("%(language)s: %(field)s"),
        "empty": _("(empty)"),
        "copy": _("Copy over"),
        "right": _("Still right"),
        "same": _("The same in both languages"),
        "copied": _("The text has been copied into the field."),
        "saved": _("Noted."),
        "failed": _("It did not work. Try again, or load the page anew."),
        "missing": _("The page in %(language)s has blocks that are not here:"),
        "add": _("Add %(block)s"),
        "added": _("The block has been added, with the original's text."),
        "removed": [_("removed:"), _("end of removed.")],
        "inserted": [_("added:"), _("end of added.")],
    }
