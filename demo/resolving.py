"""From what a record says to what a model takes: references, times and words in one language."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from demo.belongings import Belongings
from demo.records import Day, Moment, Record, Ref, Words

LINK_TO_PAGE = re.compile(r'<a page="([\w-]+)">')


class Resolver:
    """Puts things, pages, moments and one language's words into the values of records."""

    def __init__(self, belongings: Belongings, now: datetime, language: str):
        self.belongings, self.now, self.language = belongings, now, language

    def value(self, value, in_stream: bool = False):
        """A value with everything in its place; a stream takes keys where a field takes the things themselves."""
        match value:
            case Words():
                return self.value(getattr(value, self.language), in_stream)
            case Day() | Moment():
                return value.count_from(self.now)
            case Ref():
                return self._referred(value, in_stream)
            case str():
                return LINK_TO_PAGE.sub(lambda link: f'<a linktype="page" id="{self._page(link[1]).pk}">', value)
            case Mapping():
                return {name: self.value(part, in_stream) for name, part in value.items()}
            case list():
                return [self.value(part, in_stream) for part in value]
        return value

    def stream(self, record: Record, blocks: list) -> str:
        """A stream as it is stored, its blocks with the same identifiers in every load and language."""
        return json.dumps(with_ids(self.value(blocks, in_stream=True), record))

    def _page(self, key: str):
        return self.belongings.page(key, self.language)

    def _referred(self, ref: Ref, in_stream: bool):
        if ref.kind == "picture in a block":
            image = self.belongings.thing(Ref("home.SiteImage", ref.key))
            return {"image": image.pk, "decorative": False, "alt_text": image.alt_texts[self.language]}
        found = self._page(ref.key) if ref.kind == "page" else self.belongings.thing(ref)
        return found.pk if in_stream else found


def with_ids(blocks: list[dict], record: Record, place: str = "body") -> list[dict]:
    """The blocks, each with an identifier made of its place."""
    numbered = []
    for number, block in enumerate(blocks):
        here = f"{place}/{number}"
        value = block["value"]
        if block["type"] == "section":
            value = value | {"content": with_ids(value["content"], record, here)}
        numbered.append({"type": block["type"], "value": value, "id": str(record.id_of(here))})
    return numbered
