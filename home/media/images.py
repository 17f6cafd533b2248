"""Pictures, with an alternative text per language."""

import logging

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError
from willow.image import INITIAL_IMAGE_CLASSES, PNGImageFile

from home.languages import TextPerLanguageField
from home.media import picture_reading, renditions
from home.text import Text, said

INITIAL_IMAGE_CLASSES.setdefault("apng", PNGImageFile)  # Willow (1.12) opens no moving PNG

logger = logging.getLogger(__name__)


class SiteImage(AbstractImage):
    """A picture. Its file name and title are for the staff; only a written alternative text is read aloud."""

    alt_texts = TextPerLanguageField(_("alternative texts"), blank=True, editable=False)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, as it should be written beside it: Photo: First name Surname."),
    )

    has_transparency = models.BooleanField(null=True, editable=False)  # not known before its file has been decoded

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    admin_form_fields = ("title", "file", "credit", "collection", "tags", *Image.admin_form_fields[-4:])

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Store the picture; a new one with all that pages show of it."""
        is_new = self._state.adding
        if is_new_file := bool(self.file) and not self.file._committed:
            self.has_transparency = None
        super().save(*args, **kwargs)
        if is_new_file and is_new:
            self.make_renditions()

    def make_renditions(self) -> None:
        """Make what pages show of it and is not there. What cannot be made is tried again by `publish_scheduled`."""
        try:
            with transaction.atomic():
                renditions.make(self)
        except Exception:
            logger.exception("The renditions of picture %s could not be made", self.pk)

    def create_renditions(self, *filters):
        """Make renditions from one decoding. Wagtail (8.0) decodes the picture for each, three at a time.

        A failure is raised as a missing file, which Wagtail's own pages handle.
        """
        if not filters:
            return {}
        try:
            shown = renditions.read(self, filters)
            made = [(filter, renditions.rendition_of(self, filter, shown)) for filter in filters]
        except Exception as error:
            logger.exception("Picture %s has no rendition %s", self.pk, filters[0].spec)
            raise SourceImageIOError(str(error)) from error
        return {
            filter: self.renditions.get_or_create(
                filter_spec=one.filter_spec, focal_point_key=one.focal_point_key, defaults={"file": one.file}
            )[0]
            for filter, one in made
        }

    def create_rendition(self, filter):
        return self.create_renditions(filter)[filter]

    def moves(self) -> bool:
        """Whether its file is animated. Pages show the first frame."""
        try:
            with self.open_file() as file:
                data = file.read()
            with picture_reading.open_picture(data) as picture:
                return getattr(picture, "is_animated", False) and picture.format != "MPO"
        except (OSError, ValueError, SyntaxError):
            return False

    @property
    def alt_text(self) -> Text:
        """What is written for those who cannot see it; may be empty, and is never the title or the file name."""
        return said(self.alt_texts)

    @property
    def default_alt_text(self) -> str:
        """The same as Wagtail has it, in its editor."""
        return self.alt_text.plain


class SiteRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
