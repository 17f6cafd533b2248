"""Speakers in the sitemap."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from home.sitemap import FamilySitemap
from lectures.models import LecturePage, LectureSpeaker


class SpeakerSitemap(FamilySitemap):
    """The page of every speaker in the languages in which there is a lecture that anybody may read."""

    def items(self):
        roots = {root.language_code: root.root_url for root in Site.get_site_root_paths()}
        appearances = LectureSpeaker.objects.filter(page__in=LecturePage.readable().values("pk"), speaker__isnull=False)
        spoken = appearances.values_list("speaker__slug", "page__locale__language_code").order_by("speaker__slug")
        families = defaultdict(dict)
        for slug, code in spoken.distinct():
            if code in roots:
                with override(code):
                    families[slug][code] = (roots[code] + reverse("speaker_page", args=[slug]), None)
        return list(families.values())
