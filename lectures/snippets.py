"""Speakers and subjects: one row each, its texts in each language in the same form."""

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Locale
from wagtail.search import index

from conference.snippets import one_row_per_language
from home.snippets.panels import texts_panel
from home.snippets.previews import PreviewedInLanguages
from home.snippets.texts import LanguageText, SnippetWithTexts
from lectures import presenters
from lectures.former_slugs import FormerSlug, free_slug, keep_former_slug, keep_slug_of_deleted, slug_before


class Speaker(index.Indexed, PreviewedInLanguages, SnippetWithTexts):
    """A person who has spoken, speaks or will speak. Two people with one name are two speakers."""

    name = models.CharField(_("name"), max_length=120, help_text=_("First name and surname."))
    slug = models.SlugField(
        _("address"),
        max_length=90,
        unique=True,
        blank=True,
        help_text=_(
            "The last word of the address. Empty: made of the name. If you change it, the old address leads on."
        ),
    )
    photo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True, help_text=_("The speaker's own page."))

    panels = [
        "name",
        texts_panel("title", "about", label=_("Title and presentation"), min_num=0),  # a name is enough
        "photo",
        "website",
        "slug",
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("slug")]

    class Meta(SnippetWithTexts.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name", "pk"]

    def __str__(self):
        title = self.said("title").plain  # tells namesakes apart where a speaker is chosen
        return f"{self.name} ({title})" if title else self.name

    def clean(self):
        super().clean()
        self.slug = self.slug or free_slug(Speaker, self.name, self.pk)

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(Speaker, self.name, self.pk)
        renamed = self.pk and not Speaker.objects.filter(pk=self.pk, name=self.name).exists()
        with transaction.atomic():
            before = slug_before(self)
            super().save(*args, **kwargs)
            keep_former_slug(self, before)
        if renamed:
            transaction.on_commit(self.find_lectures_by_name)

    def find_lectures_by_name(self):
        """Let the search find the lectures under the current name."""
        for page in {row.page for row in self.appearances.select_related("page")}:
            index.insert_or_update_object(page)

    def get_preview_template(self, request, mode_name):
        return "lectures/speaker_page.html"

    def get_preview_context(self, request, mode_name):
        from lectures.speakers import context_of_speaker  # which needs all models

        return context_of_speaker(request, self)

    def get_absolute_url(self) -> str:
        """The speaker's page in the active language."""
        return reverse("speaker_page", args=[self.slug])


class SpeakerText(LanguageText):
    """A speaker's title and presentation in one language."""

    snippet = ParentalKey(Speaker, on_delete=models.CASCADE, related_name="texts", db_column="thing_id")
    title = models.CharField(
        _("title now"),
        max_length=160,
        blank=True,
        help_text=_("Profession and workplace today: Professor, Lund University."),
    )
    about = models.TextField(
        _("presentation"), blank=True, max_length=1200, help_text=_("Three or four sentences about the speaker.")
    )

    class Meta:
        constraints = [one_row_per_language("speaker_one_text_per_language")]


class SpeakerFormerSlug(FormerSlug):
    """A former slug of a speaker."""

    snippet = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="former_slugs", db_column="thing_id"
    )


class Subject(index.Indexed, PreviewedInLanguages, SnippetWithTexts):
    """What a lecture is about, as a choice in the archive."""

    slug = models.SlugField(
        _("address"),
        max_length=90,
        unique=True,
        blank=True,
        help_text=_(
            "The word in the archive's address. Empty: made of the name. If you change it, the old address leads on."
        ),
    )

    panels = [texts_panel("name", label=_("Name")), "slug"]
    search_fields = [index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")])]

    class Meta(SnippetWithTexts.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["slug"]

    def shown_in_preview(self):
        return {
            "component": "components/lecture_facts.html",
            "subjects": presenters.named([self], Locale.get_active().pk),
        }

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(Subject, self.said("name").plain, self.pk)
        with transaction.atomic():
            before = slug_before(self)
            super().save(*args, **kwargs)
            keep_former_slug(self, before)


class SubjectText(LanguageText):
    """A subject's name in one language."""

    snippet = ParentalKey(Subject, on_delete=models.CASCADE, related_name="texts", db_column="thing_id")
    name = models.CharField(
        _("name"), max_length=80, help_text=_("One or two words, with a capital: Crime prevention.")
    )

    class Meta:
        constraints = [one_row_per_language("subject_one_text_per_language")]


class SubjectFormerSlug(FormerSlug):
    """A former slug of a subject."""

    snippet = models.ForeignKey(
        Subject, on_delete=models.SET_NULL, null=True, related_name="former_slugs", db_column="thing_id"
    )


for model in (Speaker, Subject):
    post_delete.connect(keep_slug_of_deleted, sender=model)
