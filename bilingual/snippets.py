"""Snippets with a row of texts per language: what each text was translated from, which are outdated, who may edit.

The original of a text is the row in the site's first language, else the first row. The book of each other row says, for
each of its texts, which wording of the original (`of` language, fingerprint `o`, `text`) its own wording `t` agrees
with; `since` when it does not, and `by` and `at` when somebody has said that it still does. A text that was changed
agrees anew. Of what is not in the book nothing has changed since the book was begun.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from bilingual.models import TranslationStatus
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


def agreement(original, row, field: str) -> dict:
    """An entry of the book: both say the same, as they are."""
    text = getattr(original, field)
    return {
        "of": original.language,
        "o": fingerprint(text),
        "t": fingerprint(getattr(row, field)),
        "text": text,
    }


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
    """Bring the books of all rows of a snippet up to date. `before` are the rows as they are stored."""
    original, earlier = original_of(rows), original_of(before)
    by_key = {row.pk: row for row in before}
    by_language = {row.language: row for row in before}
    for row in rows:
        stored = by_key.get(row.pk) or by_language.get(row.language)
        row.books = {}
        for field in row.text_names() if row is not original else ():
            entry = stored.books.get(field) if stored else None
            if entry is None and stored and stored is not earlier:
                entry = agreement(earlier, stored, field)
            if getattr(row, field):
                row.books[field] = settled(entry, original, row, field)
        keep_old_since(row)


def settled(entry: dict | None, original, row, field: str) -> dict:
    """What the book says of a text from now on."""
    now = agreement(original, row, field)
    if entry is None or (entry["of"], entry["t"]) != (now["of"], now["t"]):
        return now
    agreed = {name: value for name, value in entry.items() if name != "since"}
    return agreed if entry["o"] == now["o"] else agreed | {"since": entry.get("since") or timezone.now().isoformat()}


def hold_still_right(row, original, field: str, user) -> None:
    """Hold that a text says what the original says, as they are."""
    row.books[field] = agreement(original, row, field) | {"by": user.pk, "at": timezone.now().isoformat()}
    keep_old_since(row)


def keep_old_since(row) -> None:
    """Set the column by which the translation report finds what is old."""
    row.old_since = min((parse_datetime(row.books[field]["since"]) for field in old_fields(row.books)), default=None)


def old_fields(books: dict) -> list[str]:
    """The names of the texts that no longer say what the original says."""
    return [field for field, entry in books.items() if "since" in entry]


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


# The translation report


@dataclass(frozen=True)
class SnippetToDo:
    """A snippet whose texts in a language are missing or old. `since` and `fields` are of what is old."""

    thing: models.Model
    status: TranslationStatus
    since: datetime | None = None
    fields: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is called."""
        return str(self.thing)

    @property
    def kind(self) -> str:
        """What kind of snippet it is."""
        return capfirst(str(self.thing._meta.verbose_name))

    @property
    def url(self) -> str:
        """Where it is edited."""
        return edit_url(self.thing)


def edit_url(thing) -> str:
    """Where a snippet is edited."""
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def snippets_to_do(locale: Locale, most: int | None = None, user=None) -> list[SnippetToDo]:
    """Every snippet that says nothing in this language but something in another, or something old. A query a model.

    With `most`, no more of each kind, the old ones first; with `user`, only what that one may change.
    """
    models = [model for model in snippet_models() if user is None or user.has_perm(change_permission(model))]
    return [row for model in models for row in _to_do(model, locale.language_code, most)]


def change_permission(model) -> str:
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


def _to_do(model, language: str, most: int | None) -> Iterator[SnippetToDo]:
    rows = model.texts.rel.related_model
    names = {name: capfirst(str(rows._meta.get_field(name).verbose_name)) for name in rows.text_names()}
    something = Q(*((f"{name}__gt", "") for name in names), _connector=Q.OR)
    said = rows.objects.filter(something, thing=OuterRef("pk"))
    own = said.filter(language=language)
    old = own.filter(old_since__isnull=False).values(row=JSONObject(since="old_since", books="books"))
    wanted = Q(old__isnull=False) | ~Exists(own) & Exists(said.exclude(language=language))
    things = model.objects.annotate(old=Subquery(old)).filter(wanted)
    for thing in things.order_by(F("old").asc(nulls_last=True), *model._meta.ordering, "pk")[:most]:
        if not thing.old:
            yield SnippetToDo(thing, TranslationStatus.MISSING)
            continue
        fields = tuple(names[field] for field in old_fields(thing.old["books"]) if field in names)
        yield SnippetToDo(thing, TranslationStatus.OLD, parse_datetime(thing.old["since"]), fields)
