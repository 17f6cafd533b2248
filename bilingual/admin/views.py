"""The views beside Wagtail's own: start a translation, the source beside the form, still right, both drafts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale

from bilingual import drift, starting, translation_groups
from bilingual.access import (
    bilingual_page,
    editable_page,
    editable_translation,
    may_read_draft,
    may_start,
    pages_in_group,
)
from bilingual.admin import source_pane
from bilingual.admin.panels import shared_fields_to_show
from bilingual.admin.taken_addresses import tell_of_taken_address
from bilingual.pages import store
from bilingual.segments import Kind, Segment
from bilingual.snippets import may_change_shared_fields


@require_http_methods(["GET", "POST"])
def start(request, page_id: int):
    """Start a translation: at once where it can be, else after showing which parents will be started with it."""
    page = bilingual_page(page_id)
    if page.translation:
        page = page.original or page
    there = [member.locale_id for member in pages_in_group(page)]
    locales = [locale for locale in Locale.objects.exclude(pk__in=there) if may_start_in(request.user, page, locale)]
    if not locales:
        if Locale.objects.exclude(pk__in=there).exists():
            raise PermissionDenied
        messages.info(request, _("This page is in all languages already."))
        return redirect(way_back(request.user, page))
    code = request.POST.get("language") or request.GET.get("language")  # the button of one click sends no form
    locale = next((one for one in locales if one.language_code == code), locales[0] if not code else None)
    if locale is None:
        raise PermissionDenied
    parents = starting.missing_parents(page, locale)
    if request.method == "GET" or (parents and not request.POST.get("with_parents")):
        context = {"page": page, "locale": locale, "locales": locales, "parents": parents, "page_title": _("Translate")}
        context["back_url"] = way_back(request.user, page)
        return TemplateResponse(request, "bilingual/admin/start.html", context)
    try:
        translation = starting.start(page, locale, request.user)
    except starting.CannotStart:
        messages.info(request, _("Somebody has started this translation already."))
        translation = page.get_translation(locale)
    else:
        messages.success(
            request,
            _("The translation of “%(title)s” has been started as a draft.")
            % {"title": page.get_admin_display_title()},
        )
        tell_of_taken_address(request, translation.specific)
    return redirect("wagtailadmin_pages:edit", translation.pk)


def way_back(user, page) -> str:
    """The form of a page for who may open it, the translation report for others."""
    if page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("bilingual:translation_report")


def may_start_in(user, page, locale: Locale) -> bool:
    """Whether a user may start the translation of a page into a language."""
    return may_start(user, starting.nearest_parent(page, locale))


@require_GET
def source(request, page_id: int):
    """What stands beside the form, as JSON, with the shared fields: asked again while the form is open."""
    page = editable_page(request, page_id)
    latest = page.get_latest_revision_as_object()
    if not page.original:
        return JsonResponse({"segments": [], "missing_blocks": [], "groups": source_pane.behind(page), "facts": []})
    latest.take_shared_fields_of_draft()
    return JsonResponse(source_pane.beside(latest, request.user) | {"facts": shared_fields_to_show(latest)})


@require_GET
def copy(request, page_id: int):
    """One text of the original as the form takes it: `value` is text, or the rich text editor's state."""
    page = editable_translation(request, page_id)
    segment = page.draft_of_original.segments.get(request.GET.get("key", ""))
    if segment is None or segment.kind == Kind.VALUE:
        raise Http404
    value = editor_state(segment) if segment.kind == Kind.RICH else segment.value or ""
    return JsonResponse({"kind": segment.kind, "value": value})


def editor_state(segment: Segment) -> str:
    """Rich text as the editor's own state, JSON that can be put into a form that is open, with its features."""
    widget = get_rich_text_editor_widget(segment.edited_as.editor, features=segment.edited_as.features)
    return widget.format_value(str(segment.value or ""))


@require_GET
def block(request, page_id: int):
    """A block of the original as the form takes it, to be put into the translation."""
    page = editable_translation(request, page_id)
    field = request.GET.get("field", "")
    if field not in page.translatable_fields or not isinstance(page._meta.get_field(field), StreamField):
        raise Http404
    stream = getattr(page.draft_of_original, field)
    child = next((child for child in stream if child.id == request.GET.get("id", "")), None)
    if child is None:
        raise Http404
    return JsonResponse({"type": child.block_type, "id": child.id, "value": child.block.get_form_state(child.value)})


