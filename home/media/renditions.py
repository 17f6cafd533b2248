"""The smaller versions of pictures that pages show: which they are, and how they are made.

They are made when a picture is stored, and by `publish_scheduled` where one is missing; never while a page is read.
"""

import copy
import logging
import os
from functools import cache
from io import BytesIO
from time import monotonic

from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import receiver
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS, Filter

from home.media import picture_reading
from home.signals import minute_jobs

logger = logging.getLogger(__name__)

PICTURE_WIDTHS = (480, 960, 1440)
PORTRAIT_SIDES = (192, 384)
THUMBNAIL = "fill-192x192|format-webp"
ENCODING = {
    "avif": {"quality": 61, "speed": 8},  # a fifth of the time of the usual speed, for files a tenth larger
    "webp": {"quality": 80},
    "jpeg": {"quality": 76, "progressive": True, "optimize": True},
    "png": {"optimize": True},
}
MAX_SECONDS_A_MINUTE = 20  # for what is missing, so that publications are not kept waiting
MAX_NAME = 59


def formats(image) -> tuple[str, ...]:
    """Those that pages offer of a picture. What any browser shows stands last; JPEG knows nothing transparent."""
    return "avif", "webp", "png" if image.has_transparency else "jpeg"


def picture_specs(image) -> list[str]:
    """No width twice when the original is small."""
    widths = [width for n, width in enumerate(PICTURE_WIDTHS) if not n or image.width > PICTURE_WIDTHS[n - 1]]
    return [f"format-{kind}|width-{width}" for kind in formats(image) for width in widths]


def portrait_specs(image) -> list[str]:
    """A square, cropped around the focal point."""
    sides = PORTRAIT_SIDES if min(image.width, image.height) > PORTRAIT_SIDES[0] else PORTRAIT_SIDES[:1]
    return [f"format-{kind}|fill-{side}x{side}" for kind in formats(image) for side in sides]


def thumbnail_specs(image) -> list[str]:
    return [THUMBNAIL]


USES = {"picture": picture_specs, "portrait": portrait_specs, "thumbnail": thumbnail_specs}


def filters_of(image) -> list[Filter]:
    """All that pages may ask of a picture."""
    return [filter_of(spec) for specs in USES.values() for spec in specs(image)]


@cache
def filter_of(spec: str) -> Filter:
    """Its operations are worked out once."""
    return Filter(spec)


def exists(rendition) -> bool:
    """Whether its file exists. It may have been purged, or a database restored without its files."""
    try:
        return bool(rendition.file) and rendition.file.storage.exists(rendition.file.name)
    except OSError:
        return False


def ready(image, specs: list[str]) -> dict:
    """Existing renditions by spec, from the cache or else the database. None is made."""
    filters = [filter_of(spec) for spec in specs]
    model = image.get_rendition_model()
    if image._get_prefetched_renditions() is not None:
        found = {filter.spec: one for filter, one in image.find_existing_renditions(*filters).items()}
    else:
        keys = {model.construct_cache_key(image, one.get_cache_key(image), one.spec): one.spec for one in filters}
        cached = model.cache_backend.get_many(keys)
        found = {keys[key]: rendition for key, rendition in cached.items() if exists(rendition)}
        if missing := {key: spec for key, spec in keys.items() if spec not in found}:
            stored = {
                model.construct_cache_key(image, one.focal_point_key, one.filter_spec): one
                for one in image.renditions.filter(filter_spec__in=missing.values())
            }
            stored = {key: one for key, one in stored.items() if key in missing}
            model.cache_backend.set_many(stored)
            found |= {missing[key]: one for key, one in stored.items()}
    for rendition in found.values():
        rendition.image = image
    return {spec: found[spec] for spec in specs if spec in found and exists(found[spec])}


