"""What the search keeps: a row for each page and speaker in each language, and where it stands."""

from django.db import models
from django.utils import timezone

from search.asked import Asked
from search.steering import MustFind, PromotedPage, Promotion, Term
from search.terms import Steered

__all__ = ["Asked", "Entry", "MustFind", "PromotedPage", "Promotion", "Removed", "Snapshot", "Steered", "Term"]


class Entry(models.Model):
    """What can be found of one page or speaker, and what it can be narrowed by.

    `fields` are texts by language and name of field, `facts` what is no text (both: search/entries.py). `family` is the
    translation key of a page, so that its translations are one result; a speaker's entries have their own.
    A trigger sets `changed_in` to the transaction that wrote the row and `stamp` to a number that is never used again,
    whoever writes it: so a process can ask for what it has not seen (search/sync.py).
    """

    key = models.CharField(max_length=60, primary_key=True)
    page_id = models.BigIntegerField(null=True, db_index=True)
    family = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    changed_in = models.BigIntegerField(default=0, db_index=True)
    stamp = models.BigIntegerField(default=0)

    belongs_to_page = "page_id"  # previews put its rows in together with the page's

    def __str__(self):
        return self.key


class Removed(models.Model):
    """An entry that is no more. Written by a trigger."""

    key = models.CharField(max_length=60)
    changed_in = models.BigIntegerField(default=0, db_index=True)
    stamp = models.BigIntegerField(default=0)

    def __str__(self):
        return self.key


class Snapshot(models.Model):
    """All entries as arrays, so that a process that starts need not make them.

    They are what transactions before `seen_before` wrote. Removals from before `pruned` are not remembered any more: a
    process that has seen less starts anew.
    """

    made_at = models.DateTimeField(default=timezone.now)
    seen_before = models.BigIntegerField()
    pruned = models.BigIntegerField()
    version = models.CharField(max_length=80)
    content = models.BinaryField()

    def __str__(self):
        return f"{self.made_at}"
