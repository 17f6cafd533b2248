"""The search page, and what is suggested while somebody types."""

from django.core.paginator import Page
from django.http import HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.filters import Filters
from home.paging import get_page, number_asked_for
from home.site_chrome import SiteChrome
from home.text import plain
from search.curation import query_log
from search.page import no_results
from search.page.filters import Choices, language_name
from search.page.results import results, suggestions
from search.query import MAX_LENGTH, Found, clean_query, find, suggest

RESULTS_PER_PAGE = 10
MIN_LETTERS = 2


@require_safe
def search(request):
    """What is found for `q` among the choices made, a page at a time."""
    language = get_language()
    query = clean_query(request.GET.get("q", ""))
    choices = Choices(request.GET, language, query)
    if address := choices.address_of_now:
        return HttpResponsePermanentRedirect(address)
    is_asked = bool(query or choices.made)
    found, page = found_page(query, language, choices.made, request.GET)
    if query and not choices.made and page.number == 1 and query_log.counts(request):
        query_log.record(query, language, found.total)
    page.object_list = results(found.hits, choices.editions)
    robots = "noindex, follow" if is_asked else ""
    site_chrome = SiteChrome(request, crumb=_("Search"), robots=robots, kept=choices.filters.active)
    context = {
        "query": query,
        "asked": is_asked,
        "results": page,
        "sections": sections(page.object_list, found.others),
        "others": [] if choices.language else others(found, choices.filters),
        "total": found.total,
        "own": found.total if choices.language else found.own,
        "language": language_name(language),
        "corrections": [{"words": words, "url": f"?{urlencode({'q': words})}"} for words in found.corrections],
        "facets": choices.facets(found.facets, found.total),
        "chosen": choices.labels,
        "kept": choices.filters.active,
        "clear_url": choices.address_without if choices.made else "",
        "subjects": [] if found.total else no_results.subjects(site_chrome.start_page),
        "contacts": [] if found.total or not is_asked else no_results.contacts(site_chrome.start_page),
        "page_title": title_of(query, choices.labels, found.total, page.number) if is_asked else _("Search"),
        "description": _("Search the conference's lectures, speakers and pages."),
        "site_chrome": site_chrome,
    }
    return render(request, "search/search.html", context)


def found_page(query: str, language: str, choices: dict, address) -> tuple:
    """What is found, and the page of it that the address asks for: the nearest one where there is no such page."""
    start = (number_asked_for(address) - 1) * RESULTS_PER_PAGE
    found = find(query, language, choices, start=start, count=RESULTS_PER_PAGE)
    page: Page = get_page(range(found.total), address, RESULTS_PER_PAGE)
    if found.total and page.object_list.start != start:
        found = find(query, language, choices, start=page.object_list.start, count=RESULTS_PER_PAGE)
    return found, page


def sections(shown: list[dict], others: dict[str, int]) -> list[dict]:
    """The results by language, in order: those in the page's own without a heading, the others under theirs."""
    by_language: dict[str, list[dict]] = {}
    for result in shown:
        by_language.setdefault(result["language"], []).append(result)
    return [
        {"lang": code, "heading": heading(code, others[code]) if others.get(code) else "", "results": same}
        for code, same in by_language.items()
    ]


def others(found: Found, filters: Filters) -> list[dict]:
    """How much was found in other languages, with where that alone is shown. Nothing where there is nothing else."""
    if not found.own:
        return []
    return [
        {"text": heading(code, count), "url": filters.url(language=code)}
        for code, count in sorted(found.others.items())
    ]


def heading(language: str, count: int) -> str:
    """`2 results in English`."""
    text = ngettext("%(count)d result in %(language)s", "%(count)d results in %(language)s", count)
    return text % {"count": count, "language": language_name(language)}


def title_of(query: str, chosen: list[dict], total: int, number: int) -> str:
    """The page's title: the question, how much was found, and the page of it."""
    asked = query or ", ".join(plain(choice["label"]) for choice in chosen)
    title = ngettext("Search: %(query)s – %(total)d result", "Search: %(query)s – %(total)d results", total)
    title %= {"query": asked, "total": total}
    return _("%(title)s, page %(number)d") % {"title": title, "number": number} if number > 1 else title


@require_safe
@never_cache  # what is public now may not be so in a moment, and drafts are never told of
def search_suggest(request):
    """What the search suggests for the beginning of a question, as JSON for static/js/search_suggest.js."""
    text = request.GET.get("q", "")[:MAX_LENGTH]
    found = suggestions(suggest(text, get_language())) if len(text.strip()) >= MIN_LETTERS else []
    answer = {"suggestions": found, "status": status(len(found))}
    return JsonResponse(answer, headers={"X-Robots-Tag": "noindex"})


def status(count: int) -> str:
    """What a screen reader says when suggestions have come."""
    text = ngettext("%(count)d suggestion: arrow down", "%(count)d suggestions: arrow down", count)
    return text % {"count": count} if count else _("No suggestions")
