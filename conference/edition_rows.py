"""The rows of an edition: its organisers and contacts, and what there is in its programme beside lectures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel

from bilingual.shared_rows import SharedRow
from conference.snippets import Contact, Organiser


class EditionOrganiser(SharedRow):
    """An organiser of one edition, in the order they are named."""

    page = ParentalKey("conference.ConferencePage", on_delete=models.CASCADE, related_name="organisers")
    organiser = models.ForeignKey(
        Organiser, verbose_name=gettext_lazy("organiser"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    plural = gettext_lazy("Organisers")
    panels = ["organiser"]

    class Meta(SharedRow.Meta):
        verbose_name = gettext_lazy("organiser")


class EditionContact(SharedRow):
    """A contact of one edition, in the order they are shown."""

    page = ParentalKey("conference.ConferencePage", on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(
        Contact, verbose_name=gettext_lazy("contact"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    plural = gettext_lazy("Contacts")
    panels = ["contact"]

    class Meta(SharedRow.Meta):
        verbose_name = gettext_lazy("contact")


class EditionProgrammeRow(SharedRow):
    """What there is in a day beside lectures: registration, coffee, lunch, mingling."""

    page = ParentalKey("conference.ConferencePage", on_delete=models.CASCADE, related_name="programme_rows")
    starts_at = models.DateTimeField(gettext_lazy("starts"), null=True, help_text=gettext_lazy("Swedish time."))
    ends_at = models.DateTimeField(
        gettext_lazy("ends"), null=True, blank=True, help_text=gettext_lazy("Empty: only the beginning is shown.")
    )
    text = models.CharField(
        gettext_lazy("text"), max_length=120, help_text=gettext_lazy("Such as: Registration and coffee.")
    )
    place = models.CharField(
        gettext_lazy("room or place"), max_length=80, blank=True, help_text=gettext_lazy("Such as: The foyer.")
    )

    texts = ("text",)
    plural = gettext_lazy("Also in the programme")
    panels = ["text", FieldRowPanel(["starts_at", "ends_at"]), "place"]

    class Meta(SharedRow.Meta):
        verbose_name = gettext_lazy("row of the programme")

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": gettext("The end must come after the start.")})
