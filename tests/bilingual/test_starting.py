"""Starting a translation: in the right place, with its parents, filled in where structure needs it, and never twice."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page

from bilingual.models import Translation
from conference.models import ConferencePage
from tests.bilingual.changing import now
from tests.factories import LecturePageFactory, StandardPageFactory, UserFactory, delete_anyway, translate
from tests.forms import errors, filled_form

ACCORDION = {
    "type": "accordion",
    "id": "a1",
    "value": {
        "heading": "Frågor",
        "items": [{"type": "item", "id": "i1", "value": {"heading": "Hur?", "text": "<p>Så.</p>"}}],
    },
}


@pytest.fixture
def english(homes):
    return homes["en"].locale


def start(client, page, **data):
    return client.post(reverse("bilingual:start", args=[page.pk]), data)


def told(response) -> str:
    """The kind of the newest message."""
    return [message.level_tag for message in get_messages(response.wsgi_request)][-1]


def test_translation_is_a_draft_in_the_right_place(editor, edition, english):
    english_edition = translate(edition)
    lecture = LecturePageFactory(parent=edition, title="Trygga torg")
    response = start(editor, lecture)
    translation = lecture.get_translation(english)
    assert (translation.live, translation.get_parent().pk) == (False, english_edition.pk)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[translation.pk])
    assert told(response) == "success"


def test_missing_parents_are_offered_and_started_in_the_same_step(editor, edition, english):
    lecture = LecturePageFactory(parent=edition)
    response = start(editor, lecture, language="en")
    assert ([parent.pk for parent in response.context["parents"]], lecture.has_translation(english)) == (
        [edition.pk],
        False,
    )
    start(editor, lecture, language="en", with_parents="1")
    translation = lecture.get_translation(english)
    above = edition.get_translation(english)
    assert (translation.get_parent().pk, above.live, above.locale) == (above.pk, False, english)


def test_translator_starts_parents_too(client, edition, english):
    lecture = LecturePageFactory(parent=edition)
    client.force_login(UserFactory(group="Översättare"))
    start(client, lecture, with_parents="1")
    assert lecture.has_translation(english)


def test_wagtails_own_way_is_ours(editor, edition, english):
    lecture = LecturePageFactory(parent=edition)
    address = f"/admin/translation/submit/page/{lecture.pk}/"
    assert editor.get(address).context["parents"][0].pk == edition.pk
    response = editor.post(address, {"locales": [english.pk], "include_subtree": "on"})
    assert (response.status_code, response.context["parents"][0].pk) == (200, edition.pk)
    assert not edition.has_translation(english)


def test_texts_that_structure_needs_are_filled_in_and_marked(editor, lecture, english):
    lecture.search_description, lecture.notice = "Om torg", "Ny sal"
    lecture.abstract, lecture.body = "<p>Om torgen.</p>", [ACCORDION]
    lecture.save_revision().publish()
    start(editor, lecture)
    page = lecture.get_translation(english)
    empty = ("lead", "notice", "abstract", "search_description", "seo_title", "audience", "questions")
    assert {name: getattr(page, name) for name in empty} == dict.fromkeys(empty, "")
    assert (page.title, page.body.get_prep_value()) == ("Trygga torg", [ACCORDION])
    assert [(row.speaker_id, row.affiliation) for row in page.speakers.all()] == [
        (row.speaker_id, "") for row in lecture.speakers.all()
    ]
    filled = ["title", "body.a1.heading", "body.i1.heading", "body.i1.text"]
    assert [segment.key for segment in page.not_yet_translated()] == filled
    record = Translation.objects.with_status().get(page=page.pk)
    assert (record.status, record.memory.has("is_outdated")) == ("draft", {})


def test_draft_of_an_original_that_was_never_public_is_translated(editor, edition, english):
    translate(edition)
    lecture = LecturePageFactory(parent=edition, live=False, title="Utkast")
    lecture.title = "Nyare utkast"
    lecture.save_revision()
    start(editor, lecture)
    assert lecture.get_translation(english).title == "Nyare utkast"


def test_second_start_finds_the_first(editor, lecture, english):
    start(editor, lecture)
    response = start(editor, lecture)
    assert (told(response), Page.objects.filter(translation_key=lecture.translation_key).count()) == ("info", 2)


# The address


def slug_after(client, page, title: str, **fields) -> str:
    """The address of a translation after its title has been written."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(client.get(address).content, title=title, **fields)
    response = client.post(address, form)
    assert response.status_code == 302, errors(response)
    return now(page).get_latest_revision_as_object().slug


