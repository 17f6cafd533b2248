"""Keeps those signed in who are at work."""

import time

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