@require_POST
def still_right(request, page_id: int):
    """Confirm that marked texts are right as they are. On an original, `translation` says which language."""
    page = editable_page(request, page_id)
    translation_groups.lock_groups(page)  # somebody may be publishing the other language now
    page.forget_translation_group()
    own, records = translation_groups.get_records(page)
    sent = request.POST.get("translation")
    record = own if page.original else next((one for one in records if str(one.page_id) == sent), None)
    if record is None:
        raise Http404
    original, translation = record.original.specific, record.page.specific
    current = translation if translation.live else translation.get_latest_revision_as_object()
    marked = record.memory.has("is_outdated") if page.original else record.memory.has("is_behind")
    keys = [key for key in request.POST.getlist("key") if key in marked] or (
        [] if "key" in request.POST else list(marked)
    )
    cleared = drift.still_right(record, keys, original.segments, current.segments, request.user)
    store(record)
    if cleared:
        log(page, "bilingual.still_right", user=request.user, data={"fields": cleared})
    return confirmed(request, page, {"cleared": cleared})


@require_POST
def same_words(request, page_id: int):
    """Confirm that a text is right with the same words in both languages."""
    page = editable_translation(request, page_id)
    translation_groups.lock_groups(page)
    page.forget_translation_group()
    key = request.POST.get("key", "")
    segment = page.draft_of_original.segments.get(key) or page.original.segments.get(key)
    if segment is None or not segment.may_stay:
        raise Http404
    page.confirm_same_words([segment])
    log(page, "bilingual.same_words", user=request.user, data={"fields": [key]})
    return confirmed(request, page, {"confirmed": [key]})


def confirmed(request, page, data: dict) -> HttpResponse:
    """JSON to a script, the form to a browser."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse(data)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def release(request, page_id: int):
    """Make a translation whose original is gone, or is not public, an original."""
    page = editable_page(request, page_id)
    may = may_change_shared_fields(request.user) and page.permissions_for_user(request.user).can_publish()
    if not may:
        raise PermissionDenied
    if not page.translation or (page.original and page.original.live):
        raise Http404
    translation_groups.detach(page)
    log(page, "bilingual.release", user=request.user)
    messages.success(request, _("The page is an original now: its facts can be edited here."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_GET
def side_by_side(request, page_id: int):
    """The newest drafts of a page and of one of the others in its translation group, as pages, beside each other."""
    page = editable_page(request, page_id)
    members = pages_in_group(page)  # who may edit one of them may read the drafts of all
    code = request.GET.get("language")
    others = [member for member in members if member.pk != page.pk]
    other = next((member for member in others if member.locale.language_code == code), others[0] if others else None)
    if other is None:
        messages.info(request, _("There is no translation to show beside this page."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    left, right = [member for member in members if member.pk in (page.pk, other.pk)]
    context = {
        "page": page,
        "sides": [(side, side.permissions_for_user(request.user).can_edit()) for side in (left, right)],
        "others": others if len(others) > 1 else [],
        "versions_url": reverse("bilingual:versions", args=[page.pk]),
        "page_title": _("Both drafts side by side"),
    }
    return TemplateResponse(request, "bilingual/admin/side_by_side.html", context)


@require_GET
@xframe_options_sameorigin
def draft(request, page_id: int):
    """The newest draft of a page as visitors would see it, for who may edit it or one of its translations."""
    page = bilingual_page(page_id)
    if not may_read_draft(request.user, page):
        raise PermissionDenied
    latest = page.get_latest_revision_as_object()
    response = latest.make_preview_request(request, latest.default_preview_mode)
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def versions(request, page_id: int):
    """The newest draft of each page in the translation group, as JSON: the source pane is renewed when it changes."""
    page = editable_page(request, page_id)
    group_now = {
        str(member.pk): f"{member.latest_revision_id} {member.latest_revision_created_at} {member.last_published_at}"
        for member in pages_in_group(page)
    }
    return JsonResponse(group_now)
