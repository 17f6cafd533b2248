"""Snippets with one row each and a row of texts per language: speakers, organisers, contacts, venues, subjects."""

from functools import cache, cached_property

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from bilingual.memory import Memory
from bilingual.models import Wording
from bilingual.snippets import TranslatedSnippet, settle
from home.languages import LanguageField, content_languages  # noqa: F401 (migrations look for it here)
from home.signals import snippet_stored
from home.snippets.forms import TranslatedSnippetForm
from home.sql import OfRow
from home.text import Text, said


class LanguageText(models.Model):
    """The texts of one snippet in one language, and the memory of what they were made from (bilingual/snippets.py)."""

    owner_field = "texts"  # of its wordings
    is_settled = False  # while it is stored together with its snippet

    language = LanguageField(_("language"), default=settings.LANGUAGE_CODE)
    same_as_original = models.BooleanField(
        _("the same in both languages"),
        default=False,
        help_text=_("Tick where a name is right as it is in this language, too."),
    )
    wordings = GenericRelation(Wording)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row; if saved without its snippet, save it as a change of the snippet, so that drift is noticed."""
        is_settled, self.is_settled = self.is_settled, False
        if is_settled or kwargs.get("update_fields") is not None or not self.snippet_id:
            super().save(*args, **kwargs)
            if is_settled:
                self.memory.save()
        else:
            snippet = type(self.snippet).objects.get(pk=self.snippet_id)
            snippet.texts.add(self)
            snippet.save(update_fields=["texts"])

    @cached_property
    def memory(self) -> Memory:
        """What is known of its texts."""
        return Memory(self)

    @classmethod
    def text_names(cls) -> list[str]:
        """The names of the fields that hold texts."""
        others = {"id", "snippet", *(field.name for field in LanguageText._meta.fields)}
        return [field.name for field in cls._meta.concrete_fields if field.name not in others]


def texts_of(model: type[models.Model], owner: str) -> OfRow:
    """The texts in all languages of the snippet whose key stands in the column `owner`, as mappings."""
    return OfRow(owner, template=_sql_of_texts(model), output_field=ArrayField(models.JSONField()))


@cache
def _sql_of_texts(model: type[models.Model]) -> str:
    rows = model.texts.rel.related_model
    said = ", ".join(f"'{name}', texts.{name}" for name in ("language", *rows.text_names()))
    return f"""ARRAY(
        SELECT jsonb_build_object({said}) FROM {rows._meta.db_table} texts
        WHERE texts.{rows._meta.get_field("snippet").column} = %(expressions)s ORDER BY texts.id
    )"""  # noqa: S608 - of names of the model


class TranslatedSnippetManager(models.Manager):
    """Fetches a snippet together with its texts in all languages: they are few, and always wanted."""

    def get_queryset(self):
        return super().get_queryset().annotate(fetched_texts=texts_of(self.model, "pk"))


class SnippetWithTexts(TranslatedSnippet, ClusterableModel):
    """A snippet whose texts stand in child rows `texts`, one per language."""

    fetched_texts: list[dict] | None = None  # as they were stored, by the manager or by `snippet_of`

    objects = TranslatedSnippetManager()
    base_form_class = TranslatedSnippetForm

    class Meta:
        abstract = True
        base_manager_name = "objects"  # so that foreign keys, too, fetch the texts along

    def __str__(self):
        return self.said("name").plain or "–"

    def save(self, *args, **kwargs):
        self.fetched_texts = None  # the form may have changed them
        with transaction.atomic():
            if self.texts.is_deferring and "texts" in (kwargs.get("update_fields") or ["texts"]):
                self._settle_texts()
            super().save(*args, **kwargs)
            snippet_stored.send(sender=type(self), instance=self)

    def _settle_texts(self):
        """Note which texts the rows that are about to be stored were made from, and which of them are old now."""
        self.lock()
        rows = self.texts.get_object_list()
        settle(rows, list(self.texts.get_live_queryset().prefetch_related("wordings")) if self.pk else [])
        for row in rows:
            row.is_settled = True

    def lock(self):
        """Let nobody else change the texts until this change is complete."""
        if self.pk:
            list(type(self).objects.filter(pk=self.pk).order_by().select_for_update().values_list("pk"))

    @property
    def text_rows(self) -> list[dict]:
        """The texts, a mapping per language."""
        return self.fetched_texts if self.fetched_texts is not None else [vars(row) for row in self.texts.all()]

    def said(self, field: str) -> Text:
        """The text of `field` in the active language, else in the site's first language, else in any; may be empty."""
        return said({row["language"]: row[field] for row in self.text_rows})


def with_snippets(rows: models.QuerySet, *names: str) -> models.QuerySet:
    """The rows with the snippets that their foreign keys `names` point at, texts included, in the same query."""
    annotations = {}
    for name in names:
        model = rows.model
        for step in name.split("__"):
            model = model._meta.get_field(step).related_model
        annotations[f"{name.replace('__', '_')}_texts"] = texts_of(model, f"{name}_id")
    return rows.select_related(*names).annotate(**annotations) if names else rows  # no name would mean every one


def snippet_of(row: models.Model, name: str) -> SnippetWithTexts | None:
    """What the foreign key `name` of a row points at, with the texts that `with_snippets` fetched, if it did."""
    snippet = row
    for step in name.split("__"):
        snippet = getattr(snippet, step) if snippet else None
    fetched = getattr(row, f"{name.replace('__', '_')}_texts", None)
    if snippet and fetched is not None:
        snippet.fetched_texts = fetched
    return snippet


def ordered_snippets(rows, *names: str, also: tuple[str, ...] = ()) -> list:
    """What child rows point at by the first of `names`, in order, without what is gone.

    The other names are snippets further on, `also` other relations to fetch. The rows of a draft are no queryset and
    cost a query each.
    """
    rows = rows.all()
    if isinstance(rows, models.QuerySet):
        rows = with_snippets(rows, *names).select_related(*names, *also)
    found = [[snippet_of(row, name) for name in names] for row in rows]
    return [snippet for snippet, *_rest in found if snippet]
