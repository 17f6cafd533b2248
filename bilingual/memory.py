"""The translation memory: which wording of the original each wording of a translation was made from.

Texts are known by fingerprints (bilingual/segments.py), "" where nothing is said. How a text has drifted follows from
its rows and from what is said now; when that is asked, and what is written down then, is in bilingual/drift.py.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import copy

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import MD5
from django.utils import timezone


class Drift(models.TextChoices):
    """How a segment of a translation and of its original no longer say the same."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    DRAFT = "draft"  # made from a draft of the original that is not public yet
    BEHIND = "behind"  # it is the original that has not followed


OUTDATED = [Drift.CHANGED, Drift.ADDED, Drift.REMOVED, Drift.DRAFT]


def drift_of(source: str, target: str, agreed: tuple[str, str], draft: Callable[[], str] = str) -> str:
    """How a public text has drifted, or "": from the fingerprints of what is said now and what last agreed.

    `source` is the original's, `target` the translation's. `draft` gives what the newest draft of the original says.
    """
    agreed_source, agreed_target = agreed
    if (source, target) == agreed or not source and not target:
        return ""
    if source == agreed_source:
        return Drift.BEHIND
    if agreed_source and draft() == agreed_source:
        return Drift.DRAFT  # made from a draft of the original that is not public yet
    if not source:
        return Drift.REMOVED
    return Drift.CHANGED if target or agreed_source else Drift.ADDED


def drift_of_draft(target: str, made_from: str | None, sources: list[str], is_same: bool) -> str:
    """How a text that is not public has drifted, or "": if it was made from none of these wordings of the original.

    A text that is still the original's, word for word, is untranslated, which is not drift.
    """
    if made_from is None or made_from in sources or made_from == target and not is_same:
        return ""
    return Drift.CHANGED if sources[0] else Drift.REMOVED


class Wording(models.Model):
    """A row of the translation memory: a wording of a segment, and the original's wording that it was made from.

    A segment has a row for each pair of wordings that is remembered, and what else is known of it is said on these.
    """

    translation = models.ForeignKey(
        "bilingual.Translation", on_delete=models.CASCADE, null=True, related_name="wordings", help_text="Of a page."
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    texts = GenericForeignKey()  # of a snippet: its row of texts in a language
    key = models.TextField(help_text="of the segment; of a snippet, the name of the field")
    target = models.CharField(max_length=16, help_text="fingerprint of the wording")
    source = models.CharField(max_length=16, null=True, help_text="that of the original's wording, where it is known")
    source_text = models.TextField(null=True, help_text="the words behind it, where they are known")
    number = models.PositiveIntegerField(null=True, help_text="order in which the pairs of public texts came")
    is_agreed = models.BooleanField(default=False, help_text="what was last held to say the same")
    is_draft = models.BooleanField(default=False, help_text="of the newest draft; its source stands here until public")
    is_copied = models.BooleanField(default=False, help_text="was filled in when the translation was started")
    is_same = models.BooleanField(default=False, help_text="somebody has said: right in both languages")
    set_aside = models.TextField(null=True, help_text="the words, where the row that had them has been taken away")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, help_text="when somebody said that it is still right")
    drift = models.CharField(max_length=7, choices=Drift, blank=True)
    since = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                *("translation", "content_type", "object_id", MD5("key"), "target", "source"),
                nulls_distinct=False,
                name="one_row_per_pair_of_wordings",
            ),
            models.CheckConstraint(
                condition=models.Q(translation=None) ^ models.Q(object_id=None), name="wording_of_page_or_snippet"
            ),
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="wordings_of_snippet"),
            models.Index(fields=["translation"], condition=~models.Q(drift=""), name="wordings_that_drift"),
        ]
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.key}: {self.source} → {self.target}"

    @property
    def is_outdated(self) -> bool:
        """Whether the original has changed since, or is about to."""
        return self.drift in OUTDATED

    @property
    def is_behind(self) -> bool:
        """Whether it is the original that does not follow."""
        return self.drift == Drift.BEHIND

    @property
    def is_needed(self) -> bool:
        """Whether anything is known by this row."""
        roles = (self.is_agreed, self.is_draft, self.is_copied, self.is_same, self.drift)
        return any(roles) or (self.number, self.set_aside) != (None, None)

    @property
    def confirmed(self) -> tuple:
        """Who has said that it is still right, and when."""
        return self.confirmed_by_id, self.confirmed_at

    def values(self) -> tuple:
        """What may change."""
        return tuple(getattr(self, name) for name in CHANGING)