def test_address_follows_the_translated_title_until_it_is_public(editor, homes, english):
    page = StandardPageFactory(parent=homes["sv"], title="Om konferensen")
    start(editor, page)
    translation = page.get_translation(english)
    assert translation.slug == "om-konferensen"
    assert slug_after(editor, translation, "About") == "about"
    assert slug_after(editor, translation, "About us") == "about-us"
    assert slug_after(editor, translation, "About the conference", slug="about") == "about"
    now(translation).get_latest_revision().publish()
    assert slug_after(editor, translation, "All about it") == "about"


def test_address_that_is_no_title_stays(editor, edition, english):
    start(editor, edition)
    assert slug_after(editor, edition.get_translation(english), "The conference") == "2026"


def test_address_that_is_taken_is_not_given(editor, homes, english):
    StandardPageFactory(parent=homes["en"], title="About us", slug="about-us")
    page = StandardPageFactory(parent=homes["sv"], title="Om oss")
    start(editor, page)
    assert slug_after(editor, page.get_translation(english), "About us") == "about-us-2"


def test_address_of_the_site_itself_is_not_given(editor, homes, english):
    page = StandardPageFactory(parent=homes["sv"], title="Att söka")
    start(editor, page)
    assert slug_after(editor, page.get_translation(english), "Search") == "search-2"


@pytest.mark.parametrize("live", [True, False])
def test_translation_with_a_reserved_slug_gets_another(editor, homes, english, live):
    page = StandardPageFactory(parent=homes["sv"], title="Search", slug="search", live=live)
    page.save_revision()
    start(editor, page)
    translation = now(page.get_translation(english))
    assert (translation.slug, translation.url_path) == ("search-2", f"{homes['en'].url_path}search-2/")
    assert translation.get_latest_revision_as_object().slug == "search-2"
    assert [segment.key for segment in translation.not_yet_translated()] == ["title"]


# Originals that are not there


def test_translation_whose_original_is_deleted_stays_and_becomes_an_original(editor, lecture, translation):
    lecture.delete()
    page, edit = now(translation), reverse("wagtailadmin_pages:edit", args=[translation.pk])
    assert (page.live, page.original, page.room) == (True, None, "Stora salen")
    response = editor.get(edit)
    assert (response.status_code, "room" in response.context["form"].fields) == (200, False)
    assert editor.post(reverse("bilingual:release", args=[page.pk]))["Location"] == edit
    form = filled_form(
        editor.get(edit).content, room="Lilla salen", **{"speakers-TOTAL_FORMS": "0", "documents-TOTAL_FORMS": "0"}
    )
    form["action-publish"] = "1"
    editor.post(edit, form)
    assert (now(page).room, now(page).translation) == ("Lilla salen", None)
    assert list(Translation.objects.filter(original=page.pk).values_list("locale__language_code", flat=True)) == ["sv"]


def test_translation_whose_original_is_not_public_keeps_its_facts(editor, lecture, translation):
    lecture.unpublish()
    edit = reverse("wagtailadmin_pages:edit", args=[translation.pk])
    form = filled_form(editor.get(edit).content, title="Safer squares")
    form["action-publish"] = "1"
    assert editor.post(edit, form).status_code == 302
    assert (now(translation).title, now(translation).room) == ("Safer squares", "Stora salen")


def test_deleted_translation_can_be_started_again(editor, lecture, translation, english):
    translation.delete()
    record = Translation.objects.with_status().get(original=lecture.pk)
    assert (record.status, record.page, list(record.wordings.all())) == ("missing", None, [])
    start(editor, lecture)
    assert lecture.get_translation(english).not_yet_translated()[0].key == "title"


def test_translation_whose_parent_has_gone_since_is_started_with_it(editor, lecture, english_edition, english):
    delete_anyway(english_edition)
    response = start(editor, lecture, language="en")
    assert response.context["parents"][0].specific_class == ConferencePage
    start(editor, lecture, language="en", with_parents="1")
    assert lecture.get_translation(english).get_parent().specific_class == ConferencePage
