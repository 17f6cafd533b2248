"""Scheduled publishing: what is due is done, once, and one page that fails does not keep the others from it."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home import clock
from home.management.commands.publish_scheduled import LOCK
from home.models import StandardPage
from home.signals import minute_jobs
from tests import database
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def scheduled(home, title) -> StandardPage:
    """A page that is to be published since a minute."""
    page = StandardPageFactory(parent=home, title=title, live=False)
    page.go_live_at = clock.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


def is_live(page) -> bool:
    return StandardPage.objects.get(pk=page.pk).live


def test_due_page_is_published_and_expired_page_unpublished(home):
    due, expired = scheduled(home, "Due"), StandardPageFactory(parent=home, title="Expired")
    StandardPage.objects.filter(pk=expired.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert (is_live(due), is_live(expired)) == (True, False)


def test_second_run_leaves_the_work_to_the_first(home):
    due = scheduled(home, "Due")
    address = database.url(connection.settings_dict["NAME"])
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        call_command("publish_scheduled")
        assert not is_live(due)
        other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])  # closing would let go of it a moment later
    call_command("publish_scheduled")
    assert is_live(due)


def test_failed_publication_is_told_and_stops_no_other(home, monkeypatch):
    broken, due = scheduled(home, "Broken"), scheduled(home, "Due")
    save = StandardPage.save

    def save_all_but_one(page, *args, **kwargs):
        if page.pk == broken.pk:
            raise RuntimeError("no")
        return save(page, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "save", save_all_but_one)
    with pytest.raises(CommandError, match="no"):
        call_command("publish_scheduled")
    assert (is_live(broken), is_live(due)) == (False, True)
    assert broken.revisions.filter(approved_go_live_at__isnull=False).exists()  # and is tried again next time


def test_scheduled_change_of_a_start_page_keeps_it_public(home):
    page = home.get_latest_revision_as_object()
    page.lead, page.go_live_at = "Snart något nytt.", clock.now() + timedelta(hours=1)
    page.save_revision().publish()
    stored = type(home).objects.get(pk=home.pk)
    assert (stored.live, stored.lead, stored.scheduled_revision is not None) == (True, "", True)


def test_failing_minute_job_is_told_and_stops_no_publication(home):
    def fail(**kwargs):
        raise RuntimeError("no luck")

    due = scheduled(home, "Due")
    minute_jobs.connect(fail)
    try:
        with pytest.raises(CommandError, match=f"^Could not be done:\n{__name__}: no luck$"):
            call_command("publish_scheduled")
    finally:
        minute_jobs.disconnect(fail)
    assert is_live(due)
