"""The system check: previews know of every table whose rows are about pages."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page

from lectures.models import LecturePage
from previews import checks
from previews.models import DraftLink
from search.models import Entry


def problems() -> list[tuple[str, type]]:
    return [(error.id, error.obj) for error in checks.every_row_about_pages_is_known(None)]


def test_every_model_says_what_versions_do_to_it():
    assert problems() == []


@isolate_apps("lectures")
def test_model_that_previews_do_not_know_is_found(monkeypatch):
    class Question(models.Model):  # noqa: DJ008
        lecture = models.ForeignKey(LecturePage, on_delete=models.CASCADE)

        class Meta:
            app_label = "lectures"

    class Vote(models.Model):  # noqa: DJ008
        page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True)
        belongs_to_page = None

        class Meta:
            app_label = "lectures"

    monkeypatch.setattr(apps, "get_models", lambda **options: [DraftLink, Entry, LecturePage, Question, Vote])
    assert problems() == [("previews.E001", Question)]
