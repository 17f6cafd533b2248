"""The translation memory: what follows from its rows, and what fetching and storing them costs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bilingual.memory import drift_of, drift_of_draft
from bilingual.models import Wording
from tests.bilingual.changing import body, edited, get_record, marks, publish, remembered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("source", "target", "agreed", "draft", "drift"),
    [
        ("o", "t", ("o", "t"), "", ""),
        ("", "", ("o", "t"), "", ""),
        ("o2", "t", ("o", "t"), "", "changed"),
        ("o2", "t", ("o", "t"), "o", "draft"),
        ("o2", "t2", ("o", "t"), "o2", "changed"),
        ("", "t", ("o", "t"), "", "removed"),
        ("o", "", ("", ""), "", "added"),
        ("o", "t", ("", "t"), "", "changed"),
        ("o", "t2", ("o", "t"), "o2", "behind"),
        ("", "t", ("", ""), "", "behind"),
    ],
)
def test_drift_follows_from_what_is_said_and_what_agreed(source, target, agreed, draft, drift):
    assert drift_of(source, target, agreed, lambda: draft) == drift


@pytest.mark.parametrize(
    ("made_from", "sources", "is_same", "drift"),
    [
        (None, ["o"], False, ""),
        ("o", ["o2", "o"], False, ""),
        ("o", ["o2", "o3"], False, "changed"),
        ("o", ["", "o3"], False, "removed"),
        ("t", ["o2"], False, ""),
        ("t", ["o2"], True, "changed"),
    ],
)
def test_drift_of_a_draft_follows_from_its_source_wording(made_from, sources, is_same, drift):
    assert drift_of_draft("t", made_from, sources, is_same) == drift


def queries(work) -> int:
    """How often the translation memory is asked, or written to."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum("bilingual_wording" in query["sql"] for query in captured)


def test_saving_takes_the_same_queries_however_many_segments(lecture, translation):
    def rewrite(word: str, count: int) -> list[int]:
        texts = [f"{word} {number}" for number in range(count)]
        return [
            queries(lambda: publish(lecture, body=body(*texts))),
            queries(lambda: edited(translation, body=body(*(f"English {text}" for text in texts)))),
            queries(lambda: publish(translation)),
        ]

    rewrite("Först", 3)
    few = rewrite("Sedan", 3)
    rewrite("Många", 40)
    assert rewrite("Åter", 40) == few


def test_rows_by_which_nothing_is_known_are_forgotten(lecture, translation):
    before = Wording.objects.count()
    edited(translation, title="Very safe squares")
    edited(translation, title="Safe squares")
    assert Wording.objects.count() - before == 1  # the wording in between, which is kept as a version of the page
    assert len(remembered(translation, "title")) == 2


def test_segment_may_have_a_key_of_any_length(lecture, translation):
    block = {"type": "text", "id": "x" * 5000, "value": "<p>Stycke</p>"}
    publish(lecture, body=json.dumps([block]), speakers=[])
    assert marks(translation)[f"body.{'x' * 5000}"] == "added"
    assert get_record(translation).memory.find("drift", f"body.{'x' * 5000}").since
