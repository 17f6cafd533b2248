"""Where the editor finds the comparison of two versions."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from bilingual.pages import BilingualPage


@hooks.register("register_page_header_buttons")
def compare_button(page, user, view_name, next_url=None):
    """Beside Wagtail's own: what visitors will see change. Not on a page that has never been saved as a draft."""
    kind = page.specific_class or type(page)
    if page.alias_of_id or not page.latest_revision_id or not issubclass(kind, BilingualPage):
        return
    if page.permissions_for_user(user).can_edit():
        url = reverse("previews:compare", args=[page.pk])
        yield Button(_("What changes on the page"), url, icon_name="resubmit", priority=66)
