"""What an editor reads when something was refused that no form had refused before."""

import errno
import logging
from http import HTTPStatus

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from bilingual.admin.publish_all import not_published
from bilingual.places import Misplaced
from bilingual.publish_problems import CannotBePublished
from home.addresses import AddressTooLong
from home.editing.deleting import say_in_use
from home.editing.usage import InUse
from home.views import not_saved

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """Answers an editor when something could not be done, in whatever view it was tried, and nothing has been.

    Bulk publishing, approving and restoring publish what a form would have refused. Whatever was to be published with
    it is not either, where it was one transaction.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not getattr(request, "user", None) or not request.user.is_authenticated:
            return None
        if isinstance(exception, InUse):
            return say_in_use(request, [(exception.instance, exception.places)], status=409)
        if isinstance(exception, AddressTooLong):
            messages.error(request, " ".join(exception.messages))
            return redirect(request.get_full_path())
        if isinstance(exception, Misplaced):  # where a form has not refused it
            messages.error(request, " ".join(exception.messages))
            return redirect("wagtailadmin_home")
        if isinstance(exception, CannotBePublished):
            return not_published(request, exception)
        if isinstance(exception, OSError) and exception.errno in NO_SPACE:
            logger.exception("There is no space left on the disk")
            return no_space(request)
        return None


def no_space(request):
    """Say that the disk is full: on a page of its own, or beside the file where several are uploaded."""
    message = _("The server’s disk is full. Nothing has been changed. Tell those who run the website.")
    if request.resolver_match.url_name == "add_multiple":  # it shows only the status of an error
        return JsonResponse({"success": False, "error_message": message})
    return not_saved(request, message, HTTPStatus.INSUFFICIENT_STORAGE)
