"""A small site of which every text is a word that stands nowhere else."""

import json
from datetime import timedelta
from random import Random

from wagtail.models import Collection, Page

from home import clock
from home.models import HomePage, SiteDocument
from lectures.models import LectureDocument, LecturePage, LectureSpeaker, Speaker, Subject
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    translate,
)
from tests.home.files import named

LENGTH = 12  # letters of a word: so long that no two are taken for one another
COMMON = "torg"  # stands in every title
DEEDS = []


def deed(function):
    """One of the things that happen. It returns False where it cannot."""
    DEEDS.append(function)
    return function


class Site:
    """Editions with lectures, plain pages, an archive, speakers, subjects, a venue, documents."""

    def __init__(self, seed: int):
        self.random, self.number, self.words = Random(seed), 0, []  # noqa: S311
        homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
        self.venue = VenueFactory(names={"sv": self.word(), "en": self.word()})
        self.closed = Collection.get_first_root_node().add_child(name="Bilder")
        for make in (self.new_subject, self.new_document, self.new_speaker):
            make(), make()
        editions = [self.new_edition(homes["sv"]) for _number in range(3)]
        self.translate(editions[0])
        lectures = [self.new_lecture(edition) for edition in (editions[0], editions[0], editions[1])]
        self.translate(lectures[0])
        self.translate(self.new_page(homes["sv"]))
        self.new_page(editions[0])
        LectureArchivePageFactory(parent=homes["sv"], title=self.title(), lead=self.word())

    # Words

    def word(self) -> str:
        """A word that there has not been."""
        sounds = ("bdfgklmnprstv", "aeiouy")
        self.words.append("".join(self.random.choice(sounds[place % 2]) for place in range(LENGTH)))
        return self.words[-1]

    def title(self) -> str:
        return f"{self.word().capitalize()} {COMMON}"

    def slug(self) -> str:
        self.number += 1
        return f"s{self.number}"

    def texts(self, model) -> dict:
        """New texts for a page of a type."""
        texts = {"title": self.title(), "lead": self.word()}
        if model is LecturePage:
            return texts | {"abstract": f"<p>{self.word()}</p>"}
        if hasattr(model, "body"):
            return texts | {"body": json.dumps([{"type": "text", "value": f"<p>{self.word()}</p>"}])}
        return texts

    # Pages and things

    def any(self, model):
        """One of all pages or things of a kind, or None."""
        return self.one_of(model.objects.all())

    def some(self, model, count: int) -> list:
        found = list(model.objects.order_by("pk"))
        return self.random.sample(found, min(count, len(found)))

    def one_of(self, found):
        found = list(found.order_by("pk"))
        return self.random.choice(found) if found else None

    def page(self, *models, **conditions):
        """One of all pages of some types but the start pages, or None."""
        pages = Page.objects.filter(depth__gt=2, **conditions)
        found = self.one_of(pages.type(*models) if models else pages)
        return found and found.specific

    def new_edition(self, home):
        model = ConferencePageFactory._meta.model
        return ConferencePageFactory(parent=home, venue=self.venue, slug=self.slug(), **self.texts(model))

    def new_page(self, parent):
        return StandardPageFactory(parent=parent, slug=self.slug(), **self.texts(StandardPageFactory._meta.model))

    def new_lecture(self, edition):
        people = [self.new_speaker(), self.any(Speaker)]
        facts = {
            "speakers": [LectureSpeaker(speaker=speaker, sort_order=n) for n, speaker in enumerate(people)],
            "documents": [LectureDocument(document=self.any(SiteDocument))],
            "subjects": [self.any(Subject)],
            "recording_url": self.random.choice(["", "https://example.org/film"]),
            "date_precision": "confirmed",
            "starts_at": clock.now() + timedelta(hours=self.random.randrange(-9, 9)),
            "venue": self.venue,
        }
        return LecturePageFactory(parent=edition, slug=self.slug(), **facts, **self.texts(LecturePage))

    def translate(self, page):
        return translate(page, slug=self.slug(), **self.texts(type(page)))

    def new_speaker(self):
        return SpeakerFactory(name=f"{self.word()} {self.word()}")

    def new_subject(self):
        return SubjectFactory(names={"sv": self.word(), "en": self.word()})

    def new_document(self):
        file = named(self.word(), "bilder.txt")
        return SiteDocument.objects.create(title=self.word(), file=file, collection=self.closed, language="sv")

    def publish(self, page, version=None, **fields):
        """Publish the newest version of a page with new words, or another version as it is; with other `fields`."""
        if version is None:
            version, fields = page.get_latest_revision_as_object(), self.texts(type(page)) | fields
        for name, value in ({"go_live_at": None, "expire_at": None} | fields).items():
            setattr(version, name, value)
        version.confirm_same_words(version.not_yet_translated())
        version.save_revision().publish()
