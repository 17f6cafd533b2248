"""Pictures: what a camera or a file name says never reaches a visitor; what an editor writes does."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from home.models import SiteImage
from tests.factories import ConferencePageFactory, ImageFactory
from tests.forms import errors

ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825
SECRETS = [b"Hemlig Fotograf", b"65.58", b"Exif", b"secret comment"]
UNREADABLE = "Bilden går inte att läsa. Öppna den i ett bildprogram, spara den på nytt och försök igen."
BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}
WAYS = {
    "form": "wagtailimages:add",
    "several at once": "wagtailimages:add_multiple",
    "chooser": "wagtailimages_chooser:create",
}


def exif():
    data = Image.Exif()
    data[ORIENTATION], data[ARTIST] = 6, "Hemlig Fotograf"
    data[GPS] = {1: "N", 2: (65.0, 35.0, 5.0), 3: "E", 4: (22.0, 9.0, 0.0)}
    return data


def picture(kind="JPEG", size=(40, 20), **options):
    """A picture as a camera writes it."""
    buffer = BytesIO()
    image = Image.new("RGB", size, "#0d2f3b")
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", "Hemlig Fotograf")
        options |= {"pnginfo": text}
    if kind == "MPO":  # what many telephones call a JPEG
        options |= {"save_all": True, "append_images": [Image.new("RGB", size, "#fff")]}
    if kind == "GIF":
        options |= {"comment": b"secret comment"}
    else:
        options |= {"exif": exif()}
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def upload(editor, content, name="IMG_20210930_hemlig.jpg", way="form", **fields):
    """Upload a picture in one of the ways there are."""
    file = SimpleUploadedFile(name, content)
    prefix = "image-chooser-upload-" if way == "chooser" else ""
    data = {"title": "Arbetstitel", "collection": 1} | fields
    if way == "several at once":
        return editor.post(
            reverse(WAYS[way]), {"files[]": file, **data}, headers={"x-requested-with": "XMLHttpRequest"}
        )
    data = {f"{prefix}{key}": value for key, value in {**data, "file": file}.items()}
    return editor.post(reverse(WAYS[way]), data)


def stored(image):
    with image.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("kind", "ending"), [("JPEG", "jpg"), ("MPO", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_what_the_camera_wrote_is_taken_away(editor, way, kind, ending):
    content = picture(kind)
    assert any(secret in content for secret in SECRETS)
    upload(editor, content, f"bild.{ending}", way)
    image = SiteImage.objects.get()
    renditions = [image.get_rendition(f"width-20|format-{form}") for form in ("jpeg", "webp", "avif", "png")]
    for content in [stored(image), *map(stored, renditions)]:
        assert [secret for secret in SECRETS if secret in content] == []
        with Image.open(BytesIO(content)) as shown:
            assert (dict(shown.getexif()), shown.info.get("Author"), shown.info.get("comment")) == ({}, None, None)
    assert (image.width, image.height) == (20, 40)  # turned as the camera was held


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_the_camera_wrote_is_taken_away_from_moving_pictures(editor, kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("#000", "#fff")]
    buffer = BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], exif=exif())
    assert upload(editor, buffer.getvalue(), f"bild.{kind.lower()}").status_code == 302
    content = stored(SiteImage.objects.get())
    assert [secret for secret in SECRETS if secret in content] == []
    with Image.open(BytesIO(content)) as kept:
        assert kept.n_frames == 2


def png_header_only(width, height):
    """A small PNG that says it is huge."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def large_png():
    buffer = BytesIO()
    Image.new("1", (8_000, 6_000)).save(buffer, "PNG")
    return buffer.getvalue()


