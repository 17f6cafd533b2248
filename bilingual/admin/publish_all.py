"""Publishing all languages of a page as one, and what an editor is told of the others after publishing one."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from bilingual import publishing
from bilingual.access import pages_in_group
from bilingual.admin.buttons import edit_button
from bilingual.languages import language_name
from bilingual.models import Translation
from bilingual.pages import BilingualPage
from bilingual.publish_problems import CannotBePublished

MAX_NAMED = 5


class PublishAllLocales(ActionMenuItem):
    """Publish this page and its other languages as one."""

    name = "action-publish-together"
    label = gettext_lazy("Publish all languages")
    template_name = "bilingual/admin/publish_all_locales.html"
    icon_name = "globe"
    order = 35

    def is_shown(self, context):
        page = context.get("page")
        if context["view"] != "edit" or context["locked_for_user"] or not isinstance(page, BilingualPage):
            return False
        return self.get_user_page_permissions_tester(context).can_publish() and len(pages_in_group(page)) > 1

    def get_context_data(self, parent_context):
        page = parent_context["page"]
        return super().get_context_data(parent_context) | {"is_scheduled": publishing.is_to_come(page.go_live_at)}


def publish_all_languages(request, page):
    """The button that publishes all languages: Wagtail has saved the form as a draft, what follows is ours."""
    if request.POST.get("action-publish") != "together" or not isinstance(page, BilingualPage):
        return None
    edit = redirect("wagtailadmin_pages:edit", page.pk)
    try:
        going = publishing.publish_all_locales(page, request.user, page.go_live_at)
    except CannotBePublished as stopped:
        told = _("Nothing was published. “%(title)s” (%(language)s): %(reason)s")
        stopping = described(stopped.page) | {"reason": stopped.reason}
        messages.error(request, told % stopping, buttons=edit_button(stopped.page, _("Edit")))
        return edit
    named = ", ".join("“{title}” ({language})".format(**described(member)) for member in going)
    if publishing.is_to_come(page.go_live_at):
        messages.success(request, _("All languages are scheduled as one: %(pages)s") % {"pages": named})
    else:
        messages.success(request, _("All languages are published: %(pages)s") % {"pages": named})
    tell_what_is_old(request, page)
    return edit


def tell_what_is_old(request, page):
    """Say at once to who publishes which texts of the other languages no longer say the same."""
    if not isinstance(page, BilingualPage):
        return
    records = Translation.objects.existing().with_status().select_related("page", "locale", "original__locale")
    for record in records.filter(original=page.pk, old_since__isnull=False):
        tell_of_drift(request, record.page, record.locale, record.memory.has("is_outdated"), page)
    for record in records.filter(page=page.pk, behind_since__isnull=False, original__isnull=False):
        tell_of_drift(request, record.original, record.original.locale, record.memory.has("is_behind"), page)


def tell_what_is_old_after_many(request, action_type, objects, action):
    """Say the same of pages that were published from a list."""
    for page in objects if action_type == "publish" else []:
        tell_what_is_old(request, page.specific)


def tell_of_drift(request, other, locale, marks: dict, page) -> None:
    """Name the texts of another page that are to be looked at, with the way there."""
    segments = {**other.specific.segments, **page.specific.segments}
    labels = [str(segments[key].label) for key in segments if key in marks]
    more = len(labels) - MAX_NAMED
    named = ", ".join(labels[:MAX_NAMED]) + (_(" and %(count)d more") % {"count": more} if more > 0 else "")
    text = _("The page in %(language)s no longer says the same: %(fields)s.")
    told = text % {"language": language_name(locale.language_code), "fields": named}
    messages.warning(request, told, buttons=edit_button(other, _("Look at it")))


def not_published(request, exception: CannotBePublished):
    """The answer where something was to be published that may not be yet: why, and the way to the page."""
    edit = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
    text = _("“%(title)s” was not published. %(reason)s")
    told = text % {"title": exception.page.title, "reason": exception.reason}
    messages.error(request, told, buttons=edit_button(exception.page, _("Edit")))
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": edit})
    return redirect(edit)


def described(page) -> dict[str, str]:
    """What a message says of a page."""
    return {"title": page.get_admin_display_title(), "language": language_name(page.locale.language_code)}
