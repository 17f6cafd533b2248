"""Alternative texts of pictures: what a camera, a program or an address calls a file says nothing to a listener."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH = 200  # of what is looked at: no name of a file is longer
ENDING = r"(?:avif|bmp|cr2|dng|eps|gif|hei[cf]|jfif|jpe?g|mov|mp4|nef|pdf|png|psd|raw|svg|tiff?|webp)"
# What cameras, telephones and programs call files, in Swedish and English, before a number or a date.
MADE_BY_MACHINES = (
    r"bild|capture|cimg|clip|klipp|dcim|dji|dscn?f?|download|file|foto|gopr|h[aä]mt(?:ad|ning)|img[ep]?|imag|image|"
    r"mvimg|namnl[oö]s(?: design)?|p|photo|pic|picture|pxl|received|scan|screen ?shot|"
    r"sk[aä]rm(?:avbild|bild|dump|klipp)|snapchat|ur[kl]lipp|un(?:named|titled)(?: design)?|whatsapp image|wp"
)
COPY = re.compile(r"(?:kopia av|copy of) ", re.IGNORECASE)
FILE_NAMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\S*\.{ENDING}(?:\W.*)?",  # one word with an ending, and what is said of it
        rf".*[\w)] ?\.{ENDING}\W*(?:\(\d+\))?",  # several words
        r"(?:https?|ftp|file|data|blob):\S*.*|www\.\S+",  # an address
        r"(?:[a-z]:)?[\\/]\S*[\\/].*",  # a path
        rf"(?:\d{{6,8}}[ _-]+)?_?(?:{MADE_BY_MACHINES})[ _.(-]*\d[\d _.,:;()at–-]*"
        r"(?:(?:kl|at)[\d _.:-]+|[ap]m|kopia|copy|edited|~\d)?[\W\d]*",
        rf"(?:{MADE_BY_MACHINES})(?:_\w+|-(?=\w*\d)\w+)",  # and not P-plats
        r"[a-z]{1,4}\d{6,8}",
        # A date or number as cameras write them.
        r"(?!\d{4}-\d{4}$|0\d{1,3}-)[\d _.:()-]*\d{4,}[\d _.:()-]*[_.:()-][\d _.:()-]*|\d{5,}",
        r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\W*|(?=\w*\d)(?=\w*[a-f])[0-9a-f]{10,}",  # a key
        r"(?:un(?:named|titled)|namnl[oö]s)(?: design)?\W*|(?:bild|image|foto|photo) (?:från|from) \S+ \(\d{1,3}\)",
        r"(?:adobe ?stock|dreamstime|getty ?images|istock|pexels|pixabay|shutterstock|unsplash)[ _-](?=\S*\d)\S*\w",
        r"[^\s#@]*[^\W_]_[^\W_][^\s#@]*",  # one word of words joined by _
        r"\S+%(?:20|C3)\S+",
        r"(?=\S*\d)(?-i:(?![A-ZÅÄÖ]))[^\W_]+(?:-[^\W_]+){2,}",  # or by -, with a number, and not Covid-19-test
        r"[^\W_]+(?:-[^\W_]+)+-(?=[^\W_]*\d)[^\W_]+",
    )
]


def is_file_name(text: str) -> bool:
    """Whether a text is what a file is called rather than what a picture shows."""
    text = " ".join(unicodedata.normalize("NFKC", text).split()).strip("\"'“”«»<>")[:MAX_LENGTH]
    text = COPY.sub("", text)
    return any(pattern.fullmatch(text) for pattern in FILE_NAMES)


def refuse_file_name(text: str) -> None:
    """Raise ValidationError where an alternative text is the name of a file."""
    if is_file_name(text or ""):
        raise ValidationError(
            _("This is the name of a file. Write what the picture shows that matters, in a sentence."),
            code="file_name",
        )
