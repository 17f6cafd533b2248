"""The page of the archive."""

from django.apps import apps
from django.db import models
from django.http import HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy
from wagtail.search import index

from home import clock
from home.pages import SitePage
from lectures.archive import Archive
from lectures.editions import Editions


class LectureArchivePage(SitePage):
    """Every lecture that has been, newest first. Nobody puts a lecture here: time does."""

    lead = models.TextField(gettext_lazy("lead"), blank=True, max_length=600)

    translatable_fields = (*SitePage.translatable_fields, "lead")

    content_panels = [*SitePage.content_panels, "lead"]
    search_fields = [*SitePage.search_fields, index.SearchField("lead")]

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = gettext_lazy("The archive of all lectures that have been. One in each language is enough.")
    is_creatable = True

    class Meta:
        verbose_name = gettext_lazy("lecture archive")
        verbose_name_plural = gettext_lazy("lecture archives")

    def archive(self, request) -> Archive:
        """The lectures as this visitor has narrowed them."""
        language = self.locale.language_code
        lectures = apps.get_model("lectures.LecturePage").objects.for_readers_of(language)
        return Archive(lectures.past(clock.now()), Editions(language), request.GET)

    def serve(self, request, *args, **kwargs):
        request.archive = self.archive(request)
        if address := request.archive.address_of_now:
            return HttpResponsePermanentRedirect(address)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        archive = getattr(request, "archive", None) or self.archive(request)
        return super().get_context(request, *args, **kwargs) | archive.context()
