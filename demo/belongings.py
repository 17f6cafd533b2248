"""What of the demo content is on the site, and what there is besides."""

from django.apps import apps
from django.db.models import Q
from wagtail.models import ModelLogEntry, Page

from demo.content import PAGES, START, STEERING, THINGS
from demo.records import Ref
from home.models import HomePage

ROWS = [*THINGS, *STEERING]
KINDS = list(dict.fromkeys(record.kind for record in ROWS))


def is_empty() -> bool:
    """Whether the site is as the migrations left it. Quick, since it is asked at every start of `make run`."""
    pages = Page.objects.filter(Q(depth__gt=2) | Q(latest_revision__isnull=False))
    return not pages.exists() and not any(apps.get_model(kind).objects.exists() for kind in KINDS)


class Belongings:
    """The things and pages that the demo content made, known by the identifiers of their records.

    A page has its record's as translation key; a thing has it in the log entry of its creation, so that an editor may
    rename everything.
    """

    def __init__(self):
        self.start_pages = {page.locale.language_code: page for page in HomePage.objects.filter(depth=2)}
        self.things = dict(self._made_objects())
        self.pages = dict(self._made_pages())

    @staticmethod
    def _made_objects():
        records = {record.uuid: record for record in ROWS}
        entries = ModelLogEntry.objects.filter(uuid__in=records, action="wagtail.create").values_list(
            "uuid", "object_id"
        )
        for uuid, pk in entries:
            if thing := apps.get_model(records[uuid].kind).objects.filter(pk=pk).first():
                yield records[uuid].ref, thing

    @staticmethod
    def _made_pages():
        records = {record.uuid: record for record in PAGES}
        for page in Page.objects.filter(translation_key__in=records).select_related("locale").specific():
            yield (records[page.translation_key].key, page.locale.language_code), page

    @property
    def nothing_made(self) -> bool:
        return not self.things and not self.pages

    def missing_languages(self) -> list[str]:
        """The languages of the demo content that the site has no start page in."""
        return sorted(START.texts.keys() - self.start_pages.keys())

    def foreign(self) -> list[str]:
        """What the demo content did not make, each in a few words."""
        own = [page.pk for page in self.pages.values()]
        own += [page.pk for language, page in self.start_pages.items() if language in START.texts]
        found = [f"the page “{page.title}”" for page in Page.objects.filter(depth__gt=1).exclude(pk__in=own)]
        if self.nothing_made:
            edited = (page for page in self.start_pages.values() if page.latest_revision_id)
            found += [f"the edited start page “{page.title}”" for page in edited]
        for kind in KINDS:
            model = apps.get_model(kind)
            made = [thing.pk for ref, thing in self.things.items() if ref.kind == kind]
            found += [f"the {model.__name__.lower()} “{thing}”" for thing in model.objects.exclude(pk__in=made)]
        return found

    def thing(self, ref: Ref):
        return self.things[ref]

    def page(self, key: str, language: str):
        """The page in a language, or in the first one where it is not translated."""
        return self.pages.get((key, language)) or self.pages[key, next(iter(START.texts))]
