"""The production settings of a site on which every request can be made to fail, for tests of what a server writes."""

import os

from config.settings.production import *  # noqa: F403

MIDDLEWARE = [*MIDDLEWARE, "tests.config.failing_site.fail_if_asked"]  # noqa: F405 - innermost, as a view

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
ADMINS = ["operator@example.org"]
EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", os.environ["MAIL_FOLDER"]


def fail_if_asked(get_response):
    def middleware(request):
        if "HTTP_X_FAIL" in request.META:
            raise RuntimeError(f"Failed at {request.get_full_path()} {request.path}")
        return get_response(request)

    return middleware
