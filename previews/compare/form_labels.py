"""Which field of the form a change stands in, by the form's own label: as drift and validation name it."""

from bilingual.admin.panels import shared_fields_to_show
from bilingual.segments import Segment
from previews.compare.changes import MOVED, Change


class FormLabels:
    """The labels of the texts of two versions of a page."""

    def __init__(self, before, after):
        old, new = (
            {(segment.key, segment.normal): segment for segment in segments_of(page)} for page in (before, after)
        )
        self.changed = [segment for key, segment in (old | new).items() if (key in old) != (key in new)]
        # Where two fields say the same, it is the one that has changed.
        self.by_line = {line: one for one in [*old.values(), *new.values(), *self.changed] for line in lines_in(one)}

    def __call__(self, change: Change) -> str:
        """Of the text that the change's line of the page is or has in it; else of what alone has changed."""
        found = [self.by_line[line] for line in map(plain, change.lines) if line in self.by_line]
        if change.kind != MOVED:
            said = plain(change.after or change.before)
            lines = [f" {plain(line)} " for line in change.lines]
            found += [
                segment
                for segment in self.changed
                for text in lines_in(segment)
                if text and said in text and any(f" {text} " in line for line in lines)
            ]
            found += self.changed if len({one.key for one in self.changed}) == 1 else []
        return str(found[0].label) if found else ""


def segments_of(page) -> list[Segment]:
    """What stands in the form: the page's texts, and its shared fields as an editor reads them."""
    shared = (Segment(shown["label"], shown["label"], shown["text"]) for shown in shared_fields_to_show(page))
    return [*page.segments.values(), *shared]


def lines_in(segment: Segment) -> list[str]:
    return [plain(line.removeprefix("• ")) for line in segment.text.split("\n")]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
