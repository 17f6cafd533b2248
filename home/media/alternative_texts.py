"""Alternative texts of pictures: what a camera, a program or an address calls a file says nothing to a listener."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH = 200  # of what is looked at: no name of a file is longer
ENDING = r"(?:avif|bmp|cr2|dng|eps|gif|hei[cf]|jfif|jpe?g|mov|mp4|nef|pdf|png|psd|raw|svg|tiff?|webp)"
# What cameras, telephones and programs call files, in Swedish and English, before a number or a date.
MADE_BY_MACHINES = (
    r"bild|capture|clip|klipp|dcim|dji|dscn?f?|file|foto|gopr|img|imag|image|mvimg|namnl[oö]s|p|photo|pic|picture|pxl|"
    r"received|scan|screen ?shot|sk[aä]rm(?:avbild|bild|dump|klipp)|snapchat|ur[kl]lipp|untitled|whatsapp image|wp"
)
FILE_NAMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\S*\.{ENDING}",  # one word with an ending
        rf".*[\w)]\.{ENDING}",  # several
        r"(?:https?|ftp|file|data|blob):\S*.*|www\.\S+",  # an address
        r"(?:[a-z]:)?[\\/]\S*[\\/].*",  # a path
        rf"_?(?:{MADE_BY_MACHINES})[ _.(-]*\d[\d _.,:;()at-]*(?:(?:kl|at)[\d _.:-]+|[ap]m|kopia|copy|edited|~\d)?\W*",
        rf"(?:{MADE_BY_MACHINES})[_-]\w+",
        # A date or number as cameras write them.
        r"(?!\d{4}-\d{4}$)[\d _.:()-]*\d{4,}[\d _.:()-]*[_.:()-][\d _.:()-]*|\d{5,}",
        r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\W*|(?=\w*\d)(?=\w*[a-f])[0-9a-f]{10,}",  # a key
        r"(?:un(?:named|titled)|namnl[oö]s)\W*\d*|(?:bild|image|foto|photo) (?:från|from) \S+ \(\d+\)",
        r"(?:adobe ?stock|dreamstime|getty ?images|istock|pexels|pixabay|shutterstock|unsplash)[ _-]\S*\w",
        r"\S*[^\W_]_[^\W_]\S*",  # one word of words joined by _
        r"(?=\S*\d)[^\W_]+(?:-[^\W_]+){2,}",  # or by -, with a number
    )
]


def is_file_name(text: str) -> bool:
    """Whether a text is what a file is called rather than what a picture shows."""
    text = " ".join(text.split()).strip("\"'“”«»<>")[:MAX_LENGTH]
    return any(pattern.fullmatch(text) for pattern in FILE_NAMES)


def refuse_file_name(text: str) -> None:
    """Raise ValidationError where an alternative text is the name of a file."""
    if is_file_name(text or ""):
        raise ValidationError(
            _("This is the name of a file. Write what the picture shows that matters, in a sentence."),
            code="file_name",
        )
