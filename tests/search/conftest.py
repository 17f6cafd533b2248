"""What the tests of the search have in common."""

import pytest

from search.curation import relevance_checks
from tests.factories import StandardPageFactory
from tests.prepared import prepared
from tests.search.finding import Found, Hit
from tests.search.servers import running


@pytest.fixture
def answers(monkeypatch):
    """What the search finds, by question and language; every question that it was asked is kept in `asked`."""
    answers, asked = {}, []

    def find(text, language, choices=None, start=0, count=15):
        asked.append((text, language))
        found = answers.get((text, language), [])
        if isinstance(found, Exception):
            raise found
        return Found([hit if isinstance(hit, Hit) else Hit(hit.pk) for hit in found][start : start + count])

    monkeypatch.setattr(relevance_checks, "find", find)
    answers["asked"] = asked
    return answers


@pytest.fixture
@prepared
def pages(home):
    return [StandardPageFactory(parent=home, title=title) for title in ("Om tillit", "Hitta hit", "Program")]


@pytest.fixture
def no_index_of_editors(settings):
    """Without Wagtail's search: it changes every row at every save, so that who saves a page waits for all others."""
    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend | {"AUTO_UPDATE": False}}


@pytest.fixture
def one(pages):
    """A server of the site, whose pages a module of tests gives in a database of its own."""
    with running("one") as (server,):
        yield server


@pytest.fixture
def other(pages):
    """Another server of the same site."""
    with running("other") as (server,):
        yield server
