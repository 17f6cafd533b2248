"""The rows of an edition: its organisers and contacts."""

from django.db import models
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey

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
