"""A part of the index that never changes: some entries, and where their words stand, as arrays."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Doc:
    """One page or speaker in one language, as it is found: `fields` are texts by language and name of field."""

    key: str
    family: str
    language: str
    kind: str
    fields: dict[str, dict[str, str]]
    facts: dict = field(default_factory=dict)
    stamp: int = 0
