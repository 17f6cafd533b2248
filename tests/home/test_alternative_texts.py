"""What a file is called is no alternative text: in the picture's form, in each language, and in a body."""

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale

from home.media.alternative_texts import is_file_name
from home.media.blocks import FilmBlock, PictureBlock
from tests.factories import ImageFactory
from tests.forms import errors

FILE_NAMES = """DSC00417.jpg|DSC00417|_DSC1234|IMG_2041|IMG 2041|IMG_2041 (1)|IMG_E2041|img-20210930-wa0003|P1010012
    skarmbild 2026-11-28|Skärmbild 2026-11-28 kl. 10.12.33|Skärmavbild 2026-11-28 kl. 10.12.33.png|Skärmbild (12)
    Screenshot 2026-11-28 at 10.12.33|Screen Shot 2026-11-28 at 10.12.33 AM|PXL_20210930_101112|20210930_101112
    https://example.org/bild.jpg|www.example.org/bild|C:\\Bilder\\kim.png|/home/kim/bild|lulea_siluett_vit_bg
    Lulea Siluett Vit Bg.jpg|WhatsApp Image 2021-09-30 at 10.11.12|3f2a9c7e-1111-2222-3333-444455556666|bild1
    Foto 2021-09-30, 10 11 12|image.png|unnamed|untitled-1|talare-foto-2018|shutterstock_123456|iStock-12345678
    Kopia av DSC00417|DSC00417 – Kopia (2)|DSC00417.jpg (1)|DSC00417.jpg, beskuren|DSC00417 .jpg|unnamed (1)
    Namnlös design (2)|20180926-_DSC1234|hämtning (1)|bild%20fr%C3%A5n%20scenen|logo-final-v2
    ＤＳＣ００４１７．ｊｐｇ|R0001234"""
TEXTS = """En stadsvik med is|A frozen bay|112|2018|2018-2021|Publiken i Kulturens Hus 2018|Bild 1 visar tilliten
    Karta över Norrbotten 1:50 000|E-post-ikon|SOS 112-märket|Skärmbild av kartan|En skylt med texten www.exempel.se
    Bild|Picture of 3 people|Rum 204|20 år av trygghet|Photo of the stage|Lärare-elev-samtal|Stock exchange building
    E4|Bild 3 av räddningstjänsten|P-plats|Foto-utställning|Covid-19-test|F-16-plan|0920-45 30 00|@lulea_kommun
    Unsplash logo|Foto från Luleå (2018)|Namnlös grav|#trygghet_2018"""


def listed(texts):
    return [text.strip() for line in texts.splitlines() for text in line.split("|")]


def test_file_names_are_told_from_descriptions():
    assert [text for text in listed(FILE_NAMES) if not is_file_name(text)] == []
    assert [text for text in listed(TEXTS) if is_file_name(text)] == []


def test_picture_refuses_a_file_name_in_each_language(editor):
    image = ImageFactory(alt_texts={"sv": "En vik"})
    address = reverse("wagtailimages:edit", args=[image.pk])
    names = [f"alt_text_{code}" for code in Locale.objects.values_list("language_code", flat=True)]
    assert len(names) >= 2
    for name in names:
        response = editor.post(address, {"title": "Vik", "collection": 1, name: "DSC00417.jpg"})
        assert list(errors(response)) == [name]
        assert "filnamn" in errors(response)[name][0]
    image.refresh_from_db()
    assert image.alt_texts == {"sv": "En vik"}


@pytest.mark.parametrize(("block", "name"), [(PictureBlock(), "image"), (FilmBlock(), "picture")])
def test_block_refuses_a_file_name_when_it_is_published(db, block, name):
    def value(text, decorative=False):
        picture = {"image": ImageFactory().pk, "alt_text": text, "decorative": decorative}
        return block.to_python({name: picture, "title": "Film", "url": "https://youtu.be/dQw4w9WgXcQ"})

    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(value("IMG_2041"))
    assert list(caught.value.block_errors) == [name]
    assert list(caught.value.block_errors[name].block_errors) == ["alt_text"]
    assert block.clean(value("En stadsvik med is"))
    assert block.clean(value("IMG_2041", decorative=True))  # is not read aloud
    assert block.clean_deferred(value("IMG_2041"))  # a draft
