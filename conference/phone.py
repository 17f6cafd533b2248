"""Telephone numbers as Swedes write them, and as a telephone dials them (RFC 3966)."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SWEDEN = "46"
# Where the zero before an area code is dialled within the country only; in Italy it is part of the number.
ZERO_AT_HOME = re.compile(r"^\+(46|31|32|33|353|358|41|43|44|49)0+")
EXTENSION = re.compile(
    r"(?:,|;)?\s*(?:ankn?(?:ytning)?|anslutning|ext(?:ension)?|x)(?![a-zåäö])[.:=]*\s*(\d{1,7})$", re.IGNORECASE
)
SEPARATORS = re.compile(r"[\s()\-‐‑‒–—―−./]")  # dashes of all kinds
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # marks that are copied with a number
INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")
NATIONAL = re.compile(r"0[1-9]\d{6,8}")  # no longer: that is two numbers
SHORT = re.compile(r"[1-9]\d{2,5}")  # 112, 1177, 114 14, 116 111, 90 000


def dialled(text: str) -> str:
    """What a telephone dials: `+46920453000`, or `112`; with `;ext=12` for an extension. Empty if invalid."""
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).strip()
    extension = EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    # The zero in brackets is dialled within the country only.
    digits = SEPARATORS.sub("", re.sub(r"\(\s*0\s*\)", "", text) if _is_international(text) else text)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    digits = ZERO_AT_HOME.sub(r"+\1", digits)
    if digits.startswith(f"+{SWEDEN}"):
        digits = f"0{digits[3:]}"
    if NATIONAL.fullmatch(digits):
        digits = f"+{SWEDEN}{digits[1:]}"
    elif not INTERNATIONAL.fullmatch(digits) and not SHORT.fullmatch(digits):
        return ""
    if not digits.isascii():
        return ""
    return f"{digits};ext={extension[1]}" if extension else digits


def _is_international(text: str) -> bool:
    return text.startswith(("+", "00"))


def phone_href(text: str) -> str:
    """The link that dials a number, or empty. Short numbers stand without a context, which telephones would dial."""
    number = dialled(text)
    return f"tel:{number}" if number else ""


def validate_phone(text: str) -> None:
    """One number that can be dialled."""
    if not dialled(text):
        raise ValidationError(
            _("Write one number with its area code, such as 0920-00 00 00, or a short one, such as 112.")
        )
