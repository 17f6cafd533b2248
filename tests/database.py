"""Databases for tests: migrations run once per change of them, into a template that every test database copies."""

import functools
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
import psycopg
import wagtail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
# What decides how a migrated database looks: our migrations, the versions of everybody else's, the settings they read.
INGREDIENTS = ("*/migrations/*.py", "config/settings/*.py", "requirements/dev.txt")
LOCK_OF_TEMPLATE, LOCK_OF_WORKERS = 7_219_642_005, 7_219_642_006  # any numbers that are always the same


def template(say: Callable[[str], None] = print) -> str:
    """The name of the database that is migrated and otherwise empty; made if it is missing, and older ones dropped."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())  # may be newer: make test-next
    for path in sorted(path for pattern in INGREDIENTS for path in ROOT.glob(pattern)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    prefix = f"{_own_name()}_migrated_"
    name = prefix + digest.hexdigest()[:12]
    with _server() as server:
        _wait_for(server, LOCK_OF_TEMPLATE)
        found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        databases = {row[0] for row in found}
        if name not in databases:
            say("→ Migrating a database for the tests to copy, once …")
            for old in databases:
                with suppress(psycopg.errors.ObjectInUse):  # another run's, of other migrations
                    server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            unfinished = prefix + "unfinished"
            create(unfinished)
            with connected_to(unfinished):
                call_command("migrate", interactive=False, verbosity=0)
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (unfinished, name))))
    return name


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker of the test run in, the others after it."""
    with _server() as server:
        _wait_for(server, LOCK_OF_WORKERS)
        yield


def _wait_for(server: psycopg.Connection, lock: int) -> None:
    """Take an advisory lock, which is held until the connection closes."""
    server.execute("SELECT pg_advisory_lock(%s)", [lock])


def clone(source: str, name: str) -> None:
    """Make the database `name` (anew, if it is there) as a copy of another that nobody is connected to."""
    drop(name)
    create(name, source)


def create(name: str, source: str = "template0") -> None:
    with _server() as server:
        # Copying files beats writing them through the log when nothing is flushed to disk anyway.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        server.execute(statement.format(sql.Identifier(name), sql.Identifier(source)))


def drop(name: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let Django work on another database of the same server; neither is remembered while at the other.

    The cache of the process holds what Wagtail has read of a site: its host, and where its pages begin.
    """
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()


@contextmanager
def of_its_own(word: str, source: str = "") -> Iterator[str]:
    """Let Django work on a database that is nobody else's, where connections see what others have done.

    It is a copy of `source`, or migrated and otherwise empty.
    """
    name = f"{connection.settings_dict['NAME']}_{word}"
    clone(source or template(), name)
    try:
        with connected_to(name):
            yield name
    finally:
        drop(name)


def url(name: str) -> str:
    """The DATABASE_URL of another database of the same server, for a program that a test starts."""
    parts = connection.settings_dict
    return (
        f"postgresql://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST'].replace('/', '%2F')}:{parts['PORT']}/{name}"
    )


@functools.cache
def _own_name() -> str:
    """Asked first, and remembered, while Django is not yet connected to a copy."""
    return connection.settings_dict["TEST"].get("NAME") or f"test_{connection.settings_dict['NAME']}"


def _server() -> psycopg.Connection:
    """A connection beside Django's, to the database that every server has."""
    parts = connection.settings_dict
    known = {"host": parts["HOST"], "port": parts["PORT"], "user": parts["USER"], "password": parts["PASSWORD"]}
    return psycopg.connect(dbname="postgres", autocommit=True, **{key: value for key, value in known.items() if value})