NO_PICTURE = "Ladda upp en giltig bild. Filen du laddade upp var antingen ingen bild eller en korrupt bild."
OTHER_KIND = "Bildformatet stöds inte. Format som stöds: AVIF, GIF, JPG, JPEG, PNG, WEBP."
SVG_AS_PNG = "Inte en giltig .png bild. Denna filändelse matchar inte filformatet (svg)"
TOO_LARGE = "Filen har för hög upplösning"
BROKEN = {
    "a broken GIF": ("bild.gif", lambda: picture("GIF")[:30], UNREADABLE),
    "a GIF of nothing": ("bild.gif", lambda: b"GIF89a" + b"\xff" * 40, UNREADABLE),
    "half a JPEG": ("bild.jpg", lambda: picture(size=(400, 400))[:900], UNREADABLE),
    "half a PNG": ("bild.png", lambda: picture("PNG", size=(400, 400))[:300], UNREADABLE),
    "text": ("bild.jpg", lambda: b"Det var en gang en bild.", NO_PICTURE),
    "a page": ("bild.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", SVG_AS_PNG),
    "nothing": ("bild.jpg", lambda: b"", "Den skickade filen är tom."),
    "a bomb": ("bild.png", lambda: png_header_only(50_000, 50_000), TOO_LARGE),
    "more than may be": ("bild.png", large_png, TOO_LARGE),
    "another kind": ("bild.bmp", lambda: b"BM" + b"\0" * 60, OTHER_KIND),
    "a document": ("bild.pdf", lambda: b"%PDF-1.7", NO_PICTURE),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", BROKEN)
def test_invalid_file_is_told_at_its_field_and_loses_nothing(editor, way, what):
    name, make, message = BROKEN[what]
    response = upload(editor, make(), name, way, title="Min titel", alt_text_sv="Min text")
    assert (response.status_code, SiteImage.objects.count()) == (200, 0)
    if way == "several at once":
        answer = response.json()
        assert (answer["success"], answer["error_message"].startswith(message)) == (False, True)
    elif way == "form":
        shown = errors(response)
        assert (list(shown), shown["file"][0].startswith(message)) == (["file"], True)
        form = response.context["form"]
        assert (form["title"].value(), form["alt_text_sv"].value()) == ("Min titel", "Min text")
    else:
        html = response.json()["htmlFragment"]
        assert [part in html for part in (message, 'value="Min titel"', 'value="Min text"')] == [True] * 3


@pytest.mark.parametrize("way", WAYS)
def test_alternative_texts_are_kept_per_language(editor, way):
    texts = {"alt_text_sv": "En stadsvik med is", "alt_text_en": "A frozen bay"}
    response = upload(editor, picture(), way=way, **texts)
    image = SiteImage.objects.get()
    if way == "several at once":  # the texts are asked for when the file has come
        assert image.alt_texts == {}
        address = reverse("wagtailimages:edit_multiple", args=[image.pk])
        for name in texts:
            assert f'name="image-{image.pk}-{name}"' in response.json()["form"]
        data = {f"image-{image.pk}-{name}": value for name, value in {"title": "A", "collection": 1, **texts}.items()}
        answer = editor.post(address, data, headers=BY_SCRIPT)
        assert answer.json()["success"] is True
    image.refresh_from_db()
    assert image.alt_texts == {"sv": "En stadsvik med is", "en": "A frozen bay"}
    for code, text in image.alt_texts.items():
        with override(code):
            assert (image.alt_text, image.alt_text.lang) == (text, "")


def test_alternative_texts_can_be_changed_and_taken_away(editor):
    image = ImageFactory(alt_texts={"sv": "Gammal", "en": "Old"})
    address = reverse("wagtailimages:edit", args=[image.pk])
    form = editor.get(address).context["form"]
    assert [form[f"alt_text_{code}"].value() for code in ("sv", "en")] == ["Gammal", "Old"]
    editor.post(address, {"title": image.title, "collection": 1, "alt_text_sv": "Ny", "alt_text_en": ""})
    image.refresh_from_db()
    assert image.alt_texts == {"sv": "Ny"}
    with override("en"):
        assert (image.alt_text, image.alt_text.lang) == ("Ny", "sv")


@pytest.mark.parametrize("way", WAYS)
def test_title_and_file_name_never_become_an_alternative_text(editor, client, home, way):
    upload(editor, picture(), "Lulea Siluett Vit Bg.jpg", way, title="Lulea Siluett Vit Bg")
    image = SiteImage.objects.get()
    body = [
        {"type": "image", "value": {"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": ""}}
    ]
    edition = ConferencePageFactory(parent=home, picture=image, body=body)
    client.logout()
    html = client.get(edition.url).content.decode()
    shown = re.findall(r'<img alt="([^"]*)" class="picture__image"', html)
    assert shown == ["", ""]
    assert "Siluett" not in html.replace(image.file.name, "").replace("Lulea_Siluett", "")
    assert image.default_alt_text == ""


def test_alternative_text_in_context_comes_before_the_pictures_own(client, home):
    image = ImageFactory(alt_texts={"sv": "Bildens egen"})
    value = {"image": {"image": image.pk, "alt_text": "I sammanhanget", "decorative": False}, "caption": "Foto"}
    edition = ConferencePageFactory(parent=home, picture=image, body=[{"type": "image", "value": value}])
    html = client.get(edition.url).content.decode()
    assert [html.count(f'alt="{text}"') for text in ("Bildens egen", "I sammanhanget")] == [1, 1]


def test_picture_is_offered_in_small_formats_with_its_size(client, home):
    edition = ConferencePageFactory(parent=home, picture=ImageFactory())
    html = client.get(edition.url).content.decode()
    assert [f'type="image/{form}"' in html for form in ("avif", "webp")] == [True, True]
    assert 'width="' in html
    assert 'height="' in html
    assert ".jpg" in html
