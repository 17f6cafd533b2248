"""What the site adds to the editor for everybody: the guide in the Help menu."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from bilingual.thing_views import thing_urls
from home.guide import GuideView
from home.live_preview import SitePageViewSet
from home.rich_text import ReadablePageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def links_to_readable_pages(features):
    """Put our way of following links in the place of Wagtail's, whose own hook has no order and runs before."""
    features.register_link_type(ReadablePageLinkHandler)


@hooks.register("register_admin_viewset", order=100)
def views_of_pages():
    """Put our views in the place of Wagtail's, whose own hook has no order and runs before."""
    return SitePageViewSet()


@hooks.register("insert_editor_js")
def editor_scripts():
    scripts = [(static(f"js/admin/{name}.js"),) for name in ("autosave", "preview_modes")]
    return format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("register_admin_urls")
def guide_address():
    return [path("handbok/", GuideView.as_view(), name="guide")]


@hooks.register("register_admin_urls")
def addresses_for_texts_of_things():
    return thing_urls()


@hooks.register("register_help_menu_item")
def guide_menu_item():
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=1)


@hooks.register("construct_help_menu")
def one_guide_only(request, menu_items):
    """Wagtail's own guide and its news are in English, on another site, and not about this one."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("editor-guide", "whats-new"))]
