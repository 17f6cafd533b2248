"""What previews add to the editor: addresses, menu, buttons."""

from django.urls import include, path
from wagtail import hooks

from previews import comparing_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def addresses():
    return [path("previews/", include("previews.urls"))]
