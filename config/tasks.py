"""Runs Wagtail's tasks at once, as its own default does, but so that a transaction survives their failing."""

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResultStatus


class _Failed(Exception):
    """Ends a savepoint."""


class SavepointBackend(ImmediateBackend):
    """Tasks bring the editor's search and the reference index up to date, and a failing one is logged and no more.

    Within a transaction PostgreSQL would then refuse all that follows ("current transaction is aborted"), so each has a
    savepoint; what failed there is done once more when the transaction has been committed and its locks are free.
    """

    def _execute_task(self, task_result):
        if not transaction.get_connection().in_atomic_block:
            return super()._execute_task(task_result)
        try:
            with transaction.atomic():
                super()._execute_task(task_result)
                if task_result.status == TaskResultStatus.FAILED:
                    raise _Failed
        except _Failed:
            task, args, kwargs = task_result.task, task_result.args, task_result.kwargs
            transaction.on_commit(lambda: self.enqueue(task, args, kwargs), robust=True)
