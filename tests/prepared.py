"""Content that many tests begin with, made once: a database for each set of fixtures, which its tests come back to.

A fixture with `@prepared` is not called for each test. What it makes is written down in a copy of the migrated
database, and the tests that ask for the same prepared fixtures run there, each in a transaction that is rolled back;
each gets a copy of the objects. Such a fixture may only ask for others that are prepared, and for `db`, and gives
something. In a database of a test's own, and where few tests of a file share a set, it is called as any other.
"""

import copy
import inspect
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection, transaction

from tests import database

MIN_TESTS = 3  # of a file: copying a database takes as long as making a few pages
MAX_DATABASES = 4  # of each worker, each of some 20 MB


def prepared(function: Callable) -> Callable:
    """Mark the function of a fixture, below `@pytest.fixture`."""
    function.is_prepared = True
    return function


def set_of(item) -> tuple[tuple[str, Callable], ...]:
    """The prepared fixtures of a test, with their functions, in an order in which they can be made."""
    found: dict[str, Callable | None] = {}

    def can_be_made(name: str) -> bool:
        if name not in found:
            function = _function(item, name)
            asked = inspect.signature(function).parameters if function else ()
            found[name] = function if all(one == "db" or can_be_made(one) for one in asked) else None
        return found[name] is not None

    for name in item.fixturenames:
        can_be_made(name)
    return tuple((name, function) for name, function in found.items() if function)


def _function(item, name: str) -> Callable | None:
    """The function of a prepared fixture as this test has it, or None where it has another."""
    definitions = item.session._fixturemanager.getfixturedefs(name, item)
    is_parameter = hasattr(item, "callspec") and name in item.callspec.params
    function = definitions[-1].func if definitions and not is_parameter else None
    return function if getattr(function, "is_prepared", False) else None


class Sets:
    """The databases of a worker: the plain one, and one for each set that was asked for lately."""

    def __init__(self, plain: str):
        self.plain, self.stack, self.number = plain, ExitStack(), 0
        self.made: dict[tuple, tuple[str, dict]] = {}  # the one asked for last stands last
        self.tests: Counter | None = None
        self.values: dict[str, object] = {}

    def choose(self, item) -> None:
        """Turn to the database of a test's set, and have a copy of its objects in `values`."""
        self.values = {}
        if connection.settings_dict["NAME"] in (self.plain, *(name for name, _values in self.made.values())):
            key = set_of(item)
            if key and self._tests_that_share(item)[item.path, key] >= MIN_TESTS:
                self.made[key] = name, values = self.made.pop(key, None) or self._make(key)
                self._turn_to(name)
                self.values = copy.deepcopy(values)
            else:
                self._turn_to(self.plain)

    def _tests_that_share(self, item) -> Counter:
        if self.tests is None:
            self.tests = Counter((one.path, set_of(one)) for one in item.session.items)
        return self.tests

    def _make(self, key: tuple) -> tuple[str, dict]:
        self._turn_to(self.plain)
        if len(self.made) >= MAX_DATABASES:
            database.drop(self.made.pop(next(iter(self.made)))[0])
        self.number += 1
        name = f"{self.plain}_set_{self.number}"
        database.clone(database.template(), name)
        values: dict[str, object] = {"db": None}
        with database.connected_to(name), transaction.atomic():
            for fixture, function in key:
                values[fixture] = function(*(values[one] for one in inspect.signature(function).parameters))
                assert values[fixture] is not None, f"the prepared fixture {fixture} gives nothing"
            connection.run_on_commit = []  # as in a test, whose transaction never ends
        return name, values

    def _turn_to(self, name: str) -> None:
        if connection.settings_dict["NAME"] != name:
            self.stack.close()
            if name != self.plain:
                self.stack.enter_context(database.connected_to(name))

    def drop(self) -> None:
        """Go back to the plain database, and drop the others."""
        self._turn_to(self.plain)
        for name, _values in self.made.values():
            database.drop(name)
