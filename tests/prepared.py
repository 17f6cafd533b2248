"""Content that many tests begin with, made once: a database for each set of fixtures, which its tests come back to.

A fixture with `@prepared` is not called for each test. What it makes is written down in a copy of the migrated database,
and the tests that ask for the same prepared fixtures run there, each in a transaction that is rolled back; each gets a
copy of the objects. Such a fixture may only ask for others that are prepared, and for `db`. In a database of a test's
own, and where few tests share a set, it is called as any other.
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


def wanted(item) -> tuple[str, ...]:
    """The prepared fixtures of a test, by name, in the order in which they can be made."""
    found: dict[str, bool] = {}

    def can_be_made(name: str) -> bool:
        if name not in found:
            function = _function(item, name)
            asked = inspect.signature(function).parameters if function else ()
            found[name] = bool(function) and all(one == "db" or can_be_made(one) for one in asked)
        return found[name]

    for name in item.fixturenames:
        can_be_made(name)
    return tuple(name for name, is_possible in found.items() if is_possible)


def _function(item, name: str) -> Callable | None:
    """The function of a prepared fixture as this test has it, or None where it has another."""
    definitions = item.session._fixturemanager.getfixturedefs(name, item)
    is_parameter = hasattr(item, "callspec") and name in item.callspec.params
    function = definitions[-1].func if definitions and not is_parameter else None
    return function if getattr(function, "is_prepared", False) else None


class Sets:
    """The databases of a worker: the plain one, and one for each set that was asked for lately."""

    def __init__(self, plain: str):
        self.plain, self.stack, self.shared = plain, ExitStack(), None
        self.made: dict[tuple, tuple[str, dict]] = {}
        self.values: dict[str, object] = {}

    def choose(self, item) -> None:
        """Turn to the database of a test's set. What the test is given by `self.values` is its own."""
        self.values = {}
        if connection.settings_dict["NAME"] not in (self.plain, *(name for name, _values in self.made.values())):
            return None  # a package or a module has turned to a database of its own
        names = wanted(item)
        key = tuple((name, _function(item, name)) for name in names)
        if not key or self._tests_of(item)[key, item.path] < MIN_TESTS:
            return self._turn_to(self.plain)
        name, values = self.made.pop(key, None) or self._make(item, key)
        self.made[key] = name, values  # the one asked for last stands last
        self._turn_to(name)
        self.values = copy.deepcopy(values)

    def _tests_of(self, item) -> Counter:
        if self.shared is None:
            keys = (
                (tuple((name, _function(one, name)) for name in wanted(one)), one.path) for one in item.session.items
            )
            self.shared = Counter(keys)
        return self.shared

    def _make(self, item, key: tuple) -> tuple[str, dict]:
        while len(self.made) >= MAX_DATABASES:
            oldest = next(iter(self.made))
            self._turn_to(self.plain)
            database.drop(self.made.pop(oldest)[0])
        name = f"{self.plain}_set_{len(self.made)}_{abs(hash(key)) % 10**6}"
        database.clone(database.template(), name)
        self._turn_to(name)
        values: dict[str, object] = {"db": None}
        with transaction.atomic():
            for fixture, function in key:
                values[fixture] = function(*(values[one] for one in inspect.signature(function).parameters))
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
