"""What is cancelled, postponed or changed in form is explained in every public language, however it is published."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from bilingual import publishing
from conference.events import NEEDS_NOTICE
from conference.state import EditionStatus
from lectures.state import LectureStatus
from tests.bilingual.changing import draft, edited, now
from tests.bilingual.sending import opened, send
from tests.factories import LecturePageFactory, UserFactory, translate
from tests.forms import errors
from tests.prepared import prepared

NOTICE = "Det blir inte som det var tänkt."
CASES = [
    *(("edition", status) for status in EditionStatus if status in NEEDS_NOTICE),
    *(("lecture", status) for status in LectureStatus if status in NEEDS_NOTICE),
]


@pytest.fixture
@prepared
def pages(edition):
    """An edition and a lecture, both public in Swedish and English."""
    found = {}
    for kind, page in (("edition", edition), ("lecture", LecturePageFactory(parent=edition))):
        found[kind] = page, translate(page)
    return found


def by_form(editor, page):
    return send(editor, page, opened(editor, page), "action-publish")


def by_form_for_all(editor, page):
    return editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), opened(editor, page) | {"action-publish": "together"}
    )


def in_bulk(editor, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return editor.post(f"{address}?id={page.pk}&next=/admin/")


def by_schedule(editor, page):
    when = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    return send(editor, page, opened(editor, page) | {"go_live_at": when}, "action-publish")


def by_workflow(editor, page):
    page = now(page)
    page.get_workflow().start(page, UserFactory())
    task = now(page).current_workflow_task_state
    editor.force_login(UserFactory(group="Granskare"))
    editor.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]))
    now(page).current_workflow_state.cancel()


WAYS = [by_form, by_form_for_all, in_bulk, by_schedule, by_workflow]


def is_stopped(page) -> bool:
    page = Page.objects.get(pk=page.pk).specific
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    return page.status not in NEEDS_NOTICE and not scheduled.exists()


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_publishing_lacks_the_notice(editor, pages, way):
    for kind, status in (CASES[0], CASES[-1]):
        page, english = pages[kind]
        for texts in ({"notice": " "}, {"notice": NOTICE}):  # in no language; in Swedish alone
            edited(page, status=status, **texts)
            way(editor, page)
            assert is_stopped(page), (way, kind, texts)
            assert is_stopped(english)


@pytest.mark.parametrize(("kind", "status"), CASES)
def test_form_says_where_the_notice_is_missing(editor, pages, kind, status):
    page, english = pages[kind]
    edited(page, status=status, notice="")
    assert list(errors(by_form(editor, page))) == ["notice"]
    edited(page, status=status, notice=NOTICE)
    (told,) = errors(by_form(editor, page))["notice"]
    assert "engelska" in told
    edited(english, notice="It will be otherwise.")
    assert "engelska" in errors(by_form(editor, page))["notice"][0]  # it is a draft still
    publishing.publish_all_locales(now(page), UserFactory(group="Redaktörer"))
    assert {now(one).status for one in (page, english)} == {status}
    assert (now(page).notice, now(english).notice) == (NOTICE, "It will be otherwise.")


def test_public_english_notice_lets_the_swedish_page_be_published(pages):
    page, english = pages["edition"]
    draft(english, notice="It will be otherwise.").publish()
    draft(page, status="cancelled", notice=NOTICE).publish()
    assert {now(one).status for one in (page, english)} == {"cancelled"}


def test_draft_in_english_needs_no_notice_until_it_is_published(pages):
    page, english = pages["edition"]
    english.unpublish()
    draft(page, status="postponed", notice=NOTICE).publish()
    with pytest.raises(ValidationError):
        draft(english, title="The Safety Conference").publish()
    draft(english, title="The Safety Conference", notice="Later.").publish()
    assert now(english).live


def test_english_page_can_be_edited_while_a_cancellation_is_written(pages):
    page, english = pages["edition"]
    edited(page, status="cancelled", notice=NOTICE)
    draft(english, title="The Safety Conference").publish()
    assert (now(english).title, now(english).status) == ("The Safety Conference", "planned")


def test_pages_scheduled_together_go_out_when_due(pages):
    page, english = pages["edition"]
    edited(page, status="cancelled", notice=NOTICE)
    edited(english, notice="It will be otherwise.")
    due = timezone.now() + timedelta(hours=1)
    publishing.publish_all_locales(now(page), UserFactory(group="Redaktörer"), due)
    page.revisions.model.objects.filter(approved_go_live_at=due).update(approved_go_live_at=timezone.now())
    for one in (page, english):
        revision = now(one).scheduled_revision
        revision.content["go_live_at"] = None
        revision.save()
    call_command("publish_scheduled")
    assert {now(one).status for one in (page, english)} == {"cancelled"}


def test_status_as_planned_needs_no_notice(pages):
    page, _english = pages["edition"]
    for status in set(EditionStatus.values) - set(NEEDS_NOTICE):
        draft(page, status=status).publish()
        assert now(page).status == status
