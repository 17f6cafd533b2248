"""What the production server writes: errors, once and whole, and nothing that opens a draft or tells who searched."""

import itertools
import os
import re
import secrets
from http.client import HTTPConnection

import pytest

from tests import database
from tests.browser.server import free_port
from tools.production import granian

KEY = "Secret-" + secrets.token_urlsafe(27)  # 43 characters, as every draft link has
RESET = f"abc123-{secrets.token_hex(16)}"
WORDS = "hemligt-ord"
FORGED = "%0A2026-11-28%2012:00:00,000%20ERROR%20forged%0D%C2%85%E2%80%A8ERROR%20forged"
PATHS = [
    *(f"/utkast/{KEY}/{rest}" for rest in ("", "sv/2026/", f"{FORGED}/", "answer/", "%ff/")),
    f"/utkast/{KEY}",
    f"/sv/utkast/{KEY}/",
    f"/sv/{FORGED}/",
    f"/admin/password_reset/confirm/MQ/{RESET}/",
    "/sv/sok/",
    "/en/search/suggestions/",
    "/%00",
]
METHODS = ["GET", "HEAD", "POST", "PUT"]
ENTRY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING|ERROR|CRITICAL) [\w.]+: |\[\w+\] |    ")


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker, tmp_path_factory):
    """The port and the log of a production server whose pages fail when they are asked to."""
    folder = tmp_path_factory.mktemp("logs")
    (folder / "static").mkdir()
    log, port = folder / "log", free_port()
    with django_db_blocker.unblock(), database.of_its_own("logs") as name:
        environment = os.environ | {
            "ALLOWED_HOSTS": "localhost",
            "DATABASE_URL": database.url(name),
            "DJANGO_SETTINGS_MODULE": "tests.config.failing_site",
            "MAIL_FOLDER": str(folder / "mail"),
            "MEDIA_ROOT": str(folder / "media"),
            "PLAIN_HTTP": "1",
            "SECRET_KEY": "for-tests-of-logs-only-and-long-enough-not-to-be-complained-about",
            "STATIC_ROOT": str(folder / "static"),
        }
        with granian(port, environment, log):
            yield port, log


def ask(port: int, method: str, path: str, **headers: str) -> int:
    connection = HTTPConnection("localhost", port, timeout=300)
    try:
        connection.request(method, path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_error_is_written_once_with_its_traceback(server):
    port, log = server
    before = len(log.read_text())
    assert ask(port, "GET", f"/utkast/{KEY}/sv/?q={WORDS}", **{"X-Fail": "1"}) == 500
    written = log.read_text()[before:]
    assert written.count("Traceback (most recent call last):") == 1
    assert written.count("RuntimeError: Failed at /utkast/[hidden]/sv/?q=[hidden]") == 1
    assert "tests/config/failing_site.py" in written
    assert list(log.parent.glob("mail/*")) == []  # a mail to ADMINS would have the whole request
    assert re.match(r"\d.* ERROR django.request: Internal Server Error: /utkast/\[hidden\]/sv/\n", written)


def test_nothing_that_is_written_is_secret_or_forged(server):
    port, log = server
    statuses = set()
    for method, path in itertools.product(METHODS, PATHS):
        for headers in ({}, {"X-Fail": "1"}, {"Host": f"{KEY}.example.org"}, {"Cookie": f"sessionid={RESET}"}):
            statuses.add(ask(port, method, f"{path}?q={WORDS}", Referer=f"http://localhost/utkast/{KEY}/", **headers))
    assert {200, 400, 403, 404, 410, 500} <= statuses
    written = log.read_text()
    assert [secret for secret in (KEY, RESET, WORDS) if secret in written] == []
    assert [line for line in written.splitlines() if line and not ENTRY.match(line)] == []
