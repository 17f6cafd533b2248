"""The strings of the script beside the form (the source pane), translated."""

from django.utils.translation import gettext as _


def script_words() -> dict:
    """The strings that static/js/admin/source_pane.js shows, by the names it has for them."""
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
