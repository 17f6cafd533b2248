"""The search page."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from home.furniture import Furniture
from home.paging import get_page
from search.query import clean_query, find_pages

RESULTS_PER_PAGE = 15


@require_safe
def search(request):
    """What is found for `q`, a page at a time."""
    query = clean_query(request.GET.get("q", ""))
    found = find_pages(query, get_language()) if query else []
    results = get_page(found, request.GET, RESULTS_PER_PAGE)
    results.object_list = [result_for_template(page) for page in specific(results.object_list)]
    context = {
        "query": query,
        "results": results,
        "total": results.paginator.count,
        "message": "" if query else _("Search for a lecture, a speaker or a subject."),
        "description": _("Search the conference's lectures, speakers and pages."),
        "furniture": Furniture(request, crumb=_("Search"), robots="noindex, follow" if query else ""),
    }
    return render(request, "search/search.html", context)


def specific(pages) -> list[Page]:
    """The same pages in the same order, each as its own type, in one query a type."""
    order = [page.pk for page in pages]
    found = {page.pk: page for page in Page.objects.filter(pk__in=order).specific()}
    locale = Locale.get_active() if found else None  # that of them all
    for page in found.values():
        page.locale = locale
    return [found[pk] for pk in order if pk in found]


def result_for_template(page) -> dict:
    """A hit as its component takes it."""
    return {
        "title": page.title,
        "url": page.url,
        "kind": page.get_verbose_name(),
        "excerpt": getattr(page, "listing_text", ""),
        "when": getattr(page, "when", None),
        "lang": "",
    }
