"""Things with one row each and a row of texts per language: speakers, organisers, contacts, venues, subjects."""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.coreutils import get_content_languages


def content_languages() -> list[tuple[str, str]]:
    """The languages a text can be in, as choices."""
    return list(get_content_languages().items())


class Text(str):
    """A piece of text that knows its language: `lang` is its code when it is not the page's own, else empty."""

    lang = ""

    def __new__(cls, text: str, language: str = ""):
        self = super().__new__(cls, text)
        self.lang = language if language != get_language() else ""
        return self


class LanguageText(models.Model):
    """The texts of one thing in one language."""

    language = models.CharField(_("language"), max_length=12, choices=content_languages, default=settings.LANGUAGE_CODE)

    class Meta:
        abstract = True


class ThingManager(models.Manager):
    """Fetches a thing together with its texts in all languages: they are few, and always wanted."""

    def get_queryset(self):
        rows = self.model.texts.rel.related_model.objects.filter(thing=models.OuterRef("pk")).order_by("pk")
        names = [field.name for field in rows.model._meta.concrete_fields if field.name not in ("id", "thing")]
        fetched = ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))
        return super().get_queryset().annotate(fetched_texts=fetched)


class HasTexts(ClusterableModel):
    """A thing whose texts stand in child rows `texts`, one per language."""

    objects = ThingManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # so that foreign keys, too, fetch the texts along

    def __str__(self):
        return self.said("name") or "–"

    def save(self, *args, **kwargs):
        self.__dict__.pop("fetched_texts", None)  # the form may have changed them
        super().save(*args, **kwargs)

    @property
    def text_rows(self) -> list[dict]:
        """The texts, a mapping per language."""
        fetched = self.__dict__.get("fetched_texts")
        return fetched if fetched is not None else [vars(row) for row in self.texts.all()]

    def said(self, field: str) -> Text:
        """The text of `field` in the active language, else in the site's first language, else in any; may be empty."""
        wanted = [get_language(), settings.LANGUAGE_CODE]
        rows = [row for row in self.text_rows if row[field]]
        rows.sort(key=lambda row: wanted.index(row["language"]) if row["language"] in wanted else len(wanted))
        return Text(rows[0][field], rows[0]["language"]) if rows else Text("")


def ordered_things(rows, name: str, *related: str) -> list:
    """What child rows point at by their foreign key `name`, in order and with what is in `related`; not the lost."""
    kept = [row for row in rows if getattr(row, f"{name}_id")]
    models.prefetch_related_objects(kept, name, *related)
    return [getattr(row, name) for row in kept if getattr(row, name)]
