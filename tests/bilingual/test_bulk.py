"""Many pages published or unpublished at once in the page listing, by an editor."""

import pytest
from django.urls import reverse

from lectures.models import LecturePage
from tests.bilingual.changing import edited, marks, now
from tests.factories import LecturePageFactory, translate
from tests.prepared import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
@prepared
def pairs(edition, english_edition):
    """Three lectures and their translations, published, with newer drafts."""
    originals = [LecturePageFactory(parent=edition, title=f"Torg {n}", room="Sal") for n in range(3)]
    translations = [translate(page, title=f"Square {n}") for n, page in enumerate(originals)]
    for number, page in enumerate(originals):
        edited(page, room="Ny sal", title=f"Park {number}")
    return originals, translations


def bulk(editor, action: str, pages) -> int:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return editor.post(f"{address}?next=/&{query}", {"include_descendants": ""}).status_code


def rooms() -> set[str]:
    return set(LecturePage.objects.values_list("room", flat=True))


def test_originals_that_are_published_at_once_give_their_facts(editor, pairs):
    originals, translations = pairs
    assert bulk(editor, "publish", originals) == 302
    assert rooms() == {"Ny sal"}
    assert [marks(page) for page in translations] == [{"title": "changed"}] * 3


def test_translations_published_together_keep_public_shared_fields(editor, pairs):
    translations = pairs[1]
    for number, page in enumerate(translations):
        edited(page, title=f"Park {number}!")
    assert bulk(editor, "publish", translations) == 302
    assert ([now(page).title for page in translations], rooms()) == (["Park 0!", "Park 1!", "Park 2!"], {"Sal"})


@pytest.mark.parametrize("side", [0, 1])
def test_unpublishing_at_once_changes_no_fact(editor, pairs, side):
    assert bulk(editor, "unpublish", pairs[side]) == 302
    assert [now(page).live for page in pairs[side]] == [False] * 3
    assert rooms() == {"Sal"}


def test_both_languages_at_once(editor, pairs):
    originals, translations = pairs
    for number, page in enumerate(translations):
        edited(page, title=f"Park {number}!")
    assert bulk(editor, "publish", [*translations, *originals]) == 302
    assert (rooms(), [marks(page) for page in translations]) == ({"Ny sal"}, [{}] * 3)


def test_unpublishing_an_edition_with_what_lies_below_changes_no_fact(editor, pairs, edition):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    editor.post(f"{address}?next=/&id={edition.pk}", {"include_descendants": "on"})
    assert ([now(page).live for page in pairs[0]], rooms()) == ([False] * 3, {"Sal"})
