"""Speed and weight with 100 and with 10,000 lectures (`make bench`): two production servers side by side, in turns.

Processor time is that of the server's process; what the database takes is shown beside it, in wall time. Ratios are
taken within one run, since machines differ and are seldom alone.
"""

import gzip
import hashlib
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.settings"
os.environ.setdefault("STATIC_ROOT", str(ROOT / ".data" / "bench-static"))
os.environ.setdefault("MEDIA_ROOT", str(ROOT / ".data" / "bench-media"))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests import database  # noqa: E402
from tools.bench import editing, previewing  # noqa: E402
from tools.bench.data import fill  # noqa: E402

SIZES = (100, 10_000)
PATHS = {
    "empty view": "/empty/",
    "landing page": "/sv/2026/",
    "start page": "/sv/",
    "lecture": "/sv/2026/forelasning-1/",
    "archive": "/sv/lectures/",
    "archive, page 3": "/sv/lectures/?page=3",
    "archive, a subject": "/sv/lectures/?subject=amne-3",
    "speaker": "/sv/talare/talare-0/",
    "all speakers": "/sv/talare/",
}
ROUNDS, REQUESTS = 8, 12


def prepare(size: int) -> str:
    """The name of a database with so many lectures; made once, and anew when models or this data change."""
    name = f"bench_{size}"
    files = [ROOT / "tools/bench/data.py", *sorted(ROOT.glob("*/migrations/*.py"))]
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp_file = ROOT / ".data" / f"{name}.stamp"
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return name
    print(f"→ Making a database with {size:,} lectures in each language …", flush=True)
    database.drop(name)
    database.create(name)
    with database.connected_to(name):
        call_command("migrate", interactive=False, verbosity=0)
        fill(size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    stamp_file.write_text(stamp)
    return name


def serve(name: str, port: int) -> subprocess.Popen:
    """A production server on a database, when it answers."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    environment = os.environ | {"DATABASE_URL": database.url(name), "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [*command, "--no-ws", "config.wsgi:application"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    for _attempt in range(100):
        try:
            get(port, "/empty/")
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


def get(port: int, path: str, encoding: str = "gzip"):
    """(headers, body as sent) of an answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.headers, response.read()


def processor_time(server: subprocess.Popen) -> float:
    """Seconds of processor time of the server's processes so far."""
    parent = psutil.Process(server.pid)
    return sum(sum(process.cpu_times()[:2]) for process in [parent, *parent.children(recursive=True)])


def measure(servers: dict) -> dict:
    """Per path and size: (processor ms, wall ms) a request, the medians of rounds that take turns."""
    samples = {(path, size): [] for path in PATHS for size in servers}
    for path in PATHS:
        for _server, port in servers.values():
            for _warm in range(3):
                get(port, PATHS[path])
        for _round in range(ROUNDS):
            for size, (server, port) in servers.items():
                before, started = processor_time(server), time.perf_counter()
                for _request in range(REQUESTS):
                    get(port, PATHS[path])
                wall = (time.perf_counter() - started) / REQUESTS
                samples[path, size].append(((processor_time(server) - before) / REQUESTS * 1000, wall * 1000))
    return {key: tuple(statistics.mean(values) for values in zip(*rows, strict=True)) for key, rows in samples.items()}


def weight(port: int, path: str) -> int:
    """Bytes on the wire of a page's HTML, style sheets and scripts."""
    headers, body = get(port, path)
    html = gzip.decompress(body).decode() if headers["Content-Encoding"] == "gzip" else body.decode()
    todo = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) + re.findall(r'<script[^>]* src="([^"]+)"', html)
    total, done = len(body), set()
    while todo:
        url = todo.pop()
        if url in done:
            continue
        done.add(url)
        total += len(get(port, url, "br, gzip")[1])
        text = get(port, url, "identity")[1].decode()
        folder = url.rsplit("/", 1)[0]
        for name in re.findall(r'@import (?:url\()?"([^"]+)"', text):
            todo.append(name if name.startswith("/") else f"{folder}/{name}")
    return total


def publishing(name: str) -> tuple[float, float]:
    """(processor ms, wall ms) of publishing one lecture, the median of several."""
    from lectures.models import LecturePage

    times = []
    with database.connected_to(name):
        lecture = LecturePage.objects.filter(locale__language_code="sv").order_by("pk").first()
        for number in range(12):
            lecture.title, lecture.room = f"Publicerad {number}", f"Sal {number}"  # a fact, for the translation too
            started, processor = time.perf_counter(), time.process_time()
            lecture.save_revision().publish()
            times.append(((time.process_time() - processor) * 1000, (time.perf_counter() - started) * 1000))
    return tuple(statistics.median(values) for values in zip(*times[2:], strict=True))


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    names = {size: prepare(size) for size in SIZES}
    servers = {}
    try:
        for number, size in enumerate(SIZES):
            port = int(os.environ.get("PORT", "8770")) + number
            servers[size] = (serve(names[size], port), port)
        print("→ Measuring …", flush=True)
        results = measure(servers)
        report(results, servers)
        for size in SIZES:
            processor, wall = publishing(names[size])
            print(f"publishing among {size:>6,}: {processor:5.0f} ms processor, {wall:5.0f} ms wall (aim: 1,000)")
        with database.connected_to(names[SIZES[-1]]):
            for line in [*editing.report(), *previewing.report()]:
                print(line)
    finally:
        for server, _port in servers.values():
            server.send_signal(signal.SIGTERM)
            server.wait(10)


def report(results: dict, servers: dict) -> None:
    """Print the table."""
    small, large = SIZES
    columns = "{:20}{:>8}{:>8}{:>9}{:>9}{:>8}{:>8}{:>8}{:>8}{:>9}{:>7}{:>9}"
    print(
        "\n"
        + columns.format("", "queries", "", "proc. ms", "", "× empty", "", "wall ms", "", "× proc.", "× wall", "bytes")
    )
    print(columns.format("lectures", *(small, f"{large:,}") * 4, "", "", ""))
    for path in PATHS:
        queries = [get(port, PATHS[path])[0]["X-Queries"] for _server, port in servers.values()]
        processor, wall = zip(*(results[path, size] for size in SIZES), strict=True)
        empty = [results["empty view", size][0] for size in SIZES]
        numbers = [*processor, *(mine / its for mine, its in zip(processor, empty, strict=True)), *wall]
        ratios = [f"{processor[1] / processor[0]:.2f}", f"{wall[1] / wall[0]:.2f}"]
        size = weight(servers[large][1], PATHS[path])
        print(columns.format(path, *queries, *(f"{number:.1f}" for number in numbers), *ratios, f"{size:,}"))
    print("aims: at most 12 queries, the same at both sizes; × (10,000 to 100) at most 1.2; at most 40,000 bytes\n")


if __name__ == "__main__":
    if not settings.configured:
        sys.exit("The settings are missing.")
    main()
