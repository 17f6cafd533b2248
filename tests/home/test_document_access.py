"""A document is anybody's while a page that anybody may read leads to it, and staff's always."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import SiteDocument
from lectures.models import LectureDocument
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    StandardPageFactory,
    UserFactory,
    make_private,
    translate,
)
from tests.home.files import named


@pytest.fixture
def document(db):
    return SiteDocument.objects.create(title="Bilder", file=named("Snöskottning", "bilder.txt"))


def in_rows(page, document):
    LectureDocument.objects.create(page=page, document=document)


def in_block(page, document):
    page.body = [{"type": "documents", "value": {"heading": "", "documents": [document.pk]}}]


def in_section(page, document):
    block = {"type": "documents", "value": {"heading": "", "documents": [document.pk]}}
    page.body = [{"type": "section", "value": {"heading": "Mer", "content": [block]}}]


def link_to(document):
    return f'<p><a linktype="document" id="{document.pk}">Bilder</a></p>'


def in_text(page, document):
    page.body = [{"type": "text", "value": link_to(document)}]


def in_abstract(page, document):
    page.abstract = link_to(document)


WAYS = [
    *((LecturePageFactory, way) for way in (in_rows, in_block, in_section, in_text, in_abstract)),
    *(
        (maker, way)
        for maker in (ConferencePageFactory, StandardPageFactory)
        for way in (in_block, in_section, in_text)
    ),
]


def open_to(browser, document) -> bool:
    response = browser.get(document.url)
    assert response.status_code in (302, 404)  # the tests' storage of files sends to the file
    return response.status_code == 302


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0].__name__} {way[1].__name__}")
def page(request, home, document):
    """A page that leads to the document."""
    maker, lead = request.param
    parent = ConferencePageFactory(parent=home) if maker is LecturePageFactory else home
    page = maker(parent=parent)
    lead(page, document)
    page.save()
    return page


def test_document_is_public_with_its_page(client, page, document):
    assert open_to(client, document)
    for hidden in ({"live": False}, {"live": True, "expire_at": timezone.now() - timedelta(minutes=1)}):
        Page.objects.filter(pk=page.pk).update(**hidden)
        assert not open_to(client, document)
    Page.objects.filter(pk=page.pk).update(live=True, expire_at=None)
    assert open_to(client, document)
    make_private(page)
    assert not open_to(client, document)


def test_document_that_nothing_shows_is_staffs(client, document):
    assert not open_to(client, document)
    for group in ("Redaktörer", "Översättare", "Granskare"):
        browser = Client()
        browser.force_login(UserFactory(group=group))
        assert open_to(browser, document)
    browser = Client()
    browser.force_login(UserFactory())
    assert not open_to(browser, document)


def test_document_of_a_draft_is_public_when_the_draft_is(client, home, document):
    lecture = LecturePageFactory(parent=ConferencePageFactory(parent=home), abstract="")
    lecture.abstract = link_to(document)
    lecture.documents = [LectureDocument(document=document, sort_order=0)]
    revision = lecture.save_revision()
    assert not open_to(client, document)
    revision.approved_go_live_at = timezone.now() + timedelta(hours=1)
    revision.save()
    assert not open_to(client, document)
    revision.approved_go_live_at = timezone.now()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert open_to(client, document)


def test_document_stays_public_while_its_page_is_changed(client, home, document):
    page = StandardPageFactory(parent=home, body=[{"type": "text", "value": link_to(document)}])
    page.body = []
    revision = page.save_revision()
    assert open_to(client, document)
    revision.publish()
    assert not open_to(client, document)


def test_one_language_that_is_public_is_enough(client, home, document):
    lecture = LecturePageFactory(parent=ConferencePageFactory(parent=home))
    in_rows(lecture, document)
    translate(lecture.get_parent().specific)
    translation = translate(lecture)
    Page.objects.filter(pk=lecture.pk).update(live=False)
    assert open_to(client, document)
    Page.objects.filter(pk=translation.pk).update(live=False)
    assert not open_to(client, document)


def test_other_numbers_on_pages_open_no_document(client, home, document):
    texts = [f"<p>{document.pk} personer</p>", f'<p><a linktype="page" id="{document.pk}">Sida</a></p>']
    StandardPageFactory(parent=home, body=json.dumps([{"type": "text", "value": text} for text in texts]))
    assert not open_to(client, document)


def test_number_of_queries_does_not_grow(client, home, document, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(40) as captured:
            assert open_to(client, document)
        return len(captured)

    edition = ConferencePageFactory(parent=home)
    in_rows(LecturePageFactory(parent=edition), document)
    few = count()
    for _number in range(6):
        in_rows(LecturePageFactory(parent=edition), document)
    assert count() == few
