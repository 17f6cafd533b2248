"""Each form of the editor has each field once, with a label: what is sent is what a person has typed.

A field that stands twice is sent twice, and the second value wins. Looked at are the forms of every page type, as
original and as translation, of every snippet, and of pictures and documents, as everybody who may open them.
"""

from collections import Counter
from dataclasses import dataclass

import factory
from bs4 import BeautifulSoup, Tag
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from home.models import HomePage
from tests import factories
from tests.factories import DocumentFactory, ImageFactory, UserFactory, translate
from tests.test_matrices import MAKERS, OTHERS, PAGE_TYPES, WITH_FORMS

GROUPS = ["Redaktörer", "Översättare", "Granskare", "superuser"]
FACTORIES = {
    made._meta.get_model_class(): made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, factory.django.DjangoModelFactory) and not made._meta.abstract
} | {get_image_model(): ImageFactory, get_document_model(): DocumentFactory}
TYPED = "input:not([type=hidden], [type=submit], [type=button]), select, textarea"


@dataclass(frozen=True)
class Form:
    """A form, by what it is of."""

    kind: str
    address: str


def fill_rows(item) -> None:
    """Give a page or a thing two rows in each of the lists of its form that has none."""
    handler = form_of(type(item))
    for name in handler.get_form_options().get("formsets", {}):
        rows = item._meta.get_field(name).related_model
        if not rows.__module__.startswith("wagtail.") and not getattr(item, name).all():
            setattr(item, name, [new_row(rows, number) for number in range(2)])
    item.save()


def new_row(model, number: int):
    """A row with everything that it must point at, and words in each of its texts."""
    values = dict.fromkeys(getattr(model, "texts", ()), f"Text {number}")
    for field in model._meta.fields:
        if field.name == "language":
            values["language"] = ["sv", "en"][number]
        elif field.related_model is Page:
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
        fill_rows(original)
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
        fill_rows(item)
        yield Form(f"new {model.__name__}", reverse(viewset.get_url_name("add")))
        yield Form(model.__name__, reverse(viewset.get_url_name("edit"), args=[item.pk]))
    for name, made in (("wagtailimages", ImageFactory), ("wagtaildocs", DocumentFactory)):
        yield Form(f"new of {name}", reverse(f"{name}:add"))
        yield Form(name, reverse(f"{name}:edit", args=[made().pk]))


def test_there_are_no_settings_with_a_form_of_their_own():
    assert [model.__name__ for model in settings_registry] == []


def test_forms_have_each_field_once_and_with_a_label(client, homes):
    forms = [*page_forms(homes), *other_forms()]
    opened, twice, nameless = {}, {}, {}
    for group in GROUPS:
        client.force_login(UserFactory(**({"group": group} if group != "superuser" else {"is_superuser": True})))
        opened[group] = set()
        for form in forms:
            response = client.get(form.address, headers={"Accept-Language": "sv"})
            if response.status_code != 200:
                continue  # this group is led away from it
            opened[group].add(form.kind)
            html = main_form(response)
            twice[group, form.kind] = names_that_stand_twice(html)
            nameless[group, form.kind] = [str(field) for field in html.select(TYPED) if not label_of(field, html)]
    assert {form: found for form, found in twice.items() if found} == {}
    assert {form: found for form, found in nameless.items() if found} == {}
    every = {form.kind for form in forms}
    one_is_there = {"new LectureArchivePage, Svenska", "new LectureArchivePage, Engelska"}
    assert opened["Redaktörer"] == opened["superuser"] == every - one_is_there
    assert {"LecturePage, Engelska", "Speaker", "Term"} <= opened["Översättare"] < opened["Redaktörer"]
    assert {"LecturePage, Svenska", "LecturePage, Engelska"} <= opened["Granskare"] < opened["Redaktörer"]


def main_form(response) -> Tag:
    """The form of the page, and not that of the search or of a window."""
    html = BeautifulSoup(response.content, "html.parser")
    found = html.select("#page-edit-form, #w-editor-form") or html.select("main form[method=post], main form")
    return max(found, key=lambda form: len(form.select("input, select, textarea")))


def names_that_stand_twice(form: Tag) -> list[str]:
    """Of radio buttons and boxes to tick, which share a name, each choice has to stand once."""
    names = Counter(
        (field["name"], field["value"] if field.get("type") in ("radio", "checkbox") and field.get("value") else "")
        for field in form.select("input, select, textarea")
        if field.get("name")
    )
    return [name for (name, _value), count in names.items() if count > 1]


def label_of(field: Tag, form: Tag) -> str:
    """What a screen reader calls a field."""
    if named := field.get("aria-label") or field.get("title"):
        return named
    if ids := field.get("aria-labelledby"):
        found = [form.find(id=one) for one in ids.split()]
        return " ".join(one.get_text(" ", strip=True) for one in found if one)
    label = form.find("label", attrs={"for": field["id"]}) if field.get("id") else None
    label = label or field.find_parent("label")
    return label.get_text(" ", strip=True) if label else ""
