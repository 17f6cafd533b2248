"""Addresses that are no pages: the choice of language, and robots.txt. And the answer to what cannot be saved."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as plain_bad_request
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


def bad_request(request, exception):
    """Say of a form that is too large what is wrong with it; static/js/admin/form_size.js says so before it is sent."""
    if not isinstance(exception, (TooManyFieldsSent, RequestDataTooBig)):
        return plain_bad_request(request, exception)
    message = too_many_fields() if isinstance(exception, TooManyFieldsSent) else too_much_text()
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return not_saved(request, message, status)


def not_saved(request, message: str, status: int) -> HttpResponse:
    """Say why nothing has been saved: on a page of its own, or as JSON to a form that is saved by itself."""
    if request.accepts("text/html"):
        return render(request, "not_saved.html", {"message": message}, status=status)
    # As Wagtail answers a form that it cannot save by itself: the message stands in the editor's status.
    answer = {"success": False, "error_code": "validation_error", "error_message": message}
    return JsonResponse(answer, status=status)


def too_many_fields() -> str:
    """What an editor reads whose form has too many fields."""
    return _("The page has too many blocks to be saved. Remove some, or move them to another page.")


def too_much_text() -> str:
    """What an editor reads whose form holds too much text."""
    return _("The page has too much text to be saved. Shorten it, or move a part of it to another page.")
