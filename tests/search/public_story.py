"""A story of random things that staff do, each of which may change what anybody may read."""

from datetime import timedelta
from random import Random

from django.core.management import call_command
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from conference.models import ConferencePage
from home import clock
from home.models import HomePage, StandardPage
from lectures.models import LecturePage
from tests.bilingual.changing import edited
from tests.factories import delete_anyway
from tests.search.public_site import DEEDS, deed
from tests.search.public_things import Things

HOUR = timedelta(hours=1)


def shuffled(random: Random) -> list:
    return random.sample(DEEDS, len(DEEDS))


class Story(Things):
    """The site, and what happens to it: the deeds of a deck, shuffled; each story has the next `steps` of the first."""

    def __init__(self, seed: int, steps: int, traveller):
        self.traveller, self.steps = traveller, []
        self.deck = shuffled(Random(0))[(seed - 1) * steps % len(DEEDS) :]  # noqa: S311
        super().__init__(seed)

    def step(self):
        done = False
        while done is False:
            self.deck = self.deck or shuffled(self.random)
            action = self.deck.pop(0)
            self.steps.append(action.__name__)
            done = action(self)

    # Versions

    @deed
    def publish_new_version(self):
        page = self.page(live=True)
        return self.publish(page) if page else False

    @deed
    def publish_draft(self):
        page = self.page(live=False)
        return self.publish(page) if page else False

    @deed
    def save_draft(self):
        page = self.page()
        edited(page, **self.texts(type(page)))

    @deed
    def publish_new_lecture(self):
        self.new_lecture(self.page(ConferencePage, locale__language_code="sv"))

    @deed
    def publish_new_page(self):
        self.new_page(self.page(ConferencePage))

    @deed
    def unpublish(self):
        page = self.page(live=True)
        return page.unpublish() if page else False

    @deed
    def unpublish_edition(self):
        page = self.page(ConferencePage, live=True)
        return page.unpublish() if page else False

    @deed
    def publish_earlier_version(self):
        page = self.page(live=True, latest_revision__isnull=False)
        if page is None:
            return False
        return self.publish(page, self.one_of(page.revisions).as_object())

    @deed
    def save_page_itself(self):
        page = self.page(live=True)
        if page is None or page.translation:
            return False
        for name, text in self.texts(type(page)).items():
            setattr(page, name, text)
        page.save()
        return None

    @deed
    def copy(self):
        page = self.page(LecturePage, StandardPage, ConferencePage)
        page.copy(recursive=True, update_attrs={"slug": self.slug()}, keep_live=self.random.choice([True, False]))

    # Time

    @deed
    def let_expire(self):
        page = self.page(live=True)
        return self.publish(page, expire_at=clock.now() + HOUR) if page else False

    @deed
    def schedule(self):
        self.publish(self.page(), go_live_at=clock.now() + HOUR)

    @deed
    def pass_time(self):
        self.traveller.shift(2 * HOUR)

    @deed
    def pass_time_and_publish_scheduled(self):
        self.traveller.shift(2 * HOUR)
        call_command("publish_scheduled")

    @deed
    def update_expiry(self):
        moment = self.random.choice([None, clock.now() - HOUR, clock.now() + HOUR])
        Page.objects.filter(pk=self.page(LecturePage, StandardPage).pk).update(expire_at=moment)

    @deed
    def update_live(self):
        Page.objects.filter(pk=self.page(LecturePage, StandardPage).pk).update(live=False)

    # Privacy

    def make_private(self, page, kind="login"):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")

    @deed
    def make_page_private(self):
        self.make_private(self.page(LecturePage, StandardPage), self.random.choice(["login", "password", "groups"]))

    @deed
    def make_edition_private(self):
        self.make_private(self.page(ConferencePage))

    @deed
    def make_start_page_private(self):
        self.make_private(self.any(HomePage))

    @deed
    def open_everything(self):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    open_everything_again = deed(open_everything)

    @deed
    def close_or_open_documents(self):
        if not CollectionViewRestriction.objects.all().delete()[0]:
            CollectionViewRestriction.objects.create(collection=self.closed, restriction_type="login")

    # Places

    def move(self, page, parent, pos):
        """Move a page, unless its address is taken there."""
        if Page.objects.child_of(parent).filter(slug=page.slug).exists():
            return False
        return page.move(parent, pos=pos)

    @deed
    def move_lecture(self):
        page = self.page(LecturePage)
        edition = self.page(ConferencePage, locale=page.locale)
        return self.move(page, edition, self.random.choice(["first-child", "last-child"]))

    @deed
    def move_page(self):
        page = self.page(StandardPage)
        parent = self.one_of(Page.objects.type(HomePage, ConferencePage).filter(locale=page.locale))
        return self.move(page, parent, "last-child")

    @deed
    def rename(self):
        page = self.page(live=True)
        if page is None:
            return False
        version = page.get_latest_revision_as_object()
        return self.publish(page, version, title=self.title(), slug=self.slug())

    @deed
    def delete(self):
        page = self.page(LecturePage, StandardPage)
        if LecturePage.objects.count() < 3:
            return False
        delete_anyway(page)
        return None

    @deed
    def delete_edition(self):
        return delete_anyway(self.page(ConferencePage)) is None if ConferencePage.objects.count() > 4 else False

    # Languages

    @deed
    def translate_page(self):
        page = self.page(locale__language_code="sv")
        if page.get_translations().exists() or not page.get_parent().get_translations().exists():
            return False
        self.translate(page)
        return None

    @deed
    def unpublish_translation(self):
        page = self.page(live=True, locale__language_code="en")
        return page.unpublish() if page else False

    @deed
    def unpublish_start_page(self):
        self.any(HomePage).unpublish()

    @deed
    def publish_start_pages(self):
        for home in HomePage.objects.filter(live=False):
            version = home.get_latest_revision_as_object()
            version.confirm_same_words(version.not_yet_translated())
            version.save_revision().publish()

    publish_start_pages_again = deed(publish_start_pages)
