"""What keeps the editor's search and the reference index up to date runs once for each page, when all is stored."""

import logging
from collections import Counter
from contextlib import suppress

import pytest
from django.urls import reverse
from modelsearch import index as search_index
from wagtail.models import ReferenceIndex

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


@pytest.fixture
def read(monkeypatch) -> list:
    """What the reference index reads, each time."""
    update, things = ReferenceIndex.create_or_update_for_object.__func__, []

    def listen(cls, thing):
        things.append(thing)
        update(cls, thing)

    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", classmethod(listen))
    return things


def test_reference_index_reads_a_page_once_for_all_its_rows(lecture, translation, people, read):
    version = edited(lecture, speakers=[LectureSpeaker(speaker=person) for person in people])
    read.clear()
    transactions.run(version.latest_revision.publish)
    assert Counter(read) == {lecture: 1, translation: 1}
    for page in (lecture, translation):
        found = ReferenceIndex.get_references_for_object(page).filter(model_path="speakers.item.speaker")
        assert {reference.to_object_id for reference in found} == {str(person.pk) for person in people}


def test_reference_index_reads_the_page_of_a_saved_row(lecture, people, read):
    with tasks_run_once():
        for row in LectureSpeaker.objects.filter(page=lecture):
            row.speaker = people[2]
            row.save()
    assert read == [lecture]
    assert ReferenceIndex.get_references_to(people[2]).exists()


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
