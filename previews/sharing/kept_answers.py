"""Keeps what a draft link shows for a minute, so that a version is rendered once, however often it is read.

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

KEPT_FOR = 60  # seconds
MAX_RENDERED = 60  # answers of one link within that time, in each process


class TooOften(Exception):
    """More of a link has been asked for than is rendered in a minute."""


def kept(link, parts: tuple, render: Callable[[], HttpResponse]) -> HttpResponse:
    """What `render` answers for a link; from the cache where it has been rendered of the same `parts`.

    `parts` name what the answer is made of, beside the versions of the link and what is public on the site.
    """
    made_of = repr((link.pk, link.made_of, parts, public_site()))
    key = f"previews.answer.{hashlib.sha256(made_of.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        count(link)
        response = render()
        found = response.content, response.status_code, dict(response.headers)
        cache.set(key, found, KEPT_FOR)
    content, status, headers = found
    return HttpResponse(content, status=status, headers=headers)


def count(link) -> None:
    """Note that something of a link is rendered. TooOften, where that has been done too often."""
    key = f"previews.rendered.{link.pk}"
    cache.add(key, 0, KEPT_FOR)
    try:
        if cache.incr(key) > MAX_RENDERED:
            raise TooOften
    except ValueError:  # forgotten in between
        return


def public_site() -> tuple:
    """Changes when a page becomes public, or is not any more: what has been hidden is not shown a minute longer."""
    readable = is_readable()
    pages = Page.objects.aggregate(
        count=Count("pk", filter=readable), sum=Sum("pk", filter=readable), newest=Max("last_published_at")
    )
    return tuple(pages.values())
