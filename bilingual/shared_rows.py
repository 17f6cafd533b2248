"""Rows that the languages share: a lecture's speakers, an edition's organisers."""

import uuid
from collections.abc import Iterator

from django.db import models
from wagtail.models import Orderable


class SharedRow(Orderable):
    """A shared row that has one twin in every translation, known by `key`. `texts` are its fields per language."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    texts: tuple[str, ...] = ()
    plural = ""  # what an editor calls these rows

    class Meta(Orderable.Meta):
        abstract = True

    @property
    def row_label(self) -> str:
        """What tells an editor which row it is."""
        return str(self)

    @classmethod
    def shared_names(cls) -> list[str]:
        """The columns that are the same in every language."""
        parent = {field.name for field in cls._meta.fields if field.remote_field and field.remote_field.parent_link}
        skipped = {"id", "key", cls.parent_field_name(), *cls.texts, *parent}
        return [field.attname for field in cls._meta.concrete_fields if field.name not in skipped]

    @classmethod
    def parent_field_name(cls) -> str:
        """The name of the foreign key to the page."""
        from modelcluster.fields import ParentalKey

        return next(field.name for field in cls._meta.fields if isinstance(field, ParentalKey))


def row_texts(page, *relations: str) -> Iterator[tuple[str, SharedRow, str]]:
    """Each text of shared rows (of these relations, else of all): the key of its segment, the row, the field's name."""
    for relation in relations or page.row_relations_with_texts():
        for row in getattr(page, relation).all():
            for name in row.texts:
                yield f"{relation}.{row.key}.{name}", row, name
