"""A page stands among pages of its language, and as itself: whichever way it comes there."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Locale, Page

from bilingual.backfill import make_pages_of_aliases
from bilingual.places import CopyWithinLanguage, Misplaced
from lectures.models import LecturePage
from tests.bilingual.changing import draft, get_record, now, old_alias, publish
from tests.bilingual.sending import messages
from tests.factories import ConferencePageFactory, LecturePageFactory, StandardPageFactory
from tests.forms import errors

pytestmark = pytest.mark.django_db

REFUSED = (
    "Sidan är på svenska och kan inte läggas bland sidorna på engelska."
    " För att ha den där också, översätt den med ”Översätt till engelska”."
)


def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def count(lecture, english_edition):
    """How many pages there are more than at the start."""
    before = Page.objects.count()
    return lambda: Page.objects.count() - before


ALIASES = {
    "method": lambda lecture, english: lecture.create_alias(update_slug="alias"),
    "method in another language": lambda lecture, english: lecture.create_alias(
        parent=english, update_locale=english.locale, reset_translation_key=False
    ),
    "action": lambda lecture, english: CreatePageAliasAction(lecture, update_slug="alias").execute(),
    "action on a tree": lambda lecture, english: CreatePageAliasAction(
        lecture.get_parent(), update_slug="alias", recursive=True
    ).execute(),
    "translation": lambda lecture, english: lecture.copy_for_translation(english.locale, alias=True),
    "new row": lambda lecture, english: lecture.get_parent().add_child(
        instance=LecturePage(title="Alias", slug="alias", alias_of=lecture)
    ),
}


@pytest.mark.parametrize("way", ALIASES)
def test_alias_is_refused(lecture, english_edition, count, way):
    with pytest.raises(Misplaced, match="Alias används inte"):
        ALIASES[way](lecture, english_edition)
    assert count() == 0


def test_alias_of_a_parent_that_is_not_translated_is_refused(edition, english_edition, count):
    other = ConferencePageFactory(parent=edition.get_parent(), year=2031)
    lecture = LecturePageFactory(parent=other)
    with pytest.raises(Misplaced):
        lecture.copy_for_translation(english(), copy_parents=True)
    assert count() == 2


def test_page_that_is_there_is_not_made_an_alias(lecture, edition):
    page = LecturePageFactory(parent=edition)
    page.alias_of = lecture
    with pytest.raises(Misplaced):
        page.save()
    assert now(page).alias_of is None


def copy(editor, page, parent, **fields):
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    given = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": parent.pk}
    return editor.post(address, given | fields)


def test_copying_offers_no_alias_and_refuses_one(editor, lecture, edition, count):
    html = editor.get(reverse("wagtailadmin_pages:copy", args=[lecture.pk])).content.decode()
    assert ('name="publish_copies"' in html, 'name="alias"' in html) == (True, False)
    response = copy(editor, lecture, edition, alias="on")
    assert errors(response) == {"__all__": ["Alias används inte på den här webbplatsen."]}
    assert (count(), copy(editor, lecture, edition).status_code, count()) == (0, 302, 1)


@pytest.mark.parametrize("fields", [{}, {"copy_subpages": "on"}, {"publish_copies": "on"}])
def test_copying_to_another_language_is_refused(editor, edition, english_edition, lecture, count, fields):
    assert errors(copy(editor, lecture, english_edition, **fields)) == {"new_parent_page": [REFUSED]}
    response = copy(editor, edition, english_edition.get_parent(), **fields)
    assert errors(response) == {"new_parent_page": [REFUSED]}
    assert count() == 0


def test_what_no_form_has_refused_is_told_too(editor, lecture, english_edition, count, monkeypatch):
    monkeypatch.setattr(CopyWithinLanguage, "clean", CopyForm.clean)
    response = copy(editor, lecture, english_edition)
    assert (response.status_code, count()) == (302, 0)
    assert [text.strip() for _kind, text in messages(response)] == [REFUSED]


WAYS_IN = {
    "copy": lambda page, there: page.copy(to=there),
    "copy of a tree": lambda page, there: page.get_parent().specific.copy(to=there.get_parent(), recursive=True),
    "child": lambda page, there: there.add_child(instance=LecturePage(title="Ny", slug="ny", locale=page.locale)),
    "sibling": lambda page, there: (
        there.get_children().first().add_sibling(instance=LecturePage(title="Ny", slug="ny", locale=page.locale))
    ),
    "import": lambda page, there: there.add_child(
        instance=LecturePage.from_serializable_data(
            page.serializable_data() | {"pk": None, "slug": "ny", "translation_key": Page().translation_key}
        )
    ),
    "move": lambda page, there: page.move(there, pos="last-child"),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_every_way_into_a_tree_asks_the_language(lecture, english_edition, count, way):
    LecturePageFactory(parent=english_edition)
    with pytest.raises(Misplaced, match="Sidan är på svenska"):
        WAYS_IN[way](now(lecture), now(english_edition))
    assert (count(), now(lecture).get_parent().locale.language_code) == (1, "sv")


def test_moving_to_another_language_says_why_not(editor, lecture, english_edition):
    address = reverse("wagtailadmin_pages:move_confirm", args=[lecture.pk, english_edition.pk])
    for response in (editor.get(address), editor.post(address)):
        assert (response.status_code, {text.strip() for _kind, text in messages(response)}) == (302, {REFUSED})
    query = urlencode({"id": lecture.pk, "next": "/admin/"})
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert editor.post(f"{bulk}?{query}", {"chooser": english_edition.pk}).status_code == 200
    assert now(lecture).get_parent().locale.language_code == "sv"


def test_new_page_form_takes_the_language_of_its_parent(editor, homes):
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", homes["en"].pk])
    form = editor.get(f"{address}?locale=sv").context["form"]
    assert form.instance.locale.language_code == "en"


def test_aliases_of_before_become_pages(lecture, edition, english_edition):
    same = old_alias(lecture, edition)
    other = old_alias(
        lecture, english_edition, locale=english(), slug="alias-en", translation_key=lecture.translation_key
    )
    assert make_pages_of_aliases() == 2
    assert make_pages_of_aliases() == 0
    assert [(now(page).live, now(page).alias_of, now(page).title) for page in (same, other)] == [
        (True, None, lecture.title)
    ] * 2
    assert get_record(other).original_id == lecture.pk
    publish(lecture, room="Ny sal", title="Ny titel")
    assert [(now(page).room, now(page).title) for page in (same, other)] == [
        ("Stora salen", lecture.title),
        ("Ny sal", lecture.title),
    ]
    draft(same, title="Egen").publish()
    assert (now(same).title, now(lecture).title) == ("Egen", "Ny titel")


def test_page_of_the_same_language_is_copied_and_moved(editor, edition, lecture):
    other = ConferencePageFactory(parent=edition.get_parent(), year=2031)
    page = StandardPageFactory(parent=edition)
    page.move(other, pos="last-child")
    assert copy(editor, lecture, other).status_code == 302
    assert {child.slug for child in now(other).get_children()} == {"kopia", page.slug}