def make(image) -> list[str]:
    """Make what is missing of a picture; what could not be made, by spec. Raises where the picture cannot be read."""
    with transaction.atomic():
        if not type(image).objects.select_for_update(no_key=True).filter(pk=image.pk).exists():
            return []
        shown = None
        if image.has_transparency is None:
            shown = read(image, filters_of(image))
            image.has_transparency = shown.mode == "RGBA"
            type(image).objects.filter(pk=image.pk).update(has_transparency=image.has_transparency)
        stored = list(image.renditions.all())
        image.renditions.filter(pk__in=[one.pk for one in stored if not exists(one)]).delete()
        there = {(one.filter_spec, one.focal_point_key) for one in stored if exists(one)}
        filters = [one for one in filters_of(image) if (one.spec, one.get_cache_key(image)) not in there]
        if not filters:
            return []
        shown = shown or read(image, filters)
        made, failed = [], []
        for filter in filters:
            try:
                made.append(rendition_of(image, filter, shown))
            except Exception:
                logger.exception("Picture %s has no rendition %s", image.pk, filter.spec)
                failed.append(filter.spec)
        image.get_rendition_model().objects.bulk_create(made)
        return failed


def read(image, filters: list[Filter]) -> PillowImage.Image:
    """The picture as large as the largest of some renditions needs it."""
    scale = max(min(1, max(filter.get_transform(image).scale)) for filter in filters)
    with image.open_file() as file:
        data = file.read()
    with picture_reading.open_picture(data) as picture:
        if not picture_reading.is_heavy(picture, scale):
            return picture_reading.as_shown(picture, scale)
    with picture_reading.open_picture(picture_reading.encoded_apart(data, scale)) as picture:
        return picture_reading.as_shown(picture)


def rendition_of(image, filter: Filter, shown: PillowImage.Image):
    """A rendition that is not stored yet, made of the picture as `read` gives it."""
    small = copy.copy(image)
    small.width, small.height = shown.size
    for name in ("focal_point_x", "focal_point_width", "focal_point_y", "focal_point_height"):
        if (value := getattr(image, name)) is not None:
            full, size = (image.width, small.width) if name.endswith(("x", "width")) else (image.height, small.height)
            setattr(small, name, round(value * size / full))
    transform = filter.get_transform(small)
    size = tuple(max(1, side) for side in transform.size)
    part = shown.crop(tuple(transform.get_rect().round())).resize(size, PillowImage.Resampling.LANCZOS)
    kind = next(
        (kind for kind in ENCODING if f"format-{kind}" in filter.spec), "png" if part.mode == "RGBA" else "jpeg"
    )
    if kind == "jpeg" and part.mode == "RGBA":
        white = PillowImage.new("RGBA", part.size, "white")
        part = PillowImage.alpha_composite(white, part).convert("RGB")
    buffer = BytesIO()
    part.save(buffer, kind.upper(), **ENCODING[kind])
    key = filter.get_cache_key(image)
    ending = ".".join(filter_part for filter_part in (key, filter.spec.replace("|", ".")) if filter_part)
    ending += IMAGE_FORMAT_EXTENSIONS[kind]
    name = os.path.splitext(image.filename)[0][: MAX_NAME - len(ending)] + "." + ending
    return image.get_rendition_model()(
        image=image, filter_spec=filter.spec, focal_point_key=key, file=ContentFile(buffer.getvalue(), name=name)
    )


def lacking(images) -> list:
    """The pictures that lack a rendition, or the file of one."""
    found = []
    for image in images.prefetch_related("renditions"):
        there = {(one.filter_spec, one.focal_point_key) for one in image.renditions.all() if exists(one)}
        wanted = {(filter.spec, filter.get_cache_key(image)) for filter in filters_of(image)}
        if image.has_transparency is None or not wanted <= there:
            found.append(image)
    return found


@receiver(minute_jobs)
def make_missing(**kwargs):
    """By `publish_scheduled`: what could not be made at the upload, or has been deleted since. A few each minute."""
    images, failed = get_image_model().objects, []
    end = monotonic() + MAX_SECONDS_A_MINUTE
    for image in lacking(images.order_by("-pk")):
        if monotonic() > end:
            break
        try:
            make(images.get(pk=image.pk))
        except Exception as error:  # noqa: BLE001 (a picture that cannot be read keeps no other from it)
            failed.append(f"{image.pk} ({error})")
    if failed:
        logger.warning("Of these pictures nothing can be shown: %s", ", ".join(failed))
