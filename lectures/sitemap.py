"""Speakers, and the programmes of editions, in the sitemap."""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from conference.models import PROGRAMME, ConferencePage
from home.pages import word_below
from home.public import is_in_open_language, is_readable, open_languages
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


class ProgrammeSitemap(TranslationGroupSitemap):
    """The programme by day of every edition that has lectures, in every language that it has a page in."""

    def items(self):
        lectures = LecturePage.readable().values_list("path", flat=True)
        with_lectures = {path[: -LecturePage.steplen] for path in lectures}
        editions = ConferencePage.objects.filter(is_readable(), is_in_open_language()).select_related("locale")
        groups, shown = defaultdict(dict), set()
        for edition in editions.order_by("path"):
            code = edition.locale.language_code
            groups[edition.translation_key][code] = (f"{edition.full_url}{word_below(PROGRAMME, code)}/", None)
            if edition.path in with_lectures:
                shown.add(edition.translation_key)
        return [group for key, group in groups.items() if key in shown]
