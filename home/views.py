"""Addresses that are no pages: the choice of language, and robots.txt."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Site


def choose_language(request):
    """Lead `/` to the start page in the language that the visitor's browser asks for, else in the first language."""
    return HttpResponseRedirect(f"/{get_language()}/")


def robots(request):
    """robots.txt (RFC 9309): everything may be read but the editor."""
    site = Site.find_for_request(request)
    root_url = site.root_url if site else request.build_absolute_uri("/").rstrip("/")
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {root_url}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
