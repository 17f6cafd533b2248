"""The text of the open formats, as LibreOffice writes them, without hidden parts, changes, comments and notes."""

from collections.abc import Iterator

from home.media.office_xml import Parts, Words, words_of


class OpenWords(Words):
    """Text stands in all of a paragraph, and styles before it say what is hidden."""

    text_in = {"p", "h"}
    unseen = {"notes", "annotation", "tracked-changes", "script", "note-citation"}
    breaks = {"p": "\n", "h": "\n", "tab": " ", "s": " ", "line-break": " ", "table-cell": " "}
    breaks_before = {"note-body": "\n", "text-box": "\n"}
    HIDING = {
        ("text-properties", "display", "none"),
        ("table-properties", "display", "false"),
        ("drawing-page-properties", "visibility", "hidden"),
    }
    AWAY = ("collapse", "filter")
    FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text", "table": "table", "page": "drawing-page"}

    def __init__(self, hidden: set[tuple[str, str]]):
        super().__init__()
        self.hidden = hidden  # styles by family and name, and layers
        self.style = ("", "")
        self.columns, self.column = [], 0

    def started(self, name, attributes):
        if name == "style":
            family = attributes.get("family", "")
            self.style = (family, attributes.get("name", ""))
            if (family, attributes.get("parent-style-name")) in self.hidden:
                self.hidden.add(self.style)
        elif name.endswith("-properties"):
            for key in attributes.keys() & {"display", "visibility"}:
                hides = (name, key, attributes[key]) in self.HIDING
                (self.hidden.add if hides else self.hidden.discard)(self.style)
        elif name == "layer":
            if attributes.get("display", "always") not in ("always", "screen"):
                self.hidden.add(("layer", attributes.get("name", "")))
        elif self.is_hidden(name, attributes):
            self.hide(name)
        elif name in ("hidden-paragraph", "hidden-text"):
            if attributes.get("is-hidden") != "false":
                self.hide("p" if name == "hidden-paragraph" else name)
        elif name == "table":
            self.columns, self.column = [], 0
        elif name == "table-column":
            is_hidden = attributes.get("visibility") in self.AWAY
            self.columns.append((int(attributes.get("number-columns-repeated", 1)), is_hidden))
        elif name == "table-row":
            self.column = 0
        elif name in ("table-cell", "covered-table-cell"):
            if self.is_hidden_column(self.column):
                self.hide(name)
            self.column += int(attributes.get("number-columns-repeated", 1))

    def is_hidden(self, name, attributes) -> bool:
        if attributes.get("display") in ("none", "printer") or ("layer", attributes.get("layer")) in self.hidden:
            return True
        if name == "section" and attributes.get("is-hidden") == "true":
            return True
        if name in ("title", "desc"):  # of a picture; in the text it is that of the document
            return not {"p", "h", "span", "a"}.intersection(self.path[-2:-1])
        if name in ("table-row", "table-row-group") and attributes.get("visibility") in self.AWAY:
            return True
        return (self.FAMILIES.get(name), attributes.get("style-name")) in self.hidden

    def is_hidden_column(self, number: int) -> bool:
        for repeated, is_hidden in self.columns:
            if number < repeated:
                return is_hidden
            number -= repeated
        return False


def open_document_text(parts: Parts) -> Iterator[str]:
    hidden: set[tuple[str, str]] = set()
    if "styles.xml" in parts:
        styles = OpenWords(hidden)  # reads on what it hides; its text is that of heads and feet
        for chunk in parts.chunks("styles.xml"):
            styles.feed(chunk)
    yield from words_of(parts, "content.xml", OpenWords(hidden))
