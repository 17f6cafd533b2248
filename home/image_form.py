"""Uploads of pictures: alternative texts asked for, broken files refused kindly, what a camera wrote taken away."""

import struct
from io import BytesIO

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.forms import BaseImageForm
from wagtail.models import Locale

from home.alternative_texts import refuse_file_name

# What Pillow and Willow raise for files that are broken, cut off or no pictures at all.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, PillowImage.DecompressionBombError)


class SiteImageForm(BaseImageForm):
    """Asks for an alternative text per language, refuses broken files kindly, and removes what a camera wrote."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.to_python = refusing_the_unreadable(file.to_python)
        for locale in sorted(Locale.objects.all(), key=lambda locale: locale.language_code != settings.LANGUAGE_CODE):
            self.fields[f"alt_text_{locale.language_code}"] = forms.CharField(
                label=_("Alternative text, %(language)s") % {"language": locale.get_display_name()},
                help_text=_("What the picture shows that matters, in a sentence. Empty if it is only decorative."),
                initial=(self.instance.alt_texts or {}).get(locale.language_code, ""),
                max_length=255,
                required=False,
                validators=[refuse_file_name],
            )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return refusing_the_unreadable(without_metadata)(file) if file and "file" in self.changed_data else file

    def save(self, commit=True):
        self.instance.alt_texts = {
            name.removeprefix("alt_text_"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("alt_text_") and text
        }
        return super().save(commit=commit)


def refusing_the_unreadable(function):
    """The same function of a file, with a message to the editor where the file cannot be read."""

    def checked(file):
        try:
            return function(file)
        except UNREADABLE as error:
            raise ValidationError(
                _("This picture cannot be read. Open it in a picture program, save it anew and try again.")
            ) from error

    return checked


def without_metadata(file):
    """The uploaded picture, turned as its EXIF says, without EXIF, place, owner or comments.

    Formats that carry nothing (GIF) are only decoded, which proves that they are whole. Raises UNREADABLE.
    """
    file.seek(0)
    with PillowImage.open(file) as picture:
        width, height = picture.size
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise PillowImage.DecompressionBombError
        kind = "JPEG" if picture.format == "MPO" else picture.format  # a telephone's JPEG, with more pictures inside
        picture.load()
        if kind not in ("JPEG", "PNG", "WEBP", "AVIF"):
            file.seek(0)
            return file
        buffer = BytesIO()
        quality = {"quality": 92} if kind != "PNG" else {}
        if kind in ("PNG", "WEBP") and getattr(picture, "is_animated", False):
            clean = picture
            clean.save(buffer, kind, save_all=True, exif=b"", **quality)
        else:
            clean = ImageOps.exif_transpose(picture)
            kept = {"icc_profile": picture.info["icc_profile"]} if picture.info.get("icc_profile") else {}
            clean.info = {}
            clean.save(buffer, kind, **quality, **kept)
    result = ContentFile(buffer.getvalue(), name=file.name)
    result.image = clean
    return result
