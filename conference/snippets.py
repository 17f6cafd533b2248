"""Organisers, contacts and venues: one row each, its texts in each language in the same form."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from conference import presenters
from conference.phone import phone_href, validate_phone
from home import clock
from home.dates import say_day
from home.snippets.panels import texts_panel
from home.snippets.previews import PreviewedInLanguages
from home.snippets.texts import LanguageText, SnippetWithTexts


def one_row_per_language(name: str) -> models.UniqueConstraint:
    """The constraint, and what the editor reads who breaks it."""
    return models.UniqueConstraint(
        fields=["snippet", "language"],
        name=name,
        violation_error_message=gettext_lazy("There is a row for this language already."),
    )


class Organiser(index.Indexed, PreviewedInLanguages, SnippetWithTexts):
    """An authority or organisation that arranges the conference."""

    website = models.URLField(gettext_lazy("website"), blank=True)
    logo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=gettext_lazy("logotype"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [texts_panel("name", label=gettext_lazy("Name")), "website", "logo"]
    search_fields = [index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")])]

    class Meta(SnippetWithTexts.Meta):
        verbose_name = gettext_lazy("organiser")
        verbose_name_plural = gettext_lazy("organisers")

    def shown_in_preview(self):
        organisers = [presenters.organiser_for_template(self)]
        return {"heading": _("Organisers"), "component": "components/organisers.html", "organisers": organisers}


class OrganiserText(LanguageText):
    """An organiser's name in one language."""

    snippet = ParentalKey(Organiser, on_delete=models.CASCADE, related_name="texts", db_column="thing_id")
    name = models.CharField(
        gettext_lazy("name"), max_length=160, help_text=gettext_lazy("The name as the organisation writes it.")
    )

    class Meta:
        constraints = [one_row_per_language("organiser_one_text_per_language")]


class Contact(index.Indexed, PreviewedInLanguages, SnippetWithTexts):
    """A person or function that visitors can turn to."""

    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    phone = models.CharField(
        gettext_lazy("telephone"),
        max_length=40,
        blank=True,
        validators=[validate_phone],
        help_text=gettext_lazy("With area code: 0920-00 00 00, or +46 920 00 00 00. Short numbers as they are: 112."),
    )
    organiser = models.ForeignKey(
        Organiser, verbose_name=gettext_lazy("organiser"), on_delete=models.SET_NULL, null=True, blank=True
    )
    valid_until = models.DateField(
        gettext_lazy("valid until"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The last day it is shown. Then it disappears from every page by itself."),
    )

    panels = [
        texts_panel("name", "role", label=gettext_lazy("Name and role")),
        MultiFieldPanel([FieldRowPanel(["email", "phone"])], heading=gettext_lazy("How to reach it")),
        "organiser",
        "valid_until",
    ]
    search_fields = [index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")])]

    class Meta(SnippetWithTexts.Meta):
        verbose_name = gettext_lazy("contact")
        verbose_name_plural = gettext_lazy("contacts")

    def shown_in_preview(self):
        if not self.is_valid:
            day = say_day(self.valid_until, weekday=False)
            return {"heading": _("Contact"), "text": _("Not shown any more. The last day was %(day)s.") % {"day": day}}
        contacts = [presenters.contact_for_template(self)]
        return {"heading": _("Contact"), "component": "components/contacts.html", "contacts": contacts}

    def clean(self):
        super().clean()
        if not self.email and not self.phone:
            raise ValidationError({"email": _("Write an e-mail address or a telephone number.")})

    @property
    def is_valid(self) -> bool:
        """Whether it is still shown: through its last day."""
        return not self.valid_until or self.valid_until >= clock.today()

    @property
    def phone_href(self) -> str:
        """The link that dials the number, or empty."""
        return phone_href(self.phone)


class ContactText(LanguageText):
    """A contact's name and role in one language."""

    snippet = ParentalKey(Contact, on_delete=models.CASCADE, related_name="texts", db_column="thing_id")
    name = models.CharField(
        gettext_lazy("name"), max_length=160, help_text=gettext_lazy("A person, or a function: Conference secretariat.")
    )
    role = models.CharField(gettext_lazy("role"), max_length=160, blank=True, help_text=gettext_lazy("What for."))

    class Meta:
        constraints = [one_row_per_language("contact_one_text_per_language")]


class Venue(index.Indexed, PreviewedInLanguages, SnippetWithTexts):
    """A place where the conference or a lecture is held."""

    street_address = models.CharField(gettext_lazy("street address"), max_length=160, blank=True)
    postal_code = models.CharField(gettext_lazy("postal code"), max_length=12, blank=True)
    locality = models.CharField(gettext_lazy("town"), max_length=80, blank=True)
    map_url = models.URLField(
        gettext_lazy("map"), blank=True, max_length=500, help_text=gettext_lazy("A link to a map, followed on a click.")
    )

    panels = [
        texts_panel("name", "directions", label=gettext_lazy("Name and directions")),
        MultiFieldPanel(
            ["street_address", FieldRowPanel(["postal_code", "locality"]), "map_url"], heading=gettext_lazy("Address")
        ),
    ]
    search_fields = [index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")])]

    class Meta(SnippetWithTexts.Meta):
        verbose_name = gettext_lazy("venue")
        verbose_name_plural = gettext_lazy("venues")

    def shown_in_preview(self):
        venue = presenters.venue_for_template(self)
        return {"heading": _("Place"), "component": "components/venue.html", "venue": venue}

    @property
    def address(self) -> str:
        """The address on one line."""
        return ", ".join(filter(None, [self.street_address, f"{self.postal_code} {self.locality}".strip()]))


class VenueText(LanguageText):
    """A venue's name and how to get there, in one language."""

    snippet = ParentalKey(Venue, on_delete=models.CASCADE, related_name="texts", db_column="thing_id")
    name = models.CharField(gettext_lazy("name"), max_length=160, help_text=gettext_lazy("What people call the place."))
    directions = models.TextField(
        gettext_lazy("how to get there"),
        blank=True,
        help_text=gettext_lazy(
            "Bus, parking, entrance, lift, hearing loop: what a visitor needs to come and to get in."
        ),
    )

    class Meta:
        constraints = [one_row_per_language("venue_one_text_per_language")]
