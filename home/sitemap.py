"""The sitemap: every address that anybody may read, in every language, with its translations (sitemaps.org)."""

from collections import defaultdict

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from home.models import HomePage
from home.pages import word_below
from home.public import is_in_open_language, is_readable
from home.routing import page_types


class TranslationGroupSitemap(Sitemap):
    """A sitemap whose items are one page in all its languages each: (address, day of last change) by language."""

    limit = 5_000

    def get_urls(self, page=1, site=None, protocol=None):
        """An entry for every page of every translation group, each naming all of them."""
        urls = []
        for group in self.paginator.page(page).object_list:
            codes = [code for code, _name in settings.LANGUAGES if code in group]  # the site's first language first
            alternates = [{"lang_code": code, "location": group[code][0]} for code in codes]
            alternates.append({"lang_code": "x-default", "location": alternates[0]["location"]})
            for address, day in group.values():
                shown = alternates if len(group) > 1 else []
                urls.append({"location": address, "lastmod": day, "alternates": shown})
        return urls


class PageSitemap(TranslationGroupSitemap):
    """The pages, and those of their parts that have addresses of their own.

    A start page that is an edition's page is left out: the edition has an address of its own.
    """

    def items(self):
        roots = Site.get_site_root_paths()
        starts = [page.url_path for page in HomePage.objects.live() if page.own_edition]
        pages = Page.objects.filter(is_readable(), is_in_open_language())
        pages = pages.exclude(url_path__in=starts).order_by("path")
        families = defaultdict(dict)
        parts = {model._meta.model_name: model.words_below for model in page_types() if model.words_below}
        for key, code, path, published_at, kind in pages.values_list(
            "translation_key", "locale__language_code", "url_path", "last_published_at", "content_type__model"
        ):
            root = next(
                (root for root in roots if root.language_code == code and path.startswith(root.root_path)), None
            )
            if root:
                address = f"{root.root_url}/{code}/{path.removeprefix(root.root_path)}"
                families[key][code] = (address, published_at)
                for part in parts.get(kind, ()):
                    families[key, part][code] = (f"{address}{word_below(part, code)}/", published_at)
        return list(families.values())
