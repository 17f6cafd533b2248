"""The index is made anew while the old one answers; stopped anywhere it does no harm, and the next run mends all."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.management.commands.update_index import Command as WagtailCommand

from home import clock
from home.models import SiteDocument
from lectures.models import LectureDocument, LecturePage, Speaker
from search.engine.segment import Segment
from search.indexing import indexer, rebuilding
from search.indexing.rebuilding import rebuild
from search.management.commands import update_index
from search.models import Entry, Snapshot
from search.query import find
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    translate,
)
from tests.home.files import named
from tests.search.servers import give_numbers

pytestmark = pytest.mark.django_db


class Stopped(BaseException):
    """As by Ctrl-C."""


def quiet(line):
    """Says nothing."""


@pytest.fixture
def site(home):
    """An edition in two languages with two lectures, a plain page, two speakers, and a draft."""
    edition = ConferencePageFactory(parent=home, title="Björkskog", year=2026)
    translate(edition, title="Birchwood")
    lectures(edition, "Kantarell", "Lingonris")
    StandardPageFactory(parent=home, title="Hjortron", expire_at=clock.now() + timedelta(days=1, microseconds=7))
    return StandardPageFactory(parent=home, title="Vitmossa", live=False)


def lectures(edition, *titles):
    for title in titles:
        document = SiteDocument.objects.create(title="Bilder", file=named("Bilderna", "bilder.txt"))
        LecturePageFactory(
            parent=edition,
            title=title,
            people=[SpeakerFactory(name=f"Kim {title}sson")],
            venue=VenueFactory(),
            subjects=[SubjectFactory()],
            documents=[LectureDocument(document=document)],
        )


@pytest.fixture
def portions_of_two(monkeypatch):
    monkeypatch.setattr(indexer, "AT_ONCE", 2)


def rows(**conditions) -> dict[str, tuple]:
    """The entries as they are, but for when they were written."""
    names = ("page_id", "family", "language", "kind", "fields", "facts")
    return {entry.key: tuple(getattr(entry, name) for name in names) for entry in Entry.objects.filter(**conditions)}


def spoil(draft) -> None:
    """Let the index be wrong in every way."""
    lecture, other = LecturePage.objects.order_by("pk")
    page = {"page_id": lecture.pk, "family": "f", "language": "sv", "kind": "lecture", "fields": {"sv": {"title": "x"}}}
    Entry.objects.filter(page_id=lecture.pk).update(
        fields={"sv": {"title": "Kattfot"}}, language="en", facts={"pk": lecture.pk}
    )
    Entry.objects.filter(page_id=other.pk).delete()
    Entry.objects.filter(kind="edition").update(page_id=None)
    Entry.objects.filter(kind="speaker", language="en").delete()
    Entry.objects.filter(kind="speaker").update(family="f")
    speaker = Speaker.objects.order_by("pk").first()
    for key in ("page:999999", "page:x", f"speaker:{speaker.pk}:xx", "speaker:999999:sv"):
        Entry.objects.create(key=key, **page)
    for gone in (draft, draft.get_parent()):
        Entry.objects.create(key=f"page:{gone.pk}", **page | {"page_id": gone.pk})


def test_rebuilding_makes_all_that_is_missing(site):
    before = rows()
    Entry.objects.all().delete()
    rebuild(quiet)
    assert (len(before), rows()) == (9, before)


def test_rebuilding_mends_all_that_is_wrong(site):
    before = rows()
    spoil(site)
    assert [hit.kind for hit in find("kattfot ", "sv").hits] != []
    rebuild(quiet)
    assert rows() == before
    assert find("kattfot ", "sv").hits == []


def test_what_is_right_is_not_written_again(site):
    give_numbers()
    versions = dict(Entry.objects.values_list("key", "version"))
    rebuild(quiet)
    assert dict(Entry.objects.values_list("key", "version")) == versions


def test_progress_is_said_a_portion_at_a_time(site, portions_of_two):
    out = StringIO()
    Entry.objects.create(key="page:999999", family="f", language="sv", kind="page")
    call_command("update_index", site_only=True, stdout=out)
    assert out.getvalue().splitlines() == [
        *("Pages: 2 of 5", "Pages: 4 of 5", "Pages: 5 of 5", "Speakers: 2 of 2", "Removed: 1", "Snapshot taken."),
    ]


@pytest.mark.parametrize("after", range(1, 7))
def test_rebuild_stopped_anywhere_leaves_whole_entries(site, portions_of_two, after):
    right = rows()
    spoil(site)
    wrong, said = rows(), []

    def stop(line):
        said.append(line)
        if len(said) == after:
            raise Stopped

    with pytest.raises(Stopped):
        rebuild(stop)
    now = rows()
    assert [key for key, row in now.items() if row not in (right.get(key), wrong.get(key))] == []
    assert [key for key in right if key in wrong and key not in now] == []
    rebuild(quiet)
    assert rows() == right


def test_stopped_within_a_portion_nothing_of_it_is_written(site, monkeypatch):
    right, store = rows(), indexer.store
    spoil(site)
    wrong = rows()

    def stop(entries):
        store(entries)
        raise Stopped

    monkeypatch.setattr(indexer, "store", stop)
    with pytest.raises(Stopped):
        rebuild(quiet)
    monkeypatch.setattr(indexer, "store", store)
    assert rows() == wrong
    rebuild(quiet)
    assert rows() == right


def test_stopped_while_the_snapshot_is_taken_the_old_one_stays(site, monkeypatch):
    rebuild(quiet)
    (old,) = Snapshot.objects.values_list("pk", flat=True)

    to_bytes = Segment.to_bytes

    def stop(segment):
        raise Stopped

    monkeypatch.setattr(Segment, "to_bytes", stop)
    with pytest.raises(Stopped):
        rebuild(quiet)
    monkeypatch.setattr(Segment, "to_bytes", to_bytes)
    assert list(Snapshot.objects.values_list("pk", flat=True)) == [old]
    rebuild(quiet)
    assert [pk > old for pk in Snapshot.objects.values_list("pk", flat=True)] == [True]


def test_editors_index_is_rebuilt_too_unless_it_is_left_out(site, monkeypatch):
    done = []
    monkeypatch.setattr(WagtailCommand, "handle", lambda command, **options: done.append("editors'"))
    monkeypatch.setattr(update_index, "rebuild", lambda say: done.append("site's"))
    for options in ({}, {"site_only": True}, {"schema_only": True}):
        call_command("update_index", **options)
        done.append("")
    assert done == ["site's", "editors'", "", "site's", "", "editors'", ""]


def test_queries_do_not_grow_with_pages_of_a_batch(site):
    def queries() -> int:
        Entry.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            rebuild(quiet)
        return len(captured)

    few = queries()
    edition = LecturePage.objects.first().get_parent()
    lectures(edition, *(f"Kantarell {number}" for number in range(8)))
    assert (queries(), few < 50) == (few, True)


def test_unfinished_first_index_is_built_by_the_minute_jobs(site):
    before = rows()
    spoil(site)
    call_command("publish_scheduled")
    assert (rows(), Snapshot.objects.count()) == (before, 1)
    spoil(site)
    call_command("publish_scheduled")
    assert rows(fields__sv__title="Kattfot") != {}  # it does not look at every text again


@pytest.mark.parametrize(("enough", "taken"), [(9, 2), (10, 1)])
def test_snapshot_is_taken_when_enough_has_changed(site, monkeypatch, enough, taken):
    rebuild(quiet)
    numbers = {Snapshot.objects.get().pk}
    monkeypatch.setattr(rebuilding, "ENOUGH_FOR_A_SNAPSHOT", enough)
    Entry.objects.update(family="f")
    give_numbers()
    call_command("publish_scheduled")
    assert len(numbers | {Snapshot.objects.get().pk}) == taken


def test_failed_snapshot_stops_no_publication(site, monkeypatch, caplog):
    def fail():
        raise RuntimeError("no room")

    monkeypatch.setattr(rebuilding, "take_snapshot", fail)
    site.go_live_at = clock.now() - timedelta(minutes=1)
    site.save_revision(approved_go_live_at=site.go_live_at)
    call_command("publish_scheduled")
    assert len(find("vitmossa ", "sv").hits) == 1
    assert "no room" in caplog.text
