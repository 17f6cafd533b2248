"""Lists that are narrowed by choices in their address, for components/facets.html and components/chosen.html."""

from collections.abc import Iterable

from django.utils.http import urlencode

from home.text import Text


class Narrowing:
    """The choices in an address, and the addresses in which one of them is made, undone or exchanged for another.

    `made` are those that were understood, by name: nothing else of an address comes back in another.
    """

    def __init__(self, made: dict[str, str]):
        self.made = {name: value for name, value in made.items() if value}

    def address(self, **changes: str | None) -> str:
        """The address with some choices made or (None) undone; always back on the first page."""
        kept = {name: value for name, value in (self.made | changes).items() if value is not None}
        return f"?{urlencode(kept)}" if kept else "."

    def facet(self, name: str, label: str, options: Iterable[tuple]) -> dict:
        """A facet for its component; `options` are (value, label, count)."""
        chosen = self.made.get(name, "")
        return {
            "name": name,
            "label": label,
            "clear_url": self.address(**{name: None}) if chosen else "",
            "options": [
                {
                    "label": text,
                    "count": count,
                    "selected": value == chosen,
                    "url": self.address(**{name: None if value == chosen else value}),
                }
                for value, text, count in options
            ],
        }

    def chosen(self, labels: dict[str, str | Text | None]) -> list[dict]:
        """The choices made, by what they are called, each with the address without it."""
        return [{"label": label, "clear_url": self.address(**{name: None})} for name, label in labels.items() if label]
