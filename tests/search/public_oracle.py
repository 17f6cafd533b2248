"""What a search must find, as anybody sees it who opens every page of the site."""

import re
from collections import defaultdict

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import CollectionViewRestriction, Page

from conference.models import ConferencePage
from lectures.models import LecturePage, Speaker
from tests.search.public_site import LENGTH

LANGUAGES = ("sv", "en")
WORD = re.compile(rf"\b[a-z]{{{LENGTH}}}\b")


class Oracle:
    """What an anonymous browser is shown now, and which words each page is to be found by.

    It opens the pages in question, no others. A language whose start page is closed is not shown: Wagtail goes on
    answering under that of the site's first language, but nothing leads there.
    """

    def __init__(self, browser):
        self.browser = browser
        self.open = [code for code in LANGUAGES if browser.get(f"/{code}/").status_code == 200]
        self.things: dict[str, list] = defaultdict(list)  # pages, or a speaker, by family
        self.families: dict[str, set[str]] = defaultdict(set)  # those with a word in one of their languages
        self.shown: dict[str, dict] = {}  # by family, of what has been opened
        self.titles: set[str] = set()
        self.addresses: dict[str, str] = {}  # by key of entry, of what has been opened and is public
        for page in Page.objects.filter(depth__gt=2).order_by("pk").specific():
            self._note(str(page.translation_key), page, words_of(page) | words_of_snippets(page))
            self.titles |= words(page.title)
        for speaker in Speaker.objects.all():
            self._note(f"speaker:{speaker.pk}", speaker, words(speaker.name))

    def _note(self, family, thing, found):
        self.things[family].append(thing)
        for word in found:
            self.families[word].add(family)

    def found(self, word: str, language: str) -> set[str]:
        """The keys of what a word finds for readers of a language: of each family one, in theirs if it is there."""
        found = set()
        for family in self.families.get(word, ()):
            if any(word in words for words, _key in self._shown(family).values()):
                shown = self._shown(family)
                _words, key = shown.get(language) or min(shown.values(), key=lambda one: one[1])
                found.add(key)
        return found

    def _shown(self, family) -> dict[str, tuple[set[str], str]]:
        """The words and the key of what is public of a family, by language."""
        if family in self.shown:
            return self.shown[family]
        shown = self.shown[family] = {}
        for thing in self.things[family]:
            for language in self.open if isinstance(thing, Speaker) else [thing.locale.language_code]:
                if (found := self._open(thing, language)) is not None:
                    key = f"speaker:{thing.pk}:{language}" if isinstance(thing, Speaker) else f"page:{thing.pk}"
                    self.addresses[key], shown[language] = address_of(thing, language), (found, key)
        return shown

    def _open(self, thing, language) -> set[str] | None:
        """The words of a page that an anonymous browser is shown."""
        response = self.browser.get(address_of(thing, language))
        html = response.content.decode().casefold()
        if response.status_code != 200 or 'type="password"' in html or language not in self.open:
            return None
        if isinstance(thing, Speaker):
            return words(thing.name)
        assert sorted(words_of(thing) - words(html)) == [], f"the page of {thing.title} does not show its texts"
        return words_of(thing) | words_of_snippets(thing)


def address_of(thing, language: str) -> str:
    if isinstance(thing, Speaker):
        with override(language):
            return reverse("speaker_page", args=[thing.slug])
    return f"/{language}/{thing.url_path.strip('/').partition('/')[2]}/"


def words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def words_of(page) -> set[str]:
    """The words of a page's own texts, as they are stored."""
    return words(" ".join(str(getattr(page, name, "")) for name in ("title", "lead", "abstract", "body")))


def words_of_snippets(page) -> set[str]:
    """The words of what belongs to a page."""
    texts, model = [], type(page)
    if model in (LecturePage, ConferencePage) and page.venue:
        texts += page.venue.texts.values_list("name", flat=True)
    if model is LecturePage:
        texts += page.speakers.filter(speaker__isnull=False).values_list("speaker__name", flat=True)
        texts += page.subjects.values_list("texts__name", flat=True)
        edition = page.get_parent().specific
        if edition.live and not edition.expire_at:
            texts.append(edition.title)
        closed = CollectionViewRestriction.objects.exists()
        for row in page.documents.filter(document__isnull=False).select_related("document"):
            texts += [] if closed else [row.document.title, row.document.searched_text]
    return words(" ".join(filter(None, texts)))
