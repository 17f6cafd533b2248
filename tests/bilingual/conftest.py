"""A lecture in two languages."""

import pytest
from wagtail.models import Locale

from lectures.models import LectureSpeaker
from tests.bilingual.changing import body, now, publish
from tests.factories import LecturePageFactory, SpeakerFactory, translate


@pytest.fixture
def people(db):
    return SpeakerFactory.create_batch(3)


@pytest.fixture
def english_edition(edition):
    return translate(edition, title="The conference")


@pytest.fixture
def lecture(edition, english_edition, people):
    """A published lecture in Swedish, with two speakers and nine blocks."""
    rows = [
        LectureSpeaker(speaker=person, affiliation=f"Polis {number}", sort_order=number)
        for number, person in enumerate(people[:2])
    ]
    texts = [f"Stycke {number}" for number in range(1, 10)]
    return LecturePageFactory(
        parent=edition, title="Trygga torg", lead="Om torgen.", room="Stora salen", body=body(*texts), speakers=rows
    )


@pytest.fixture
def translation(lecture):
    """Its published translation."""
    texts = [f"Paragraph {number}" for number in range(1, 10)]
    started = lecture.copy_for_translation(Locale.objects.get(language_code="en"))
    rows = list(started.speakers.all())
    for number, row in enumerate(rows):
        row.affiliation = f"Police {number}"
    publish(started, title="Safe squares", lead="On squares.", body=body(*texts), speakers=rows)
    return now(started)
