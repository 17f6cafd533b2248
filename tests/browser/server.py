"""The site as visitors get it: Granian, the production settings, the demo content, a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
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


def loaded_demo(shared: Path) -> Demo:
    """The demo content: the first worker of a run to ask loads it into the folder that they share."""
    name, folder = "loaded_demo", shared / "demo"

    def load() -> None:
        folder.mkdir()
        database.clone(database.template(), name)
        manage(environment(name, folder, "http://localhost", folder / "static"), "load_demo", "--users")

    _once(shared / "demo_is_loaded", load)
    return Demo(name, folder / "media")


def collected_static_files(shared: Path) -> Path:
    """The folder of the static files: the first worker of a run to ask collects them."""
    folder = shared / "static"
    variables = environment("postgres", shared, "http://localhost", folder)
    _once(shared / "static_is_collected", lambda: manage(variables, "collectstatic", "--no-input"))
    return folder


def _once(done: Path, make: Callable[[], None]) -> None:
    """Have one worker make something that all of them use; the others wait for it."""
    with database.one_at_a_time():
        if not done.exists():
            make()
            done.touch()


@contextmanager
def serving(name: str, folder: Path, shared: Path, demo: Demo | None = None) -> Iterator[str]:
    """Make the database `name`, serve it, and give the address, such as http://localhost:4711."""
    database.clone(demo.database if demo else database.template(), name)
    port = free_port()
    address = f"http://localhost:{port}"
    media = folder / "media"
    try:
        if demo:
            shutil.copytree(demo.media, media)
            with database.connected_to(name):
                settle(address)
        media.mkdir(exist_ok=True)
        variables = environment(name, folder, address, collected_static_files(shared))
        # Granian hands out the uploads too, which a front server does in production.
        uploads = ["--static-path-route", "/media", "--static-path-mount", str(media)]
        with granian(port, variables, folder / "granian.log", *uploads):
            yield address
    finally:
        database.drop(name)


def environment(name: str, folder: Path, address: str, static: Path) -> dict[str, str]:
    """The variables of a production site in a folder, with the database `name` and the static files of another."""
    return os.environ | {
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": address,
        "DATABASE_URL": database.url(name),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MEDIA_ROOT": str(folder / "media"),
        "PLAIN_HTTP": "1",
        "SECRET_KEY": "for-browser-tests-only-and-long-enough-not-to-be-complained-about",
        "STATIC_ROOT": str(static),
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
