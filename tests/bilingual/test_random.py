"""Some hundred random steps in two languages: after each, facts are equal and drift is what the rules say."""

import pytest
from wagtail.signal_handlers import disable_reference_index_auto_update

from bilingual import drift
from tests.bilingual.story import Story
from tests.factories import ConferencePageFactory, translate

pytestmark = pytest.mark.django_db

STEPS = 60


@pytest.fixture
def editions(home):
    originals = [ConferencePageFactory(parent=home, year=year) for year in (2026, 2027)]
    return {"sv": originals, "en": [translate(page, title=f"Conference {page.year}") for page in originals]}


@pytest.fixture
def no_indexes(settings):
    """Without what takes most of the time of a save, and is tested elsewhere."""
    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend | {"AUTO_UPDATE": False}}
    with disable_reference_index_auto_update():
        yield


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_steps_keep_facts_equal_and_drift_exact(seed, home, editions, no_indexes, monkeypatch):
    monkeypatch.setattr(drift, "MAX_WORDINGS", 1000)
    story = Story(seed, home, editions)
    try:
        story.check()
        for _number in range(STEPS):
            story.step()
            story.check()
    except Exception as error:
        error.add_note(f"seed {seed}, step {len(story.steps)}:\n" + "\n".join(story.steps))
        raise
