"""Links that editors write: to a page of the site or to an address elsewhere."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from home.public import is_in_open_language, is_readable


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


def where_links_lead(chosen: list[int]) -> dict[int, Page]:
    """The targets of links to pages: each in the active language if it is there, else as it was chosen.

    A page that not everybody may read is passed over. One query, however many are chosen.
    """
    groups = Page.objects.filter(pk__in=chosen).values("translation_key")
    shown = is_readable() & is_in_open_language(get_language())
    pages = Page.objects.filter(translation_key__in=groups).annotate(is_shown=shown).select_related("locale")
    readable = [page for page in pages if page.is_shown]
    counterparts = {page.translation_key: page for page in readable if not hreflang(page)}
    targets = {page.pk: page for page in readable}
    targets |= {page.pk: counterparts[page.translation_key] for page in pages if page.translation_key in counterparts}
    return {pk: targets[pk] for pk in chosen if pk in targets}


def hreflang(page: Page) -> str:
    """The language that a link to a page should name: none where it is the active one."""
    code = page.locale.language_code
    return code if code != get_language() else ""


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
