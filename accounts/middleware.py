"""Keeps those signed in who are at work, and limits guesses at the passwords of private pages."""

import time

from django.http import HttpResponse

from accounts import limits

RENEWED_AT, RENEW_EVERY = "renewed_at", 3600  # seconds
ADMIN_PREFIX = "/admin/"


class SessionRenewalMiddleware:
    """Lets the time of a session begin anew, at most once an hour, while its user works in the editor.

    SESSION_SAVE_EVERY_REQUEST would write to the database for every autosave and preview. Public pages are left alone:
    they set no cookie, whoever reads them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            now = int(time.time())
            if request.session.get(RENEWED_AT, 0) < now - RENEW_EVERY:
                request.session[RENEWED_AT] = now
        return response


class PagePasswordMiddleware:
    """Limits guesses at the passwords that Wagtail gives private pages and collections, as those at accounts: by who
    guesses, and not by how many have, which would shut their readers out."""

    views = ("wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        guessed = getattr(request, "_guessed_password_of", None)
        if guessed and response.status_code == 200:  # the form once more; the right password leads on
            limits.failed(request, guessed, from_anywhere=False)
        return response

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if request.method != "POST" or match.url_name not in self.views:
            return None
        restriction = f"{match.url_name} {next(iter(kwargs.values()))}"  # whichever page of it is said to be asked for
        if limits.is_refused(request, restriction):
            told = "För många försök. Vänta en kvart. / Too many attempts. Wait a quarter of an hour."
            return HttpResponse(told, "text/plain; charset=utf-8", status=429)
        request._guessed_password_of = restriction
        return None
