"""Makes one thing of each kind, as plain as it can be: a test says what matters to it."""

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, Locale, PageViewRestriction

from conference.models import (
    ConferencePage,
    Contact,
    ContactText,
    EditionContact,
    EditionOrganiser,
    Organiser,
    OrganiserText,
    Venue,
    VenueText,
)
from home.editing.usage import deleted_even_if_used
from home.models import HomePage, StandardPage
from lectures.models import LectureArchivePage, LecturePage, LectureSpeaker, Speaker, Subject, SubjectText
from search.models import MustFind, PromotedPage, Promotion, Term


def text_rows(model, **fields: dict[str, str]) -> list:
    """Rows of texts for a thing: text_rows(VenueText, name={"sv": "Kulturens Hus", "en": "House of Culture"})."""
    languages = dict.fromkeys(language for texts in fields.values() for language in texts)
    return [
        model(language=language, **{name: texts.get(language, "") for name, texts in fields.items()})
        for language in languages
    ]


class PageFactory(wagtail_factories.PageFactory):
    """A published page under `parent`."""

    title = factory.Sequence(lambda number: f"Sida {number}")
    live = True
    first_published_at = factory.LazyAttribute(lambda page: timezone.now() if page.live else None)
    last_published_at = factory.SelfAttribute("first_published_at")

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        parent.refresh_from_db(fields=["path", "numchild"])  # another object of the same page may have got a child
        return super()._create_instance(model_class, parent, kwargs)


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class ConferencePageFactory(PageFactory):
    year = factory.Sequence(lambda number: 1000 + number)  # none that a test names, however many there have been
    title = factory.LazyAttribute(lambda page: f"Trygghetskonferensen {page.year}")
    slug = factory.LazyAttribute(lambda page: str(page.year))

    class Meta:
        model = ConferencePage


class LecturePageFactory(PageFactory):
    """`people` are speakers in order."""

    title = factory.Sequence(lambda number: f"Föreläsning {number}")
    speakers = factory.LazyAttribute(
        lambda page: [LectureSpeaker(speaker=speaker, sort_order=n) for n, speaker in enumerate(page.people)]
    )

    class Meta:
        model = LecturePage

    class Params:
        people = ()


class LectureArchivePageFactory(PageFactory):
    title = "Föreläsningar"

    class Meta:
        model = LectureArchivePage


class SpeakerFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Kim Exempel {number}")

    class Meta:
        model = Speaker


class SubjectFactory(factory.django.DjangoModelFactory):
    texts = factory.LazyAttribute(lambda thing: text_rows(SubjectText, name=thing.names))

    class Meta:
        model = Subject

    class Params:
        names = factory.Sequence(lambda number: {"sv": f"Ämne {number}"})


class OrganiserFactory(factory.django.DjangoModelFactory):
    texts = factory.LazyAttribute(lambda thing: text_rows(OrganiserText, name=thing.names))

    class Meta:
        model = Organiser

    class Params:
        names = factory.Sequence(lambda number: {"sv": f"Arrangör {number}"})


class ContactFactory(factory.django.DjangoModelFactory):
    email = "konferens@example.org"
    texts = factory.LazyAttribute(lambda thing: text_rows(ContactText, name=thing.names))

    class Meta:
        model = Contact

    class Params:
        names = factory.Sequence(lambda number: {"sv": f"Kansli {number}"})


class VenueFactory(factory.django.DjangoModelFactory):
    texts = factory.LazyAttribute(lambda thing: text_rows(VenueText, name=thing.names))

    class Meta:
        model = Venue

    class Params:
        names = factory.Sequence(lambda number: {"sv": f"Lokal {number}"})


class TermFactory(factory.django.DjangoModelFactory):
    words = factory.Sequence(lambda number: {"sv": [f"ord{number}"], "en": [f"word{number}"]})

    class Meta:
        model = Term


class PromotionFactory(factory.django.DjangoModelFactory):
    """`chosen` are pages in order."""

    question = factory.Sequence(lambda number: f"fråga {number}")
    pages = factory.LazyAttribute(
        lambda choice: [PromotedPage(page=page, sort_order=n) for n, page in enumerate(choice.chosen)]
    )

    class Meta:
        model = Promotion

    class Params:
        chosen = ()


class MustFindFactory(factory.django.DjangoModelFactory):
    question = factory.Sequence(lambda number: f"fråga {number}")

    class Meta:
        model = MustFind


class ImageFactory(wagtail_factories.ImageFactory):
    """Small: what pages show of it is made at once."""

    file = factory.django.ImageField(width=200, height=150)
    collection = factory.LazyFunction(Collection.get_first_root_node)


class DocumentFactory(wagtail_factories.DocumentFactory):
    collection = factory.LazyFunction(Collection.get_first_root_node)


class UserFactory(factory.django.DjangoModelFactory):
    """A person of the staff in one group."""

    username = factory.Sequence(lambda number: f"person{number}")

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    @factory.post_generation
    def group(self, create, name):
        if name:
            self.groups.add(Group.objects.get(name=name))


def give_organiser(edition, organiser, order=0):
    """Make `organiser` one of the organisers of `edition`."""
    return EditionOrganiser.objects.create(page=edition, organiser=organiser, sort_order=order)


def give_contact(edition, contact, order=0):
    """Make `contact` one of the contacts of `edition`."""
    return EditionContact.objects.create(page=edition, contact=contact, sort_order=order)


def translate(page, language="en", **fields):
    """Publish the translation of a page, whose parent is translated, with `fields` of its own."""
    translation = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in fields.items():
        setattr(translation, name, value)
    translation.confirm_same_words(translation.not_yet_translated())
    translation.save_revision().publish()
    translation.refresh_from_db()
    return translation


def delete_anyway(things):
    """Delete a thing, a page or a queryset, as nobody can in the editor as long as it is used."""
    with deleted_even_if_used():
        things.delete()


def make_private(page):
    """Show a page, and what lies under it, to those who sign in only."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def open_language(code):
    """Add a language to the site and publish its start page."""
    home = HomePage.objects.get(locale=Locale.objects.get_or_create(language_code=code)[0])
    home.confirm_same_words(home.not_yet_translated())
    home.save_revision().publish()
    home.refresh_from_db()
    return home
