"""The site as visitors get it: Granian, the production settings, the demo content, a database of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import database
from tests.browser.addresses import settle
from tools.run import end_with_parent

SECONDS_TO_START = 60


@contextmanager
def serving(name: str, folder: Path) -> Iterator[str]:
    """Make the database `name` with the demo content and serve it; gives the address, such as http://localhost:4711."""
    database.clone(database.template(), name)
    address = f"http://localhost:{free_port()}"
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
    try:
        manage(environment, "collectstatic", "--no-input")
        manage(environment, "load_demo", "--users")
        with database.connected_to(name):
            settle(address)
        with granian(address, environment, folder):
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


@contextmanager
def granian(address: str, environment: dict[str, str], folder: Path) -> Iterator[None]:
    """Serve until the block ends. Granian hands out the uploads too, which a front server does in production."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", address.rpartition(":")[2]]
    command += [
        "--static-path-route",
        "/media",
        "--static-path-mount",
        str(folder / "media"),
        "config.wsgi:application",
    ]
    log = folder / "granian.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, env=environment, cwd=database.ROOT, stdout=output, stderr=output, preexec_fn=end_with_parent
        )
        try:
            wait_until_serving(address, server, log)
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_serving(address: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(SECONDS_TO_START * 10):
        try:
            urlopen(f"{address}/robots.txt", timeout=10).close()
            return
        except (URLError, ConnectionError):
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError(f"The production server did not start:\n{log.read_text()}")
