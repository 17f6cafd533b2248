"""Lists that are filtered by their query string, as components/facets.html and components/chosen.html take it."""

from collections.abc import Iterable

from django.utils.http import urlencode

from home.text import Text


class Filters:
    """The choices in an address, and the addresses in which one of them is made, undone or exchanged for another.

    `active` are those that were understood, by name: nothing else of an address comes back in another.
    """

    def __init__(self, active: dict[str, str]):
        self.active = {name: value for name, value in active.items() if value}

    def url(self, **changes: str | None) -> str:
        """The address with some choices made or (None) undone; always back on the first page."""
        kept = {name: value for name, value in (self.active | changes).items() if value is not None}
        return f"?{urlencode(kept)}" if kept else "."

    def facet(self, name: str, label: str, options: Iterable[tuple]) -> dict:
        """A facet for its component; `options` are (value, label, count)."""
        chosen = self.active.get(name, "")
        return {
            "name": name,
            "label": label,
            "clear_url": self.url(**{name: None}) if chosen else "",
            "options": [
                {
                    "label": text,
                    "count": count,
                    "selected": value == chosen,
                    "url": self.url(**{name: None if value == chosen else value}),
                }
                for value, text, count in options
            ],
        }

    def chosen(self, labels: dict[str, str | Text | None]) -> list[dict]:
        """The choices made, by what they are called, each with the address without it."""
        return [{"label": label, "clear_url": self.url(**{name: None})} for name, label in labels.items() if label]
