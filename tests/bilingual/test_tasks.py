"""What keeps the editor's search and the reference index up to date runs once for each page, when all is stored."""

import logging
from collections import Counter
from contextlib import suppress

import pytest
from django.urls import reverse
from modelsearch import index as search_index

from bilingual import transactions
from bilingual.tasks import tasks_run_once
from lectures.models import LecturePage, LectureSpeaker
from tests.bilingual.changing import edited, now, publish


@pytest.fixture
def indexed(monkeypatch) -> list[int]:
    """The keys of the pages that are put into the editor's search, each time."""
    add, keys = search_index.insert_or_update_object, []

    def listen(page):
        keys.append(page.pk)
        add(page)

    monkeypatch.setattr(search_index, "insert_or_update_object", listen)
    return keys


def test_publishing_indexes_each_language_once(lecture, translation, people, indexed):
    version = edited(lecture, room="Aulan", speakers=[LectureSpeaker(speaker=people[2])])
    indexed.clear()
    transactions.run(version.latest_revision.publish)
    assert Counter(indexed) == {lecture.pk: 1, translation.pk: 1}
    for page in (lecture, translation):
        assert list(LecturePage.objects.filter(pk=page.pk).search(people[2].name)) == [now(page)]


def test_request_indexes_each_language_once(editor, lecture, translation, indexed):
    edited(lecture, room="Aulan")
    indexed.clear()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{address}?next=/admin/&id={lecture.pk}", {"include_descendants": ""})
    assert now(translation).room == "Aulan"
    assert Counter(indexed) == {lecture.pk: 1, translation.pk: 1}


def test_what_failed_is_not_indexed(lecture, translation, indexed):
    with tasks_run_once():
        now(lecture).save()
        with suppress(ZeroDivisionError), tasks_run_once():
            now(translation).save(update_fields=["title"])
            raise ZeroDivisionError
        assert indexed == []
    assert lecture.pk in indexed
    indexed.clear()
    with suppress(ZeroDivisionError), tasks_run_once():
        now(lecture).save()
        raise ZeroDivisionError
    assert indexed == []
    publish(lecture, room="Aulan")
    assert lecture.pk in indexed


@pytest.mark.parametrize("first", ["lecture", "translation"])
def test_deleting_a_page_logs_no_error(admin_client, lecture, translation, caplog, first):
    page = {"lecture": lecture, "translation": translation}[first]
    with caplog.at_level(logging.ERROR):
        admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not LecturePage.objects.filter(pk=page.pk).exists()
    assert [record.getMessage() for record in caplog.records] == []
