"""What happens in the editor when something else than a form publishes what may not be published yet."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from bilingual.pages import CannotBePublished
from bilingual.places import Misplaced


class NotYetTranslatedMiddleware:
    """Turns CannotBePublished into a message and the way to the page: bulk publishing, approving, restoring.

    Whatever was to be published with it is not, where it was one transaction.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not getattr(request, "user", None):
            return None
        if isinstance(exception, Misplaced):  # where a form has not refused it
            messages.error(request, " ".join(exception.messages))
            return redirect("wagtailadmin_home")
        return not_published(request, exception) if isinstance(exception, CannotBePublished) else None


def not_published(request, exception: CannotBePublished):
    """The message, and the way to the page."""
    edit = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
    text = _("“%(title)s” was not published. %(reason)s") % {
        "title": exception.page.title,
        "reason": " ".join(exception.messages),
    }
    messages.error(request, text, buttons=[messages.button(edit, _("Edit"))])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": edit})
    return redirect(edit)
