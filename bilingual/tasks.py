"""Runs Wagtail's tasks in the request, as its own default does, but once each, and so that a transaction survives them.

The tasks bring the editor's search and the reference index up to date after a page or snippet is saved.
"""

from contextlib import contextmanager

from asgiref.local import Local
from django.apps import apps
from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResultStatus
from modelcluster.fields import ParentalKey

# Of Wagtail, and not imported: that would import this module, to ask which backend it has.
UPDATE_REFERENCE_INDEX = "wagtail.tasks.update_reference_index_task"

_local = Local()


class _Failed(Exception):
    """Ends a savepoint."""


@contextmanager
def tasks_run_once():
    """Hold tasks back within a with-block, and run each of them once at its end, however often it was enqueued.

    Publishing a page and its translation saves each several times, and the first time before its rows are stored.
    What was enqueued in a block that failed is not run. Within another such block, the outer one runs the tasks.
    """
    outer = getattr(_local, "held", None)
    held = _local.held = dict(outer or {})
    try:
        yield
    finally:
        _local.held = outer
    if outer is not None:
        outer |= held
        return
    indexed = set()
    for backend, task_result in held.values():
        if task_result.task.module_path == UPDATE_REFERENCE_INDEX:
            if (owner := _owner(*task_result.args)) in indexed:
                continue
            indexed.add(owner)
        backend._execute_task(task_result)


def _owner(app_label: str, model_name: str, pk: str) -> tuple:
    """What the reference index reads when a row is saved: the whole page or snippet that the row is part of.

    Wagtail has a task for each row. A lecture with four speakers would be read five times.
    """
    model = apps.get_model(app_label, model_name)
    while parents := [field for field in model._meta.get_fields() if isinstance(field, ParentalKey)]:
        parent = model._base_manager.filter(pk=pk).values_list(parents[0].attname, flat=True).first()
        if parent is None:
            break
        model, pk = parents[0].related_model, str(parent)
    return model, pk


class IndexingBackend(ImmediateBackend):
    """A failing task is logged and no more.

    Within a transaction PostgreSQL would then refuse all that follows ("current transaction is aborted"), so each has a
    savepoint; what failed there is done once more when the transaction has been committed and its locks are free.
    """

    def _execute_task(self, task_result):
        if (held := getattr(_local, "held", None)) is not None:
            held[task_result.task.module_path, repr(task_result.args), repr(task_result.kwargs)] = self, task_result
            return
        if not transaction.get_connection().in_atomic_block:
            super()._execute_task(task_result)
            return
        try:
            with transaction.atomic():
                super()._execute_task(task_result)
                if task_result.status == TaskResultStatus.FAILED:
                    raise _Failed
        except _Failed:
            task, args, kwargs = task_result.task, task_result.args, task_result.kwargs
            transaction.on_commit(lambda: self.enqueue(task, args, kwargs), robust=True)
