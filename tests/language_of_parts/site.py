"""A site in two languages in which every text exists in one of them only, and says in its words which one that is."""

from datetime import timedelta
from functools import cache
from itertools import product
from string import ascii_lowercase

from django.apps import apps
from django.db.models import CharField, ForeignKey, TextField
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from conference.models import Venue
from home.models import HomePage, SiteDocument, SiteImage
from home.snippets.texts import SnippetWithTexts
from lectures.models import LectureSpeaker
from tests.factories import DocumentFactory, ImageFactory, LecturePageFactory, StandardPageFactory, translate
from tests.test_matrices import LANGUAGES, MAKERS, PAGE_TYPES

NAME = "Kim Exempel"  # of every speaker: namesakes are told apart by their titles
EVERYWHERE = "delat"
HOUR = timedelta(hours=1)
WHENS = [-24 * 400 * HOUR, -HOUR / 2, 24 * HOUR, -48 * HOUR]


def other(language: str) -> str:
    return next(code for code in LANGUAGES if code != language)


def word(language: str, *names: str) -> str:
    """A text that says its language and where it stands; its first word is in every text."""
    return f"{EVERYWHERE} {language}x{''.join(filter(str.isalpha, ''.join(names)))}"


# Things that are the same in all languages, with texts in one each


def of_kind(model) -> list:
    """One of a kind for every way to divide its texts, and the things it points at, between the languages."""
    if issubclass(model, Page):
        return list(Page.objects.filter(depth__gt=2).order_by("pk"))
    return _made(model) if issubclass(model, (SnippetWithTexts, SiteImage, SiteDocument)) else []


@cache
def _made(model) -> list:
    if model is SiteImage:
        return [ImageFactory(alt_texts={code: word(code, "alt")}) for code in LANGUAGES]
    if model is SiteDocument:
        return [DocumentFactory(title=word(code, "document"), language=code) for code in LANGUAGES]
    text_model = model.texts.rel.related_model
    names = text_model.text_names()
    pointing = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    made = []
    for *codes, last in product(LANGUAGES, repeat=len(names) + bool(pointing)):
        codes = [*codes, last][: len(names)]
        own = {"name": NAME, "slug": f"thing-{len(made)}"}  # which no language has
        thing = model(**{name: text for name, text in own.items() if hasattr(model, name)})
        thing.texts = [
            text_model(
                language=code,
                **{
                    name: word(code, model.__name__, name)
                    for name, own in zip(names, codes, strict=True)
                    if own == code
                },
            )
            for code in LANGUAGES
            if code in codes
        ]
        for field in pointing:
            setattr(thing, field.name, of_kind(field.related_model)[LANGUAGES.index(last)])
        thing.save()
        made.append(thing)
    return made


# Pages in one language


def block_value(block, language: str):
    """Something in every part of a block; what it points at is in the other language."""
    foreign = other(language)
    if isinstance(block, ImageBlock):
        picture = of_kind(SiteImage)[LANGUAGES.index(foreign)]
        return {"image": picture.pk, "alt_text": word(language, "blockalt"), "decorative": False}
    if isinstance(block, blocks.StructBlock):
        return {name: block_value(child, language) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [block_value(block.child_block, language)]
    if isinstance(block, blocks.StreamBlock):
        return [{"type": name, "value": block_value(child, language)} for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.PageChooserBlock):
        pages = block.target_model.objects.filter(locale__language_code=foreign, depth__gt=2)
        return pages.order_by("pk").values_list("pk", flat=True).first()
    if isinstance(block, DocumentChooserBlock):
        return of_kind(SiteDocument)[LANGUAGES.index(foreign)].pk
    if isinstance(block, blocks.ChoiceBlock):
        return next(key for key, _label in block.field.choices if key)
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{word(language, 'blocktext')}</p>"
    if isinstance(block, blocks.URLBlock):
        return "https://example.org/"
    return 6 if isinstance(block, blocks.IntegerBlock) else word(language, "block")


def texts_of(model, language: str) -> dict:
    """A text in every field of a page type that has one in each language."""
    texts = {}
    for name in model.translatable_fields:
        field = model._meta.get_field(name)
        if isinstance(field, StreamField):
            texts[name] = field.to_python(block_value(field.stream_block, language))
        elif isinstance(field, RichTextField):
            texts[name] = f"<p>{word(language, model.__name__, name)}</p>"
        elif isinstance(field, (CharField, TextField)):
            texts[name] = word(language, model.__name__, name)
    return texts


def rows_of(model, parent: str, language: str, most: int | None = None) -> list:
    """Rows of a page, one for each thing that they can point at, with texts that differ."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey) and field.name != parent]
    key = next((field for field in keys if of_kind(field.related_model)), None)
    kin = [thing for thing in of_kind(key.related_model) if getattr(thing, "live", True)][:most] if key else []
    texts = [
        {name: word(language, model.__name__, name, letter) for name in getattr(model, "texts", ())}
        for letter in ascii_lowercase
    ]
    return [model(**{key.name: thing}, **texts[n], sort_order=n) for n, thing in enumerate(kin)]


def fill(page, number: int = 0):
    """Write in every field of a page, choose what it can point at, and publish it."""
    language = page.locale.language_code
    for name, text in texts_of(type(page), language).items():
        setattr(page, name, text)
    for field in page._meta.concrete_fields:
        kin = of_kind(field.related_model) if isinstance(field, ForeignKey) and field.model is type(page) else []
        if kin and not isinstance(kin[0], Page):
            setattr(page, field.name, kin[number % len(kin)])
    for field in page._meta.many_to_many:
        if kin := of_kind(field.related_model):
            getattr(page, field.name).set(kin)
    for relation in get_all_child_relations(page):
        if rows := rows_of(relation.related_model, relation.field.name, language):
            getattr(page, relation.get_accessor_name()).set(rows)
    page.save()
    return page


def add_lecture(edition, starts_at, **fields):
    """A lecture for the lists of an edition."""
    title, lead = (word(edition.locale.language_code, "listed", name) for name in ("title", "lead"))
    fields |= {"title": title, "lead": lead, "date_precision": "confirmed", "starts_at": starts_at}
    fields["speakers"] = rows_of(LectureSpeaker, "page", edition.locale.language_code, most=2)
    LecturePageFactory(parent=edition, stream_url="https://example.org/", **fields)


@disable_reference_index_auto_update()
def build() -> list[Page]:
    """Everything that the site can have. The pages: one of every type in each language, first."""
    _made.cache_clear()
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    for code in LANGUAGES:  # so that there is a page of every type to point at when the others are filled
        StandardPageFactory(parent=homes[code], title=word(code, "linked"))
    pages = [MAKERS[model.__name__](homes[code]) for model in PAGE_TYPES for code in LANGUAGES]
    edition = MAKERS["ConferencePage"](homes["sv"])
    twin = translate(edition, title=word("en", "twin"))
    pages += [edition, twin]
    for number, page in enumerate(pages):
        page.refresh_from_db()
        fill(page, number // 2)
    for parent, (number, when) in product((edition, twin), enumerate(WHENS)):
        add_lecture(parent, timezone.now() + when, slug=f"listed-{number}", venue=of_kind(Venue)[number])
    gone = StandardPageFactory(parent=homes["sv"], title=word("sv", "gone"))
    translate(gone, title=word("en", "gone"))
    gone.unpublish()
    return [type(page).objects.get(pk=page.pk) for page in [*pages, gone]]


def things() -> list:
    """Every snippet that the site has."""
    return [
        thing for model in apps.get_models() if issubclass(model, SnippetWithTexts) for thing in model.objects.all()
    ]
