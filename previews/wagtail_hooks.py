"""What previews add to the editor: addresses, menu, buttons."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from previews import comparing_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def addresses():
    return [path("previews/", include("previews.urls"))]


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/previews.css"))


@hooks.register("insert_editor_js")
def editor_scripts():
    return format_html('<script type="module" src="{}"></script>', static("js/admin/preview_time.js"))


@hooks.register("register_admin_menu_item")
def site_at_another_time():
    return MenuItem(_("The site on another day"), reverse("previews:choose"), name="previews", icon_name="date", order=220)
