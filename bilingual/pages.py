"""A page type whose facts are written once, on the original, and whose texts are written in every language."""

from contextlib import contextmanager
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from bilingual import drift, facts, family
from bilingual.models import Translation
from bilingual.units import Unit, text_units


class NotYetTranslated(ValidationError):
    """Text that is still the original's, word for word, was about to be published. `units` are where."""

    def __init__(self, units: list[Unit]):
        self.units = units
        fields = ", ".join(f"“{unit.label}”" for unit in units)
        super().__init__(
            _("Not yet translated: %(fields)s. Write it in the page's language, or confirm that it stays as it is.")
            % {"fields": fields}
        )


class BilingualPage(models.Model):
    """Declares what is fact and what is text; every field of a page type is one of them, or one of its `own_fields`.

    Facts are the same on the row of every page of a family, whoever saves which of them and how. They change when the
    original is published; as long as no page of the family is public, whenever it is saved. What a draft of the
    original says of facts is shown by the drafts of its translations, and is not stored with them.
    """

    fact_fields: tuple[str, ...] = ()
    text_fields: tuple[str, ...] = ()
    own_fields: tuple[str, ...] = ()
    told_when_old: tuple[str, ...] = ()  # texts of which visitors are told that the original is newer

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is not None or self.alias_of_id:
            return super().save(*args, **kwargs)
        with transaction.atomic():
            new = self._state.adding or self.pk is None
            if new:
                self.derive_from_facts()
                result = super().save(*args, **kwargs)
                family.join(self)
                self.forget_family()
                return result
            family.lock(self)
            self.forget_family()
            with self._facts_in_order(checked=kwargs.get("clean", True)):
                self.derive_from_facts()
                return super().save(*args, **kwargs)

    @classmethod
    def row_relations_with_texts(cls) -> list[str]:
        """The names of relations whose rows are facts but hold texts too."""
        relations = [cls._meta.get_field(name) for name in cls.fact_fields]
        return [field.name for field in relations if field.one_to_many and field.related_model.texts]

    @classmethod
    def first_in_work_list(cls) -> list[str]:
        """Tree paths of pages of this type whose translations are most urgent, with all below them."""
        return []

    def derive_from_facts(self):
        """Set what is stored but follows from facts. Called before every save, with the facts in their place."""

    @cached_property
    def translation(self) -> Translation | None:
        """What is known of this page as a translation; None of an original."""
        return family.record_of(self)

    @cached_property
    def original(self):
        """The original of this translation, as its own type; None of an original, and of one whose original is gone."""
        record = self.translation
        return record.original.specific if record and record.original_id else None

    @property
    def text_units(self) -> dict[str, Unit]:
        """The pieces of text of this version of the page."""
        return text_units(self)

    @cached_property
    def draft_of_original(self):
        """The newest draft of the original, or None."""
        return self.original.get_latest_revision_as_object() if self.original else None

    # Drafts and other versions

    def with_content_json(self, content):
        version = super().with_content_json(content)
        for name in ("translation", "original", "draft_of_original"):
            version.__dict__[name] = getattr(self, name)
        version.take_facts_of_draft()
        return version

    def take_facts_of_draft(self):
        """Show, in a translation, the facts that the newest draft of the original has. Not to be saved."""
        if source := self.draft_of_original:
            facts.give(self, facts.facts_of(source), source)
            self.derive_from_facts()

    def make_preview_request(self, *args, **kwargs):
        self.take_facts_of_draft()
        return super().make_preview_request(*args, **kwargs)

    # Families

    def forget_family(self):
        """Ask anew who is the original when next asked."""
        for name in ("translation", "original", "draft_of_original"):
            self.__dict__.pop(name, None)

    @contextmanager
    def _facts_in_order(self, checked: bool):
        """Give this page the facts it must have before it is saved, and the others theirs after."""
        own, records = family.records_around(self)
        if own and own.original_id:
            original = own.original.specific
            facts.give(self, facts.facts_of(original), original)
            if self.live and checked and (units := self.not_yet_translated()):
                raise NotYetTranslated(units)
            yield
            if self.live:
                self._was_published_as_translation(own, original)
            return
        public = not self.live and any(record.page.live for record in records)
        kept = facts.facts_of(type(self).objects.get(pk=self.pk)) if public else None
        yield
        if public:
            self._keep_facts_on_row(kept)
        else:
            self._give_facts_to(records)
        if self.live:
            units = self.text_units
            for record in records:
                drift.original_was_published(record, units, self._units_of(record))
                store(record)

    def _keep_facts_on_row(self, kept: dict):
        """An original that is not public keeps on its row the facts that its public translations show."""
        row = type(self).objects.get(pk=self.pk)
        if facts.give(row, kept):
            row.save_as_given()

    def _give_facts_to(self, records: list[Translation]):
        given = facts.facts_of(self)
        for record in records:
            page = record.page.specific
            if facts.give(page, given, self):
                if page.live and self.live:
                    page.last_published_at = self.last_published_at
                page.save_as_given()

    def save_as_given(self):
        """Save without asking the family."""
        self.derive_from_facts()
        super().save(clean=False)

    def _was_published_as_translation(self, record: Translation, original):
        record.page = self
        drift.translation_was_published(
            record,
            original.text_units,
            self.text_units,
            lambda: original.get_latest_revision_as_object().text_units if original.has_unpublished_changes else {},
        )
        store(record)
        if self.locale.language_code == family.first_language():
            for other in family.crown(self, record):
                drift.original_was_published(other, self.text_units, self._units_of(other))
                store(other)

    def _units_of(self, record: Translation) -> dict[str, Unit]:
        page = record.page.specific
        return (page if page.live else page.get_latest_revision_as_object()).text_units

    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        record = Translation.objects.filter(page=self.pk).select_related("page", "original").first()
        if record and record.original_id:
            shown = self.__dict__.pop("shown_source", None)
            drift.draft_was_saved(
                record,
                self.text_units,
                shown,
                lambda: record.original.specific.get_latest_revision_as_object().text_units,
            )
            store(record)
        return revision

    # Publishing

    def not_yet_translated(self) -> list[Unit]:
        """The texts of this version that are still the original's, word for word, and are not confirmed as they are."""
        record = self.translation
        if record is None or not record.original_id:
            return []
        originals = [self.original.text_units]
        if self.original.has_unpublished_changes:
            originals.append(self.draft_of_original.text_units)
        return [unit for unit in self.text_units.values() if is_untranslated(unit, record, originals)]

    def confirm_same_words(self, units: list[Unit]) -> None:
        """Hold that these texts of this version are right as they are, though the original has the same words."""
        if units:
            record = self.translation
            record.same |= {unit.key: unit.fingerprint for unit in units}
            record.save(update_fields=["same"])


def is_untranslated(unit: Unit, record: Translation, originals: list[dict[str, Unit]]) -> bool:
    """Whether a text of a translation is still the original's, of now or of when it was started."""
    if not unit.is_text or record.same.get(unit.key) == unit.fingerprint:
        return False
    if record.copied.get(unit.key) == unit.fingerprint:
        return True
    return any(unit.key in units and units[unit.key].fingerprint == unit.fingerprint for units in originals)


def store(record: Translation):
    """Save what is known, with whether visitors are told."""
    told = record.page.specific_class.told_when_old if record.page_id else ()
    record.seen_as_old = any(
        key.partition(".")[0] in told and mark["kind"] != "draft" for key, mark in record.marks.items()
    )
    record.save()
