"""Lets the editor's previews be asked for at another time: `?at=` on the address of any of them."""

from django.utils.translation import gettext as _

from previews.time_travel import moments
from previews.time_travel.future import Future
from previews.time_travel.sandbox import LockTimeout
from previews.time_travel.walking import impossible

# Wagtail's views that show a version of a page or a snippet, and ours.
PREVIEWS = ("preview_on_edit", "preview_on_add", "view_draft", "revisions_view", "draft")


class PreviewTimeMiddleware:
    """Answers a preview with `at` as it will be at that moment: its own state, and all else on the page.

    Of what else becomes public by that time, the editor sees what they may (previews/time_travel/future.py).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        found = request.resolver_match
        is_preview = found.route.startswith("admin/") and found.url_name in PREVIEWS
        if not is_preview or request.method != "GET" or not request.GET.get("at"):
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        try:
            moment = moments.read_local(request.GET["at"])
            return Future(moment, request.user).show(lambda: rendered(view(request, *args, **kwargs)))
        except moments.Impossible as error:
            return impossible(request, str(error))
        except LockTimeout:
            return impossible(request, _("The pages are being changed right now. Try again in a moment."), status=503)


def rendered(response):
    """An answer that asks the database nothing more."""
    if hasattr(response, "render"):
        response.render()
    return response
