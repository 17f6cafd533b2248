"""Snippets with a row of texts per language: what each text was translated from, which are outdated, who may edit.

The original of a text is the row in the site's first language, else the first row. The memory of each other row has,
for each of its texts, the wording of the original that its own wording agrees with. A text that was changed agrees
anew. Of what is not in the memory nothing has changed since it was begun.
"""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from bilingual.drift import confirmed_by
from bilingual.memory import Memory, drift_of
from bilingual.segments import Segment

CHANGE_SHARED_FIELDS = "bilingual.change_facts"


class TranslatedSnippet(models.Model):
    """Marks a model whose texts stand in child rows `texts`, one per language."""

    class Meta:
        abstract = True


def snippet_models() -> list[type[models.Model]]:
    """Every model whose texts stand in rows."""
    return [model for model in apps.get_models() if issubclass(model, TranslatedSnippet)]


# Drift


def fingerprint(text: str) -> str:
    """The fingerprint of what is said, as for the texts of pages."""
    return Segment("", "", text).fingerprint


def original_of(rows):
    """The row that the others are translations of."""
    return next((row for row in rows if row.language == settings.LANGUAGE_CODE), rows[0] if rows else None)


def untranslated(row, original) -> list[str]:
    """The names of the texts that are the original's, word for word, in a row that is not said to be right as it is."""
    if row is original or row.same_as_original:
        return []
    segments = {name: Segment(name, "", getattr(row, name)) for name in row.text_names()}
    return [
        name
        for name, segment in segments.items()
        if segment.is_text and segment.fingerprint == fingerprint(getattr(original, name))
    ]


def settle(rows: list, before: list) -> None:
    """Bring the memories of all rows of a snippet up to date. `before` are the rows as they are stored."""
    original, earlier = original_of(rows), original_of(before)
    by_key = {row.pk: row for row in before}
    by_language = {row.language: row for row in before}
    for row in rows:
        stored = by_key.get(row.pk) or by_language.get(row.language)
        row.memory = stored.memory.copied(row) if stored else Memory(row, [])
        for field in row.text_names():
            if row is original or not getattr(row, field):
                row.memory.clear("is_agreed", field)
                row.memory.mark(field, "")
                continue
            if stored and stored is not earlier and not row.memory.find("is_agreed", field):
                agree(row.memory, field, earlier, stored)
            settle_text(row, original, field, is_other=bool(earlier) and earlier.language != original.language)


def settle_text(row, original, field: str, is_other: bool) -> None:
    """What was written anew agrees, and everything does with an original that is another now."""
    source, target = fingerprint(getattr(original, field)), fingerprint(getattr(row, field))
    agreed = row.memory.find("is_agreed", field)
    if agreed is None or agreed.target != target or is_other:
        agree(row.memory, field, original, row)
        agreed = row.memory.find("is_agreed", field)
    row.memory.mark(field, drift_of(source, target, (agreed.source, agreed.target)))


def agree(memory: Memory, field: str, original, row, user=None) -> None:
    """Hold that a text of a row says what the original says, as they are; `user` is who has said so."""
    text = getattr(original, field)
    memory.agree(field, fingerprint(text), fingerprint(getattr(row, field)), confirmed_by(user))
    memory.note_source_text(field, fingerprint(text), text)


def hold_still_right(row, original, field: str, user) -> None:
    """Hold that a text says what the original says, as they are."""
    agree(row.memory, field, original, row, user)
    row.memory.mark(field, "")


# Who may what


def may_change_shared_fields(user) -> bool:
    """Whether somebody may change what is the same in every language. A form without a user is nobody's."""
    return user is None or user.has_perm(CHANGE_SHARED_FIELDS)


def languages_of(user) -> set[str] | None:
    """The languages whose texts somebody may change: those whose start page they may edit. None means every one."""
    if may_change_shared_fields(user):
        return None
    may = PagePermissionPolicy().user_has_permission_for_instance
    start_pages = Page.objects.filter(depth=2).select_related("locale")
    return {page.locale.language_code for page in start_pages if may(user, "change", page)}


def edit_url(snippet) -> str:
    """Where a snippet is edited."""
    return reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
