"""Speed of the search among 1,000, 10,000 and 100,000 lectures of made-up language (`make bench`)."""

import os
import re
import statistics
import subprocess
import sys
import time
import weakref
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from urllib.parse import urlencode

from django.db import connection
from django.db.models import signals
from django.dispatch import Signal
from django.urls import reverse
from django.utils.translation import override
from wagtail import signals as wagtail_signals

from home import signals as home_signals
from search.models import Entry, Removed, Snapshot
from search.query import find
from tests import database
from tools.bench.data import fill
from tools.bench.natural import Natural
from tools.bench.questions import Question, Questions
from tools.bench.serving import ROOT, environment, get, memory, prepare, server

SOURCES = ["data.py", "natural.py", "words.py", "common_words.py"]
PUBLISHED, FRESH = 20, 5
# What may be: milliseconds by the clock by the number of lectures; milliseconds; megabytes among 10,000.
SLOWEST, SLOWEST_SUGGESTION, DEAREST_PUBLICATION, MAX_MEMORY = {10_000: 50, 100_000: 150}, 30, 50, 100


def main(sizes: list[int], port: int) -> None:
    """Measure and print, a size at a time."""
    for size in sizes:
        name = prepare(
            f"bench_search_{size}", f"{size:,} lectures to search", lambda size=size: fill(Natural(size)), SOURCES
        )
        print(f"\nsearch among {size:,} lectures in each language", flush=True)
        for line in chain(index(name), asked(name, Natural(size), port)):
            print(line, flush=True)


def index(name: str) -> Iterator[str]:
    """How long the index takes to make, and how large it is."""
    tables = [model._meta.db_table for model in (Entry, Removed, Snapshot)]
    with database.connected_to(name), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
    command = [sys.executable, "manage.py", "update_index", "--site-only", "--verbosity", "0"]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(name))
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit("The index could not be made.")
    seconds = time.perf_counter() - started
    with database.connected_to(name), connection.cursor() as cursor:
        cursor.execute("SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name", [tables])
        size = float(cursor.fetchone()[0]) / 1024**2
    processor = used.ru_utime + used.ru_stime
    yield f"  index made in {seconds:.0f} s, {processor:.0f} s of them processor; tables of {size:.0f} MB"
    yield f"  the process that made it had {used.ru_maxrss / 1024:.0f} MB of memory"


def asked(name: str, content: Natural, port: int) -> Iterator[str]:
    """How fast a server answers, what it needs, and what a publication costs."""
    with database.connected_to(name), override("sv"):
        questions = Questions(content)
        asked, beginnings = questions.all(), questions.beginnings()
        search, suggest = reverse("search"), reverse("search_suggest")
        elsewhere = [questions.lectures[0].url, "/sv/", "/sv/lectures/"]
    with server(name, port) as process:
        for path in elsewhere * 5:
            get(port, path)
        before, _most = memory(process)
        _headers, _body, first = timed(port, f"{search}?{urlencode({'q': asked[0].text})}")
        loaded, _most = memory(process)
        yield f"  first search of a process: {first:.0f} ms"
        with database.connected_to(name):
            yield from answers(port, search, asked, content.lectures)
        yield from suggestions(port, suggest, beginnings)
        after, most = memory(process)
        goal = aim(after - before, MAX_MEMORY) if content.lectures <= 10_000 else ""
        yield f"  a server process of {before:.0f} MB grows by {after - before:.0f} MB{goal}:"
        yield f"    by {loaded - before:.0f} MB with the first search, and by {most - before:.0f} MB at its largest"
        with database.connected_to(name):
            yield from publishing()
            yield from freshness(port, search)


def timed(port: int, path: str) -> tuple:
    """(headers, body, milliseconds) of an answer."""
    started = time.perf_counter()
    headers, body = get(port, path, "identity")
    return headers, body.decode(), (time.perf_counter() - started) * 1000


def answers(port: int, address: str, asked: list[Question], lectures: int) -> Iterator[str]:
    """Milliseconds by the clock and of the processor, in all and by the way of asking."""
    rows = defaultdict(list)
    for question in asked:
        path = f"{address}?{urlencode({'q': question.text} | question.choices)}"
        headers, body, wall = timed(port, path)
        total = re.search(r"<title>[^<]* – ([\d\s\xa0]+) ", body)
        found = (
            question.lecture[question.lecture.index("/", 1) :] in body
            if question.lecture
            else total and total[1] != "0"
        )
        rows[question.way].append((wall, float(headers["X-Processor"]), int(headers["X-Queries"]), bool(found)))
    everything = [row for some in rows.values() for row in some]
    yield "  {:22}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}".format("ms", "p50", "p95", "proc p50", "p95", "queries", "found")
    for way, some in {"all questions": everything, **dict(sorted(rows.items()))}.items():
        wall, processor, queries, found = zip(*some, strict=True)
        figures = [*percentiles(wall), *percentiles(processor)]
        line = "".join(f"{figure:9.1f}" for figure in figures)
        goal = aim(figures[1], SLOWEST.get(lectures, 50)) if way == "all questions" else ""
        yield f"  {way:22}{line}{max(queries):9}{100 * statistics.mean(found):8.0f}%{goal}"
    for name, call in {"the index alone": alone, "the archive, likewise": archive}.items():
        line = "".join(f"{figure:9.1f}" for figure in call(port, asked))
        yield f"  {name:22}{line}"


