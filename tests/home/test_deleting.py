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
    instance = SpeakerFactory(name="Eva Ek")
    return instance, LecturePageFactory(parent=edition, people=[instance])


def speaker_in_draft(edition):
    instance, page = SpeakerFactory(), LecturePageFactory(parent=edition)
    from lectures.models import LectureSpeaker

    edited(page, speakers=[LectureSpeaker(speaker=instance)])
    return instance, page


def speaker_in_first_draft(edition):
    instance = SpeakerFactory()
    return instance, LecturePageFactory(parent=edition, people=[instance], live=False)


def subject(edition):
    instance = SubjectFactory()
    return instance, LecturePageFactory(parent=edition, subjects=[instance])


def subject_in_draft(edition):
    instance, page = SubjectFactory(), LecturePageFactory(parent=edition)
    edited(page, subjects=[instance])
    return instance, page


def venue(edition):
    instance = VenueFactory()
    return instance, LecturePageFactory(parent=edition, venue=instance)


def organiser(edition):
    instance = OrganiserFactory()
    give_organiser(edition, instance)
    edition.save()
    return instance, edition


def organiser_of_contact(edition):
    instance = OrganiserFactory()
    return instance, ContactFactory(organiser=instance)


def contact(edition):
    instance = ContactFactory()
    give_contact(edition, instance)
    edition.save()
    return instance, edition


def portrait(edition):
    instance = ImageFactory()
    return instance, SpeakerFactory(photo=instance)


def picture(edition):
    instance = ImageFactory()
    return instance, LecturePageFactory(parent=edition, picture=instance)


def slides(edition):
    instance = DocumentFactory()
    return instance, LecturePageFactory(parent=edition, documents=[LectureDocument(document=instance)])


def document_in_text(edition):
    instance = DocumentFactory()
    link = f'<p><a linktype="document" id="{instance.pk}">Bilder</a></p>'
    return instance, LecturePageFactory(parent=edition, abstract=link)


def page_in_text(edition):
    instance = StandardPageFactory(parent=edition)
    link = f'<p><a linktype="page" id="{instance.pk}">Mer</a></p>'
    return instance, LecturePageFactory(parent=edition, abstract=link)


def page_in_text_of_draft(edition):
    instance, page = StandardPageFactory(parent=edition), LecturePageFactory(parent=edition)
    edited(page, abstract=f'<p><a linktype="page" id="{instance.pk}">Mer</a></p>')
    return instance, page


def page_in_menu(edition):
    instance, home = StandardPageFactory(parent=edition), edition.get_parent().specific
    home.links.create(page=instance, label="Mer")
    home.save()
    return instance, home


def chosen_edition(edition):
    instance, home = ConferencePageFactory(parent=edition.get_parent(), year=2027), edition.get_parent().specific
    home.current_edition = instance
    home.save()
    return instance, home


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


def fresh(instance):
    return type(instance).objects.get(pk=instance.pk)


def delete_address(instance):
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:delete", args=[instance.pk])
    if hasattr(instance, "get_rendition"):
        return reverse("wagtailimages:delete", args=[instance.pk])
    if isinstance(instance, SiteDocument):
        return reverse("wagtaildocs:delete", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("delete"), args=[instance.pk])


def bulk_address(instance):
    label = (
        ("wagtailcore", "page") if isinstance(instance, Page) else (instance._meta.app_label, instance._meta.model_name)
    )
    return reverse("wagtail_bulk_action", args=[*label, "delete"]) + f"?id={instance.pk}&next=/admin/"


def edit_address(source):
    if isinstance(source, Page):
        return reverse("wagtailadmin_pages:edit", args=[source.pk])
    return reverse(source.snippet_viewset.get_url_name("edit"), args=[source.pk])


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_what_is_used_is_deleted_in_no_way(admin_client, edition, use):
    instance, source = use(edition)
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    for ask in (
        lambda: admin_client.get(delete_address(instance)),
        lambda: admin_client.post(delete_address(instance)),
        lambda: admin_client.post(bulk_address(instance), {"wagtail_site_name": "Trygghetskonferensen"}),
    ):
        response = ask()
        assert response.templates[0].name == "admin/in_use.html"
        assert f'href="{edit_address(source)}"' in response.content.decode()
    for delete in (lambda: fresh(instance).delete(), lambda: type(instance).objects.filter(pk=instance.pk).delete()):
        with pytest.raises(InUse) as caught, transaction.atomic():
            delete()
        assert source.pk in {place.source.pk for place in caught.value.places}
    assert fresh(instance) == instance


@pytest.mark.parametrize("factory", [SpeakerFactory, SubjectFactory, VenueFactory, ImageFactory, DocumentFactory])
@pytest.mark.parametrize("way", ["one", "bulk", "code"])
def test_what_is_not_used_can_be_deleted(editor, edition, factory, way):
    instance = factory()
    match way:
        case "one":
            assert editor.get(delete_address(instance)).templates[0].name != "admin/in_use.html"
            editor.post(delete_address(instance))
        case "bulk":
            editor.post(bulk_address(instance))
        case "code":
            instance.delete()
    assert not type(instance).objects.filter(pk=instance.pk).exists()


def test_thing_is_free_again_when_it_is_used_no_more(edition):
    instance, page = speaker(edition)
    page.speakers.all().delete()
    fresh(page).save()
    instance.delete()
    assert not Speaker.objects.exists()


def test_draft_that_no_longer_uses_a_thing_frees_it(edition):
    instance, page = subject_in_draft(edition)
    assert [place.is_draft for place in places_of(instance)] == [True]
    edited(fresh(page).get_latest_revision_as_object(), subjects=[])
    instance.delete()
    assert not Subject.objects.exists()


def test_page_with_drafts_under_it_only_can_be_deleted(edition):
    LecturePageFactory(parent=edition, live=False)
    fresh(edition).delete()
    assert not Page.objects.filter(slug="2026").exists()


def test_pages_linking_each_other_can_be_deleted_together(edition):
    draft = LecturePageFactory(parent=edition, live=False)
    edited(draft, abstract=f'<p><a linktype="page" id="{edition.pk}">Konferensen</a></p>')
    fresh(edition).delete()
    assert not Page.objects.filter(slug="2026").exists()


def test_titles_of_pages_one_may_not_edit_are_hidden(client, edition):
    from tests.factories import UserFactory

    instance = ImageFactory()
    person = SpeakerFactory(name="Hemlig Person", photo=instance)
    client.force_login(UserFactory(group="Översättare"))
    html = client.get(delete_address(instance)).content.decode()
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


def test_deleting_an_organiser_in_use_is_refused(edition):
    instance = OrganiserFactory()
    EditionOrganiser.objects.create(page=edition, organiser=instance)
    with pytest.raises(InUse), transaction.atomic():
        instance.delete()


def test_private_page_counts_as_a_use(edition):
    instance, page = speaker(edition)
    make_private(page)
    with pytest.raises(InUse), transaction.atomic():
        instance.delete()
