"""What every request passes: a security policy each for site and editor, languages, lost pages, bad input."""

from typing import ClassVar

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.middleware.csp import ContentSecurityPolicyMiddleware as DjangoContentSecurityPolicyMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_path
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from whitenoise.middleware import WhiteNoiseMiddleware

from home.public import open_languages
from home.routing import render_gone


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, which looks through all files once: Wagtail (8.0) makes every middleware anew for each preview."""

    found: ClassVar[dict[tuple, dict]] = {}

    def update_files_dictionary(self, root, prefix):
        if (root, prefix) not in self.found:
            others, self.files = self.files, {}
            super().update_files_dictionary(root, prefix)
            self.found[root, prefix], self.files = self.files, others
        self.files.update(self.found[root, prefix])


ADMIN_PREFIX = "/admin/"


class ContentSecurityPolicyMiddleware(DjangoContentSecurityPolicyMiddleware):
    """The editor gets ADMIN_CSP, all else the strict SECURE_CSP."""

    def process_response(self, request, response):
        if request.path.startswith(ADMIN_PREFIX) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP
        return super().process_response(request, response)


def accepted_languages(request) -> list[str]:
    """The languages that the visitor's browser asks for, the most wanted first: `en-GB` is also `en`."""
    header = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return [code for language, _weight in header for code in (language, language.partition("-")[0])]


class LanguageMiddleware(LocaleMiddleware):
    """Django's, for the languages that have a start page: in any other there is nothing, and nothing is said.

    And without turning "not found" outside a language prefix into a redirect: a missing page says 404.
    """

    def process_request(self, request):
        super().process_request(request)
        is_preview = getattr(request, "is_dummy", False)  # a language is looked at before it is opened
        if get_language() == settings.LANGUAGE_CODE or is_preview:
            return
        languages = open_languages()
        if get_language() not in languages:
            asked = [] if get_language_from_path(request.path_info) else accepted_languages(request)
            activate(next((code for code in asked if code in languages), settings.LANGUAGE_CODE))
            request.LANGUAGE_CODE = get_language()

    def process_response(self, request, response):
        if not get_language_from_path(request.path_info):
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", get_language())
        return response


class GoneMiddleware:
    """Says 410 of a page that was public once, when no redirect has taken its place. Stands before the redirects'.

    A page that was withdrawn is known by its own row, one that was deleted by a redirect that leads nowhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith(ADMIN_PREFIX):
            return response
        if getattr(response, "is_gone", False):
            response.status_code = 410
            return response
        redirect = get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False))
        return response if redirect is None or redirect.link else render_gone(request)


class BadInputMiddleware:
    """Answers 400 to NUL bytes, which PostgreSQL cannot store, and to addresses no honest link has."""

    longest_address = 8_000

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        too_long = len(request.path) + len(query) > self.longest_address
        if too_long or "\x00" in request.path or "%00" in query or "\x00" in query:
            return HttpResponseBadRequest("Adressen kan inte läsas. / The address cannot be read.", "text/plain")
        return self.get_response(request)