def alone(_port: int, asked: list[Question]) -> tuple[float, ...]:
    """The same questions put to the index in this process, without a page around the answer."""
    spent = []
    for question in [asked[0], *asked]:  # the first loads the index
        started, processor = time.perf_counter(), time.process_time()
        find(question.text, "sv")
        spent.append(((time.perf_counter() - started) * 1000, (time.process_time() - processor) * 1000))
    return tuple(figure for values in zip(*spent[1:], strict=True) for figure in percentiles(values))


def archive(port: int, asked: list[Question]) -> tuple[float, ...]:
    """A page that searches nothing, for comparison."""
    found = [timed(port, "/sv/lectures/") for _time in asked[:60]]
    wall = [wall for _headers, _body, wall in found]
    return *percentiles(wall), *percentiles([float(headers["X-Processor"]) for headers, _body, _wall in found])


def suggestions(port: int, address: str, beginnings: list[str]) -> Iterator[str]:
    """Milliseconds until something is suggested."""
    found = [timed(port, f"{address}?{urlencode({'q': text})}") for text in beginnings]
    wall = percentiles([wall for _headers, _body, wall in found])
    processor = percentiles([float(headers["X-Processor"]) for headers, _body, _wall in found])
    line = "".join(f"{figure:9.1f}" for figure in (*wall, *processor))
    queries = max(int(headers["X-Queries"]) for headers, _body, _wall in found)
    some = statistics.mean('"url"' in body for _headers, body, _wall in found)
    yield f"  {'suggestions':22}{line}{queries:9}{100 * some:8.0f}%{aim(wall[1], SLOWEST_SUGGESTION)}"


def publishing() -> Iterator[str]:
    """What the search adds to the publication of a lecture: with its receivers and without, in turns."""
    from lectures.models import LecturePage

    lecture = LecturePage.objects.filter(locale__language_code="sv").order_by("pk").first()
    times = {True: [], False: []}
    for number in range(2 * (PUBLISHED + 2)):
        searched = number % 2 == 0
        lecture.title, lecture.lead = f"Publicerad {number}", f"Om trygghet, gång {number}."
        with ExitStack() as stack:
            if not searched:
                stack.enter_context(without_search())
            started, processor = time.perf_counter(), time.process_time()
            lecture.save_revision().publish()
            spent = ((time.perf_counter() - started) * 1000, (time.process_time() - processor) * 1000)
        times[searched].append(spent)
    pairs = list(zip(times[True], times[False], strict=True))[2:]
    plain = statistics.median(wall for _with, (wall, _processor) in pairs)
    added, processor = (statistics.median(more[kind] - less[kind] for more, less in pairs) for kind in (0, 1))
    figures = f"{added:.0f} ms to {plain:.0f} ms, and {processor:.0f} ms of processor"
    yield f"  publishing: the search adds {figures}{aim(added, DEAREST_PUBLICATION)}"


@contextmanager
def without_search() -> Iterator[None]:
    """The site as if the search listened to nothing."""
    modules = (signals, wagtail_signals, home_signals)
    every = {signal for module in modules for signal in vars(module).values() if isinstance(signal, Signal)}
    before = {signal: signal.receivers for signal in every}

    def is_search(receiver) -> bool:
        function = receiver() if isinstance(receiver, weakref.ReferenceType) else receiver
        return getattr(function, "__module__", "").startswith("search.")

    try:
        for signal, receivers in before.items():
            signal.receivers = [entry for entry in receivers if not is_search(entry[1])]
            signal.sender_receivers_cache.clear()
        yield
    finally:
        for signal, receivers in before.items():
            signal.receivers = receivers
            signal.sender_receivers_cache.clear()


def freshness(port: int, address: str) -> Iterator[str]:
    """Whether the server finds at once what another process has published, and what the search after that takes."""
    from lectures.models import LecturePage

    lecture = LecturePage.objects.filter(locale__language_code="sv").order_by("pk")[1]
    times, found = [], 0
    for number in range(FRESH):
        word = "glimrande" + "abcdefghij"[number] * 3
        lecture.title = f"Trygghet {word}"
        lecture.save_revision().publish()
        _headers, body, wall = timed(port, f"{address}?{urlencode({'q': word})}")
        found += f"Trygghet {word}" in re.sub("<[^>]+>", "", body.split("<main", 1)[1])
        times.append(wall)
    yield f"  first search after a publication: {statistics.median(times):.0f} ms; found {found} of {FRESH} times"


def percentiles(values) -> tuple[float, float]:
    """The median, and what 95 of 100 are below."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def aim(figure: float, most: float) -> str:
    """The aim, and whether it is met."""
    return f"  (aim: {most}, {'met' if figure <= most else 'NOT MET'})"
