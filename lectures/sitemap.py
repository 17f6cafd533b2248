"""Speakers in the sitemap."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from home.sitemap import FamilySitemap
from lectures.models import LecturePage, Speaker


class SpeakerSitemap(FamilySitemap):
    """The page of every speaker who has a lecture that anybody may read."""

    def items(self):
        roots = {root.language_code: root.root_url for root in Site.get_site_root_paths()}
        appearing = Speaker.objects.filter(appearances__page__in=LecturePage.readable().values("pk")).distinct()
        families = []
        for slug in appearing.values_list("slug", flat=True):
            family = {}
            for code in (code for code, _name in settings.LANGUAGES if code in roots):
                with override(code):
                    family[code] = (roots[code] + reverse("speaker_page", args=[slug]), None)
            families.append(family)
        return families
