"""What was right when it was stored is no error because time has gone by."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from bilingual.publishing import publish_all_locales
from home.models import HomePage, StandardPage
from tests.bilingual import sending
from tests.bilingual.changing import draft, now
from tests.factories import UserFactory
from tests.forms import errors
from tests.test_matrices import MAKERS, PAGE_TYPES

pytestmark = pytest.mark.django_db

TYPES = [model for model in PAGE_TYPES if model is not HomePage]
OLD = timedelta(days=400)


def in_form(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def expired(home):
    """A page whose time to unpublish was a day ago, and which has been unpublished."""
    page = MAKERS["StandardPage"](home)
    draft(page, expire_at=timezone.now() + timedelta(days=1)).publish()
    moment = timezone.now() - timedelta(days=1)
    StandardPage.objects.filter(pk=page.pk).update(expire_at=moment)
    for revision in page.revisions.all():
        revision.content["expire_at"] = moment.isoformat()
        revision.save(update_fields=["content"])
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    return page


def is_seen(page) -> bool:
    return Client().get(page.url).status_code == 200


def dates(form) -> dict[str, str]:
    """Every date of a form set to what is right now: each a day after the one before it."""
    given = {}
    for number, (name, field) in enumerate(form.fields.items(), start=1):
        moment = timezone.now() + timedelta(days=number)
        if isinstance(field, forms.DateTimeField):
            given[name] = in_form(moment)
        elif isinstance(field, forms.DateField):
            given[name] = str(timezone.localtime(moment).date())
    return given | {"first_published_at": ""}


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_stored_dates_are_no_error_when_their_time_has_passed(editor, home, monkeypatch, model):
    page = MAKERS[model.__name__](home)
    form = editor.get(sending.edit_url(page)).context["form"]
    given = dates(form) | ({"date_precision": "confirmed"} if "date_precision" in form.fields else {})
    assert {"go_live_at", "expire_at"} <= set(given)
    response = sending.send(editor, page, sending.opened(editor, page, **given))
    assert response.status_code == 302, errors(response)
    later = timezone.now() + OLD
    monkeypatch.setattr(timezone, "now", lambda: later)
    editor.force_login(UserFactory(group="Redaktörer"))
    assert sending.autosave(editor, page, sending.opened(editor, page))["success"]
    assert in_form(now(page).get_latest_revision_as_object().expire_at) == given["expire_at"]
    response = sending.publish(editor, page)
    assert response.status_code == 302, errors(response)
    stored = now(page)
    assert (stored.live, stored.expire_at, in_form(stored.go_live_at), is_seen(page)) == (
        True,
        None,
        given["go_live_at"],
        True,
    )


@pytest.mark.parametrize("seconds", [0, 37])
def test_expired_page_is_saved_and_published_by_its_form(editor, expired, seconds):
    moment = now(expired).expire_at.replace(second=seconds)
    draft(expired, expire_at=moment)
    assert sending.send(editor, expired, sending.opened(editor, expired, title="Ny")).status_code == 302
    assert now(expired).get_latest_revision_as_object().expire_at is not None
    response = sending.publish(editor, expired)
    assert (response.status_code, is_seen(expired)) == (302, True)
    said = [text.strip() for kind, text in sending.messages(response) if kind == "warning"]
    assert said == [
        f"”Ny” skulle avpubliceras {in_form(moment)}. Den tiden har passerat och har tagits bort.",
    ]
    call_command("publish_scheduled")
    assert is_seen(expired)


def test_new_time_to_unpublish_must_be_to_come(editor, expired):
    past = in_form(timezone.now() - timedelta(hours=1))
    for button in ("", "action-publish"):
        response = sending.send(editor, expired, sending.opened(editor, expired, expire_at=past), button)
        assert list(errors(response)) == ["expire_at"]
    coming = timezone.now() + timedelta(hours=1)
    assert sending.publish(editor, expired, expire_at=in_form(coming)).status_code == 302
    assert (in_form(now(expired).expire_at), is_seen(expired)) == (in_form(coming), True)


def test_expired_page_can_be_scheduled_again(editor, expired, monkeypatch):
    coming = timezone.now() + timedelta(hours=1)
    assert sending.publish(editor, expired, go_live_at=in_form(coming)).status_code == 302
    monkeypatch.setattr(timezone, "now", lambda: coming)
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert is_seen(expired)


def in_bulk(editor, page):
    query = urlencode({"id": page.pk, "next": "/admin/"})
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?{query}", {"include_descendants": ""})
    assert "Den tiden har passerat" in sending.messages(response)[0][1]


def by_approval(editor, page):
    workflow, task = Workflow.objects.create(name="Granskning"), GroupApprovalTask.objects.create(name="Läs igenom")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    step = workflow.start(now(page), None).current_task_state
    step.task.specific.on_action(step, UserFactory(is_superuser=True), "approve")


def by_script(editor, page):
    now(page).save_revision().publish()


def all_languages(editor, page):
    publish_all_locales(now(page), UserFactory(is_superuser=True))


@pytest.mark.parametrize("way", [in_bulk, by_approval, by_script, all_languages], ids=lambda way: way.__name__)
def test_expired_page_that_is_published_stays_public(editor, expired, way):
    way(editor, expired)
    assert is_seen(expired)
    call_command("publish_scheduled")
    assert (is_seen(expired), now(expired).expire_at) == (True, None)
    assert PageLogEntry.objects.filter(page=expired.pk, action="home.expiry_removed").count() == 1


def test_what_expires_before_it_goes_out_is_never_seen(home):
    """Where the job of every minute has not run for long."""
    page = MAKERS["StandardPage"](home)
    page.unpublish()
    past = timezone.now() - timedelta(hours=2)
    revision = draft(page, go_live_at=past, expire_at=past + timedelta(hours=1))
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    for _minute in range(2):
        call_command("publish_scheduled")
        assert not is_seen(page)
    assert (now(page).live, now(page).expired) == (False, True)
