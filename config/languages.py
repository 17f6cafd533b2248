"""The languages that the site can be in. Nothing is shown in one before an administrator has added it under
Settings → Locales and its start page is published. Its own words of the interface belong in a folder in locale/."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("fi", _("Finnish")),
    ("fit", _("Meänkieli")),
    ("se", _("Northern Sami")),
    ("smj", _("Lule Sami")),
]
# What a list says of a text that is not in the page's language.
LANGUAGE_MARKS = {
    "sv": _("In Swedish"),
    "en": _("In English"),
    "fi": _("In Finnish"),
    "fit": _("In Meänkieli"),
    "se": _("In Northern Sami"),
    "smj": _("In Lule Sami"),
}
# Django knows no name for these.
OWN_NAMES = {
    "fit": ("Meänkieli", "meänkieli"),
    "se": ("Northern Sami", "davvisámegiella"),
    "smj": ("Lule Sami", "julevsámegiella"),
}
for code, (name, own_name) in OWN_NAMES.items():
    LANG_INFO.setdefault(code, {"bidi": False, "code": code, "name": name, "name_local": own_name})
