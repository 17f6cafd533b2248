"""Uploads of pictures: alternative texts asked for, broken files refused kindly, what a camera wrote taken away."""

import struct
from math import inf

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from wagtail.images.forms import BaseImageForm

from home.languages import added_languages
from home.media import picture_files, picture_reading
from home.media.alternative_texts import refuse_file_name

# What Pillow and Willow raise for files that are broken, cut off or no pictures at all.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, PillowImage.DecompressionBombError)
PROOF_SCALE = 0.125  # at which a JPEG is decoded to see whether it is whole


class SiteImageForm(BaseImageForm):
    """Asks for an alternative text per language, refuses broken files kindly, and removes what a camera wrote."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.check_image_pixel_size = allowing_large_photographs(file.check_image_pixel_size)
            file.to_python = refusing_the_unreadable(file.to_python)
            file.help_text = format_lazy(
                "{} {}", file.help_text, _("A moving picture stands still on the site: it shows its first frame.")
            )
        if self.instance.pk and self.instance.moves():
            moving = _("The picture moves. On the site it stands still: its first frame is shown.")
            self.fields["title"].help_text = moving
            self._bound_fields_cache.pop("title", None)  # Wagtail has looked at it already
        for code, language in added_languages():
            self.fields[f"alt_text_{code}"] = forms.CharField(
                label=_("Alternative text, %(language)s") % {"language": language},
                help_text=_("What the picture shows that matters, in a sentence. Empty if it is only decorative."),
                initial=self.instance.alt_texts.get(code, ""),
                max_length=255,
                required=False,
                validators=[refuse_file_name],
            )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return refusing_the_unreadable(prepared)(file) if file and "file" in self.changed_data else file

    def save(self, commit=True):
        self.instance.alt_texts = {
            name.removeprefix("alt_text_"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("alt_text_")
        }
        replaced, self.original_file = self.original_file, None  # which Wagtail would delete before all is stored
        image = super().save(commit=commit)
        if commit:
            if replaced and "file" in self.changed_data:
                image.renditions.all().delete()
                transaction.on_commit(lambda: replaced.storage.delete(replaced.name))
            image.make_renditions()
        return image


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


def allowing_large_photographs(check):
    """The same check of how many pixels a file has, but for JPEG, which can be scaled down while it is decoded."""

    def checked(file):
        if file.image.format_name != "jpeg":
            check(file)
        elif pixels(file) > settings.MAX_PHOTOGRAPH_PIXELS:
            raise ValidationError(_("This picture has too many pixels. Scale it down and try again."))

    return checked


def pixels(file) -> float:
    try:
        width, height = file.image.get_size()
    except PillowImage.DecompressionBombError:
        return inf
    return width * height


def prepared(file):
    """The uploaded picture as it is stored: upright, eight bits a channel, not too large, without metadata.

    A file that is all that already is kept as it is. Raises UNREADABLE.
    """
    file.seek(0)
    data = file.read()
    with picture_reading.open_picture(data) as picture:
        kind, is_photograph = picture.format, picture.format in ("JPEG", "MPO")
        width, height = picture.size
        if width * height > (
            settings.MAX_PHOTOGRAPH_PIXELS if is_photograph else settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        ):
            raise PillowImage.DecompressionBombError
        moves = not is_photograph and getattr(picture, "is_animated", False)
        is_rewritten = (
            (picture_reading.orientation_of(picture) in picture_reading.TURNS and not moves)  # nobody holds a film so
            or picture.mode.startswith(("I", "F"))
            or (kind == "AVIF" and bool(picture.info.keys() & {"exif", "xmp"}))
        )
        scale = picture_reading.scale_to_keep(picture, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS, is_rewritten)
        if scale == 1 and not is_rewritten:
            clean = picture_files.STRIP.get(kind, bytes)(data)
            with picture_reading.open_picture(clean) as kept:
                picture_reading.load(kept, PROOF_SCALE if is_photograph else 1)
        elif picture_reading.is_heavy(picture, scale):
            clean = picture_reading.encoded_apart(data, scale)
        else:
            clean = picture_reading.encoded_anew(data, scale)
    return ContentFile(clean, name=file.name)
