"""The editions of all languages as choices in the archive of one."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F
from wagtail.contrib.redirects.models import Redirect

from conference.models import ConferencePage
from home.public import is_in_open_language, is_readable
from home.text import Text


@dataclass(eq=False)
class EditionChoice:
    """One edition, however many languages it has a page in; `paths` are where its lectures lie in the page tree, `key`
    is the translation key of its pages."""

    key: str = ""
    slug: str = ""
    title: Text = Text()
    paths: list[str] = field(default_factory=list)


FIELDS = ("translation_key", "path", "slug", "title", "locale_id", "language", "is_shown")


class Editions:
    """Every edition, newest first, named as readers of `language` know it: in theirs, else in the nearest other."""

    def __init__(self, language: str):
        self.language = language
        pages = ConferencePage.objects.annotate(is_shown=is_readable() & is_in_open_language(language))
        pages = pages.order_by(*ConferencePage.newest_first).annotate(language=F("locale__language_code"))
        pages = list(pages.values_list(*FIELDS, named=True))  # every search and every archive asks for them
        by_key: dict[str, EditionChoice] = {}
        for page in pages:
            key = str(page.translation_key)
            by_key.setdefault(key, EditionChoice(key)).paths.append(page.path)
        self.by_slug: dict[str, EditionChoice] = {}
        for page in sorted(pages, key=lambda page: nearness(page, language)):
            if page.is_shown:
                self._name(by_key[str(page.translation_key)], page, language)
        self.choices = [choice for choice in by_key.values() if choice.slug]
        self.by_path = {path: choice for choice in self.choices for path in choice.paths}

    def find(self, word: str) -> EditionChoice | None:
        """The edition that a slug names: its current one in any language, or one that its page has had."""
        if not word or word in self.by_slug:
            return self.by_slug.get(word)
        code, _point, slug = word.rpartition(".")
        languages = [code] if code else [self.language, *(code for code, _name in settings.LANGUAGES)]
        old = {f"/{language}/{slug}": place for place, language in enumerate(reversed(languages))}
        pages = Redirect.objects.filter(old_path__in=old).values_list("old_path", "redirect_page__translation_key")
        keys = [str(key) for _path, key in sorted(pages, key=lambda page: -old[page[0]])]
        return next((choice for key in keys for choice in self.choices if choice.key == key), None)

    def _name(self, choice: EditionChoice, page, language: str) -> None:
        """Name an edition after this page, unless a nearer language has. Its slug in any language finds it."""
        code = page.language
        whole = f"{code}.{page.slug}"  # no slug has a point
        slug = page.slug if code == language else whole
        choice.slug, choice.title = choice.slug or slug, choice.title or Text(page.title, code)
        self.by_slug.setdefault(page.slug, choice)
        self.by_slug.setdefault(whole, choice)


def nearness(page, language: str) -> tuple:
    """In which order languages stand in for one another, as in LectureQuerySet.for_readers_of."""
    return page.language != language, page.language != settings.LANGUAGE_CODE, page.locale_id
