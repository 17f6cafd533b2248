"""Random things happen to a site: after each, the search finds what anybody may read, all of it, and nothing else."""

import os
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lectures.models import Speaker
from search.indexing import sync
from search.indexing.rebuilding import take_snapshot
from search.query import find
from search.views import RESULTS_PER_PAGE
from tests import database
from tests.search.public_oracle import LANGUAGES, Oracle, words
from tests.search.public_site import COMMON
from tests.search.public_story import Story

SEARCH = {"sv": "/sv/sok/", "en": "/en/search/"}
SEEDS = range(1, 1 + int(os.environ.get("STORIES", "2")))
STEPS = int(os.environ.get("STEPS", "22"))
FEW = 4


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """A database of its own, in which every step is committed, so that what a process remembers is put to the test."""
    with django_db_blocker.unblock(), database.of_its_own("public"):
        yield
    cache.clear()


@pytest.mark.parametrize("seed", SEEDS)
def test_search_finds_what_anybody_may_read_and_nothing_else(seed, committing):
    with time_machine.travel(datetime(2026, 9, 30, 10, tzinfo=UTC)) as traveller:
        story = Story(seed, STEPS, traveller)
        take_snapshot()  # else publish_scheduled would make the whole index
        try:
            for number in range(1, STEPS + 1):
                before = len(story.words)
                story.step()
                is_last = number == STEPS
                check(story, story.words[0 if is_last else before :], is_last or number % 8 == 0)
        except Exception as error:
            error.add_note(f"seed {seed}, step {len(story.steps)}:\n" + "\n".join(story.steps))
            raise


def check(story, new: list[str], is_thorough: bool):
    """Ask for the newest words and some others, of pages that are public and such as are not; or for all titles."""
    browser = Client()
    oracle = Oracle(browser)
    names = {word for speaker in story.some(Speaker, 1) for word in words(speaker.name)}
    asked = {*new, *names, *story.random.sample(story.words, FEW), *(oracle.titles if is_thorough else ())}
    warm = {(word, language): found(word, language) for word in sorted(asked) for language in LANGUAGES}
    assert warm == {(word, language): oracle.found(word, language) for word, language in warm}
    some = story.random.sample(sorted(warm), FEW)
    with as_a_new_process():
        assert {one: found(*one) for one in some} == {one: warm[one] for one in some}
    language = story.random.choice(oracle.open or [None])
    if language:
        check_page(browser, oracle, language, story.random.choice(sorted(asked)))
    if language and is_thorough:
        check_page(browser, oracle, language, COMMON)
        check_facets(browser, language, story.random)


@contextmanager
def as_a_new_process():
    """Without what the process knows."""
    kept, sync._known = sync._known, {}
    yield
    sync._known = kept


def found(word: str, language: str) -> set[str]:
    answer = find(f"{word} ", language, count=100)
    assert len(answer.hits) == answer.total
    return {hit.key for hit in answer.hits}


def check_page(browser, oracle, language: str, word: str):
    """The page of results says what was found, each at the address where it is, those in other languages marked."""
    results = browser.get(SEARCH[language], {"q": word}).context["results"].object_list
    hits = find(word, language, count=RESULTS_PER_PAGE).hits
    assert [one["url"] for one in results] == [oracle.addresses[hit.key] for hit in hits]
    assert [one["lang"] for one in results] == [hit.language if hit.language != language else "" for hit in hits]


def check_facets(browser, language: str, random):
    """What a choice says that it would leave is what it leaves."""
    page = browser.get(SEARCH[language], {"q": COMMON})
    options = [(facet["name"], option) for facet in page.context["facets"] for option in facet["options"]]
    for name, option in random.sample(options, min(len(options), 3)):
        chosen = browser.get(SEARCH[language] + option["url"])
        assert chosen.context["total"] == option["count"], (name, option["label"])
