"""Speed of the editor among 10,000 lectures: opening an original and its translation, the translation report."""

import statistics
import time
from collections.abc import Callable, Iterator

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

ROUNDS = 12


def report() -> Iterator[str]:
    """The lines to print."""
    from lectures.models import LecturePage

    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username="bench"))
    original = LecturePage.objects.get(slug="lang", locale__language_code="sv")
    translation = original.get_translations().get()
    pages = {"original": original, "translation": translation}
    edit = {name: reverse("wagtailadmin_pages:edit", args=[page.pk]) for name, page in pages.items()}
    found = in_turns({name: lambda url=url: get(client, url) for name, url in edit.items()})
    for name, (queries, processor, wall) in found.items():
        yield f"opening the {name} of 30 blocks: {queries} queries, {processor:.0f} ms processor, {wall:.0f} ms wall"
    queries, processor = (found["translation"][n] / found["original"][n] for n in (0, 1))
    yield f"  translation to original: × {queries:.2f} queries, × {processor:.2f} processor (aim: 1.3)"
    lists = {"report": "", "report, old": "?status=old", "report, page 3": "?p=3"}
    address = reverse("bilingual:translation_report")
    found = in_turns({name: lambda query=query: get(client, address + query) for name, query in lists.items()})
    for name, (queries, processor, wall) in found.items():
        yield f"{name}: {queries} queries, {processor:.0f} ms processor, {wall:.0f} ms wall (aim: 300)"


def get(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")


def in_turns(calls: dict[str, Callable]) -> dict[str, tuple[int, float, float]]:
    """Of each call: its queries, and the medians of processor ms and wall ms, taken in turns."""
    times, queries = {name: [] for name in calls}, {}
    for number in range(ROUNDS):
        for name, call in calls.items():
            if number == 0:
                with CaptureQueriesContext(connection) as captured:
                    call()
                queries[name] = len(captured)
                continue
            wall, processor = time.perf_counter(), time.process_time()
            call()
            times[name].append(((time.process_time() - processor) * 1000, (time.perf_counter() - wall) * 1000))
    return {
        name: (queries[name], *(statistics.median(values) for values in zip(*rows, strict=True)))
        for name, rows in times.items()
    }
