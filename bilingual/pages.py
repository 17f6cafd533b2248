"""A page type whose shared fields are edited once, on the original, and whose texts are edited in every language."""

from contextlib import contextmanager

from django.db import models, transaction
from wagtail.models import get_page_models

from bilingual import drift, places, spreading, transactions, translation_groups
from bilingual.identifiers import identify_items
from bilingual.models import Translation
from bilingual.places import CopyWithinLanguage
from bilingual.publish_problems import CannotBePublished, NotYetTranslated
from bilingual.segments import Segment, segments_of
from bilingual.shared_fields import keep_keys, read_shared_fields, write_shared_fields
from bilingual.slugs import HasSlug
from bilingual.spreading import store
from bilingual.translation_groups import InTranslationGroup


class BilingualPage(HasSlug, InTranslationGroup, models.Model):
    """Declares which fields are shared and which translatable; all others of a page type are its `per_locale_fields`.

    Shared fields are equal on the rows of all pages of a translation group, however they are saved. They change when
    the original is published, or, while no page of the group is public, whenever it is saved. The drafts of
    translations show the shared fields of the original's draft, and do not store them.
    """

    shared_fields: tuple[str, ...] = ()
    translatable_fields: tuple[str, ...] = ()
    per_locale_fields: tuple[str, ...] = ()
    published_with_others = False  # set while all languages are published as one
    told_when_old: tuple[str, ...] = ()  # if one of these is outdated, visitors are told that the original is newer

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
            translation_groups.lock_groups(self)
            if self._state.adding or self.pk is None:
                places.check_place(self, self.get_parent())
                self.set_derived_fields()
                result = super().save(*args, **kwargs)
                self._register(checked=kwargs.get("clean", True))
                return result
            self.forget_translation_group()
            with self._shared_fields_in_sync(checked=kwargs.get("clean", True)):
                self.set_derived_fields()
                return super().save(*args, **kwargs)

    def _save_alias(self, *args, **kwargs):
        """Save an alias made before this site refused them; bilingual/backfill.py turns it into a page of its own."""
        if not type(self).objects.filter(pk=self.pk).exclude(alias_of=None).exists():
            places.refuse_alias()
        return super().save(*args, **kwargs)

    def create_alias(self, *args, **kwargs):
        places.refuse_alias()

    @classmethod
    def row_relations_with_texts(cls) -> list[str]:
        """The names of shared relations whose rows hold texts too."""
        relations = [cls._meta.get_field(name) for name in cls.shared_fields]
        return [field.name for field in relations if field.one_to_many and field.related_model.texts]

    @classmethod
    def first_in_translation_report(cls) -> list[str]:
        """Tree paths of pages of this type whose translations are most urgent, with all below them."""
        return []

    def publishing_errors(self) -> dict[str, str]:
        """What a draft may lack and a published page may not, beyond what its fields say: messages by field."""
        return {}

    def set_derived_fields(self) -> list[str]:
        """Set fields that are computed from shared fields, before every save. Returns their names."""
        return []

    @property
    def segments(self) -> dict[str, Segment]:
        """The pieces of text of this version of the page."""
        return segments_of(self)

    # Drafts and other versions

    def with_content_json(self, content):
        version = super().with_content_json(content)
        version.remember_translation_group(self)
        if self.translation and not self.original:
            write_shared_fields(version, read_shared_fields(self))
        version.take_shared_fields_of_draft()
        identify_items(version)
        return version

    def take_shared_fields_of_draft(self):
        """Show, in a translation, the shared fields that the newest draft of the original has. Not to be saved."""
        if source := self.draft_of_original:
            write_shared_fields(self, read_shared_fields(source))
            self.set_derived_fields()

    def make_preview_request(self, *args, **kwargs):
        self.take_shared_fields_of_draft()
        return super().make_preview_request(*args, **kwargs)

    # Translation groups

    def _save_some(self, names: set[str], *args, **kwargs):
        writes_shared_fields = not names.isdisjoint(
            [*self.shared_fields, *(f"{name}_id" for name in self.shared_fields)]
        )
        was_alias = not names.isdisjoint({"alias_of", "alias_of_id"})
        if not writes_shared_fields and not was_alias:
            return super().save(*args, **kwargs)
        with transaction.atomic():
            translation_groups.lock_groups(self)
            result = super().save(*args, **kwargs)
            if was_alias:
                self._register(checked=False)
            if writes_shared_fields:
                type(self).objects.get(pk=self.pk).save(clean=False)
            return result

    def _register(self, checked: bool):
        """Take a place in the translation group, as a page that is new in it."""
        record = translation_groups.register(self)
        self.forget_translation_group()
        if record is None:
            return
        original = record.original.specific
        self.save_shared_fields(write_shared_fields(self, read_shared_fields(original)))
        spreading.translation_has_come(self, record, original)
        if not self.live:
            return
        if checked and (segments := self.not_yet_translated()):
            raise NotYetTranslated(self, segments)
        spreading.translation_was_published(self, record, original)

    @contextmanager
    def _shared_fields_in_sync(self, checked: bool):
        """Give this page the shared fields it must have before it is saved, and the others theirs after."""
        own, records = translation_groups.get_records(self)
        if own and own.original_id:
            original = own.original.specific
            write_shared_fields(self, read_shared_fields(original))
            if self.live and checked and (segments := self.not_yet_translated()):
                raise NotYetTranslated(self, segments)
            yield
            if self.live:
                spreading.translation_was_published(self, own, original)
            return
        if own:  # its original is gone: its shared fields stay as they are until it is made an original
            write_shared_fields(self, read_shared_fields(type(self).objects.get(pk=self.pk)))
            yield
            return
        keep_keys(self)
        public = not self.live and any(record.page.live for record in records)
        kept = read_shared_fields(type(self).objects.get(pk=self.pk)) if public else None
        yield
        if public:
            row = type(self).objects.get(pk=self.pk)
            row.save_shared_fields(write_shared_fields(row, kept))  # which its public translations show
        else:
            spreading.copy_shared_fields(self, records)
        if self.live:
            spreading.original_was_published(self, records)

    def save_shared_fields(self, names: list[str]):
        """Save only the named shared fields: others may have changed the rest of the row meanwhile."""
        if names:
            super().save(clean=False, update_fields=[*names, *self.set_derived_fields()])

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        translation_groups.lock_groups(self)
        identify_items(self)
        if self.translation is None:
            keep_keys(self, drafts=True)
        revision = super().save_revision(*args, **kwargs)
        shown = self.__dict__.pop("shown_source", None)  # what stood beside the form: bilingual/admin/forms.py
        record = Translation.objects.filter(page=self.pk).select_related("page", "original").first()
        if record and record.original_id:
            original = record.original.specific
            drift.draft_was_saved(
                record,
                self.segments,
                shown,
                source=lambda: original.get_latest_revision_as_object().segments,
                public=lambda: original.segments if original.live else {},
                keep=kwargs.get("overwrite_revision") is None,
            )
            store(record)
        return revision

    def publish(self, revision, *args, **kwargs):
        def publish():
            translation_groups.lock_groups(self)
            if not revision.approved_go_live_at:  # what is due was asked when it was scheduled
                version = revision.as_object()
                version.published_with_others = self.published_with_others
                if errors := version.publishing_errors():
                    raise CannotBePublished(version, list(errors.values()))
            return super(BilingualPage, self).publish(revision, *args, **kwargs)

        return transactions.run(publish)

    def delete(self, *args, **kwargs):
        def delete():
            translation_groups.lock_trees([self])
            return super(BilingualPage, self).delete(*args, **kwargs)

        return transactions.run(delete)

    # Publishing

    def not_yet_translated(self) -> list[Segment]:
        """The texts of this version that are still the original's, word for word, and are not confirmed as they are."""
        record = self.translation
        if record is None or not record.original_id:
            return []
        originals = [self.original.segments]
        if self.original.has_unpublished_changes:
            originals.append(self.draft_of_original.segments)
        return [segment for segment in self.segments.values() if drift.is_untranslated(segment, record, originals)]

    def confirm_same_words(self, segments: list[Segment]) -> None:
        """Hold that these texts of this version are right as they are, though the original has the same words."""
        if segments:
            record = self.translation
            for segment in segments:
                record.memory.put("is_same", segment.key, segment.fingerprint, segment.fingerprint)
            record.memory.save()


def bilingual_models() -> list[type[BilingualPage]]:
    """The page types that have languages to hold together."""
    return [model for model in get_page_models() if issubclass(model, BilingualPage)]
