"""Where everything is. Page addresses come from the page tree; words in other addresses follow the language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps import views as sitemap_views
from django.templatetags.static import static as static_url
from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from config.admin import as_one_transaction
from feeds import views as feed_views
from home import routing, views
from home.sitemap import PageSitemap
from lectures import views as lecture_views
from lectures.sitemap import SpeakerSitemap
from search import views as search_views

sitemaps = {"sitemaps": {"pages": PageSitemap, "speakers": SpeakerSitemap}}

urlpatterns = [
    path("", views.choose_language),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, as_one_transaction))),
    path("documents/", include(wagtaildocs_urls)),
    path("utkast/", include("previews.sharing.link_urls")),
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap_views.index, sitemaps | {"sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, sitemaps, name="sitemap_section"),
    path("favicon.ico", lambda request: RedirectView.as_view(url=static_url("img/favicon.ico"))(request)),
]
urlpatterns += i18n_patterns(
    path(pgettext_lazy("address", "search/"), search_views.search, name="search"),
    path(pgettext_lazy("address", "search/suggestions/"), search_views.search_suggest, name="search_suggest"),
    path(pgettext_lazy("address", "speakers/"), lecture_views.speaker_index, name="speaker_index"),
    path(pgettext_lazy("address", "speakers/<slug:slug>/"), lecture_views.speaker_page, name="speaker_page"),
    # Below the address of a page. Translators: the last word of an address; slugs have no points.
    re_path(pgettext_lazy("address", r"^(?P<path>(?:[\w-]+/)*)calendar\.ics$"), feed_views.calendar, name="calendar"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)atom\.xml$", feed_views.atom, name="atom"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed\.json$", feed_views.json_feed, name="json_feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)data\.json$", feed_views.data, name="open_data"),
    path("", include(wagtail_urls.urlpatterns[:-1])),  # where one signs in to private pages: all but "wagtail_serve"
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
)
handler400 = "home.views.bad_request"
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
