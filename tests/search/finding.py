"""A search whose answers a test decides."""

from dataclasses import dataclass, field


@dataclass
class Hit:
    pk: int
    kind: str = "page"


@dataclass
class Found:
    hits: list = field(default_factory=list)


def result(row) -> tuple[str, int | None]:
    """What a row says after it has been looked at."""
    row.refresh_from_db()
    return row.verdict, row.place
