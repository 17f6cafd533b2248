"""Alphabetical order, whatever the database sorts by."""

from unicodedata import normalize

from home.text import Text, plain

LAST_LETTERS = "åäö"


def alphabetical(text: str | Text) -> tuple[int, ...]:
    """A sort key: å, ä and ö come last and in that order, other marks and capitals make no difference."""
    beyond = 0x110000
    return tuple(
        beyond + LAST_LETTERS.index(letter) if letter in LAST_LETTERS else ord(normalize("NFD", letter)[0])
        for letter in normalize("NFC", plain(text)).casefold()
    )
