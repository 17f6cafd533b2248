"""Pictures as the site needs them: eight bits a tone, upright, in sRGB, and no larger in memory than it has to be.

Some files take many times their size to decode: a WebP of 70 kB may take 600 MB. Such a one is scaled down in a
process of its own, which gives the memory back: this file is run as a program, without Django.
"""

import resource
import struct
import subprocess
import sys
from io import BytesIO
from math import ceil, sqrt
from pathlib import Path

from PIL import Image, ImageCms

from home.media.picture_files import is_lossless_webp

ROOT = Path(__file__).resolve().parents[2]
MAX_BYTES_HERE = 200 * 1024**2  # that decoding may take in the process that serves the site
MAX_BYTES_APART = 2 * 1024**3
MAX_SECONDS_APART = 60
SCALED_PIXELS = 12_000_000  # what is scaled down has no more
MAX_SIDE = 16_000  # WebP has no longer ones
ORIENTATION = 0x0112  # of EXIF: how the camera was held
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# How many bytes a decoder takes for a pixel, at most, with the picture itself and one copy of it.
DECODING = {"WEBP": 16, "AVIF": 12, "GIF": 8}
MODES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "LA": 4, "PA": 4}


class Unreadable(ValueError):
    """A picture that cannot be decoded within what is allowed."""


def open_picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def bytes_to_decode(picture: Image.Image, scale: float = 1) -> float:
    """About how much memory decoding takes; a JPEG can be decoded smaller than it is."""
    pixels = picture.width * picture.height
    if picture.format in ("JPEG", "MPO"):
        coefficients = 6 if picture.info.get("progressive") else 0
        return pixels * (coefficients + 8 * min(1, (2 * scale) ** 2))
    return pixels * DECODING.get(picture.format, 2 * MODES.get(picture.mode, 4))


def is_heavy(picture: Image.Image, scale: float = 1) -> bool:
    return bytes_to_decode(picture, scale) > MAX_BYTES_HERE


def scale_to_keep(picture: Image.Image, max_pixels: int, is_rewritten: bool) -> float:
    """The factor by which a picture is scaled down before it is stored; 1 leaves it as it is."""
    pixels = picture.width * picture.height
    scale = min(1, MAX_SIDE / max(picture.size))
    if pixels > max_pixels or is_heavy(picture, 1 if is_rewritten else 0):
        scale = min(scale, sqrt(SCALED_PIXELS / pixels))
    return scale


def load(picture: Image.Image, scale: float = 1) -> Image.Image:
    """Decode a picture: upright, with eight bits a tone, by `scale` smaller."""
    full = picture.size
    if scale < 1:
        picture.draft(picture.mode, tuple(ceil(side * scale) for side in full))
    picture.load()
    image = eight_bits(picture) if picture.mode.startswith(("I", "F")) else picture
    target = tuple(max(1, round(side * scale)) for side in full)
    if scale < 1 and image.size != target:
        image = full_colours(image).resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    turn = TURNS.get(orientation_of(picture))
    return image if turn is None else image.transpose(turn)


def orientation_of(picture: Image.Image) -> int:
    """How the camera was held; what it wrote may be broken, and the picture whole."""
    try:
        return picture.getexif().get(ORIENTATION, 1)
    except (SyntaxError, ValueError, OSError, struct.error):
        return 1


def eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight: white stays white, and what is transparent stays so."""
    import numpy as np

    tones = np.asarray(picture)
    is_wide = picture.mode.startswith("I;16") or tones.max(initial=0) > 255
    image = Image.fromarray((tones // 257 if is_wide else tones).clip(0, 255).astype("uint8"), "L")
    if isinstance(key := picture.info.get("transparency"), int):
        image.putalpha(Image.fromarray(np.where(tones == key, 0, 255).astype("uint8"), "L"))
    return image


def has_alpha(image: Image.Image) -> bool:
    return "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La")


def full_colours(image: Image.Image) -> Image.Image:
    """The picture without palette: its colours in numbers that can be scaled."""
    if has_alpha(image):
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("L" if image.mode == "1" else "RGB")


def as_shown(picture: Image.Image, scale: float = 1) -> Image.Image:
    """A picture ready to be shown in a browser: RGB, or RGBA where anything of it is transparent; in sRGB."""
    image = full_colours(load(picture, scale))
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = in_srgb(image, picture.info.get("icc_profile"))
    if alpha and alpha.getextrema()[0] < 255:
        colours.putalpha(alpha)
    return colours


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as its own profile means them; a profile that cannot be read, or fits no such picture, is ignored."""
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            space = given.profile.xcolor_space.strip()
            source = image if space == {"L": "GRAY"}.get(image.mode, image.mode) else image.convert("RGB")
            return ImageCms.profileToProfile(source, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass
    return image.convert("RGB")


def encoded_anew(data: bytes, scale: float = 1) -> bytes:
    """The picture as a file of its own kind and nothing else: upright, still, and smaller if it has to be."""
    with open_picture(data) as picture:
        kind = "JPEG" if picture.format == "MPO" else picture.format
        image = load(picture, scale)
        kept = {name: image.info[name] for name in ("icc_profile", "transparency") if name in image.info}
        options = {"quality": 92} if kind in ("JPEG", "WEBP", "AVIF") else {}
        if kind == "WEBP" and is_lossless_webp(data):
            options = {"lossless": True, "exact": True}
        image.info = {}
        buffer = BytesIO()
        image.save(buffer, kind, **options, **kept)
    return buffer.getvalue()


def encoded_apart(data: bytes, scale: float) -> bytes:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "home.media.picture_reading", str(scale)]
    try:
        done = subprocess.run(  # noqa: S603 (nothing of the command comes from outside)
            command, input=data, capture_output=True, timeout=MAX_SECONDS_APART, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("it takes too long") from error
    if done.returncode:
        raise Unreadable(done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200])
    return done.stdout


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES_APART, MAX_BYTES_APART))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS_APART, MAX_SECONDS_APART))
    sys.stdout.buffer.write(encoded_anew(sys.stdin.buffer.read(), float(sys.argv[1])))


if __name__ == "__main__":
    main()