CHANGING = [
    *("source_text", "number", "is_agreed", "is_draft", "is_copied", "is_same", "set_aside"),
    *("confirmed_by_id", "confirmed_at", "drift", "since"),
]


class Memory:
    """The rows of one owner (a `Translation`, or a row of texts), fetched and stored in one go.

    A role is a flag such as `is_agreed` or `is_outdated`; at most one row of a segment has it.
    """

    def __init__(self, owner, rows: Iterable[Wording] | None = None):
        self.owner, self.by_key, self.stored = owner, {}, {}
        if rows is None:
            rows = owner.wordings.all() if owner.pk else []
        for row in rows:
            self.by_key.setdefault(row.key, []).append(row)
            self.stored[row.pk] = row.values()

    def __iter__(self) -> Iterator[Wording]:
        return (row for rows in self.by_key.values() for row in rows)

    def save(self) -> None:
        """Store what has changed, and forget rows by which nothing is known any more."""
        needed = [row for row in self if row.is_needed]
        for row in needed:
            setattr(row, self.owner.owner_field, self.owner)
        if gone := [row.pk for row in self if row.pk and not row.is_needed]:
            Wording.objects.filter(pk__in=gone).delete()
        changed = [row for row in needed if not row.pk or row.values() != self.stored[row.pk]]
        options = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": CHANGING}
        Wording.objects.bulk_create(changed, **options)
        self.__init__(self.owner, needed)

    def copied(self, owner) -> "Memory":
        """The same of the owner as it will be stored, or of what takes its place."""
        rows = list(map(copy, self))
        for row in rows if owner.pk != self.owner.pk else ():
            row.pk = None
        return Memory(owner, rows)

    def rows(self, key: str) -> list[Wording]:
        """What is known of a segment."""
        return self.by_key.get(key, [])

    def row(self, key: str, target: str, source: str | None) -> Wording:
        """The row of a pair of wordings."""
        found = next((row for row in self.rows(key) if (row.target, row.source) == (target, source)), None)
        if found is None:
            found = Wording(key=key, target=target, source=source, source_text=self.source_text(key, source))
            self.by_key.setdefault(key, []).append(found)
        return found

    def find(self, role: str, key: str) -> Wording | None:
        """The row of a segment that has a role."""
        return next((row for row in self.rows(key) if getattr(row, role)), None)

    def has(self, role: str) -> dict[str, Wording]:
        """The rows that have a role, by the key of their segment."""
        return {row.key: row for row in self if getattr(row, role)}

    def put(self, role: str, key: str, target: str, source: str | None) -> Wording:
        """Give a role to a pair of wordings, and to no other of this segment."""
        self.clear(role, key)
        row = self.row(key, target, source)
        setattr(row, role, True)
        return row

    def clear(self, role: str, key: str) -> None:
        """Take a role away."""
        for row in self.rows(key):
            setattr(row, role, False)

    def agree(self, key: str, source: str, target: str, confirmed: tuple = (None, None)) -> Wording:
        """Hold that these two wordings say the same; `confirmed` if somebody has said so."""
        for row in self.rows(key):
            row.confirmed_by_id = row.confirmed_at = None
        row = self.put("is_agreed", key, target, source)
        row.confirmed_by_id, row.confirmed_at = confirmed
        return row

    def source_text(self, key: str, source: str | None) -> str | None:
        """The words behind a fingerprint of the original."""
        texts = (row.source_text for row in self.rows(key) if row.source == source and row.source_text is not None)
        return next(texts, None)

    def note_source_text(self, key: str, source: str, text: str) -> None:
        for row in self.rows(key):
            if row.source == source and source:
                row.source_text = text

    def mark(self, key: str, drift: str) -> None:
        """Set how a segment has drifted, "" for not at all. While it stays outdated, `since` keeps the first moment."""
        before = self.find("drift", key)
        if drift == (before.drift if before else ""):
            return
        since = before.since if before and before.is_outdated and drift in OUTDATED else timezone.now()
        if before:
            before.drift, before.since = "", None
        if drift:
            row = self.find("is_agreed", key) or self.find("is_draft", key) or self.row(key, "", None)
            row.drift, row.since = drift, since
