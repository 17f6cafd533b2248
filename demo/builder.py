"""Builds the demo content from its records. What is there already is left as it is."""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.core.files import File
from django.db import transaction
from django.db.models import Model
from django.utils.translation import get_language_info
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from bilingual.shared_rows import SharedRow
from bilingual.snippets import original_of, untranslated
from demo.belongings import Belongings
from demo.content import PAGES, START, STEERING, THINGS
from demo.indexing import indexed_afterwards
from demo.records import PageRecord, Record
from demo.resolving import Resolver

FILES = Path(__file__).parent
ORIGINAL, *TRANSLATIONS = START.texts


class Builder:
    """One loading of the demo content. `now` is what relative times count from; `say` tells of each step."""

    def __init__(self, belongings: Belongings, now: datetime, say: Callable[[str], None]):
        self.belongings, self.say = belongings, say
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.resolvers = {language: Resolver(belongings, now, language) for language in START.texts}
        self.files = []

    def build(self) -> int:
        """Make all that is missing, or nothing; how many things and pages that was."""
        with transaction.atomic(), self._no_files_left_over(), indexed_afterwards() as made:
            made += self._make_objects()
            for language in START.texts:
                made += self._make_pages(language)
            made += self._make_steering()
        return len(made)

    def _tell(self, what: str, records: list) -> None:
        if records:
            self.say(f"{what}: {len(records)}")

    @contextmanager
    def _no_files_left_over(self):
        try:
            yield
        except BaseException:
            for file in self.files:
                file.storage.delete(file.name)
            raise

    def _make_objects(self) -> list[Model]:
        records = [record for record in THINGS if record.ref not in self.belongings.things]
        self._tell("Pictures, documents, organisers, contacts, places, subjects and speakers", records)
        for record in records:
            facts = self.resolvers[ORIGINAL].value(record.facts)
            thing = self._make_file(record, facts) if "file" in facts else self._make_row(record, facts)
            log(thing, "wagtail.create", uuid=record.uuid)
            self.belongings.things[record.ref] = thing
        return [self.belongings.things[record.ref] for record in records]

    def _make_file(self, record: Record, facts: dict):
        """A picture or a document, its file kept where the site keeps its files."""
        path = FILES / facts.pop("file")
        with path.open("rb") as file:
            thing = apps.get_model(record.kind)(**facts, file=File(file, path.name), file_size=path.stat().st_size)
            thing.save()
        self.files.append(thing.file)
        thing.get_file_hash()
        return thing

    def _make_row(self, record: Record, facts: dict):
        """A thing with a row of texts per language."""
        model = apps.get_model(record.kind)
        text = model.texts.rel.related_model
        rows = [text(language=language, **words) for language, words in record.texts.items()]
        for row in rows:
            row.same_as_original = bool(untranslated(row, original_of(rows)))  # names, which are right in both
        thing = model(**facts, texts=rows)
        thing.full_clean()
        thing.save()
        return thing

    def _make_steering(self) -> list[Model]:
        """What steers the search: rows that may be about pages."""
        records = [record for record in STEERING if record.ref not in self.belongings.things]
        self._tell("Words, choices and pages that must be found, for the search", records)
        for record in records:
            thing = apps.get_model(record.kind)()
            self._set(thing, record, record.facts, record.facts.get("language", ORIGINAL))
            thing.full_clean()
            thing.save()
            log(thing, "wagtail.create", uuid=record.uuid)
            self.belongings.things[record.ref] = thing
        return [self.belongings.things[record.ref] for record in records]

    def _make_pages(self, language: str) -> list[Page]:
        """First every page, then what it says: so any page can link to any other."""
        pages = self.belongings.pages
        records = [record for record in PAGES if language in record.texts and (record.key, language) not in pages]
        self._tell(f"Pages in {get_language_info(language)['name']}", records)
        for record in records:
            original = pages.get((record.key, ORIGINAL))
            pages[record.key, language] = self._translated(original, language) or self._new_page(record, language)
        for record in records:
            self._write(pages[record.key, language], record, language)
        made = [pages[record.key, language] for record in records]
        start_page = self.belongings.start_pages[language]
        if not start_page.latest_revision_id:
            self._write(start_page, START, language)
            made.append(start_page)
        return made

    def _translated(self, original: Page | None, language: str) -> Page | None:
        """A copy as Wagtail makes it to be translated, with all the facts of the original."""
        return original.copy_for_translation(self.locales[language]) if original else None

    def _new_page(self, record: PageRecord, language: str) -> Page:
        names = {name: record.texts[language][name] for name in ("title", "slug")}
        page = apps.get_model(record.kind)(
            **names, locale=self.locales[language], translation_key=record.uuid, live=False
        )
        self._set(page, record, record.facts, language)
        pages, start_pages = self.belongings.pages, self.belongings.start_pages
        parent = pages[record.under, language] if record.under else start_pages[language]
        parent.refresh_from_db()
        return parent.add_child(instance=page)

    def _write(self, page: Page, record: Record, language: str) -> None:
        """Give a page its texts in a language; publish it, unless it is a draft. Both leave a revision."""
        page.refresh_from_db()  # it may have got children since, and a save writes their number
        said = {name: value for name, value in record.facts.items() if is_rows(value)}  # may hold words
        self._set(page, record, {**said, **record.texts[language]}, language)
        page.confirm_same_words(page.not_yet_translated())  # names, which are right in both languages
        if getattr(record, "live", True):
            page.save_revision().publish()
        else:
            page.save()
            page.save_revision()

    def _set(self, page: Page, record: Record, values: Mapping, language: str) -> None:
        resolver = self.resolvers[language]
        for name, value in values.items():
            if isinstance(page._meta.get_field(name), StreamField):
                setattr(page, name, resolver.stream(record, value))
            elif is_rows(value):
                row = getattr(type(page), name).rel.related_model
                rows = [row(**resolver.value(row_of), sort_order=n) for n, row_of in enumerate(value)]
                for made, there in zip(rows, getattr(page, name).all() if page.pk else [], strict=False):
                    if isinstance(there, SharedRow):
                        made.key = there.key  # the same row as in the other language
                setattr(page, name, rows)
            else:
                setattr(page, name, resolver.value(value))


def is_rows(value) -> bool:
    """Whether a value is the fields of child rows, such as a lecture's speakers."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
