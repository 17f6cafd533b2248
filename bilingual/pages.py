"""A page type whose facts are written once, on the original, and whose texts are written in every language."""

from contextlib import contextmanager
from functools import cached_property
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from bilingual import drift, facts, family, places, spreading, transactions
from bilingual.identifiers import identify_items
from bilingual.models import Translation
from bilingual.places import CopyWithinLanguage
from bilingual.slugs import slug_of
from bilingual.spreading import store
from bilingual.units import Unit, text_units

ROOM_FOR_NUMBER = 5  # letters of an address, for `-1234`


class CannotBePublished(ValidationError):
    """A version lacks what only a draft may lack: what `publishing_errors` says."""

    def __init__(self, page, message):
        self.page = page
        super().__init__(message)


class NotYetTranslated(CannotBePublished):
    """Text that is still the original's, word for word, was about to be published. `units` are where."""

    def __init__(self, page, units: list[Unit]):
        self.units = units
        fields = ", ".join(f"“{unit.label}”" for unit in units)
        super().__init__(
            page,
            _("Not yet translated: %(fields)s. Write it in the page's language, or confirm that it stays as it is.")
            % {"fields": fields},
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
    published_with_others = False  # set while all languages are published as one
    told_when_old: tuple[str, ...] = ()  # texts of which visitors are told that the original is newer

    class Meta:
        abstract = True

    copy_form_class = CopyWithinLanguage

    def save(self, *args, **kwargs):
        if self.alias_of_id:
            return self._save_alias(*args, **kwargs)
        if (update_fields := kwargs.get("update_fields")) is not None:
            return self._save_some(set(update_fields), *args, **kwargs)
        identify_items(self)
        with transaction.atomic():
            family.lock(self)
            if self._state.adding or self.pk is None:
                places.check(self, self.get_parent())
                self.derive_from_facts()
                result = super().save(*args, **kwargs)
                self._join_family(checked=kwargs.get("clean", True))
                return result
            self.forget_family()
            with self._facts_in_order(checked=kwargs.get("clean", True)):
                self.derive_from_facts()
                return super().save(*args, **kwargs)

    def _save_alias(self, *args, **kwargs):
        """Of aliases that a site had before, none of which stays (bilingual/adopting.py)."""
        if not type(self).objects.filter(pk=self.pk).exclude(alias_of=None).exists():
            places.refuse_alias()
        return super().save(*args, **kwargs)

    def create_alias(self, *args, **kwargs):
        places.refuse_alias()

    @classmethod
    def row_relations_with_texts(cls) -> list[str]:
        """The names of relations whose rows are facts but hold texts too."""
        relations = [cls._meta.get_field(name) for name in cls.fact_fields]
        return [field.name for field in relations if field.one_to_many and field.related_model.texts]

    @classmethod
    def first_in_work_list(cls) -> list[str]:
        """Tree paths of pages of this type whose translations are most urgent, with all below them."""
        return []

    def publishing_errors(self) -> dict[str, str]:
        """What a draft may lack and a published page may not, beyond what its fields say: messages by field."""
        return {}

    def derive_from_facts(self) -> list[str]:
        """Set what is stored but follows from facts; the names of its fields. Called before every save."""
        return []

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

    # Addresses

    def may_have_slug(self, slug: str) -> bool:
        """Whether the page could have this address, were there no others."""
        return True

    def slugs_by_itself(self) -> list[str]:
        """The addresses that the page has without anybody choosing one, the one that it should have first."""
        slugs = [slug_of(self.title), *([self.original.slug] if self.original else [])]
        return [slug for slug in slugs if slug] or [self.slug]

    def longest_slug(self, parent) -> int:
        """How long the page's address may be under a parent."""
        return self._meta.get_field("slug").max_length

    def free_slug(self, wanted: str, parent) -> str:
        """An address that the page can have under its parent: the wanted one, else that with a number."""
        wanted = wanted[: max(1, self.longest_slug(parent) - ROOM_FOR_NUMBER)]
        slugs = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        return next(
            slug for slug in slugs if self.may_have_slug(slug) and type(self)._slug_is_available(slug, parent, self)
        )

    # Drafts and other versions

    def with_content_json(self, content):
        version = super().with_content_json(content)
        for name in ("translation", "original", "draft_of_original"):
            version.__dict__[name] = getattr(self, name)
        if self.translation and not self.original:
            facts.give(version, facts.facts_of(self))
        version.take_facts_of_draft()
        identify_items(version)
        return version

    def take_facts_of_draft(self):
        """Show, in a translation, the facts that the newest draft of the original has. Not to be saved."""
        if source := self.draft_of_original:
            facts.give(self, facts.facts_of(source))
            self.derive_from_facts()

    def make_preview_request(self, *args, **kwargs):
        self.take_facts_of_draft()
        return super().make_preview_request(*args, **kwargs)

    # Families

    def forget_family(self):
        """Ask anew who is the original when next asked."""
        for name in ("translation", "original", "draft_of_original"):
            self.__dict__.pop(name, None)

    def _save_some(self, names: set[str], *args, **kwargs):
        gives_facts = not names.isdisjoint([*self.fact_fields, *(f"{name}_id" for name in self.fact_fields)])
        was_alias = not names.isdisjoint({"alias_of", "alias_of_id"})
        if not gives_facts and not was_alias:
            return super().save(*args, **kwargs)
        with transaction.atomic():
            family.lock(self)
            result = super().save(*args, **kwargs)
            if was_alias:
                self._join_family(checked=False)
            if gives_facts:
                type(self).objects.get(pk=self.pk).save(clean=False)
            return result

    def _join_family(self, checked: bool):
        """Take a place in the family, as a page that is new in it."""
        record = family.join(self)
        self.forget_family()
        if record is None:
            return
        original = record.original.specific
        self.save_as_given(facts.give(self, facts.facts_of(original)))
        spreading.translation_has_come(self, record, original)
        if not self.live:
            return
        if checked and (units := self.not_yet_translated()):
            raise NotYetTranslated(self, units)
        spreading.translation_was_published(self, record, original)

    @contextmanager
    def _facts_in_order(self, checked: bool):
        """Give this page the facts it must have before it is saved, and the others theirs after."""
        own, records = family.records_around(self)
        if own and own.original_id:
            original = own.original.specific
            facts.give(self, facts.facts_of(original))
            if self.live and checked and (units := self.not_yet_translated()):
                raise NotYetTranslated(self, units)
            yield
            if self.live:
                spreading.translation_was_published(self, own, original)
            return
        if own:  # its original is gone: its facts stay as they are until it is made an original
            facts.give(self, facts.facts_of(type(self).objects.get(pk=self.pk)))
            yield
            return
        facts.keep_keys(self)
        public = not self.live and any(record.page.live for record in records)
        kept = facts.facts_of(type(self).objects.get(pk=self.pk)) if public else None
        yield
        if public:
            spreading.keep_facts_on_row(self, kept)
        else:
            spreading.give_facts(self, records)
        if self.live:
            spreading.original_was_published(self, records)

    def save_as_given(self, names: list[str]):
        """Save some facts that the family has given. Nothing else is written: it may have been changed meanwhile."""
        if names:
            super().save(clean=False, update_fields=[*names, *self.derive_from_facts()])
            if self.live and self.aliases.exists():
                self.update_aliases()

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        family.lock(self)
        identify_items(self)
        if self.translation is None:
            facts.keep_keys(self)
        revision = super().save_revision(*args, **kwargs)
        shown = self.__dict__.pop("shown_source", None)
        record = Translation.objects.filter(page=self.pk).select_related("page", "original").first()
        if record and record.original_id:
            original = record.original.specific
            drift.draft_was_saved(
                record,
                self.text_units,
                shown,
                source=lambda: original.get_latest_revision_as_object().text_units,
                public=lambda: original.text_units if original.live else {},
                keep=kwargs.get("overwrite_revision") is None,
            )
            store(record)
        return revision

    def publish(self, revision, *args, **kwargs):
        def publish():
            family.lock(self)
            if not revision.approved_go_live_at:  # what is due was asked when it was scheduled
                version = revision.as_object()
                version.published_with_others = self.published_with_others
                if errors := version.publishing_errors():
                    raise CannotBePublished(version, list(errors.values()))
            return super(BilingualPage, self).publish(revision, *args, **kwargs)

        return transactions.run(publish)

    def delete(self, *args, **kwargs):
        def delete():
            family.lock_trees([self])
            return super(BilingualPage, self).delete(*args, **kwargs)

        return transactions.run(delete)

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


def bilingual_models() -> list[type[BilingualPage]]:
    """The page types that have languages to hold together."""
    return [model for model in get_page_models() if issubclass(model, BilingualPage)]


def is_untranslated(unit: Unit, record: Translation, originals: list[dict[str, Unit]]) -> bool:
    """Whether a text of a translation is still the original's, of now or of when it was started."""
    if not unit.is_text or record.same.get(unit.key) == unit.fingerprint:
        return False
    if record.copied.get(unit.key) == unit.fingerprint:
        return True
    return any(unit.key in units and units[unit.key].fingerprint == unit.fingerprint for units in originals)
