"""The languages that a form offers: those that have been added, read once in a request however many fields ask."""

import re

import pytest
from django.core import checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from home.languages import added_languages
from lectures.models import LecturePage
from tests.test_matrices import OTHERS, WITH_FORMS

ASKED = re.compile(r'SELECT "wagtailcore_locale"\."language_code"[^,]* FROM "wagtailcore_locale"')
THINGS = [model for model in WITH_FORMS if model in OTHERS or hasattr(model, "snippet_viewset")]


def times_asked(captured) -> int:
    return sum(1 for query in captured if ASKED.match(query["sql"]))


@pytest.mark.parametrize("model", THINGS, ids=lambda model: model.__name__)
def test_form_of_a_thing_asks_for_the_languages_once(editor, homes, model):
    viewset = OTHERS.get(model) or model.snippet_viewset
    with CaptureQueriesContext(connection) as captured:
        assert editor.get(reverse(viewset.get_url_name("add"))).status_code == 200
    assert times_asked(captured) <= 1


def test_form_of_a_lecture_asks_for_the_languages_once(editor, edition):
    add = reverse("wagtailadmin_pages:add", args=["lectures", "lecturepage", edition.pk])
    with CaptureQueriesContext(connection) as captured:
        html = editor.get(add).content.decode()
    assert times_asked(captured) == 1
    assert re.findall(
        r'<option value="(\w+)"', html.partition('name="spoken_language"')[2].partition("</select>")[0]
    ) == [
        "sv",
        "en",
    ]


def test_languages_are_remembered_for_no_longer_than_a_request(editor, homes):
    editor.get(reverse("wagtailsnippets_lectures_speaker:add"))
    Locale.objects.filter(language_code="en").update(language_code="fi")  # which sends no signal
    assert [code for code, _name in added_languages()] == ["sv", "fi"]


def test_language_that_is_not_added_is_refused_by_a_form(editor, homes):
    field = LecturePage._meta.get_field("spoken_language").formfield()
    assert field.valid_value("en")
    assert not field.valid_value("fi")


def test_checks_ask_the_database_for_no_languages(db):
    with CaptureQueriesContext(connection) as captured:
        checks.run_checks(app_configs=None, databases=None)
    assert times_asked(captured) == 0
