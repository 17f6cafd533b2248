"""What docs/deploy.md tells to write down keeps no secrets in logs, and serves uploads as what they are and no more."""

import os
import re
import shutil
import socket
import ssl
import subprocess
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.server import free_port
from tests.waiting import MAX_WAIT

GUIDE = (settings.BASE_DIR / "docs/deploy.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.S)
PROXY = next(text for kind, text in BLOCKS if kind == "nginx")
KEY, WORDS = "Key-of-a-draft-link-and-43-characters-of-it", "hemligt-ord"
HOST = "www.example.org"
HARMLESS = {
    *("remote_addr", "time_local", "request_method", "area", "status", "body_bytes_sent", "request_time"),
    *("upstream_addr", "upstream_status"),
}


def test_logs_of_the_proxy_have_no_addresses_of_the_site():
    formats = re.findall(r"log_format \w+ '([^']+)'", PROXY)
    assert set(re.findall(r"\$(\w+)", " ".join(formats))) <= HARMLESS
    assert set(re.findall(r"access_log \S+ (\w+);", PROXY)) == set(re.findall(r"log_format (\w+)", PROXY))
    areas = re.search(r"map \$uri \$area \{(.*?)\}", PROXY, re.S)[1]
    assert "$" not in areas  # what is logged of an address is one of a few words
    servers = re.findall(r"^server \{.*?^\}", PROXY, re.S | re.M)
    assert [server.count("error_log /dev/null emerg;") for server in servers] == [1] * len(servers)


def test_server_can_be_ended_and_keeps_no_log():
    commands = re.findall(r"^ExecStart=(\S*granian .*)$", GUIDE, re.M)
    assert [("--access-log" in command, "--workers-kill-timeout" in command) for command in commands] == [(False, True)]
    assert "ExecReload" not in GUIDE


def test_every_variable_that_the_settings_read_is_told():
    sources = "".join((settings.BASE_DIR / f"config/settings/{name}.py").read_text() for name in ("base", "production"))
    read = set(re.findall(r'os\.environ(?:\.get\(|\[)"(\w+)"', sources))
    assert read - set(re.findall(r"`(\w+)`", GUIDE)) == set()
    assert "EMAIL_PORT" in read


class Proxy:
    """nginx with the guide's configuration, in a folder and on ports of its own, before a site that is away."""

    def __init__(self, folder: Path):
        self.folder, self.http, self.https = folder, free_port(), free_port()
        for name in ("images/a.webp", "images/a.html", "images/a.svg", "original_images/a.webp"):
            path = folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("<script>alert(1)</script>")
        certificate = ["-subj", f"/CN={HOST}", "-keyout", folder / "site.key", "-out", folder / "site.pem"]
        self.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate)
        text = PROXY.replace("/etc/ssl", str(folder)).replace("/srv/media", str(folder / "media"))
        text = text.replace("/var/log/nginx", str(folder)).replace("unix:/run", f"unix:{folder}")
        for port, mine in ((80, self.http), (443, self.https)):
            text = re.sub(rf"listen (\[::\]:)?{port}\b", rf"listen \g<1>{mine}", text)
        text = "\n".join(line for line in text.splitlines() if "[::]" not in line)  # a machine may be without IPv6
        paths = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # More than any set-up logs: whatever the guide does not keep out comes in.
        outside = f"pid {folder}/pid; error_log {folder}/error.log info; events {{}}"
        outside += "user root;" if os.geteuid() == 0 else ""  # the folder is nobody else's
        (folder / "nginx.conf").write_text(f"{outside} http {{ {paths} {text} }}")

    @staticmethod
    def run(*command) -> None:
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def __enter__(self):
        self.run("nginx", "-c", self.folder / "nginx.conf")  # returns when it listens
        return self

    def __exit__(self, *error):
        self.run("nginx", "-c", self.folder / "nginx.conf", "-s", "stop")

    def ask(self, method: str, path: str, secure: bool = True, **headers: str):
        connection = HTTPConnection("localhost", self.http, timeout=MAX_WAIT)
        connection.sock = self.secured() if secure else None
        connection.request(method, path, headers={"Host": HOST} | headers)
        return connection.getresponse()

    def ask_badly(self, sent: str) -> str:
        """The first line of an answer to what is no request."""
        with socket.create_connection(("localhost", self.http), timeout=MAX_WAIT) as connection:
            connection.sendall(sent.encode())
            return connection.recv(100).decode().partition("\r\n")[0]

    def leave(self, path: str) -> None:
        """Ask, and do not wait for the answer."""
        with self.secured() as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

    def secured(self, protocol: str = "http/1.1") -> ssl.SSLSocket:
        """A connection to the guide's name, at our address."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols([protocol])
        return context.wrap_socket(socket.create_connection(("localhost", self.https), MAX_WAIT), server_hostname=HOST)

    def written(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("*.log"))


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    if not (shutil.which("nginx") and shutil.which("openssl")):
        pytest.skip("nginx and openssl are not installed: the guide's text alone is looked at.")
    with Proxy(tmp_path_factory.mktemp("proxy")) as proxy:
        yield proxy


def test_proxy_writes_no_key_and_no_words_whatever_happens(proxy):
    path = f"/utkast/{KEY}/?q={WORDS}"
    said = {
        "http": proxy.ask("GET", path, secure=False).status,
        "away": proxy.ask("GET", path).status,
        "away, sent": proxy.ask("POST", path, Referer=f"https://{HOST}{path}").status,
        "line break": proxy.ask("GET", f"/utkast/{KEY}/%0A{KEY}").status,
        "too large": proxy.ask("POST", path, **{"Content-Length": "99999999"}).status,
        "no picture": proxy.ask("GET", "/media/images/none.webp", Referer=f"https://{HOST}{path}").status,
        "bad": proxy.ask_badly(f"GET {path} ?\r\n\r\n"),
        "bad header": proxy.ask_badly(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nHost: {KEY}\r\n\r\n"),
        "too long": proxy.ask_badly(f"GET {path}{'x' * 40_000} HTTP/1.1\r\n\r\n"),
    }
    proxy.leave(path)
    bad, too_long = "HTTP/1.1 400 Bad Request", "HTTP/1.1 414 Request-URI Too Large"
    answers = {"http": 301, "away": 502, "away, sent": 502, "line break": 502, "too large": 413, "no picture": 404}
    assert said == answers | {"bad": bad, "bad header": bad, "too long": too_long}
    written = proxy.written()
    assert (KEY in written, WORDS in written) == (False, False)
    assert re.search(r"^127.0.0.1 \[.*\] POST utkast 502 .* 502$", written, re.M)


def test_proxy_leads_to_https_and_speaks_http_2(proxy):
    assert proxy.ask("GET", "/sv/2027/?a=b", secure=False).headers["Location"] == f"https://{HOST}/sv/2027/?a=b"
    with proxy.secured("h2") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_proxy_serves_pictures_as_pictures_and_nothing_else(proxy):
    picture = proxy.ask("GET", "/media/images/a.webp")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/webp")
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    others = ("images/a.html", "images/a.svg", "original_images/a.webp", "images/../original_images/a.webp", "")
    assert {proxy.ask("GET", f"/media/{name}").status for name in others} == {502}  # the site's, which knows none of it
