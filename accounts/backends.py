"""Looks at no more passwords where too many have been wrong."""

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from accounts.limits import is_refused


class LimitedBackend(ModelBackend):
    """Django's backend with a limit on guesses, which therefore holds for every form and view that signs users in."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if request is not None and username and is_refused(request, username):
            raise PermissionDenied
        return super().authenticate(request, username=username, password=password, **kwargs)
