"""Pictures, with an alternative text per language."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home.texts import Text


class SiteImage(AbstractImage):
    """A picture. Its file name and title are for the staff; only a written alternative text is read aloud."""

    alt_texts = models.JSONField(_("alternative texts"), default=dict, blank=True, editable=False)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, as it should be written beside it: Photo: First name Surname."),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    admin_form_fields = ("title", "file", "credit", "collection", "tags", *Image.admin_form_fields[-4:])

    @property
    def default_alt_text(self) -> Text:
        """In the active language, else the first language's, else empty: never the title or the file name."""
        for language in (get_language(), settings.LANGUAGE_CODE, *self.alt_texts):
            if text := self.alt_texts.get(language):
                return Text(text, language)
        return Text("")


class SiteRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
