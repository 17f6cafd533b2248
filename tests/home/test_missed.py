"""What was scheduled and has not gone out is told: on the editors' start page, in the log, in the command's ending."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.editing.scheduling import FAILED
from home.management.commands.publish_scheduled import LOCK
from home.models import StandardPage
from tests import database
from tests.bilingual.changing import draft
from tests.factories import StandardPageFactory, UserFactory, translate

pytestmark = pytest.mark.django_db

HEADING = "Inte publicerat i tid"
NOT_TRIED = "det som webbplatsen ska göra varje minut verkar inte bli gjort"


def due_since(page, minutes: int, **fields) -> StandardPage:
    """Schedule a change of a page, and let that time pass."""
    moment = timezone.now() - timedelta(minutes=minutes)
    revision = draft(page, go_live_at=moment, **fields)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=moment)
    return page


def start_page(client) -> str:
    return client.get("/admin/").content.decode()


@pytest.mark.parametrize(("minutes", "is_told"), [(1, False), (3, True), (60 * 24 * 40, True)])
def test_what_nothing_has_tried_to_publish_is_told(editor, home, minutes, is_told):
    page = due_since(StandardPageFactory(parent=home, title="Program", live=False), minutes)
    html = start_page(editor)
    assert (HEADING in html, NOT_TRIED in html) == (is_told, is_told)
    assert (f"/admin/pages/{page.pk}/edit/" in html.partition(HEADING)[2]) == is_told


def test_start_page_says_why_in_swedish(editor, homes):
    page = StandardPageFactory(parent=homes["sv"], title="Program <1>")
    english = due_since(translate(page, title="Programme"), 5, title=page.title)
    with pytest.raises(CommandError, match="Programme|Program"):
        call_command("publish_scheduled")
    html = start_page(editor)
    assert "(engelska)" in html
    assert "Det gick inte att publicera: Inte översatt ännu: ”Rubrik”." in html or "inte översatt" in html.lower()
    assert (NOT_TRIED in html, "Program <1>" in html) == (False, False)
    for _minute in range(2):
        with pytest.raises(CommandError):
            call_command("publish_scheduled")
    assert english.specific.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    history = editor.get(f"/admin/pages/{english.pk}/history/").content.decode()
    assert history.count("Kunde inte publiceras i tid:") == 1


def test_what_goes_out_late_is_told_no_more_but_logged(editor, home, capsys):
    page = due_since(StandardPageFactory(parent=home, title="Program", live=False), 90)
    call_command("publish_scheduled")
    assert "Late: Program, due since" in capsys.readouterr().err
    assert (StandardPage.objects.get(pk=page.pk).live, HEADING in start_page(editor)) == (True, False)
    call_command("publish_scheduled")
    assert capsys.readouterr().err == ""


def test_run_that_never_ends_is_an_error_of_the_others(home):
    due_since(StandardPageFactory(parent=home, title="Program", live=False), 5)
    address = database.url(connection.settings_dict["NAME"])
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with pytest.raises(CommandError, match="Program: due since"):
            call_command("publish_scheduled")
        other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def test_who_may_not_edit_the_page_is_not_told(client, home):
    due_since(StandardPageFactory(parent=home, title="Program", live=False), 5)
    client.force_login(UserFactory(group="Översättare"))
    assert HEADING not in start_page(client)


def test_failure_is_told_of_all_pages_that_went_together(editor, home, monkeypatch):
    page = due_since(StandardPageFactory(parent=home, title="Program", live=False), 5)

    def fail(*args, **kwargs):
        raise RuntimeError("Disken är full")

    monkeypatch.setattr(StandardPage, "save", fail)
    with pytest.raises(CommandError, match="Disken är full"):
        call_command("publish_scheduled")
    assert "Det gick inte att publicera: Disken är full" in start_page(editor)
    assert PageLogEntry.objects.filter(page=page.pk, action=FAILED).count() == 1
