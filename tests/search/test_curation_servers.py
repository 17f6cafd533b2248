"""Two servers agree on what the staff has said: each asks the database, which commits here."""

import json

import psycopg
import pytest

from search.curation.cache import curation
from tests import database

SAFETY = {"sv": ["trygghet"], "en": ["safety"]}


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """A database of its own, where every connection sees what another has committed."""
    with django_db_blocker.unblock(), database.of_its_own("curation") as name:
        yield name


def test_another_server_sees_a_change_when_it_is_committed(committing):
    assert curation().terms == []
    with psycopg.connect(database.url(committing)) as other:
        values = [json.dumps(SAFETY), "trygghet"]
        other.execute("INSERT INTO search_term (words, name) VALUES (%s, %s)", values)
        assert curation().terms == []
        other.commit()
        assert curation().terms == [SAFETY]
        other.execute("DELETE FROM search_term")
        other.rollback()
        assert curation().terms == [SAFETY]


def test_databases_of_one_name_are_told_apart(committing):
    assert curation().terms == []  # not those of the test before, whose database had the same name
