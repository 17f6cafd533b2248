"""What two languages add to the editor: addresses, buttons, messages."""

from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button, ListingButton
from wagtail.models import Locale, Page

from bilingual import places, translation_groups
from bilingual.access import languages_to_start, pages_in_group
from bilingual.admin import publish_all, views
from bilingual.admin.translation_report import WorkPanel, may_see
from bilingual.languages import language_name
from bilingual.memory import OUTDATED, Drift
from bilingual.models import Translation, Wording
from bilingual.pages import BilingualPage


@hooks.register("register_admin_urls", order=-1)
def addresses():
    """Ours, and in the place of Wagtail's own view that starts translations."""
    return [
        path("languages/", include("bilingual.admin.urls")),
        path("translation/submit/page/<int:page_id>/", views.start),
    ]


@hooks.register("insert_editor_js")
def editor_script():
    return format_html('<script type="module" src="{}"></script>', static("js/admin/source_pane.js"))


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


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="bilingual", content_type__model="translation")


def start_button(page_id: int, code: str) -> Button:
    """A button that starts a translation at once."""
    return Button(
        _("Translate to %(language)s") % {"language": language_name(code)},
        "",
        icon_name="globe",
        attrs={
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": f"{reverse('bilingual:start', args=[page_id])}?language={code}",
        },
        priority=60,
    )


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    """To start each language that the page is not in and that the user may start; to see both drafts."""
    if page.is_root() or page.alias_of_id or not issubclass(page.specific_class or type(page), BilingualPage):
        return
    page = page.specific
    original = page.original or page
    members = pages_in_group(page)
    if user.has_perm("bilingual.start_translation"):
        for locale in Locale.objects.exclude(pk__in=[member.locale_id for member in members]):
            if views.may_start_in(user, original, locale):
                yield start_button(original.pk, locale.language_code)
    if len(members) > 1 and page.permissions_for_user(user).can_edit():
        url = reverse("bilingual:side_by_side", args=[page.pk])
        yield Button(_("Both drafts side by side"), url, icon_name="desktop", priority=65)


@hooks.register("construct_explorer_page_queryset")
def with_translations(parent_page, pages, request):
    """What the list shows of each page's languages, fetched with the pages."""
    missing = Translation.objects.filter(original=OuterRef("pk"), page=None).order_by("locale_id")
    return pages.annotate(
        old_texts=number_of_texts("translation__page", drift__in=OUTDATED),
        missing_languages=ArraySubquery(missing.values("locale__language_code")),
        behind_texts=number_of_texts("translation__original", drift=Drift.BEHIND, translation__page__isnull=False),
    )


def number_of_texts(of: str, **conditions) -> Subquery:
    """In how many segments the translation memory of a listed page says this."""
    found = Wording.objects.filter(**{of: OuterRef("pk")}, **conditions).order_by().values(of)
    return Subquery(found.annotate(count=Count("key", distinct=True)).values("count"))


@hooks.register("register_page_listing_buttons")
def listing_marks(page, user, next_url=None):
    """How many texts of a page in the list do not say what the other language says."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    look = {"icon_name": "warning", "classname": "bilingual-mark", "priority": 5}
    if count := getattr(page, "old_texts", 0):
        text = ngettext("%(count)d text older than the original", "%(count)d texts older than the original", count)
        yield ListingButton(text % {"count": count}, edit, **look)
    if count := getattr(page, "behind_texts", 0):
        text = ngettext("%(count)d text behind a translation", "%(count)d texts behind a translation", count)
        yield ListingButton(text % {"count": count}, edit, **look)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    """To start a translation from the list."""
    page._has_untranslated_locale = False  # simple_translation's own button is not wanted beside ours
    for code in getattr(page, "missing_languages", []):
        if code in languages_to_start(user):
            yield start_button(page.pk, code)


hooks.register("register_page_action_menu_item", publish_all.PublishAllLocales)
hooks.register("before_publish_page", publish_all.publish_all_languages)
hooks.register("after_publish_page", publish_all.tell_what_is_old)
hooks.register("after_bulk_action", publish_all.tell_what_is_old_after_many)


@hooks.register("before_move_page")
def refuse_other_language(request, page, destination):
    """Say why it is refused: Wagtail says only that it is not permitted."""
    if error := places.language_error(page, destination):
        messages.error(request, error)
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("before_bulk_action")
def lock_all_pages_at_once(request, action_type, objects, action):
    """Two who change the same pages at once, each in an order of their own, would wait for one another."""
    if action.model is not Page:
        return
    if action_type in ("delete", "move") or action.get_execution_context().get("include_descendants"):
        translation_groups.lock_trees(objects)
    else:
        translation_groups.lock_groups(*objects)


@hooks.register("before_delete_page")
def lock_tree_that_goes(request, page):
    if request.method == "POST":
        translation_groups.lock_trees([page])


@hooks.register("before_unpublish_page")
def lock_tree_that_is_hidden(request, page):
    if request.method == "POST" and request.POST.get("include_descendants"):
        translation_groups.lock_trees([page])


class TranslationReportMenuItem(MenuItem):
    """For everybody who may edit some page."""

    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def translation_report_menu_item():
    return TranslationReportMenuItem(
        gettext_lazy("Translations"),
        reverse("bilingual:translation_report"),
        name="translations",
        icon_name="globe",
        order=100,
    )


@hooks.register("construct_homepage_panels")
def work_on_start_page(request, panels):
    if may_see(request.user):
        panels.append(WorkPanel())
