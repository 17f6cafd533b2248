"""Transactions of several people at once: what one loses to another is tried again, and locks have names.

PostgreSQL ends one of two transactions that wait for one another. Whoever is ended has done nothing wrong, and does the
same once more.
"""

from collections.abc import Callable
from enum import IntEnum
from random import uniform
from time import sleep

from django.db import DatabaseError, connection, transaction

from bilingual.tasks import tasks_run_once

LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED, SERIALIZATION_FAILURE = "55P03", "40P01", "40001"  # PostgreSQL's codes
LOST = {LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED, SERIALIZATION_FAILURE}
MAX_TRIES = 8
PAUSE = (0.02, 0.2)  # seconds, at random: two that have met do not meet again


class AdvisoryLock(IntEnum):
    """Every advisory lock of this database but those of translation groups (bilingual/translation_groups.py)."""

    PUBLISH_SCHEDULED = 20_181_937
    START_TRANSLATION = 20_181_938
    SEARCH_SNAPSHOT = 20_181_941


def is_lock_conflict(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, is that somebody else had what was needed."""
    while error:
        if isinstance(error, DatabaseError) and getattr(error.__cause__, "sqlstate", "") in LOST:
            return True
        error = error.__cause__ or error.__context__
    return False


def run(work: Callable):
    """What `work` returns, done in one transaction; done again, from the beginning, where it has lost a lock.

    Within another transaction it is done once: only the whole can be done again.
    """
    tries = 1 if connection.in_atomic_block else MAX_TRIES
    for left in reversed(range(tries)):
        lost: list[bool] = []

        def watch(execute, *args, lost=lost):
            try:
                return execute(*args)
            except DatabaseError as error:  # which `work` may keep to itself, and then fail by what follows
                lost.append(is_lock_conflict(error))
                raise

        try:
            with transaction.atomic(), connection.execute_wrapper(watch), tasks_run_once():
                return work()
        except Exception as error:
            if not left or not (any(lost) or is_lock_conflict(error)):
                raise
        sleep(uniform(*PAUSE))  # noqa: S311
    raise AssertionError  # the last try has returned or raised


def take(lock: AdvisoryLock) -> None:
    """Wait for a lock, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
