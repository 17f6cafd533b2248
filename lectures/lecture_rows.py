"""The rows of a lecture: who takes part, and its documents."""

from django.db import models
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel

from bilingual.shared_rows import SharedRow
from lectures.snippets import Speaker


class LectureSpeaker(SharedRow):
    """A person in a lecture, with the affiliation they had then."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", gettext_lazy("Speaker")
        MODERATOR = "moderator", gettext_lazy("Moderator")

    page = ParentalKey("lectures.LecturePage", on_delete=models.CASCADE, related_name="speakers")
    speaker = models.ForeignKey(
        Speaker, verbose_name=gettext_lazy("person"), on_delete=models.SET_NULL, null=True, related_name="appearances"
    )
    role = models.CharField(gettext_lazy("role"), max_length=10, choices=Role.choices, default=Role.SPEAKER)
    affiliation = models.CharField(
        gettext_lazy("affiliation then"),
        max_length=160,
        blank=True,
        help_text=gettext_lazy("Title and workplace at the time of the lecture. It stays as it was."),
    )

    texts = ("affiliation",)
    plural = gettext_lazy("Speakers and moderator")
    panels = ["speaker", FieldRowPanel(["role", "affiliation"])]

    class Meta(SharedRow.Meta):
        verbose_name = gettext_lazy("speaker")

    def __str__(self):
        return self.speaker.name if self.speaker else self.get_role_display()


class LectureDocument(SharedRow):
    """Slides or a handout of a lecture."""

    page = ParentalKey("lectures.LecturePage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "home.SiteDocument",
        verbose_name=gettext_lazy("document"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    title = models.CharField(
        gettext_lazy("title"), max_length=160, blank=True, help_text=gettext_lazy("Empty: the document's own title.")
    )

    texts = ("title",)
    plural = gettext_lazy("Slides and handouts")
    panels = ["document", "title"]

    class Meta(SharedRow.Meta):
        verbose_name = gettext_lazy("document")

    def __str__(self):
        return self.title or (self.document.title if self.document else "")
