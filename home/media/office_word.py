"""The text of Word documents, without what is hidden, deleted or moved away, and without the codes of fields."""

from home.media.office_xml import Parts, Words, is_on


class WordWords(Words):
    """A document of Word: its text stands in t, and what a run looks like before its text."""

    text_in = {"t"}
    unseen = {"Fallback", "del", "moveFrom", "rPh", "pPrChange", "rPrChange"}
    breaks = {"p": "\n", "br": " ", "cr": " ", "tab": " ", "ptab": " ", "tc": " ", "noBreakHyphen": "-"}
    breaks_before = {"txbxContent": "\n"}
    cells = {"trPr": "tr", "tcPr": "tc"}

    def __init__(self, styles: "WordStyles | None" = None):
        super().__init__()
        self.styles = styles or WordStyles()
        self.hiding: list[bool] = []  # of each paragraph and run around here, whether its text is hidden
        self.codes: list[bool] = []  # of each field around here, whether this is its code and not its result

    def started(self, name, attributes):
        above = self.path[-4:-1]
        value = attributes.get("val", "")
        if name == "p":
            if self.hiding and self.hiding[-1]:  # in a text box of a hidden run
                self.hide("p")
            self.hiding.append(self.styles.of_paragraph(""))
        elif name == "r":
            self.hiding.append(bool(self.hiding) and self.hiding[-1])
        elif name == "pStyle" and above[-2:] == ["p", "pPr"]:
            self.hiding[-1] = self.styles.of_paragraph(value)
        elif name == "rStyle" and above[-2:] == ["r", "rPr"]:
            self.hiding[-1] = self.styles.hides(value, self.hiding[-1])
        elif name == "vanish" and above[-2:] == ["r", "rPr"]:
            self.hiding[-1] = is_on(attributes)
        elif name in ("hidden", "del", "cellDel") and above[-1:] and above[-1] in self.cells and is_on(attributes):
            self.hide(self.cells[above[-1]])
        elif name == "docPr" and attributes.get("hidden") in ("1", "true"):
            self.hide("drawing")
        elif "visibility:hidden" in attributes.get("style", "").replace(" ", ""):
            self.hide(name)
        elif name == "fldChar" and not self.hidden_from:
            self.field(attributes.get("fldCharType", ""))

    def field(self, mark: str) -> None:
        if mark == "begin":
            self.codes.append(True)
        elif self.codes and mark == "separate":
            self.codes[-1] = False
        elif self.codes and mark == "end":
            self.codes.pop()

    def end(self, tag):
        if self.path[-1] in ("p", "r") and self.hiding:
            self.hiding.pop()
        super().end(tag)

    def characters(self, text):
        if not any(self.codes) and not (self.hiding and self.hiding[-1]):
            super().characters(text)


class WordStyles:
    """Which styles hide text: what a style does not say is said by the one that it is based on."""

    def __init__(self, parts: Parts | None = None):
        self.said: dict[str, bool] = {}
        self.based_on: dict[str, str] = {}
        self.default = ""  # the style of a paragraph that names none
        style = ""  # none are the defaults of the document
        for name, attributes, path in parts.elements("word/styles.xml") if parts else ():
            if name == "style":
                style = attributes.get("styleId", "")
                if attributes.get("default") in ("1", "true") and attributes.get("type") == "paragraph":
                    self.default = style
            elif name == "basedOn":
                self.based_on[style] = attributes.get("val", "")
            elif name == "vanish" and path[-2] == "rPr" and path[-3] in ("style", "rPrDefault"):
                self.said[style] = is_on(attributes)

    def hides(self, style: str, otherwise: bool) -> bool:
        seen = set()
        while style and style not in seen:
            if style in self.said:
                return self.said[style]
            seen.add(style)
            style = self.based_on.get(style, "")
        return otherwise

    def of_paragraph(self, style: str) -> bool:
        return self.hides(style or self.default, self.said.get("", False))
