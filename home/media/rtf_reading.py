"""The text of RTF, as a reader sees it: without tables of fonts and the like, and without what is hidden."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

RTF = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<code>[0-9a-f]{2})|\\(?P<symbol>.)|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.IGNORECASE | re.DOTALL,
)
NO_TEXT = re.compile(
    r"colortbl|filetbl|fldinst|fonttbl|(?:footer|header)[flr]?|info|listtable|nonshppict|obj(?:alias|class|data|name|sect)|pict|revtbl|stylesheet|xe|tc"
)
# Hidden, deleted and moved away; each is on until it says 0, or until its group ends.
HIDING = {"v", "deleted", "mvf"}
BREAKS = {"par": "\n", "line": "\n", "row": "\n", "cell": " ", "tab": " ", "emdash": "—", "endash": "–", "sect": "\n"}
BREAKS |= {"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "page": "\n"}
BREAKS |= {"nestcell": " ", "nestrow": "\n", "emspace": " ", "enspace": " ", "footnote": "\n", "shptxt": "\n"}
SYMBOLS = {"~": " ", "-": "", "_": "-", "\n": "\n", "\r": "\n"} | {symbol: symbol for symbol in "\\{}"}
CODES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SEEN_AGAIN = {"ud", "shptxt"}  # the text in Unicode beside another encoding of it; the text of a drawn box


@dataclass(frozen=True)
class Group:
    """What holds between two braces."""

    no_text: bool = False
    hidden: frozenset = frozenset()
    instead: int = 1  # how many letters stand after a \\u for old programs


def rtf_text(content: bytes) -> Iterator[str]:
    data = content.decode("latin-1")
    if not data.startswith("{\\rtf"):
        raise ValueError("this is no RTF")
    outer, group, skip, encoding = [], Group(), 0, "cp1252"
    for word, number, code, symbol, brace, text in (match.groups() for match in RTF.finditer(data)):
        if brace == "{":
            outer.append(group)
        elif brace:
            group = outer.pop() if outer else Group()
            skip = 0
        elif symbol == "*" or (word and NO_TEXT.fullmatch(word)):
            group = replace(group, no_text=True)
        elif word in SEEN_AGAIN:
            group = replace(group, no_text=False)
            yield BREAKS.get(word, "")
        elif word == "upr":
            group = replace(group, no_text=True)
        elif word in HIDING:
            group = replace(group, hidden=group.hidden - {word} if number == "0" else group.hidden | {word})
        elif word == "plain":
            group = replace(group, hidden=group.hidden - {"v"})
        elif word == "uc" and number:
            group = replace(group, instead=int(number))
        elif word in CODES or word == "ansicpg":
            encoding = CODES.get(word) or known_encoding(f"cp{number}")
        elif group.no_text or group.hidden:
            continue
        elif word == "u" and number:
            yield chr(int(number) % 0x10000)
            skip = group.instead
        elif word:
            yield BREAKS.get(word, "")
        elif code or text:
            said = text or bytes.fromhex(code).decode(encoding, "replace")
            yield said[skip:]
            skip = max(0, skip - len(said))
        elif symbol:
            yield SYMBOLS.get(symbol, "")


def known_encoding(name: str) -> str:
    """A code page of Windows, or the usual one."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
