"""What two languages add to the editor: addresses, buttons, messages."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Locale

from bilingual import views
from bilingual.access import family_pages
from bilingual.pages import BilingualPage


@hooks.register("register_admin_urls", order=-1)
def addresses():
    """Ours, and in the place of Wagtail's own view that starts translations."""
    return [
        path("languages/", include("bilingual.urls")),
        path("translation/submit/page/<int:page_id>/", views.start),
    ]


@hooks.register("insert_editor_js")
def editor_script():
    return format_html('<script type="module" src="{}"></script>', static("js/admin/beside.js"))


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/bilingual.css"))


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "bilingual.still_right", gettext_lazy("Still right"), gettext_lazy("Texts confirmed as still right")
    )
    actions.register_action(
        "bilingual.same_words", gettext_lazy("Same words"), gettext_lazy("Text confirmed as the same in both languages")
    )
    actions.register_action("bilingual.release", gettext_lazy("Made an original"), gettext_lazy("Made an original"))


def start_buttons(page, user):
    """A button for each language that a page is not in and that the user may start."""
    if page.is_root() or page.alias_of_id or not issubclass(page.specific_class or type(page), BilingualPage):
        return
    if not user.has_perm("simple_translation.submit_translation"):
        return
    page = page.specific
    original = page.original or page
    there = [member.locale_id for member in family_pages(page)]
    for locale in Locale.objects.exclude(pk__in=there):
        if views.may_start_in(user, original, locale):
            url = reverse("bilingual:start", args=[original.pk])
            yield Button(
                _("Translate: %(language)s") % {"language": locale.get_display_name()},
                "",
                icon_name="globe",
                attrs={
                    "data-controller": "w-action",
                    "data-action": "w-action#post",
                    "data-w-action-url-value": f"{url}?language={locale.language_code}",
                },
                priority=60,
            )


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    yield from start_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    yield from start_buttons(page, user)
