"""What an editor of a snippet reads at a text in another language, and how it is said that it is still right."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from bilingual.admin.source_pane import confirmation, say_day
from bilingual.diff import word_changes
from bilingual.languages import language_name
from bilingual.snippets import edit_url, fingerprint, hold_still_right, languages_of, original_of, snippet_models

NOTHING = "-"  # stands in an address for the fingerprint of an empty text


def note_for(row, original, field: str) -> dict | None:
    """The notice beside a text: that the original has changed, with the change, or who has confirmed the text."""
    agreed = row.memory.find("is_agreed", field)
    if agreed and agreed.is_outdated:
        text = _("The text in %(language)s was changed on %(day)s:") % {
            "language": language_name(original.language),
            "day": say_day(agreed.since),
        }
        changes = word_changes(agreed.source_text or "", getattr(original, field))
        return {"text": text, "changes": changes, "url": still_right_url(row, original, field)}
    return {"text": confirmation(agreed)} if agreed and agreed.confirmed_at else None


def still_right_url(row, original, field: str) -> str:
    """Where it is said that a text is still right, beside the wording of the original that is shown now."""
    seen = fingerprint(getattr(original, field)) or NOTHING
    return reverse("snippet_still_right", args=[row._meta.label_lower, row.pk, field, seen])


def snippet_urls() -> list:
    """The addresses in the admin."""
    return [
        path("texts/<str:kind>/<int:pk>/<str:field>/still-right/<str:seen>/", still_right, name="snippet_still_right")
    ]


@require_POST
def still_right(request, kind, pk, field, seen):
    """Hold that a text of a snippet still says what the original says, whose wording `seen` was shown."""
    rows = {model.texts.rel.related_model._meta.label_lower: model for model in snippet_models()}
    if kind not in rows or field not in apps.get_model(kind).text_names():
        raise Http404
    snippet = get_object_or_404(rows[kind], texts=pk)
    if not snippet.snippet_viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    snippet.lock()
    stored = list(snippet.texts.all())
    row, original = next(row for row in stored if row.pk == pk), original_of(stored)
    languages = languages_of(request.user)
    if row is original:
        raise Http404
    if languages is not None and row.language not in languages:
        raise PermissionDenied
    name = capfirst(str(row._meta.get_field(field).verbose_name))
    if (fingerprint(getattr(original, field)) or NOTHING) != seen:
        messages.warning(request, _("“%(field)s” has changed once more. Look again.") % {"field": name})
    elif row.memory.find("is_outdated", field):
        hold_still_right(row, original, field, request.user)
        row.memory.save()
        log(snippet, "bilingual.still_right", user=request.user)
        messages.success(request, _("“%(field)s” is marked as still right.") % {"field": name})
    return redirect(edit_url(snippet))
