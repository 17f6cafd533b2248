"""What pages show of pictures is made when they are stored, and no page waits for it or dies of it."""

import re
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from home.media import renditions
from home.models import SiteImage, SiteRendition
from home.signals import minute_jobs
from tests.factories import ConferencePageFactory, ImageFactory
from tests.home.test_images import BY_SCRIPT, WAYS, exif, picture, stored, upload

DATA = Path(__file__).with_name("data")


def saved(image, kind="PNG", **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def grey():
    """Of sixteen bits, with a field in the middle of one tone."""
    tones = np.arange(120 * 80, dtype="uint16").reshape(80, 120) * 6
    tones[20:60, 40:80] = 600
    return Image.fromarray(tones)


PLAIN = Image.new("RGB", (120, 80), "#0d2f3b")
CLEAR = Image.new("RGBA", (120, 80), (13, 47, 59, 90))
# Every way in which a file can hold a picture, with its ending, and whether something of it is transparent.
KINDS = {
    "16 bits of grey": ("png", lambda: (DATA / "grey16.png").read_bytes(), False),
    "16 bits of grey with a key": ("png", lambda: saved(grey(), transparency=600), True),
    "one bit": ("png", lambda: saved(PLAIN.convert("1")), False),
    "one bit with a key": ("png", lambda: saved(PLAIN.convert("1"), transparency=0), True),
    "grey": ("png", lambda: saved(PLAIN.convert("L")), False),
    "grey with alpha": ("png", lambda: saved(CLEAR.convert("LA")), True),
    "a palette": ("png", lambda: saved(PLAIN.convert("P")), False),
    "a logo of TinyPNG": ("png", lambda: (DATA / "tinypng_logo.png").read_bytes(), True),
    "a colour that is none": ("png", lambda: (DATA / "rgb_trns.png").read_bytes(), True),
    "alpha": ("png", lambda: saved(CLEAR), True),
    "alpha that hides nothing": ("png", lambda: saved(PLAIN.convert("RGBA")), False),
    "CMYK": ("jpg", lambda: saved(PLAIN.convert("CMYK"), "JPEG"), False),
    "CMYK with a false profile": ("jpg", lambda: saved(PLAIN.convert("CMYK"), "JPEG", icc_profile=b"x" * 200), False),
    "a grey photograph": ("jpg", lambda: saved(PLAIN.convert("L"), "JPEG"), False),
    "a telephone's": ("jpg", lambda: picture("MPO", (120, 80)), False),
    "moving GIF": ("gif", lambda: (DATA / "animated.gif").read_bytes(), None),
    "GIF": ("gif", lambda: saved(PLAIN.convert("P"), "GIF"), False),
    "WebP with alpha": ("webp", lambda: saved(CLEAR, "WEBP", lossless=True), True),
    "AVIF with alpha": ("avif", lambda: saved(CLEAR, "AVIF"), True),
    "turned": ("png", lambda: saved(PLAIN, exif=exif()), False),
    "moving PNG": ("png", lambda: saved(PLAIN, save_all=True, append_images=[PLAIN.rotate(90)]), False),
    "false metadata": ("png", lambda: saved(PLAIN, exif=b"Exif\0\0false"), False),
    "one pixel": ("png", lambda: saved(PLAIN.resize((1, 1))), False),
    "one line": ("png", lambda: saved(PLAIN.resize((4000, 1))), False),
    "one column": ("png", lambda: saved(PLAIN.resize((1, 4000))), False),
    "a long page": ("png", lambda: saved(PLAIN.resize((1100, 20_000))), False),
}


def shown_in(html):
    return re.findall(r'class="picture__image"[^>]* src="([^"]+)"', html)


@pytest.mark.parametrize("name", KINDS)
def test_picture_of_any_kind_is_shown_whole(editor, home, name):
    ending, make, is_transparent = KINDS[name]
    assert upload(editor, make(), f"bild.{ending}").status_code == 302
    image = SiteImage.objects.get()
    assert {one.spec for one in renditions.filters_of(image)} == set(
        image.renditions.filter(filter_spec__contains="format-").values_list("filter_spec", flat=True)
    )
    if is_transparent is not None:
        assert image.has_transparency == is_transparent
    for rendition in image.renditions.all():
        with Image.open(BytesIO(stored(rendition))) as made:
            alpha = made.convert("RGBA").getchannel("A").getextrema()
            assert made.mode in ("RGB", "RGBA"), rendition.filter_spec
            assert (alpha[0] < 255) == image.has_transparency, rendition.filter_spec
    edition = ConferencePageFactory(parent=home, picture=image)
    editor.logout()
    (shown,) = shown_in(editor.get(edition.url).content.decode())
    assert shown.endswith(".png" if image.has_transparency else ".jpg")


def test_tones_of_sixteen_bits_reach_the_visitor(editor):
    upload(editor, (DATA / "grey16.png").read_bytes(), "karta.png")
    image = SiteImage.objects.get()
    rendition = image.renditions.get(filter_spec="format-webp|width-480")
    with Image.open(DATA / "grey16.png") as was, Image.open(BytesIO(stored(rendition))) as made:
        wanted = Image.fromarray((np.asarray(was) // 257).astype("uint8")).resize(made.size)
        difference = np.abs(np.asarray(wanted).astype(int) - np.asarray(made.convert("L")).astype(int))
    assert difference.mean() < 4


@pytest.mark.parametrize("way", WAYS)
def test_renditions_are_made_in_every_way_to_upload(editor, way):
    upload(editor, picture(size=(300, 200)), "bild.jpg", way)
    image = SiteImage.objects.get()
    assert renditions.lacking(SiteImage.objects.all()) == []
    assert image.renditions.filter(filter_spec="format-avif|fill-192x192").exists()


def test_replaced_file_has_renditions_of_its_own(editor):
    upload(editor, picture(size=(300, 200)), "bild.jpg")
    image = SiteImage.objects.get()
    before = set(image.renditions.values_list("pk", flat=True))
    file = ContentFile(saved(CLEAR), name="ny.png")
    editor.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Ny", "collection": 1, "file": file})
    image.refresh_from_db()
    assert image.has_transparency
    assert renditions.lacking(SiteImage.objects.all()) == []
    assert before & set(image.renditions.values_list("pk", flat=True)) == set()


def test_portrait_of_any_size_is_cropped_around_its_focal_point(db):
    original = Image.new("RGB", (3000, 1000), "white")
    original.paste("black", (2400, 300, 2800, 700))
    focal = {"focal_point_x": 2600, "focal_point_y": 500, "focal_point_width": 400, "focal_point_height": 400}
    image = SiteImage.objects.create(title="A", file=ContentFile(saved(original), name="a.png"), **focal)
    with Image.open(BytesIO(stored(image.renditions.get(filter_spec="format-webp|fill-384x384")))) as made:
        grey = np.asarray(made.convert("L"))
    assert made.size == (384, 384)
    assert grey.mean() == pytest.approx(255 * (1 - 400 * 400 / 1000 / 1000), rel=0.03)


def test_purged_renditions_are_remade_before_pages_link_to_them(client, home):
    image = ImageFactory()
    edition = ConferencePageFactory(parent=home, picture=image)
    assert shown_in(client.get(edition.url).content.decode()) != []
    call_command("wagtail_update_image_renditions", purge_only=True, stdout=StringIO())
    for rendition in SiteRendition.objects.all():
        rendition.file.storage.delete(rendition.file.name)
    html = client.get(edition.url).content.decode()
    assert (shown_in(html), "picture-place" in html) == ([], True)
    assert SiteRendition.objects.count() == 0
    minute_jobs.send(sender=None)
    (address,) = shown_in(client.get(edition.url).content.decode())
    assert image.file.storage.exists(address.removeprefix("/media/"))


def test_deleted_files_of_renditions_are_made_anew(client, home):
    image = ImageFactory()
    edition = ConferencePageFactory(parent=home, picture=image)
    client.get(edition.url)
    for rendition in image.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    assert shown_in(client.get(edition.url).content.decode()) == []
    minute_jobs.send(sender=None)
    assert len(shown_in(client.get(edition.url).content.decode())) == 1


def test_picture_from_before_is_looked_at_within_the_minute(db):
    image = ImageFactory(file=ContentFile(saved(CLEAR), name="gammal.png"))
    image.renditions.all().delete()
    SiteImage.objects.update(has_transparency=None)
    minute_jobs.send(sender=None)
    image.refresh_from_db()
    assert image.has_transparency
    assert image.renditions.filter(filter_spec="format-png|width-480").exists()


def test_broken_picture_keeps_no_other_from_being_made(db, caplog):
    broken, whole = ImageFactory(), ImageFactory()
    SiteRendition.objects.all().delete()
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"no picture")
    minute_jobs.send(sender=None)
    assert (broken.renditions.count(), whole.renditions.count() > 3) == (0, True)
    assert f"{broken.pk} (" in caplog.text


def test_editor_sees_a_broken_picture_and_no_error(editor):
    image = ImageFactory()
    SiteRendition.objects.all().delete()
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"no picture")
    for address in (reverse("wagtailimages:index"), reverse("wagtailimages:edit", args=[image.pk])):
        assert editor.get(address).status_code == 200


@pytest.mark.parametrize("name", ["moving GIF", "moving PNG"])
def test_moving_picture_is_said_to_stand_still(editor, name):
    ending, make, _is_transparent = KINDS[name]
    answer = upload(editor, make(), f"rorlig.{ending}", "several at once").json()["form"]
    image = SiteImage.objects.get()
    edit = editor.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    add = editor.get(reverse("wagtailimages:add")).content.decode()
    assert ["står den still" in html for html in (answer, edit)] == [True, True]
    assert "En rörlig bild står still" in add
    still = upload(editor, picture(), "bild.jpg", "several at once")
    assert "står den still" not in still.json()["form"]


def test_photograph_of_a_telephone_is_taken(editor):
    data = saved(Image.new("RGB", (8000, 6000), "#0d2f3b"), "JPEG")
    response = editor.post(
        reverse("wagtailimages:add_multiple"), {"files[]": ContentFile(data, name="bild.jpg")}, headers=BY_SCRIPT
    )
    assert response.json()["success"] is True
    image = SiteImage.objects.get()
    assert image.width * image.height <= 12_100_000
