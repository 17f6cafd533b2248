"""The migration that carries what was kept in JSON over to the rows of the translation memory."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bilingual.models import Translation, Wording
from conference.models import VenueText
from home.models import HomePage
from tests import database

BEFORE = [("bilingual", "0004_set_aside"), ("conference", "0006_row_names"), ("lectures", "0005_row_names")]
SOURCE, NEW_SOURCE, TARGET, NEW_TARGET = (letter * 16 for letter in "abcd")
JANUARY, MARCH = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 1, 9, tzinfo=UTC)
ROW = "0d7c1a52-53ab-4c0e-8f0e-0a4f1f0f7a11"
NOBODY = 10**6  # the key of somebody who has been deleted


def of_page(user: int) -> dict:
    """What was kept of a page, one segment for each case."""
    return {
        "agreed": {
            "title": {"o": SOURCE, "t": TARGET, "by": user, "at": MARCH.isoformat()},
            "lead": {"o": SOURCE, "t": TARGET, "by": NOBODY, "at": MARCH.isoformat()},
            "body.1": {"o": NEW_SOURCE, "t": NEW_TARGET},
            "body.2": {"o": "", "t": ""},
        },
        "made_from": {
            "title": [[NEW_TARGET, NEW_SOURCE], [TARGET, SOURCE]],
            "body.1": [[NEW_TARGET, NEW_SOURCE], [TARGET, SOURCE]],
        },
        "sources": {"title": {SOURCE: "Trygga torg"}},
        "draft": {"title": NEW_TARGET, "lead": TARGET, "body.4": TARGET},
        "draft_from": {"lead": NEW_SOURCE},
        "copied": {"body.3": SOURCE},
        "same": {"body.3": SOURCE},
        "set_aside": {ROW: {"affiliation": "Police"}},
        "marks": {
            "title": {"since": JANUARY.isoformat(), "kind": "changed"},
            "body.2": {"since": MARCH.isoformat(), "kind": "added"},
            "body.4": {"since": MARCH.isoformat(), "kind": "removed"},
            "body.5": {"since": MARCH.isoformat(), "kind": "draft"},
        },
        "ahead": {"body.1": {"since": MARCH.isoformat()}},
        "old_since": JANUARY,
        "behind_since": MARCH,
        "seen_as_old": True,
    }


def of_snippet(user: int) -> dict:
    """The same of a text of a snippet."""
    entry = {"of": "sv", "o": SOURCE, "t": TARGET, "text": "Buss 4"}
    old = entry | {"since": JANUARY.isoformat()}
    return {"directions": old, "name": entry | {"by": user, "at": MARCH.isoformat()}}


@pytest.fixture(scope="module")
def carried_over(django_db_setup, django_db_blocker):
    """A database that had all of it before it was migrated; who has confirmed a text there."""
    with django_db_blocker.unblock(), database.of_its_own("carried_over"):
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        model = executor.loader.project_state(BEFORE).apps.get_model
        user = get_user_model().objects.create(username="confirmer")
        english = HomePage.objects.get(locale__language_code="en")
        assert model("bilingual", "Translation").objects.filter(page=english.pk).update(**of_page(user.pk)) == 1
        venue = model("conference", "Venue").objects.create()
        for language, books in (("sv", {}), ("en", of_snippet(user.pk))):
            texts = {"name": language, "directions": "" if language == "sv" else "Bus 4"}
            model("conference", "VenueText").objects.create(thing=venue, language=language, books=books, **texts)
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        yield user


def memory_of_page():
    return Translation.objects.get(page__locale__language_code="en").memory


def pairs(role: str) -> dict[str, tuple]:
    return {key: (row.target, row.source) for key, row in memory_of_page().has(role).items()}


def test_every_mark_stays_with_its_day(carried_over):
    record = Translation.objects.with_status().get(page__locale__language_code="en")
    assert {key: (row.drift, row.since) for key, row in record.memory.has("drift").items()} == {
        "title": ("changed", JANUARY),
        "body.1": ("behind", MARCH),
        "body.2": ("added", MARCH),
        "body.4": ("removed", MARCH),
        "body.5": ("draft", MARCH),
    }
    assert (record.old_since, record.behind_since, record.seen_as_old) == (JANUARY, MARCH, True)


def test_what_is_known_of_each_wording_stays(carried_over):
    assert pairs("is_agreed") == {
        "title": (TARGET, SOURCE),
        "lead": (TARGET, SOURCE),
        "body.1": (NEW_TARGET, NEW_SOURCE),
        "body.2": ("", ""),
    }
    assert pairs("is_draft") == {"title": (NEW_TARGET, None), "lead": (TARGET, NEW_SOURCE), "body.4": (TARGET, None)}
    assert (pairs("is_copied"), pairs("is_same")) == ({"body.3": (SOURCE, SOURCE)}, {"body.3": (SOURCE, SOURCE)})
    numbered = Wording.objects.filter(key="body.1", number__isnull=False).order_by("number")
    assert list(numbered.values_list("target", "source")) == [(NEW_TARGET, NEW_SOURCE), (TARGET, SOURCE)]
    aside = Wording.objects.filter(set_aside__isnull=False)
    assert list(aside.values_list("key", "set_aside")) == [(f"speakers.{ROW}.affiliation", "Police")]
    assert memory_of_page().source_text("title", SOURCE) == "Trygga torg"


def test_confirmations_stay_also_of_somebody_who_is_gone(carried_over):
    agreed = memory_of_page().has("is_agreed")
    assert {key: row.confirmed for key, row in agreed.items() if row.confirmed_at} == {
        "title": (carried_over.pk, MARCH),
        "lead": (None, MARCH),
    }


def test_texts_of_snippets_stay_outdated_and_confirmed(carried_over):
    swedish, english = VenueText.objects.order_by("pk")
    assert [*swedish.memory] == []
    assert {
        row.key: (row.source, row.target, row.source_text, row.drift, row.since, *row.confirmed)
        for row in english.memory
    } == {
        "directions": (SOURCE, TARGET, "Buss 4", "removed", JANUARY, None, None),
        "name": (SOURCE, TARGET, "Buss 4", "", None, carried_over.pk, MARCH),
    }
