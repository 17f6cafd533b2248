"""The site as visitors get it: Granian, the production settings, the demo content, a database of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import database
from tests.browser.addresses import settle
from tools.production import granian


@contextmanager
def serving(name: str, folder: Path, demo: bool = True) -> Iterator[str]:
    """Make the database `name`, serve it, and give the address, such as http://localhost:4711."""
    database.clone(database.template(), name)
    port = free_port()
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": address,
        "DATABASE_URL": database.url(name),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MEDIA_ROOT": str(folder / "media"),
        "PLAIN_HTTP": "1",
        "SECRET_KEY": "for-browser-tests-only-and-long-enough-not-to-be-complained-about",
        "STATIC_ROOT": str(folder / "static"),
    }
    (folder / "media").mkdir()
    try:
        manage(environment, "collectstatic", "--no-input")
        if demo:
            manage(environment, "load_demo", "--users")
            with database.connected_to(name):
                settle(address)
        # Granian hands out the uploads too, which a front server does in production.
        uploads = ["--static-path-route", "/media", "--static-path-mount", str(folder / "media")]
        with granian(port, environment, folder / "granian.log", *uploads):
            yield address
    finally:
        database.drop(name)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of manage.py, quiet as long as it works."""
    command = [sys.executable, str(database.ROOT / "manage.py"), *arguments, "--verbosity=0"]
    result = subprocess.run(command, env=environment, cwd=database.ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"manage.py {arguments[0]} failed:\n{result.stdout}{result.stderr}"
