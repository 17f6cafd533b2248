"""What previews add to the editor: addresses, menu, buttons."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from bilingual.translation_groups import is_bilingual
from previews.models import Feedback


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
    return MenuItem(_("See another day"), reverse("previews:choose"), name="previews", icon_name="date", order=220)


@hooks.register("register_reports_menu_item")
def links_to_drafts():
    return MenuItem(
        _("Links to drafts"), reverse("previews:all_links"), name="draft-links", icon_name="link", order=650
    )


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    """What visitors will see change; show the draft to others; see the site on another day from here."""
    if page.is_root() or page.alias_of_id or not is_bilingual(page) or not page.permissions_for_user(user).can_edit():
        return
    if page.latest_revision_id:
        url = reverse("previews:compare", args=[page.pk])
        yield Button(_("What changes on the page"), url, icon_name="resubmit", priority=66)
    count = Feedback.objects.filter(page=page.pk).count()
    label = _("Show the draft to others (answers: %(count)d)") % {"count": count}
    url = reverse("previews:page_links", args=[page.pk])
    yield Button(label if count else _("Show the draft to others"), url, icon_name="link", priority=67)
    if page.url:
        url = f"{reverse('previews:choose')}?{urlencode({'path': page.url})}"
        yield Button(_("See another day"), url, icon_name="date", priority=68)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("previews.link_made", _("Draft link made"), _("A link that shows the draft was made"))
    actions.register_action("previews.link_revoked", _("Draft link revoked"), _("A link to the draft was revoked"))
    actions.register_action("previews.remark", _("Remark by link"), _("A reader of a draft link left a remark"))
    actions.register_action("previews.approval", _("Approval by link"), _("A reader of a draft link said it is right"))
