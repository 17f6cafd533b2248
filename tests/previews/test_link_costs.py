"""What draft links cost the database: little when they are read, whoever reads them and however often."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from previews.models import DraftLink
from previews.sharing import response_cache
from tests.bilingual.changing import edited, publish
from tests.factories import LecturePageFactory, make_private, translate
from tests.prepared import prepared
from tests.previews.conftest import made_link

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM)\b")
CHANGED_ROWS = """
SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> 'previews_draftlink'
"""


@pytest.fixture
@prepared
def programme(edition):
    """An edition with lectures in both languages, all of them public."""
    translate(edition)
    return [edition, *(add_lecture(edition, number) for number in range(3))]


def add_lecture(edition, number: int):
    lecture = LecturePageFactory(parent=edition, title=f"Nummer {number}")
    translate(lecture)
    return lecture


def changed_rows() -> int:
    """How many rows this transaction has written so far, taken back or not."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED_ROWS)
        return cursor.fetchone()[0]


def rows_changed_by(ask) -> int:
    before = changed_rows()
    assert ask().status_code == 200
    return changed_rows() - before


def test_second_reader_of_a_version_writes_nothing(desk, reader, programme):
    edited(programme[1], title="Nya torg")
    link = made_link(desk, programme[0], scope="below")
    first = reader.get(link).content
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(link).content == first
    assert [query["sql"] for query in captured if WRITES.search(query["sql"])] == []


def test_comparison_is_made_once(desk, reader, programme):
    edited(programme[1], title="Nya torg")
    link = made_link(desk, programme[1]).rstrip("/") + "/andringar" + programme[1].url
    first = reader.get(link)
    assert (first.status_code, b"Nya torg" in first.content) == (200, True)
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(link).content == first.content
    assert [query["sql"] for query in captured if WRITES.search(query["sql"])] == []


def test_showing_a_draft_writes_its_rows_and_not_the_others(desk, reader, programme):
    edited(programme[1], title="Nya torg")
    link = made_link(desk, programme[0], scope="below")
    few = rows_changed_by(lambda: reader.get(link))
    for number in range(5):
        add_lecture(programme[0], 10 + number)
    longer = made_link(desk, programme[0], scope="below")
    more = rows_changed_by(lambda: reader.get(longer))
    assert more - few <= 5  # what is known of the five new translations
    assert few < 10


def test_opening_after_a_save_costs_the_same_for_any_programme(desk, reader, programme):
    def cost() -> int:
        link = made_link(desk, programme[0], scope="below", follows="on")
        reader.get(link)
        edited(programme[1], title=f"Nya torg {timezone.now()}")
        with CaptureQueriesContext(connection) as captured:
            assert "Nya torg" in reader.get(link).content.decode()
        return len(captured)

    cost()  # the first draft there is
    short = cost()
    for number in range(6):
        add_lecture(programme[0], 10 + number)
    assert cost() == short
    assert short <= 140  # the page and its translation; the first opening of all is the maker's


def test_link_that_follows_shows_each_change_at_once(desk, reader, programme):
    edition, first, second, _third = programme
    link = made_link(desk, edition, scope="below", follows="on")
    assert "Nummer 0" in reader.get(link).content.decode()
    edited(first, title="Nya torg")
    edited(second, title="Nya parker")
    html = reader.get(link).content.decode()
    assert ("Nya torg" in html, "Nya parker" in html, "Nummer 2" in html) == (True, True, True)
    first.delete()
    publish(second, title="Nyaste parker")
    html = reader.get(link).content.decode()
    assert ("Nya torg" in html, "Nyaste parker" in html, "Nummer 2" in html) == (False, True, True)


def unpublish(page):
    page.unpublish()


def expire(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("hide", [make_private, unpublish, expire])
def test_kept_answer_never_shows_what_has_been_hidden_since(desk, reader, programme, hide):
    edition, first, second, _third = programme
    link = made_link(desk, edition)
    assert "Nummer 1" in reader.get(link).content.decode()
    for page in (second, *second.get_translations()):
        hide(page)
    assert "Nummer 1" not in reader.get(link).content.decode()


def test_readers_cannot_have_a_link_rendered_without_end(desk, reader, lecture, monkeypatch):
    monkeypatch.setattr(response_cache, "MAX_RENDERS", 3)
    link, other = made_link(desk, lecture), made_link(desk, lecture)
    answers = [reader.get(f"{link}?page={number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Vänta en minut" in answers[-1].content.decode()
    assert reader.get(f"{link}?page=1").status_code == 200
    assert reader.get(other).status_code == 200
    cache.clear()
    assert reader.get(link).status_code == 200


def withdraw(page):
    for each in (page, *page.get_translations()):
        each.unpublish()


def test_link_leaves_withdrawn_pages_out_unless_chosen(desk, reader, programme):
    edition, first, second, _third = programme
    withdraw(first)
    form = desk.get(f"/admin/previews/links/{edition.pk}/").content.decode()
    assert "De har varit publicerade och är avpublicerade: Nummer 0, Nummer 0." in form  # in both languages
    link, chosen = (made_link(desk, edition, scope="below", shows_withdrawn=ticked) for ticked in (None, "on"))
    html = reader.get(link).content.decode()
    assert ("Nummer 0" in html, "Nummer 1" in html) == (False, True)
    assert reader.get(f"{link}sv{first.url_path.removeprefix('/trygghetskonferensen')}").status_code in (404, 410)
    assert "Nummer 0" in reader.get(chosen).content.decode()
    withdraw(second)
    assert "Nummer 1" not in reader.get(link).content.decode()
    listed = desk.get(f"/admin/previews/links/{edition.pk}/").content.decode()
    assert "4 avpublicerade sidor visas inte" in listed
    assert "Nummer 1" in reader.get(chosen).content.decode()


def test_link_to_a_withdrawn_page_itself_shows_it(desk, reader, lecture):
    lecture.unpublish()
    assert "Trygga torg" in reader.get(made_link(desk, lecture)).content.decode()


def test_form_offers_withdrawn_pages_only_where_there_are_any(desk, programme):
    assert "shows_withdrawn" not in desk.get(f"/admin/previews/links/{programme[0].pk}/").content.decode()
    assert DraftLink.objects.count() == 0
