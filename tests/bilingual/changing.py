"""What editors do to pages, in a word each."""

import json

from wagtail.models import Revision

from bilingual.models import Translation
from lectures.models import LecturePage


def edited(page, **fields) -> LecturePage:
    """The newest version of a page, with other fields, saved as a draft."""
    version = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision()
    return version


def draft(page, **fields) -> Revision:
    """A new draft of a page, with other fields."""
    return Revision.objects.get(pk=edited(page, **fields).latest_revision_id)


def publish(page, **fields) -> None:
    """Publish the newest version of a page, with other fields."""
    draft(page, **fields).publish()


def now(page):
    """A page as it stands in the database."""
    return type(page).objects.get(pk=page.pk)


def record_of(translation) -> Translation:
    return Translation.objects.get(page=translation.pk)


def marks(translation) -> dict[str, str]:
    """What is old in a translation, and how."""
    return {key: mark["kind"] for key, mark in record_of(translation).marks.items()}


def ahead(translation) -> set[str]:
    """In what the original is behind."""
    return set(record_of(translation).ahead)


def body(*texts: str, first: int = 1) -> str:
    """A body of blocks of running text, whose identifiers are t1, t2 …"""
    blocks = [
        {"type": "text", "id": f"t{number}", "value": f"<p>{text}</p>"} for number, text in enumerate(texts, first)
    ]
    return json.dumps(blocks)


def speakers(page) -> list[tuple]:
    """Who takes part in a lecture, in order, with their affiliations."""
    return [(row.speaker_id, row.affiliation) for row in now(page).speakers.order_by("sort_order")]
