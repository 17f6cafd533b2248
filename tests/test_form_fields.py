"""Each form of the editor has each field once, with a label: what is sent is what a person has typed.

A field that stands twice is sent twice, and the second value wins. Looked at are the forms of every page type, as
original and as translation, of every snippet, and of pictures and documents, as everybody who may open them.
"""

from collections import Counter

from bs4 import BeautifulSoup, Tag
from wagtail.contrib.settings.registry import registry as settings_registry

from tests.every_form import file_forms, other_forms, page_forms
from tests.factories import UserFactory

GROUPS = ["Redaktörer", "Översättare", "Granskare", "superuser"]
TYPED = "input:not([type=hidden], [type=submit], [type=button]), select, textarea"


def test_there_are_no_settings_with_a_form_of_their_own():
    assert [model.__name__ for model in settings_registry] == []


def test_forms_have_each_field_once_and_with_a_label(client, homes):
    forms = [*page_forms(homes), *other_forms(), *file_forms()]
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
            labels = Labels(html)
            nameless[group, form.kind] = [str(field) for field in html.select(TYPED) if not labels.of(field)]
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


class Labels:
    """What a screen reader calls the fields of a form, which is looked through once for all of them."""

    def __init__(self, form: Tag):
        self.by_id, self.by_field = {}, {}
        for element in form.find_all(True):
            if element.get("id"):
                self.by_id.setdefault(element["id"], element)
            if element.name == "label" and element.get("for"):
                self.by_field.setdefault(element["for"], element)

    def of(self, field: Tag) -> str:
        if named := field.get("aria-label") or field.get("title"):
            return named
        if ids := field.get("aria-labelledby"):
            found = [self.by_id.get(one) for one in ids.split()]
            return " ".join(one.get_text(" ", strip=True) for one in found if one)
        label = self.by_field.get(field.get("id")) or field.find_parent("label")
        return label.get_text(" ", strip=True) if label else ""
