"""What editors do to pages, in a word each."""

import json

from wagtail.models import Locale, Revision

from bilingual.models import Translation
from lectures.models import LecturePage, LectureSpeaker
from tests.factories import LecturePageFactory


def new_lecture(edition, people) -> LecturePage:
    """A published lecture in Swedish, with speakers and nine blocks."""
    rows = [LectureSpeaker(speaker=person, affiliation=f"Polis {n}", sort_order=n) for n, person in enumerate(people)]
    texts = [f"Stycke {number}" for number in range(1, 10)]
    fields = {"title": "Trygga torg", "lead": "Om torgen.", "room": "Stora salen", "body": body(*texts)}
    return LecturePageFactory(parent=edition, speakers=rows, **fields)


def new_translation(lecture) -> LecturePage:
    """Its published translation."""
    started = lecture.copy_for_translation(Locale.objects.get(language_code="en"))
    rows = list(started.speakers.all())
    for number, row in enumerate(rows):
        row.affiliation = f"Police {number}"
    texts = [f"Paragraph {number}" for number in range(1, 10)]
    publish(started, title="Safe squares", lead="On squares.", body=body(*texts), speakers=rows)
    return now(started)


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


def old_alias(page, parent, **fields) -> LecturePage:
    """An alias as a site may have had before they were refused. `fields` are what it has beside its original's."""
    attributes = {"slug": "alias", **fields}
    copy = page.copy(
        to=parent,
        copy_revisions=False,
        keep_live=False,
        reset_translation_key="translation_key" not in fields,
        update_attrs=attributes,
    )
    Translation.objects.filter(page=copy.pk).delete()
    Translation.objects.filter(original=copy.pk).delete()
    copy.revisions.all().delete()
    type(page).objects.filter(pk=copy.pk).update(alias_of=page, live=page.live, latest_revision=None)
    return now(copy)


def now(page):
    """A page as it stands in the database."""
    return type(page).objects.get(pk=page.pk)


def get_record(translation) -> Translation:
    return Translation.objects.with_status().get(page=translation.pk)


def marks(translation) -> dict[str, str]:
    """What is old in a translation, and how."""
    return {key: mark.drift for key, mark in get_record(translation).memory.has("is_outdated").items()}


def ahead(translation) -> set[str]:
    """In what the original is behind."""
    return set(get_record(translation).memory.has("is_behind"))


def remembered(translation, key: str) -> list[str]:
    """The wordings of a segment of which it is remembered what they were made from, the newest last."""
    rows = get_record(translation).wordings.filter(key=key, number__isnull=False)
    return list(rows.order_by("number").values_list("target", flat=True))


def body(*texts: str, first: int = 1) -> str:
    """A body of blocks of running text, whose identifiers are t1, t2 …"""
    blocks = [
        {"type": "text", "id": f"t{number}", "value": f"<p>{text}</p>"} for number, text in enumerate(texts, first)
    ]
    return json.dumps(blocks)


def speakers(page) -> list[tuple]:
    """Who takes part in a lecture, in order, with their affiliations."""
    return [(row.speaker_id, row.affiliation) for row in now(page).speakers.order_by("sort_order")]
