"""The rows of the translation report: what is missing, outdated or begun, the current edition first."""

from collections import Counter

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from bilingual import pictures
from bilingual.access import languages_to_start, locales_to_edit
from bilingual.memory import OUTDATED
from bilingual.models import Translation, TranslationStatus, Wording
from bilingual.pages import bilingual_models
from bilingual.snippets import edit_url, snippet_models

URGENCY = [
    TranslationStatus.OLD,
    TranslationStatus.BEHIND,
    TranslationStatus.MISSING,
    TranslationStatus.DRAFT,
    TranslationStatus.READY,
]


class ReportRow:
    """A row of the translation report. `names` are the fields in which something is to be looked at."""

    status = TranslationStatus.MISSING
    since = None
    person = start_url = ""
    names: tuple[str, ...] = ()

    @property
    def status_label(self) -> str:
        """How far it has come, in words."""
        return self.status.label

    @property
    def fields(self) -> str:
        """The names of the fields on one line."""
        return ", ".join(self.names)


# Pages


class PageRow(ReportRow):
    """A page in a language, with a button for somebody who may start it."""

    def __init__(self, record: Translation, user):
        self.pk, page = record.pk, record.page or record.original
        self.title = str(page.get_admin_display_title())
        self.kind = capfirst(str(page.cached_content_type.model_class()._meta.verbose_name))
        self.language = record.locale.get_display_name()
        self.status = TranslationStatus(record.status)
        self.since = record.old_since or record.behind_since
        self.names = names_of_fields(record)
        revision = record.page.latest_revision if record.page else None
        self.person = str(revision.user) if revision and revision.user else ""
        code = record.locale.language_code
        if code in languages_to_start(user) and self.status == TranslationStatus.MISSING:
            self.start_url = reverse("bilingual:start", args=[record.original_id]) + f"?language={code}"
        edited = record.original if self.status == TranslationStatus.BEHIND else page
        if edited.locale_id not in locales_to_edit(user):
            edited = record.page
        self.url = reverse("wagtailadmin_pages:edit", args=[edited.pk]) if edited else self.start_url


def names_of_fields(record: Translation) -> tuple[str, ...]:
    """The names of the fields in which something is to be looked at, with how many texts where they are more."""
    model = (record.page or record.original).cached_content_type.model_class()
    marked = record.memory.has("is_outdated") or record.memory.has("is_behind")
    counted = Counter(key.partition(".")[0] for key in marked)
    return tuple(
        capfirst(str(label_of(model, name))) + (f" ({counted[name]})" if counted[name] > 1 else "")
        for name in [*model.translatable_fields, *model.row_relations_with_texts()]
        if counted[name]
    )


def label_of(model, name: str) -> str:
    """What an editor calls a field or a relation."""
    field = model._meta.get_field(name)
    return field.related_model.plural if field.one_to_many else field.verbose_name


def translations_for(user) -> models.QuerySet:
    """Every translation that a user may start, write or publish, the most urgent first, in one query."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    languages = editable.filter(depth=2).values("locale")  # whose start page is among them
    rows = Translation.objects.with_status().filter(
        models.Q(page__in=editable) | models.Q(page=None, locale__in=languages)
    )
    rows = rows.exclude(original=None, page=None)
    order = models.Value([*URGENCY], ArrayField(models.TextField()))  # a CASE would ask the memory anew for each status
    urgency = models.Func(
        order, Cast("status", models.TextField()), function="array_position", output_field=models.IntegerField()
    )
    rows = rows.annotate(urgency=urgency, current=is_current())
    fetched = rows.select_related(
        "locale", "original__content_type", "page__content_type", "page__latest_revision__user"
    )
    fetched = fetched.prefetch_related(models.Prefetch("wordings", Wording.objects.exclude(drift="")))
    return fetched.defer("page__latest_revision__content").order_by(
        "-current", "urgency", models.F("old_since").asc(nulls_last=True), "original__path", "locale", "pk"
    )


def is_current() -> models.Case:
    """1 for what belongs to the current edition, as the page types know it."""
    paths = [path for model in bilingual_models() for path in model.first_in_translation_report()]
    current = [models.When(original__path__startswith=path, then=models.Value(1)) for path in paths]
    return models.Case(*current, default=models.Value(0), output_field=models.IntegerField())


# Snippets


class SnippetRow(ReportRow):
    """A snippet whose texts in a language are missing or old. `since` and `names` are of what is old."""

    def __init__(self, snippet, locale: Locale, labels: dict[str, str]):
        self.snippet, self.pk, self.title, self.url = snippet, f"snippet-{snippet.pk}", str(snippet), edit_url(snippet)
        self.kind, self.language = capfirst(str(snippet._meta.verbose_name)), locale.get_display_name()
        self.since = snippet.old_since
        self.status = TranslationStatus.OLD if self.since else TranslationStatus.MISSING
        self.names = tuple(label for field, label in labels.items() if field in snippet.old_fields)


def snippet_rows(locale: Locale, limit: int | None = None, user=None) -> list[SnippetRow]:
    """Every snippet that says nothing in this language but something in another, or something old. A query a model.

    With `limit`, no more of each kind, the outdated ones first; with `user`, only what that one may change.
    """
    return [
        row
        for model in snippet_models()
        if user is None or user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
        for row in _of_model(model, locale, limit)
    ]


def _of_model(model, locale: Locale, limit: int | None) -> list[SnippetRow]:
    rows = model.texts.rel.related_model
    labels = {name: capfirst(str(rows._meta.get_field(name).verbose_name)) for name in rows.text_names()}
    something = models.Q(*((f"{name}__gt", "") for name in labels), _connector=models.Q.OR)
    in_language = models.Q(language=locale.language_code)
    here, elsewhere = rows.objects.filter(something, in_language), rows.objects.filter(something, ~in_language)
    kind = models.Q(content_type__app_label=rows._meta.app_label, content_type__model=rows._meta.model_name)
    outdated = Wording.objects.filter(kind, drift__in=OUTDATED).order_by()
    old = outdated.filter(object_id=models.OuterRef("own"))
    snippets = model.objects.filter(
        models.Q(pk__in=here.filter(pk__in=outdated.values("object_id")).values("snippet"))
        | ~models.Q(pk__in=here.values("snippet")) & models.Q(pk__in=elsewhere.values("snippet"))
    ).annotate(
        own=models.Subquery(here.filter(snippet=models.OuterRef("pk")).values("pk")),
        old_since=models.Subquery(old.values("object_id").annotate(first=models.Min("since")).values("first")),
        old_fields=ArraySubquery(old.values("key")),
    )
    snippets = snippets.order_by(models.F("old_since").asc(nulls_last=True), *model._meta.ordering, "pk")
    return [SnippetRow(snippet, locale, labels) for snippet in snippets[:limit]]


# Pictures


class PictureRow(ReportRow):
    """A picture without an alternative text in a language."""

    def __init__(self, picture, locale: Locale):
        self.title, self.url, self.pk = picture.title, pictures.edit_url(picture), f"picture-{picture.pk}"
        self.kind, self.language = capfirst(str(picture._meta.verbose_name)), locale.get_display_name()
        self.names = (_("Alternative text"),)


def picture_rows(locale: Locale, limit: int | None, user) -> list[PictureRow]:
    """Every picture that lacks its text in this language and that a user may change."""
    lacking = pictures.lacking(locale.language_code)[:limit]
    return [PictureRow(picture, locale) for picture in lacking if pictures.may_change(user, picture)]
