"""Runs Wagtail's tasks in the request, as its own default does, but once each, and so that a transaction survives them.

The tasks bring the editor's search and the reference index up to date after a page or snippet is saved.
"""

from contextlib import contextmanager

from asgiref.local import Local
from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResultStatus

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
    for backend, task_result in held.values():
        backend._execute_task(task_result)


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
