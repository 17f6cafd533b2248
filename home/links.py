"""Links that editors write: to a page of the site or to an address elsewhere."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


def validate_address(value: str):
    """An address elsewhere (http, https) or a path on this site (/sv/talare/)."""
    if value.startswith("/") and not value.startswith("//"):
        return
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        raise ValidationError(
            _("Write a whole address, such as https://example.org/, or a path on this site, such as /sv/talare/.")
        ) from None


class SiteLink(Orderable):
    """A link in the menu or in the footer of one language."""

    class Place(models.TextChoices):
        MENU = "menu", gettext_lazy("Menu")
        FOOTER = "footer", gettext_lazy("Footer")

    home = ParentalKey("home.HomePage", on_delete=models.CASCADE, related_name="links")
    place = models.CharField(gettext_lazy("where"), max_length=10, choices=Place.choices, default=Place.MENU)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=gettext_lazy("page on this site"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("A page that is not published is left out until it is."),
    )
    address = models.CharField(
        gettext_lazy("or address"),
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text=gettext_lazy("An address elsewhere, or a path on this site such as /sv/talare/."),
    )
    label = models.CharField(
        gettext_lazy("text"),
        max_length=60,
        blank=True,
        help_text=gettext_lazy("The words of the link. Empty: the page's title."),
    )

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("link")
        verbose_name_plural = gettext_lazy("links")

    def clean(self):
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"address": _("Choose a page or write an address: one of the two.")})
        if self.address and not self.label:
            raise ValidationError({"label": _("Write the words of the link.")})

    @property
    def title(self) -> str:
        """The words of the link."""
        return self.label or (self.page.title if self.page else "")
