"""A reader of a draft link opens the documents of its draft, and only there."""

import re

import pytest

from home.models import SiteDocument
from lectures.models import LectureDocument
from tests.home.files import named
from tests.previews.conftest import made_link

pytestmark = pytest.mark.django_db


def with_document(page, title):
    """A draft of the page with a document of its own."""
    document = SiteDocument.objects.create(title=title, file=named(title, f"{title.lower()}.txt"))
    page.documents = [LectureDocument(document=document, sort_order=0)]
    page.save_revision()
    return document


def test_document_of_a_draft_opens_through_its_link_alone(desk, reader, lecture):
    document = with_document(lecture, "Bilder")
    link = made_link(desk, lecture)
    (address,) = re.findall(r'href="([^"]*/documents/[^"]*)"', reader.get(link).content.decode())
    assert address == link + document.url.lstrip("/")
    answer = reader.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")  # to the tests' file
    assert reader.get(document.url).status_code == 404
    desk.post(f"/admin/previews/links/{lecture.pk}/")
    assert reader.get(address.replace(link, "/utkast/" + "x" * 43 + "/")).status_code == 410


def test_link_opens_no_document_of_another_draft(desk, reader, lecture, edition):
    document = SiteDocument.objects.create(title="Annat", file=named("Annat", "annat.txt"))
    link = made_link(desk, lecture)
    assert reader.get(link + document.url.lstrip("/")).status_code == 404
    assert reader.get(link + "documents/99999999999999999999/x.txt").status_code == 404
