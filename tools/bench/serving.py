"""Databases with lectures, and production servers on them."""

import hashlib
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.core.management import call_command
from django.db import connection

from tests import database
from tools.production import DidNotStart, granian
from tools.run import CannotRun

ROOT = Path(__file__).resolve().parents[2]


def prepare(name: str, what: str, fill: Callable[[], None], sources: list[str]) -> str:
    """The name of a database that `fill` fills; made once, and anew when models or the sources of its data change."""
    files = [*(ROOT / "tools/bench" / source for source in sources), *sorted(ROOT.glob("*/migrations/*.py"))]
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp_file = ROOT / ".data" / f"{name}.stamp"
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return name
    print(f"→ Making a database with {what} in each language …", flush=True)
    stamp_file.unlink(missing_ok=True)
    database.drop(name)
    database.create(name)
    with database.connected_to(name):
        call_command("migrate", interactive=False, verbosity=0)
        fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    stamp_file.write_text(stamp)
    return name


def environment(name: str) -> dict[str, str]:
    """What a program needs to work on a database."""
    return os.environ | {"DATABASE_URL": database.url(name), "PYTHONPATH": str(ROOT)}


@contextmanager
def server(name: str, port: int) -> Iterator[subprocess.Popen]:
    """A production server on a database, when it answers."""
    try:
        log = ROOT / ".data" / f"{name}.log"
        with granian(port, environment(name), log, "--workers", "1", path="/empty/") as process:
            yield process
    except (CannotRun, DidNotStart) as error:
        sys.exit(str(error))


def get(port: int, path: str, encoding: str = "gzip"):
    """(headers, body as sent) of an answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.headers, response.read()


def processes(process: subprocess.Popen) -> list[psutil.Process]:
    """The server's processes."""
    parent = psutil.Process(process.pid)
    return [parent, *parent.children(recursive=True)]


def processor_time(process: subprocess.Popen) -> float:
    """Seconds of processor time of the server's processes so far."""
    return sum(sum(one.cpu_times()[:2]) for one in processes(process))


def memory(process: subprocess.Popen) -> tuple[float, float]:
    """MB of the server's largest process: now, and at its largest."""
    largest = max(processes(process), key=lambda one: one.memory_info().rss)
    status = Path(f"/proc/{largest.pid}/status").read_text()
    now, most = (int(status.split(f"{name}:")[1].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return now, most
