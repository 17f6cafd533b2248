"""Speed and weight with 100 and with 10,000 lectures (`make bench`): two production servers side by side, in turns.

Processor time is that of the server's process; what the database takes is shown beside it, in wall time. Ratios are
taken within one run, since machines differ and are seldom alone. Less: `make bench ARGS="--only search --search 1000"`;
more: `--search 1000,10000,100000`.
"""

import argparse
import gzip
import os
import re
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.settings"
os.environ.setdefault("STATIC_ROOT", str(ROOT / ".data" / "bench-static"))
os.environ.setdefault("MEDIA_ROOT", str(ROOT / ".data" / "bench-media"))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from tests import database  # noqa: E402
from tools.bench import editing, previewing, searching  # noqa: E402
from tools.bench.data import Plain, fill  # noqa: E402
from tools.bench.serving import get, prepare, processor_time, server  # noqa: E402

PORT = int(os.environ.get("PORT", "8770"))
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
    "programme": "/sv/2026/program/",
    "calendar": "/sv/2026/kalender.ics",
    "feed": "/sv/atom.xml",
    "open data": "/sv/2026/data.json",
}
ROUNDS, REQUESTS = 8, 12


def measure(servers: dict) -> dict:
    """Per path and size: (processor ms, wall ms) a request, the medians of rounds that take turns."""
    samples = {(path, size): [] for path in PATHS for size in servers}
    for path in PATHS:
        for _process, port in servers.values():
            for _warm in range(3):
                get(port, PATHS[path])
        for _round in range(ROUNDS):
            for size, (process, port) in servers.items():
                before, started = processor_time(process), time.perf_counter()
                for _request in range(REQUESTS):
                    get(port, PATHS[path])
                wall = (time.perf_counter() - started) / REQUESTS
                samples[path, size].append(((processor_time(process) - before) / REQUESTS * 1000, wall * 1000))
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
    options = argparse.ArgumentParser(prog="make bench", description="Measures speed and weight.")
    options.add_argument("--only", choices=("pages", "search"), help="leave out the other half")
    options.add_argument("--search", default="1000,10000", help="the numbers of lectures to search among")
    asked = options.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    if asked.only != "search":
        pages()
    if asked.only != "pages":
        searching.main([int(size) for size in asked.search.split(",")], PORT + len(SIZES))


def pages() -> None:
    """The pages, the editor and previews."""
    names = {
        size: prepare(f"bench_{size}", f"{size:,} lectures", lambda size=size: fill(Plain(size)), ["data.py"])
        for size in SIZES
    }
    with ExitStack() as stack:
        servers = {
            size: (stack.enter_context(server(names[size], PORT + number)), PORT + number)
            for number, size in enumerate(SIZES)
        }
        print("→ Measuring …", flush=True)
        report(measure(servers), servers)
        for size in SIZES:
            processor, wall = publishing(names[size])
            print(f"publishing among {size:>6,}: {processor:5.0f} ms processor, {wall:5.0f} ms wall (aim: 1,000)")
        with database.connected_to(names[SIZES[-1]]):
            for line in [*editing.report(), *previewing.report()]:
                print(line)


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
        queries = [get(port, PATHS[path])[0]["X-Queries"] for _process, port in servers.values()]
        processor, wall = zip(*(results[path, size] for size in SIZES), strict=True)
        empty = [results["empty view", size][0] for size in SIZES]
        numbers = [*processor, *(mine / its for mine, its in zip(processor, empty, strict=True)), *wall]
        ratios = [f"{processor[1] / processor[0]:.2f}", f"{wall[1] / wall[0]:.2f}"]
        size = weight(servers[large][1], PATHS[path])
        print(columns.format(path, *queries, *(f"{number:.1f}" for number in numbers), *ratios, f"{size:,}"))
    print("aims: at most 12 queries, the same at both sizes; × (10,000 to 100) at most 1.2; at most 40,000 bytes\n")


if __name__ == "__main__":
    main()
