"""A lecture in two languages."""

import pytest

from tests.bilingual.changing import new_lecture, new_translation
from tests.factories import SpeakerFactory, translate
from tests.prepared import prepared


@pytest.fixture
@prepared
def people(db):
    return SpeakerFactory.create_batch(3)


@pytest.fixture
@prepared
def english_edition(edition):
    return translate(edition, title="The conference")


@pytest.fixture
@prepared
def lecture(edition, english_edition, people):
    """A published lecture in Swedish, with two speakers and nine blocks."""
    return new_lecture(edition, people[:2])


@pytest.fixture
@prepared
def translation(lecture):
    """Its published translation."""
    return new_translation(lecture)
