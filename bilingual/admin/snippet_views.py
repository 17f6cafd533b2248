"""Saying of a snippet's text in another language that it is still right."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from bilingual.admin.snippet_notes import NOTHING
from bilingual.snippets import edit_url, fingerprint, hold_still_right, languages_of, original_of, snippet_models


def snippet_urls() -> list:
    """The addresses in the admin."""
    return [
        path("texts/<str:kind>/<int:pk>/<str:field>/still-right/<str:seen>/", still_right, name="snippet_still_right")
    ]


@require_POST
@transaction.atomic
def still_right(request, kind, pk, field, seen):
    """Hold that a text of a snippet still says what the original says, whose wording `seen` was shown."""
    rows = {model.texts.rel.related_model._meta.label_lower: model for model in snippet_models()}
    if kind not in rows or field not in apps.get_model(kind).text_names():
        raise Http404
    thing = get_object_or_404(rows[kind], texts=pk)
    if not thing.snippet_viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    thing.lock()
    stored = list(thing.texts.all())
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
        log(thing, "bilingual.still_right", user=request.user)
        messages.success(request, _("“%(field)s” is marked as still right.") % {"field": name})
    return redirect(edit_url(thing))
