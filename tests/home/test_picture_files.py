"""What is the picture is kept, bit for bit where it can be; and decoding takes no more memory than it should."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from django.core.files.base import ContentFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from home.media import picture_files
from home.media.image_form import prepared
from tests.home.test_images import SECRETS, exif, picture

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).with_name("data")


def saved(image, kind, **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def kept(data, name="bild"):
    return prepared(ContentFile(data, name=name)).read()


def noise(mode="RGB", size=(60, 40)):
    pixels = np.random.default_rng(3).integers(0, 255, (size[1], size[0], len(mode)), dtype=np.uint8)
    return Image.fromarray(pixels.squeeze(), mode)


def pixels(data):
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA").tobytes()


WITHOUT_METADATA = {
    "JPEG": saved(noise(), "JPEG", quality=40),
    "a progressive JPEG": saved(noise(), "JPEG", progressive=True),
    "a JPEG in CMYK": saved(noise("CMYK"), "JPEG"),
    "PNG": saved(noise(), "PNG"),
    "an interlaced palette": saved(noise().convert("P"), "PNG", transparency=3),
    "WebP": saved(noise(), "WEBP"),
    "WebP without loss": saved(noise("RGBA"), "WEBP", lossless=True),
    "moving WebP": saved(noise(), "WEBP", save_all=True, append_images=[noise().rotate(90)], duration=90),
    "AVIF": saved(noise(), "AVIF"),
    "GIF": saved(noise().convert("P"), "GIF"),
    "moving GIF": (DATA / "animated.gif").read_bytes(),
    "moving PNG": saved(noise(), "PNG", save_all=True, append_images=[noise().rotate(90)], duration=90),
}


@pytest.mark.parametrize("name", WITHOUT_METADATA)
def test_picture_without_metadata_is_kept_byte_for_byte(name):
    assert kept(WITHOUT_METADATA[name]) == WITHOUT_METADATA[name]


def with_metadata(kind, **options):
    """A picture with what cameras write, held upright."""
    written = exif()
    del written[0x0112]
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", "Hemlig Fotograf")
        text.add_itxt("XML:com.adobe.xmp", "Hemlig Fotograf")
        options |= {"pnginfo": text}
    else:
        options |= {"xmp": b"<x>Hemlig Fotograf</x>"}
    return saved(noise(), kind, exif=written, **options)


@pytest.mark.parametrize(
    ("kind", "options"),
    [(kind, {"comment": b"secret comment"}) for kind in ("GIF", "JPEG")] + [("PNG", {}), ("WEBP", {})],
)
def test_metadata_goes_without_encoding_the_picture_again(kind, options):
    data = with_metadata(kind, **options)
    clean = kept(data)
    assert [secret for secret in SECRETS if secret in clean] == []
    assert any(secret in data for secret in SECRETS)
    assert pixels(clean) == pixels(data)
    assert len(clean) < len(data)


def test_what_follows_a_photograph_in_its_file_goes():
    for kind in ("GIF", "JPEG", "PNG", "WEBP"):
        assert b"Hemlig film" not in kept(saved(noise(), kind) + b"Hemlig film")
    with Image.open(BytesIO(kept(picture("MPO")))) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)


MOVING = saved(noise().convert("P"), "GIF", save_all=True, append_images=[noise().rotate(90).convert("P")])
JPEG = WITHOUT_METADATA["JPEG"]
PADDED = {
    "after the first part": (JPEG[:20] + b"\0\0" + JPEG[20:], JPEG),
    "before the picture": (JPEG.replace(b"\xff\xda", b"\0\0\xff\xda", 1), JPEG),
    "between frames": (MOVING.replace(b"\0!\xf9", b"\0\0\0!\xf9"), MOVING),
}


@pytest.mark.parametrize("name", PADDED)
def test_what_stands_between_the_parts_goes(name):
    padded, expected = PADDED[name]
    assert (padded != expected, kept(padded)) == (True, expected)


def test_colour_profile_is_kept():
    from PIL.ImageCms import ImageCmsProfile, createProfile

    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        for data in (saved(noise(), kind, icc_profile=profile), saved(noise(), kind, icc_profile=profile, exif=exif())):
            with Image.open(BytesIO(kept(data))) as image:
                assert image.info["icc_profile"] == profile, kind


def test_webp_without_loss_is_turned_without_loss():
    data = saved(noise("RGBA"), "WEBP", lossless=True, exact=True, exif=exif())
    clean = kept(data)
    assert picture_files.is_lossless_webp(clean)
    with Image.open(BytesIO(data)) as image:
        assert pixels(clean) == image.transpose(Image.Transpose.ROTATE_270).convert("RGBA").tobytes()


@pytest.mark.parametrize("name", ["tinypng_logo.png", "rgb_trns.png"])
def test_transparency_is_kept_also_when_a_picture_is_turned(name):
    data = (DATA / name).read_bytes()
    assert kept(data) == data
    with Image.open(BytesIO(data)) as image:
        turned = kept(saved(image, "PNG", exif=exif(), transparency=image.info["transparency"]))
        expected = image.convert("RGBA").transpose(Image.Transpose.ROTATE_270).tobytes()
    assert pixels(turned) == expected


def test_sixteen_bits_of_grey_keep_their_tones():
    with Image.open(BytesIO(kept((DATA / "grey16.png").read_bytes()))) as image, Image.open(DATA / "grey16.png") as was:
        assert image.mode == "L"
        tones = np.abs(np.asarray(image).astype(int) - np.asarray(was).astype(float) / 257)
    assert tones.max() <= 1


def memory_of(code: str, data: bytes) -> int:
    """The most memory, in MB, of a process that runs code with `data`."""
    run = (
        "import sys\nfrom pathlib import Path\nfrom home.media import picture_reading\ndata = sys.stdin.buffer.read()\n"
        f"{code}\nprint(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", run], input=data, capture_output=True, cwd=ROOT, check=True)  # noqa: S603
    return int(done.stdout) // 1024


KEEP = """with picture_reading.open_picture(data) as picture:
    scale = picture_reading.scale_to_keep(picture, 40_000_000, False)
    heavy = picture_reading.is_heavy(picture, scale)
    if scale == 1:
        picture_reading.load(picture, 0.125 if picture.format == "JPEG" else 1)
        clean = data
    else:
        clean = (picture_reading.encoded_apart if heavy else picture_reading.encoded_anew)(data, scale)
with picture_reading.open_picture(clean) as picture:
    picture_reading.as_shown(picture, 1440 / picture.width)
    assert picture.width * picture.height <= 40_000_000
"""
LARGE = {
    "WebP": lambda: saved(Image.new("RGB", (7800, 5000), "#0d2f3b"), "WEBP", method=0),
    "PNG": lambda: saved(Image.new("RGBA", (7800, 5000)), "PNG", compress_level=1),
    "JPEG": lambda: saved(Image.new("RGB", (12000, 9000), "#0d2f3b"), "JPEG"),
    "progressive JPEG": lambda: saved(Image.new("RGB", (8000, 6000)), "JPEG", progressive=True),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_picture_takes_no_more_memory_than_it_may(name):
    data = LARGE[name]()
    memory = memory_of(KEEP, data)
    assert memory < 300  # in the process that serves the site


def test_photograph_of_a_telephone_is_scaled_down():
    size = (8000, 6000)
    data = saved(Image.new("RGB", size, "#0d2f3b"), "JPEG", exif=exif())
    with Image.open(BytesIO(kept(data))) as image:
        assert image.width * image.height <= 12_100_000
        assert image.width / image.height == pytest.approx(size[1] / size[0], rel=0.01)  # turned as it was held
