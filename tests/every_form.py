"""Every form of the editor: what is written in it, made so that each of its lists and texts has something."""

from dataclasses import dataclass

import factory
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from home.models import HomePage
from tests import factories
from tests.factories import DocumentFactory, ImageFactory, translate
from tests.test_matrices import MAKERS, OTHERS, PAGE_TYPES, WITH_FORMS

FACTORIES = {
    made._meta.get_model_class(): made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, factory.django.DjangoModelFactory) and not made._meta.abstract
} | {get_image_model(): ImageFactory, get_document_model(): DocumentFactory}


@dataclass(frozen=True)
class Form:
    """A form, by what it is of."""

    kind: str
    address: str


def fill(item) -> None:
    """Give a page or a thing two rows in each of the lists of its form, and every block in its text."""
    for field in item._meta.get_fields():
        if isinstance(field, StreamField):
            blocks = field.stream_block.child_blocks
            setattr(item, field.name, [(name, block.get_preview_value()) for name, block in blocks.items()])
    handler = form_of(type(item))
    for name in handler.get_form_options().get("formsets", {}):
        rows = item._meta.get_field(name).related_model
        if not rows.__module__.startswith("wagtail."):
            there = list(getattr(item, name).all())
            setattr(item, name, there + [new_row(rows, number) for number in range(len(there), 2)])
    item.save()


def new_row(model, number: int):
    """A row with everything that it must point at, and words in each of its texts."""
    values = dict.fromkeys(getattr(model, "texts", ()), f"Text {number}")
    for field in model._meta.fields:
        if field.name == "language":
            values["language"] = ["sv", "en"][number]
        elif field.related_model is Page and not field.null:
            values[field.name] = HomePage.objects.first()
        elif field.related_model in FACTORIES and not isinstance(field, ParentalKey):
            values[field.name] = FACTORIES[field.related_model]()
    return model(**values)


def form_of(model):
    viewset = OTHERS.get(model, getattr(model, "snippet_viewset", None))
    return viewset.get_edit_handler() if viewset else model.get_edit_handler()


def page_forms(homes):
    """The forms in which a page of each type is made, and edited in both languages."""
    for model in PAGE_TYPES:
        original = MAKERS[model.__name__](homes["sv"])
        fill(original)
        if model is HomePage:
            translation = homes["en"]
        else:
            parent = original.get_parent().specific
            if parent.depth > 2:
                translate(parent)
            translation = translate(original)
            for page in (original, translation):
                add = [model._meta.app_label, model._meta.model_name, page.get_parent().pk]
                yield Form(f"new {model.__name__}, {page.locale}", reverse("wagtailadmin_pages:add", args=add))
        for page in (original, translation):
            yield Form(f"{model.__name__}, {page.locale}", reverse("wagtailadmin_pages:edit", args=[page.pk]))


def other_forms():
    """The forms in which everything else is made and edited."""
    for model in WITH_FORMS:
        if issubclass(model, Page):
            continue
        viewset = OTHERS.get(model) or model.snippet_viewset
        item = FACTORIES[model](**({"page": HomePage.objects.first()} if hasattr(model, "page") else {}))
        fill(item)
        yield Form(f"new {model.__name__}", reverse(viewset.get_url_name("add")))
        yield Form(model.__name__, reverse(viewset.get_url_name("edit"), args=[item.pk]))


def file_forms():
    """The forms in which pictures and documents are uploaded and described."""
    for name, made in (("wagtailimages", ImageFactory), ("wagtaildocs", DocumentFactory)):
        yield Form(f"new of {name}", reverse(f"{name}:add"))
        yield Form(name, reverse(f"{name}:edit", args=[made().pk]))
