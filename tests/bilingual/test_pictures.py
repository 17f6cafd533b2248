"""Missing alternative texts are in the list of what remains of a translation, and in the translation report."""

import json

import pytest
from django.urls import reverse

from home.models import SiteImage
from tests.bilingual.sending import edit_url
from tests.factories import ConferencePageFactory, ImageFactory, SpeakerFactory, UserFactory, translate

TEXTS = [
    ({"sv": "En bro"}, True),
    ({"sv": "En bro", "en": "A bridge"}, False),
    ({}, False),
    ({"en": "A bridge"}, False),
]


def open_texts(client, page) -> list[dict]:
    """What is left to do, as the browser asks for it while the form is open."""
    return [
        segment
        for segment in client.get(reverse("bilingual:beside", args=[page.pk])).json()["segments"]
        if segment["state"] != "ok"
    ]


def in_form(client, page) -> list[dict]:
    """The same, as it stands in the form when it is opened."""
    html = client.get(edit_url(page)).content.decode()
    data = html.partition('<script id="bilingual-data" type="application/json">')[2].partition("</script>")[0]
    return [segment for segment in json.loads(data)["segments"] if segment["state"] != "ok"]


@pytest.mark.parametrize(("texts", "is_listed"), TEXTS)
def test_missing_alternative_text_is_in_the_translations_list(editor, homes, texts, is_listed):
    picture = ImageFactory(title="Bron", alt_texts=texts)
    edition = ConferencePageFactory(parent=homes["sv"], picture=picture)
    translation = translate(edition, title="The conference")
    for listed in (open_texts(editor, translation), in_form(editor, translation)):
        assert [(segment["label"], segment["text"], segment["url"]) for segment in listed] == (
            [("Alternativtext till bilden ”Bron”", "En bro", reverse("wagtailimages:edit", args=[picture.pk]))]
            if is_listed
            else []
        )


def test_picture_of_the_originals_draft_counts(editor, homes):
    edition = ConferencePageFactory(parent=homes["sv"])
    translation = translate(edition, title="The conference")
    edition.picture = ImageFactory(alt_texts={"sv": "En bro"})
    edition.save_revision()
    assert [segment["text"] for segment in open_texts(editor, translation)] == ["En bro"]


def test_who_may_not_change_pictures_is_not_led_to_them(client, homes):
    edition = ConferencePageFactory(parent=homes["sv"], picture=ImageFactory(alt_texts={"sv": "En bro"}))
    translation = translate(edition, title="The conference")
    client.force_login(UserFactory(group="Översättare"))
    assert [segment["url"] for segment in in_form(client, translation)] == [""]


def test_list_is_done_when_the_text_is_written(editor, homes):
    picture = ImageFactory(alt_texts={"sv": "En bro"})
    translation = translate(ConferencePageFactory(parent=homes["sv"], picture=picture), title="The conference")
    assert len(open_texts(editor, translation)) == 1
    SiteImage.objects.filter(pk=picture.pk).update(alt_texts={"sv": "En bro", "en": "A bridge"})
    assert open_texts(editor, translation) == []


def test_report_has_the_pictures_that_lack_a_text(editor, homes):
    SpeakerFactory(photo=ImageFactory(title="Porträtt", alt_texts={"sv": "Kim"}))
    for texts, _is_listed in TEXTS[1:]:
        ImageFactory(title="Annan", alt_texts=texts)
    address = reverse("bilingual:translation_report")

    def pictures(**chosen):
        rows = editor.get(address, chosen).context["object_list"]
        return [(row.title, row.fields, str(row.status_label)) for row in rows if row.kind == "Bild"]

    assert pictures() == pictures(status="missing") == [("Porträtt", "Alternativtext", "Saknas")]
    assert pictures(status="old") == []
