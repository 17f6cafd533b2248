"""Finds the page of an address in one query, and answers 410 for pages that used to be public."""

from functools import cache, wraps

from django.apps import apps
from django.db.models import Expression
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from bilingual.models import with_newer_original
from home.pages import SitePage
from home.public import PageGone, is_in_open_language, is_private, is_readable
from home.snippets.texts import with_snippets

# What other apps fetch of a page together with it when it is served: expressions by the attribute that they become.
also_fetched: dict[str, Expression] = {}


@cache
def page_types() -> list[type[Page]]:
    """The page types of the site."""
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def start_path(request) -> str:
    """The internal path of the start page in the active language. Http404 where that language has none.

    Wagtail would answer with another language's site where this language's start page is a draft.
    """
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) > 1:
        site = Site.find_for_request(request)
        roots = [root for root in roots if site and root.site_id == site.pk]
    for root in roots:
        if root.language_code == get_language():
            return root.root_path
    raise Http404


def find_route(request, path: str) -> RouteResult | None:
    """The page that the rest of an address leads to, with its ancestors: one query, where Wagtail makes two a step.

    Puts the start page on the request as `start_page`, for the menu and the footer.
    """
    words = [word for word in path.split("/") if word]
    start = start_path(request)
    addresses = [start + "".join(f"{word}/" for word in words[:end]) for end in range(len(words) + 1)]
    types = page_types() if words else [apps.get_model("home.HomePage")]
    names = [model._meta.model_name for model in types]
    with_facts = [f"{model._meta.model_name}__{name}" for model in types for name in model.served_with]
    snippets = [f"{model._meta.model_name}__{name}" for model in types for name in model.snippet_keys()]
    slugs = [start.strip("/").split("/")[-1], *words]  # implied by url_path, which has no index
    pages = Page.objects.filter(slug__in=slugs, url_path__in=addresses).annotate(
        is_private=is_private(), **also_fetched
    )
    parent = None
    pages = with_newer_original(with_snippets(pages, *snippets)).select_related("locale", *names, *with_facts)
    for page in pages.order_by("depth"):
        specific = getattr(page, page.cached_content_type.model, page)
        specific.locale, specific.is_private = page.locale, page.is_private
        specific.newer_original_id = page.newer_original_id
        vars(specific).update({name: getattr(page, name) for name in also_fetched})
        for name in getattr(specific, "served_with", ()):  # the texts were fetched beside the base page
            setattr(specific, f"{name}_texts", getattr(page, f"{specific._meta.model_name}_{name}_texts", None))
        if parent:
            specific._cached_parent_obj = parent  # as Wagtail does: get_parent() then asks nothing
        else:
            request.start_page = specific
        parent = specific
    if parent is None:
        raise Http404
    return parent.route(request, words[parent.depth - request.start_page.depth :])


def serve(request, path):
    """Wagtail's own view, with the page found in one query, and a page of its own where there was one once."""
    try:
        request._wagtail_route_for_request = find_route(request, path)
    except Http404:
        request._wagtail_route_for_request = None
    except PageGone as gone:
        return gone_unless_redirected(request, gone.page)
    return wagtail_serve(request, path)


def below_page(view):
    """A view at an address below that of a page: `path` and its own last word. It gets the page, which all may read.

    Where the page has moved, so has what is below it.
    """

    @wraps(view)
    def answer(request, path, **kwargs):
        try:
            page, *inside = find_route(request, path)
        except PageGone as gone:
            return gone_unless_redirected(request, gone.page)
        except Http404:
            with_language = request.path[: -len(request.path.removeprefix(f"/{get_language()}/{path}"))]
            moved = get_redirect(request, Redirect.normalise_path(with_language, decode_unicode=False))
            if not (moved and moved.link):
                raise
            query = request.META.get("QUERY_STRING", "")
            link = f"{moved.link.rstrip('/')}/{request.path.removeprefix(with_language)}"
            return HttpResponsePermanentRedirect(f"{link}?{query}" if query else link)
        if any(inside) or page.is_private:
            raise Http404
        return view(request, page, **kwargs)

    return answer


def gone_unless_redirected(request, page: Page):
    """404 as far as RedirectMiddleware, which may know better; GoneMiddleware makes it 410."""
    response = render_gone(request, page, status=404)
    response.is_gone = True
    return response


def render_gone(request, page: Page | None = None, status: int = 410):
    """What is said at an address where there was a page once: where it can be read in another language, if it can."""
    others = Page.objects.filter(is_readable(), translation_key=page.translation_key) if page else Page.objects.none()
    others = others.filter(is_in_open_language()).exclude(pk=page and page.pk).select_related("locale")
    languages = [
        {"code": other.locale.language_code, "title": other.title, "url": other.url} for other in others if other.url
    ]
    return render(request, "410.html", {"elsewhere": languages, "address": page}, status=status)
