"""What the editor answers when a session or a CSRF cookie is gone, so that no typed text is lost."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as django_csrf_failure

from home.editing.submissions import KEY, Submission

ADMIN_PREFIX = "/admin/"


def session_urls() -> list:
    """The addresses in the admin."""
    return [
        path("session/", session, name="editor_session"),
        path("session/signed-in/", signed_in, name="editor_signed_in"),
    ]


def session(request):
    """Whether a form can be sent: the user, a fresh CSRF token, and the outcome of an earlier attempt."""
    key, attempt = request.GET.get("form", ""), request.GET.get("attempt", "")
    saved = None
    if key and attempt:
        saved = Submission.objects.filter(user=request.user, key=key, attempt=attempt).first()
    return JsonResponse(
        {"user": str(request.user.pk), "csrf": get_token(request), "saved": saved.answer if saved else None}
    )


def signed_in(request):
    """Where the window for signing in beside a form ends."""
    return render(request, "admin/signed_in.html")


class SignedOutMiddleware:
    """Answers what a form sends without a session with words, and with the text, in the place of the sign-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith(ADMIN_PREFIX) or not _leads_to_sign_in(response):
            return response
        if request.method == "POST" and not _expects_page(request) or not request.accepts("text/html"):
            return error(_("You are signed out. What you type is kept in this browser."), "signed_out", 401)
        if request.method == "POST" and KEY in request.POST:
            return unsent(request, _("You are signed out"), 403)
        return response


def _expects_page(request) -> bool:
    """Whether a person is waiting for a page, and not a script for an answer."""
    return request.accepts("text/html") and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _leads_to_sign_in(response) -> bool:
    if not isinstance(response, HttpResponseRedirect):
        return False
    return urlsplit(response.url).path == reverse("wagtailadmin_login")


def error(text: str, code: str, status: int) -> JsonResponse:
    """An error as Wagtail's autosave reads it."""
    return JsonResponse({"success": False, "error_code": code, "error_message": text}, status=status)


def unsent(request, title: str, status: int):
    """A page with all that a form has sent, from which it can be opened again with it.

    What another site has sent is not shown: nobody shall send it on in this person's name.
    """
    fields = []
    if _is_from_this_site(request):
        names = [name for name in request.POST if name not in ("csrfmiddlewaretoken", "show_again")]
        fields = [(name, value) for name in names for value in request.POST.getlist(name)]
    context = {"title": title, "fields": fields, "is_signed_in": request.user.is_authenticated}
    return render(request, "admin/unsent.html", context, status=status)


def _is_from_this_site(request) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(source).netloc == request.get_host()


def csrf_failure(request, reason=""):
    """In the editor: what has happened, in words, with the text that was sent. Elsewhere Django's own page."""
    if not request.path.startswith(ADMIN_PREFIX):
        return django_csrf_failure(request, reason)
    if not _expects_page(request):
        return error(_("The browser has lost its proof that the form is yours. Try again."), "csrf", 403)
    return unsent(request, _("The form could not be received"), 403)
