"""The site as visitors get it: Granian, the production settings, the demo content, a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests import database
from tests.browser.addresses import settle
from tools.production import granian


class Demo(NamedTuple):
    """A database with the demo content and somebody of every kind, to be copied, and the folder of its files."""

    database: str
    media: Path


def loaded_demo(folder: Path) -> Demo:
    """The demo content, in a folder that the workers of one run share: the first to ask loads it, the others wait."""
    demo, is_loaded = Demo("loaded_demo", folder / "media"), folder / "is_loaded"
    with database.one_at_a_time():
        if not is_loaded.exists():
            folder.mkdir(exist_ok=True)
            database.clone(database.template(), demo.database)
            manage(environment(demo.database, folder, "http://localhost"), "load_demo", "--users")
            is_loaded.touch()
    return demo


@contextmanager
def serving(name: str, folder: Path, demo: Demo | None = None) -> Iterator[str]:
    """Make the database `name`, serve it, and give the address, such as http://localhost:4711."""
    database.clone(demo.database if demo else database.template(), name)
    port = free_port()
    address = f"http://localhost:{port}"
    media = folder / "media"
    variables = environment(name, folder, address)
    try:
        if demo:
            shutil.copytree(demo.media, media)
            with database.connected_to(name):
                settle(address)
        media.mkdir(exist_ok=True)
        manage(variables, "collectstatic", "--no-input")
        # Granian hands out the uploads too, which a front server does in production.
        uploads = ["--static-path-route", "/media", "--static-path-mount", str(media)]
        with granian(port, variables, folder / "granian.log", *uploads):
            yield address
    finally:
        database.drop(name)


def environment(name: str, folder: Path, address: str) -> dict[str, str]:
    """The variables of a production site in a folder, with the database `name`."""
    return os.environ | {
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": address,
        "DATABASE_URL": database.url(name),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MEDIA_ROOT": str(folder / "media"),
        "PLAIN_HTTP": "1",
        "SECRET_KEY": "for-browser-tests-only-and-long-enough-not-to-be-complained-about",
        "STATIC_ROOT": str(folder / "static"),
    }


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of manage.py, quiet as long as it works."""
    command = [sys.executable, str(database.ROOT / "manage.py"), *arguments, "--verbosity=0"]
    result = subprocess.run(command, env=environment, cwd=database.ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"manage.py {arguments[0]} failed:\n{result.stdout}{result.stderr}"
