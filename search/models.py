"""What the search keeps: a row for each page and speaker in each language, and how it is followed."""

from django.db import models
from django.utils import timezone

from search.curation.cache import Steered
from search.curation.models import MustFind, PromotedPage, Promotion, Term
from search.curation.query_log import Asked

__all__ = [
    "Asked",
    "Entry",
    "IndexVersion",
    "MustFind",
    "PromotedPage",
    "Promotion",
    "Removed",
    "Snapshot",
    "Steered",
    "Term",
]


class Entry(models.Model):
    """What can be found of one page or speaker, and what it can be narrowed by.

    `fields` are texts by language and name of field, those of names under "", `facts` what is no text (both:
    search/indexing/documents.py). `family` is the translation key of a page, so that its translations are one result; a
    speaker's entries have their own. `version` is the number of the commit that wrote it, whoever writes it; none until
    then (migrations/0004_versions.py): so a process can ask for what it has not seen (search/indexing/sync.py).
    """

    key = models.CharField(max_length=60, primary_key=True)
    page_id = models.BigIntegerField(null=True, db_index=True)
    family = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    version = models.BigIntegerField(null=True, editable=False, db_index=True)

    belongs_to_page = "page_id"  # previews put its rows in together with the page's

    def __str__(self):
        return self.key


class Removed(models.Model):
    """An entry that is no more. Written by a trigger."""

    key = models.CharField(max_length=60)
    version = models.BigIntegerField(null=True, editable=False, db_index=True)

    def __str__(self):
        return self.key


class IndexVersion(models.Model):
    """One row: the number of the last commit that changed the index. Each that does takes the next, as its last step.

    Removals up to `pruned` are not remembered any more: a process that has seen less starts anew.
    """

    number = models.BigIntegerField()
    pruned = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.number)


class Snapshot(models.Model):
    """All entries as arrays, so that a process that starts need not make them: as of a `version`, made by a `code`."""

    made_at = models.DateTimeField(default=timezone.now)
    version = models.BigIntegerField()
    code = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        db_table = "search_base"

    def __str__(self):
        return f"{self.made_at}"
