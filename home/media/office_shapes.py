"""The text of what is drawn: slides, and the diagrams, charts and text boxes in documents of all programs."""

import re
from collections.abc import Iterator

from home.media.office_xml import Parts, Words, words_of

SHOWN_WITHIN = re.compile(r"(?:word|ppt|xl)/(?:diagrams/data|charts/chart|drawings/drawing)\d*\.xml")


class ShapeWords(Words):
    """Shapes may be hidden, and slides. Of a chart the names are read, and no numbers."""

    text_in = {"t", "strCache"}
    unseen = {"Fallback", "rPh"}
    breaks = {"p": "\n", "br": " ", "tab": " ", "tc": " ", "pt": " ", "strCache": "\n"}
    shapes = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")

    def __init__(self):
        super().__init__()
        self.hidden_keys: set[str] = set()  # of the parts that hidden shapes show

    def started(self, name, attributes):
        if name == "sld" and attributes.get("show") in ("0", "false"):
            self.hide("sld")
        elif name == "cNvPr" and attributes.get("hidden") in ("1", "true"):
            self.hide(next((shape for shape in reversed(self.path) if shape in self.shapes), "cNvPr"))
        elif self.hidden_from and name in ("relIds", "chart"):
            self.hidden_keys |= {attributes.get("dm", ""), attributes.get("id", "")}


def drawn_text(parts: Parts, name: str) -> Iterator[str]:
    """The text of a part, and of the diagrams and charts that it shows."""
    words = ShapeWords()
    yield from words_of(parts, name, words)
    if not words.has_hidden("sld"):
        for key, shown in parts.related(name).items():
            if key not in words.hidden_keys and shown in parts and SHOWN_WITHIN.fullmatch(shown):
                yield from drawn_text(parts, shown)
