"""Caches what a draft link shows for a minute, so that a version is rendered once, however often it is read.

The cache is each process's own: a shared one in the database would write every answer to the write-ahead log, which
this module exists to spare, and cost queries at every view.

To render one, versions are written into the database and rolled back (time_travel/sandbox.py). That costs write-ahead
log and locks, and whoever has a link can ask for it as often as they like: so there is a ceiling for each link, too.
"""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.http import HttpResponse
from wagtail.models import Page

from home.public import is_readable

CACHE_SECONDS = 60
MAX_RENDERS = 60  # answers of one link within that time, in each process


class TooManyRenders(Exception):
    """More of a link has been asked for than is rendered in a minute."""


def cached_response(link, parts: tuple, render: Callable[[], HttpResponse]) -> HttpResponse:
    """What `render` answers for a link; from the cache where it has been rendered of the same `parts`.

    `parts` name what the answer is made of, beside the versions of the link and what is public on the site.
    """
    made_of = repr((link.pk, link.made_of, parts, public_site()))
    key = f"previews.answer.{hashlib.sha256(made_of.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        count_render(link)
        response = render()
        found = response.content, response.status_code, dict(response.headers)
        cache.set(key, found, CACHE_SECONDS)
    content, status, headers = found
    return HttpResponse(content, status=status, headers=headers)


def count_render(link) -> None:
    """Count that something of a link is rendered; raises TooManyRenders above the ceiling."""
    key = f"previews.rendered.{link.pk}"
    cache.add(key, 0, CACHE_SECONDS)
    try:
        if cache.incr(key) > MAX_RENDERS:
            raise TooManyRenders
    except ValueError:  # forgotten in between
        return


def public_site() -> tuple:
    """Changes when a page becomes public or is withdrawn, so that a hidden page is not shown for another minute."""
    readable = is_readable()
    pages = Page.objects.aggregate(
        count=Count("pk", filter=readable), sum=Sum("pk", filter=readable), newest=Max("last_published_at")
    )
    return tuple(pages.values())
