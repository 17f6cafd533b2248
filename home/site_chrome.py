"""What surrounds a page: the menu and the footer, the other languages, the way here, and what machines read."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from bilingual.languages import cldr_locale, language_name
from home.pages import word_below
from home.paging import number_asked_for
from home.public import PageGone, is_readable
from home.routing import find_route
from home.text import Text


@dataclass
class SiteChrome:
    """What surrounds one page, or one view without a page, in one request. Each part is fetched once, if asked for.

    `page` is what is shown and `address` where it is shown: the start page shows an edition that has an address of
    its own. `crumb` is the title of a view without a page, `robots` what it tells search engines; `lost` is an address
    at which there is nothing, in any language. `below` is the part of the page that is shown (home.pages.word_below),
    with `crumb` as its title. `kept` are the choices of a list that stand in its address in every
    language.
    """

    request: HttpRequest
    page: Page | None = None
    address: Page | None = None
    crumb: str = ""
    robots: str = ""
    lost: bool = False
    below: str = ""
    kept: dict[str, str] = field(default_factory=dict)

    @cached_property
    def start_page(self):
        """The start page in the active language, or None."""
        if self.page and not hasattr(self.request, "start_page"):  # a preview: nothing was routed
            ancestors = [*self.page.get_ancestors(), self.page] if self.page.path else []
            return next((page.specific for page in ancestors if page.depth == 2), None)
        if not hasattr(self.request, "start_page"):
            try:
                find_route(self.request, "")
            except (Http404, PageGone):
                return None
        return self.request.start_page

    @cached_property
    def line(self) -> list[Page]:
        """From the start page down to where this is."""
        pages, page = [], self.address or self.page or self.start_page
        while page and page.path and page.depth > 1:
            pages.insert(0, page)
            page = page.get_parent() if page.depth > 2 else None
        return pages

    @cached_property
    def link_rows(self) -> list:
        """The rows of the menu and of the footer."""
        return list(self.start_page.links.all()) if self.start_page else []

    @cached_property
    def readable(self) -> list[Page]:
        """In one query: the pages that are linked to and the translations of this line, if all may read them."""
        linked = Q(pk__in=[row.page_id for row in self.link_rows if row.page_id])
        translated = Q(translation_key__in=[page.translation_key for page in self.line])
        return list(Page.objects.filter(is_readable()).filter(linked | translated).select_related("locale"))

    @cached_property
    def links(self) -> dict[str, list[dict]]:
        """The links of the menu and of the footer; those to pages that not everybody can read are left out."""
        links = {"menu": [], "footer": []}
        pages = {page.pk: page for page in self.readable} if self.link_rows else {}
        for row in self.link_rows:
            page = pages.get(row.page_id)
            url = page.url if page else "" if row.page_id else row.address
            if url:
                title = row.label or (Text(page.title, page.locale.language_code) if page else url)
                links[row.place].append({"title": title, "url": url, "current": self._is_current(url)})
        return links

    def _is_current(self, url: str) -> str:
        path = self.request.path
        if url == path:
            return "page"
        is_start = self.start_page and url == self.start_page.url
        return "section" if url.startswith("/") and not is_start and path.startswith(url) else ""

    @cached_property
    def number(self) -> int:
        """The page of a list."""
        return number_asked_for(self.request.GET)

    @property
    def query(self) -> str:
        """The query string for the same page in another language: those parameters of this address that are known."""
        kept = self.kept | ({"page": self.number} if self.number > 1 else {})
        return f"?{urlencode(kept)}" if kept else ""

    @cached_property
    def languages(self) -> list[dict]:
        """The languages that have a start page, each with the same page, or the nearest one above it."""
        found = {(page.translation_key, page.locale.language_code): page for page in self.readable}
        start_key = self.line[0].translation_key if self.line else None
        codes = [page.locale.language_code for page in self.readable if page.translation_key == start_key]
        shown = sorted(set(codes) | {get_language()}, key=[code for code, _name in settings.LANGUAGES].index)
        return [self._language(code, found) for code in shown] if len(shown) > 1 else []

    def _at(self, url: str, language: str | None = None) -> str:
        """The address of a page, or of the part of it that is shown."""
        return f"{url}{word_below(self.below, language)}/" if self.below else url

    def _language(self, code: str, found: dict) -> dict:
        info = {"code": code, "name": get_language_info(code)["name_local"].capitalize(), "note": "", "page": None}
        info["current"] = code == get_language()
        if not self.page and not self.lost:
            return info | {"url": translate_url(self.request.path, code) + self.query, "live": True}
        for page in reversed(self.line):
            target = found.get((page.translation_key, code))
            if target is None:
                continue
            if page is self.page or page is self.address:
                return info | {"url": self._at(target.url, code) + self.query, "live": True, "page": target}
            with override(code):
                note = _("(this page is not translated: to “%(title)s”)") % {"title": target.title}
            return info | {"url": target.url, "live": False, "note": note if self.page or self.crumb else ""}
        return info | {"url": "/", "live": False}

    @cached_property
    def newer_original(self) -> dict | None:
        """The original of a translation, where it has been changed since and all may read it."""
        key = getattr(self.page, "newer_original_id", None)
        page = next((page for page in self.readable if page.pk == key), None) if key else None
        if not page:
            return None
        code = page.locale.language_code
        return {"url": page.url, "lang": code, "language": language_name(code)}

    @cached_property
    def crumbs(self) -> list[dict]:
        """The way here from the start page; nothing on the start page itself, nor of a page that is not public."""
        if self.lost:
            return []
        above = [page for page in self.line[:-1] if page.live and not page.specific.has_expired]
        crumbs = [{"title": page.title or _("Untitled"), "url": page.url} for page in [*above, *self.line[-1:]]]
        if self.crumb:
            crumbs.append({"title": self.crumb, "url": ""})
        return crumbs if len(crumbs) > 1 else []

    @cached_property
    def root_url(self) -> str:
        """Scheme and host of the site, as its addresses are written to others."""
        return self.start_page.get_url_parts()[1] if self.start_page and self.start_page.get_url_parts() else ""

    @cached_property
    def canonical(self) -> str:
        """The canonical address, with the number of a list's page but without its filters."""
        if self.lost or (self.page and not self.page.path):
            return ""
        url = self._at(self.page.full_url or "") if self.page else self.root_url + self.request.path
        return f"{url}?page={self.number}" if self.number > 1 else url

    @cached_property
    def alternates(self) -> list[dict]:
        """The same page in all languages that have it, and the first language for readers of none of them."""
        live = [language for language in self.languages if language["live"]]
        if len(live) < 2 or self.request.GET:  # one choice or page of a list has no equal in another language
            return []

        def href(language):
            page = language["page"]
            return (
                self._at(page.full_url, language["code"])
                if page
                else self.root_url + translate_url(self.request.path, language["code"])
            )

        alternates = [{"hreflang": language["code"], "href": href(language)} for language in live]
        return [*alternates, {"hreflang": "x-default", "href": alternates[0]["href"]}]

    @property
    def head_picture(self) -> str:
        """The picture that is shown where the page is shared."""
        return self.root_url + static("img/og.png")

    def head(self, title: str, description: str = "") -> dict:
        """What machines read of the page."""
        description = Truncator(" ".join(description.split())).chars(200)
        narrowed = set(self.request.GET) - {"page"}
        return {
            "canonical": self.canonical,
            "alternates": self.alternates,
            "robots": self.robots or ("noindex, follow" if narrowed else ""),
            "description": description,
            "og": {
                "title": title,
                "type": "website",
                "url": self.canonical,
                "description": description,
                "image": self.head_picture,
                "image_alt": _("The silhouette of Luleå by the sea"),
                "locale": f"{cldr_locale().language}_{cldr_locale().territory or 'SE'}",
                "site_name": self.start_page.title if self.start_page else settings.WAGTAIL_SITE_NAME,
            },
        }
