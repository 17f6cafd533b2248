"""What an editor may do to a lecture with one click: each gives a function that sends the form."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests.bilingual import sending
from tests.bilingual.changing import now


def edit_form(desk, lecture):
    form = sending.opened(desk, lecture, slug="nya-torg")
    return lambda: sending.send(desk, lecture, form, "action-publish")


def add_form(desk, lecture):
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", lecture.get_parent().pk])
    form = sending.filled_form(desk.get(address).content, title="Ny sida").dict() | {"action-publish": "1"}
    return lambda: desk.post(address, form)


def all_languages(desk, lecture):
    form = sending.opened(desk, lecture) | {"action-publish": "together"}
    return lambda: desk.post(sending.edit_url(lecture), form)


def bulk(action, **fields):
    def post(desk, lecture):
        pages = now(lecture.get_parent().specific).get_children()
        query = urlencode([("next", "/admin/"), *(("id", pk) for pk in pages.values_list("pk", flat=True))])
        address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}"
        return lambda: desk.post(address, {"include_descendants": "", **fields})

    return post


def on_page(name, **fields):
    def post(desk, lecture):
        address = reverse(f"wagtailadmin_pages:{name}", args=[lecture.get_parent().pk])
        return lambda: desk.post(address, fields)

    return post


def copy(desk, lecture):
    edition = lecture.get_parent()
    fields = {"new_title": "Kopia", "new_slug": "kopia", "copy_subpages": "on", "publish_copies": "on"}
    return on_page("copy", new_parent_page=edition.get_parent().pk, **fields)(desk, lecture)


def delete(desk, lecture):
    return lambda: desk.post(reverse("wagtailadmin_pages:delete", args=[lecture.pk]))


def approval(desk, lecture):
    workflow, task = Workflow.objects.create(name="Granskning"), GroupApprovalTask.objects.create(name="Läs igenom")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    step = workflow.start(now(lecture), None).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[lecture.pk, "approve", step.pk])
    return lambda: desk.post(address, {"comment": ""})


CHANGES = {
    "edit form": edit_form,
    "add form": add_form,
    "all languages": all_languages,
    "bulk publish": bulk("publish"),
    "bulk unpublish": bulk("unpublish"),
    "bulk delete": bulk("delete"),
    "unpublish": on_page("unpublish", include_descendants="on"),
    "delete": delete,
    "copy": copy,
    "approval": approval,
}
