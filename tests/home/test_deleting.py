"""What is used is not deleted, in whatever way it is tried and wherever it is used, and the editor reads where."""

import json

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from conference.models import EditionOrganiser
from home.editing.usage import InUse, places_of
from home.models import SiteDocument
from lectures.models import LectureDocument, Speaker, Subject
from tests.factories import (
    ConferencePageFactory,
    ContactFactory,
    DocumentFactory,
    ImageFactory,
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    give_contact,
    give_organiser,
    make_private,
    translate,
)


def rich_text(html):
    block = {"type": "section", "value": {"heading": "Mer", "content": [{"type": "text", "value": html}]}}
    return json.dumps([block])


def edited(page, **changes):
    """A newer draft of a page."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False)


def speaker(edition):
    thing = SpeakerFactory(name="Eva Ek")
    return thing, LecturePageFactory(parent=edition, people=[thing])


def speaker_in_draft(edition):
    thing, page = SpeakerFactory(), LecturePageFactory(parent=edition)
    from lectures.models import LectureSpeaker

    edited(page, speakers=[LectureSpeaker(speaker=thing)])
    return thing, page


def speaker_in_first_draft(edition):
    thing = SpeakerFactory()
    return thing, LecturePageFactory(parent=edition, people=[thing], live=False)


def subject(edition):
    thing = SubjectFactory()
    return thing, LecturePageFactory(parent=edition, subjects=[thing])


def subject_in_draft(edition):
    thing, page = SubjectFactory(), LecturePageFactory(parent=edition)
    edited(page, subjects=[thing])
    return thing, page


def venue(edition):
    thing = VenueFactory()
    return thing, LecturePageFactory(parent=edition, venue=thing)


def organiser(edition):
    thing = OrganiserFactory()
    give_organiser(edition, thing)
    edition.save()
    return thing, edition


def organiser_of_contact(edition):
    thing = OrganiserFactory()
    return thing, ContactFactory(organiser=thing)


def contact(edition):
    thing = ContactFactory()
    give_contact(edition, thing)
    edition.save()
    return thing, edition


def portrait(edition):
    thing = ImageFactory()
    return thing, SpeakerFactory(photo=thing)


def picture(edition):
    thing = ImageFactory()
    return thing, LecturePageFactory(parent=edition, picture=thing)


def slides(edition):
    thing = DocumentFactory()
    return thing, LecturePageFactory(parent=edition, documents=[LectureDocument(document=thing)])


def document_in_text(edition):
    thing = DocumentFactory()
    link = f'<p><a linktype="document" id="{thing.pk}">Bilder</a></p>'
    return thing, LecturePageFactory(parent=edition, abstract=link)


def page_in_text(edition):
    thing = StandardPageFactory(parent=edition)
    link = f'<p><a linktype="page" id="{thing.pk}">Mer</a></p>'
    return thing, LecturePageFactory(parent=edition, abstract=link)


def page_in_text_of_draft(edition):
    thing, page = StandardPageFactory(parent=edition), LecturePageFactory(parent=edition)
    edited(page, abstract=f'<p><a linktype="page" id="{thing.pk}">Mer</a></p>')
    return thing, page


def page_in_menu(edition):
    thing, home = StandardPageFactory(parent=edition), edition.get_parent().specific
    home.links.create(page=thing, label="Mer")
    home.save()
    return thing, home


def chosen_edition(edition):
    thing, home = ConferencePageFactory(parent=edition.get_parent(), year=2027), edition.get_parent().specific
    home.current_edition = thing
    home.save()
    return thing, home


def edition_with_lectures(edition):
    return edition, LecturePageFactory(parent=edition)


def edition_with_withdrawn_lecture(edition):
    lecture = LecturePageFactory(parent=edition)
    lecture.unpublish()
    return edition, lecture


USES = [
    *(speaker, speaker_in_draft, speaker_in_first_draft, subject, subject_in_draft, venue, organiser, contact),
    *(organiser_of_contact, portrait, picture, slides, document_in_text, page_in_text, page_in_text_of_draft),
    *(page_in_menu, chosen_edition, edition_with_lectures, edition_with_withdrawn_lecture),
]


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def delete_address(thing):
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:delete", args=[thing.pk])
    if hasattr(thing, "get_rendition"):
        return reverse("wagtailimages:delete", args=[thing.pk])
    if isinstance(thing, SiteDocument):
        return reverse("wagtaildocs:delete", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("delete"), args=[thing.pk])


def bulk_address(thing):
    label = ("wagtailcore", "page") if isinstance(thing, Page) else (thing._meta.app_label, thing._meta.model_name)
    return reverse("wagtail_bulk_action", args=[*label, "delete"]) + f"?id={thing.pk}&next=/admin/"


def edit_address(source):
    if isinstance(source, Page):
        return reverse("wagtailadmin_pages:edit", args=[source.pk])
    return reverse(source.snippet_viewset.get_url_name("edit"), args=[source.pk])


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_what_is_used_is_deleted_in_no_way(admin_client, edition, use):
    thing, source = use(edition)
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    for ask in (
        lambda: admin_client.get(delete_address(thing)),
        lambda: admin_client.post(delete_address(thing)),
        lambda: admin_client.post(bulk_address(thing), {"wagtail_site_name": "Trygghetskonferensen"}),
    ):
        response = ask()
        assert response.templates[0].name == "admin/in_use.html"
        assert f'href="{edit_address(source)}"' in response.content.decode()
    for delete in (lambda: fresh(thing).delete(), lambda: type(thing).objects.filter(pk=thing.pk).delete()):
        with pytest.raises(InUse) as caught, transaction.atomic():
            delete()
        assert source.pk in {place.source.pk for place in caught.value.places}
    assert fresh(thing) == thing


@pytest.mark.parametrize("factory", [SpeakerFactory, SubjectFactory, VenueFactory, ImageFactory, DocumentFactory])
@pytest.mark.parametrize("way", ["one", "bulk", "code"])
def test_what_is_not_used_can_be_deleted(editor, edition, factory, way):
    thing = factory()
    match way:
        case "one":
            assert editor.get(delete_address(thing)).templates[0].name != "admin/in_use.html"
            editor.post(delete_address(thing))
        case "bulk":
            editor.post(bulk_address(thing))
        case "code":
            thing.delete()
    assert not type(thing).objects.filter(pk=thing.pk).exists()


def test_thing_is_free_again_when_it_is_used_no_more(edition):
    thing, page = speaker(edition)
    page.speakers.all().delete()
    fresh(page).save()
    thing.delete()
    assert not Speaker.objects.exists()


def test_draft_that_no_longer_uses_a_thing_frees_it(edition):
    thing, page = subject_in_draft(edition)
    assert [place.is_draft for place in places_of(thing)] == [True]
    edited(fresh(page).get_latest_revision_as_object(), subjects=[])
    thing.delete()
    assert not Subject.objects.exists()


def test_page_with_drafts_under_it_only_can_be_deleted(edition):
    LecturePageFactory(parent=edition, live=False)
    fresh(edition).delete()
    assert not Page.objects.filter(slug="2026").exists()


def test_pages_that_link_to_each_other_and_are_deleted_together_do_not_hold_each_other(edition):
    draft = LecturePageFactory(parent=edition, live=False)
    edited(draft, abstract=f'<p><a linktype="page" id="{edition.pk}">Konferensen</a></p>')
    fresh(edition).delete()
    assert not Page.objects.filter(slug="2026").exists()


def test_names_of_pages_that_somebody_may_not_edit_are_not_told(client, edition):
    from tests.factories import UserFactory

    thing = ImageFactory()
    person = SpeakerFactory(name="Hemlig Person", photo=thing)
    client.force_login(UserFactory(group="Översättare"))
    html = client.get(delete_address(thing)).content.decode()
    assert person.name not in html


def test_editor_is_told_what_becomes_of_translations(editor, edition):
    page = StandardPageFactory(parent=edition, title="Om tillit")
    translate(edition)
    english = translate(page, title="On trust")
    html = editor.get(delete_address(page)).content.decode()
    assert "On trust" in html
    assert "originalet raderas" in html
    editor.post(delete_address(page))
    assert not type(page).objects.filter(pk=page.pk).exists()
    assert fresh(english).live
    assert "originalet raderas" not in editor.get(delete_address(english)).content.decode()


def test_deleting_the_organiser_of_an_edition_is_refused_by_its_stored_row(edition):
    thing = OrganiserFactory()
    EditionOrganiser.objects.create(page=edition, organiser=thing)
    with pytest.raises(InUse), transaction.atomic():
        thing.delete()


def test_private_page_counts_as_a_use(edition):
    thing, page = speaker(edition)
    make_private(page)
    with pytest.raises(InUse), transaction.atomic():
        thing.delete()
