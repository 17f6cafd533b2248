"""The site chrome around a page: header, footer, languages, breadcrumb, and what stands in <head>."""

from django import template
from django.conf import settings
from django.urls import reverse

from home.public import open_languages
from home.site_chrome import SiteChrome

register = template.Library()


def site_chrome(context) -> SiteChrome:
    """The site chrome of this request, made once. A view without a page gives its own in its context."""
    request = context["request"]
    if not hasattr(request, "site_chrome"):
        page = context.get("page")
        page = page if hasattr(page, "url_path") else None
        request.site_chrome = context.get("site_chrome") or SiteChrome(
            *(request, page, context.get("address")),
            crumb=context.get("crumb", ""),
            lost=not page,
            below=getattr(page, "part", ""),
            kept=context.get("kept", {}),
        )
    return request.site_chrome


@register.simple_tag(takes_context=True)
def site_name(context) -> str:
    """The name of the site in this language."""
    start = site_chrome(context).start_page
    return start.title if start else settings.WAGTAIL_SITE_NAME


@register.simple_tag
def site_languages() -> list[str]:
    """The codes of the languages that the site is in."""
    return open_languages() or [settings.LANGUAGE_CODE]


@register.inclusion_tag("components/header.html", takes_context=True)
def site_header(context):
    """The top of the page."""
    around = site_chrome(context)
    return {
        "site_name": site_name(context),
        "home_url": around.start_page.url if around.start_page else "/",
        "menu": around.links["menu"],
        "languages": around.languages,
        "search_url": "" if is_search_page(context) else reverse("search"),  # which has a larger field of its own
        "query": context.get("query", ""),
    }


def is_search_page(context) -> bool:
    """Whether the page is that of the search."""
    request = context.get("request")
    return bool(request) and request.path == reverse("search")


@register.inclusion_tag("components/footer.html", takes_context=True)
def site_footer(context):
    """The foot of the page."""
    around = site_chrome(context)
    return {
        "site_name": site_name(context),
        "home_url": around.start_page.url if around.start_page else "/",
        "about": around.start_page.about if around.start_page else "",
        "links": around.links["footer"],
    }


@register.inclusion_tag("components/older_translation.html", takes_context=True)
def older_translation(context):
    """A line on a translation whose original has been changed since; nothing on any other page."""
    return site_chrome(context).newer_original or {}


@register.inclusion_tag("components/site_notice.html", takes_context=True)
def site_notice(context):
    """The notice that stands on every page, while it is to be shown."""
    start = site_chrome(context).start_page
    return {"text": start.shown_notice if start else ""}


@register.inclusion_tag("components/breadcrumb.html", takes_context=True)
def breadcrumb(context):
    """The way here from the start page."""
    return {"crumbs": site_chrome(context).crumbs}


@register.inclusion_tag("components/head_links.html", takes_context=True)
def head_links(context):
    """What machines read of the page."""
    around = site_chrome(context)
    page = around.page
    is_whole_page = page and not around.below
    title = (page.seo_title or page.title) if is_whole_page else around.crumb
    description = page.meta_description if is_whole_page else context.get("description", "")
    return around.head(title, description)
