"""What the site adds to the editor for everybody: the guide in the Help menu."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from bilingual.access import pages_in_group
from bilingual.admin.buttons import edit_button
from bilingual.admin.snippets import snippet_urls
from bilingual.admin.taken_addresses import tell_of_taken_address
from home.addresses import page_led_to_before
from home.editing import content_checks, deleting, expiry, link_forms, scheduling
from home.editing.guide import GuideView
from home.editing.missed_panel import MissedPanel
from home.editing.signed_out import session_urls
from home.live_preview import SitePageViewSet
from home.media import document_links  # noqa: F401 (who may read which)
from home.rich_text import ReadablePageLinkHandler
from home.views import too_many_fields, too_much_text

link_forms.name_fields()


@hooks.register("register_rich_text_features", order=100)
def links_to_readable_pages(features):
    """Put our way of following links in the place of Wagtail's, whose own hook has no order and runs before."""
    features.register_link_type(ReadablePageLinkHandler)


@hooks.register("register_admin_viewset", order=100)
def views_of_pages():
    """Put our views in the place of Wagtail's, whose own hook has no order and runs before."""
    return SitePageViewSet()


@hooks.register("register_log_actions")
def log_actions(actions):
    removed = _("Time to unpublish removed")
    actions.register_action(expiry.REMOVED, removed, removed)

    @actions.register_action(scheduling.FAILED)
    class PublicationFailed(LogFormatter):
        label = _("Could not be published in time")

        def format_message(self, log_entry):
            return format_lazy("{}: {}", self.label, log_entry.data.get("reason", ""))


@hooks.register("before_publish_page", order=-1)
def tell_of_expiry(request, page):
    if old := getattr(page, "expiry_removed", None):
        messages.warning(request, expiry.say_removed(old, page.get_admin_display_title()))


@hooks.register("before_publish_page", order=-1)
def tell_of_old_address(request, page):
    """Old links to another page lead to this one from now on: there is no other time when anybody would notice."""
    versions = [page]
    if request.POST.get("action-publish") == "together":
        versions += [one.get_latest_revision_as_object() for one in pages_in_group(page) if one.pk != page.pk]
    for version in versions:
        if other := page_led_to_before(version):
            told = _(
                "The address of “%(page)s” has led to “%(title)s” until now: old links to that page lead to this one "
                "once it is published."
            )
            titles = {"page": version.get_admin_display_title(), "title": other.get_admin_display_title()}
            button = edit_button(other, _("Edit the other page"), request.user)
            messages.warning(request, told % titles, buttons=button)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_of_address(request, page):
    tell_of_taken_address(request, page)
    if "action-submit" in request.POST:
        tell_of_old_address(request, page)


@hooks.register("before_bulk_action")
def tell_of_many(request, action_type, objects, action):
    """Say of pages that are published from a list what is said of one."""
    for page in objects if action_type == "publish" else []:
        revision = page.get_latest_revision()
        if revision and expiry.has_passed(old := expiry.expiry_of(revision)):
            messages.warning(request, expiry.say_removed(old, page.get_admin_display_title()))
        tell_of_old_address(request, revision.as_object() if revision else page.specific)


@hooks.register("construct_homepage_panels")
def missed_publications(request, panels):
    panel = MissedPanel(request.user)
    if panel.rows:
        panels.append(panel)


@hooks.register("construct_wagtail_userbar")
def checks_of_what_staff_can_mend(request, items, page):
    content_checks.put_in_place(items)


@hooks.register("insert_editor_js")
def editor_scripts():
    # Checks the size before autosave, which counts a form as sent once it has passed it on.
    return form_size_script() + scripts("autosave", "comments", "paste", "preview_modes", "rich_text")


@hooks.register("insert_global_admin_js")
def scripts_of_every_view():
    """Loaded everywhere: text kept of a form is removed on whichever page its sender lands."""
    return scripts("session", "kept_text")


@hooks.register("insert_global_admin_css")
def style_of_kept_text():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/kept_text.css"))


def scripts(*names: str) -> str:
    addresses = [(static(f"js/admin/{name}.js"),) for name in names]
    return format_html_join("", '<script type="module" src="{}"></script>', addresses)


def form_size_script():
    """The script that knows how large a form may be. A little less than the server takes, so that it never refuses."""
    return format_html(
        '<script type="module" src="{}" data-max-fields="{}" data-max-bytes="{}" data-too-many-fields="{}" '
        'data-too-much-text="{}"></script>',
        static("js/admin/form_size.js"),
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 1,
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 50_000,
        too_many_fields(),
        too_much_text(),
    )


@hooks.register("insert_global_admin_css")
def narrow_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/narrow.css"))


@hooks.register("register_admin_urls")
def guide_address():
    return [path("handbok/", GuideView.as_view(), name="guide")]


@hooks.register("register_admin_urls")
def addresses_of_sessions():
    return session_urls()


@hooks.register("register_admin_urls")
def addresses_for_texts_of_things():
    return snippet_urls()


@hooks.register("register_admin_urls", order=-1)
def addresses_for_deleting():
    """In the place of Wagtail's, which ask whether to delete what is used."""
    return [
        path("images/<int:image_id>/delete/", deleting.SiteImageDelete.as_view()),
        path("documents/delete/<int:document_id>/", deleting.SiteDocumentDelete.as_view()),
    ]


@hooks.register("before_delete_page")
def page_may_be_deleted(request, page):
    if refused := deleting.refuse(request, [page]):
        return refused
    if request.method == "GET":
        deleting.tell_of_translations(request, page)
    return None


@hooks.register("before_delete_snippet")
def snippets_may_be_deleted(request, instances):
    return deleting.refuse(request, instances)


@hooks.register("before_bulk_action")
def many_may_be_deleted(request, action_type, objects, action):
    return deleting.refuse(request, objects) if action_type == "delete" else None


@hooks.register("register_help_menu_item")
def guide_menu_item():
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=1)


@hooks.register("construct_help_menu")
def one_guide_only(request, menu_items):
    """Wagtail's own guide and its news are in English, on another site, and not about this one."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("editor-guide", "whats-new"))]
