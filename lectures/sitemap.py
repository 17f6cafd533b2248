"""Speakers in the sitemap."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from home.public import open_languages
from home.sitemap import TranslationGroupSitemap
from lectures.models import LecturePage, LectureSpeaker


class SpeakerSitemap(TranslationGroupSitemap):
    """The page of every speaker with a public lecture, in every language of the site."""

    def items(self):
        roots = {root.language_code: root.root_url for root in Site.get_site_root_paths()}
        languages = [code for code in open_languages() if code in roots]
        lectures = LecturePage.objects.for_readers_of(settings.LANGUAGE_CODE)
        appearances = LectureSpeaker.objects.filter(page__in=lectures.values("pk"), speaker__isnull=False)
        slugs = list(appearances.values_list("speaker__slug", flat=True).order_by("speaker__slug").distinct())
        alternates = {slug: {} for slug in slugs}
        for code in languages:
            with override(code):
                for slug in slugs:
                    alternates[slug][code] = (roots[code] + reverse("speaker_page", args=[slug]), None)
        return list(alternates.values())
