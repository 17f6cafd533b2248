"""Counts failed and successful sign-ins, whichever form or view they come through."""

import time

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from accounts import limits
from accounts.middleware import RENEWED_AT


@receiver(user_login_failed)
def count_failure(sender, credentials, request=None, **kwargs):
    if request is not None and credentials.get("username"):
        limits.failed(request, credentials["username"])


@receiver(user_logged_in)
def note_success(sender, request, user, **kwargs):
    request.session[RENEWED_AT] = int(time.time())
    limits.succeeded(request, user.get_username())
