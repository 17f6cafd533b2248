"""What is new: lectures and editions that have come, what has changed of them, and recordings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import or_
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from changelog.models import Fact, FactChange, PublishedFacts
from changelog.telling import facts_before, said_of
from conference.events import Event
from feeds.scopes import Scope
from home import clock
from home.dates import day_of

SHOWN = 50
LOOKED_AT = 400  # of the newest changes: several stand in one entry


@dataclass(frozen=True)
class Entry:
    """Something new of a lecture or an edition. Its `key` is the same for life and differs between languages."""

    key: UUID
    at: datetime
    title: str
    text: str
    url: str


def newest(scope: Scope) -> list[Entry]:
    """What is new in a scope, the newest first, of pages in its own language: in a handful of queries."""
    events = [some.order_by().filter(locale=scope.page.locale_id) for some in (scope.lectures, scope.editions)]
    about = reduce(or_, (Q(translation_key__in=some.values("translation_key")) for some in events))
    now, found, shown, changes = clock.now(), [], {}, defaultdict(list)
    log = FactChange.objects.filter(about, at__lte=now).order_by("-at", "-pk")
    known = PublishedFacts.objects.filter(about, published_at__lte=now).order_by("-published_at")
    changed = log.values_list("translation_key", flat=True)[:LOOKED_AT]
    wanted = {*changed, *known.values_list("translation_key", flat=True)[:SHOWN]}
    for some in events:
        shown |= {event.translation_key: event for event in listed(some.filter(translation_key__in=wanted))}
    for change in FactChange.objects.filter(translation_key__in=shown, at__lte=now).order_by("-pk"):
        changes[change.translation_key].append(change)
    for key, facts in PublishedFacts.objects.in_bulk(shown).items():
        found += entries_of(shown[key], facts, changes[key], scope.root_url)
    return sorted(found, key=lambda entry: (entry.at, entry.key), reverse=True)[:SHOWN]


def listed(events):
    """Lectures with all that a card shows; editions as they are."""
    return events.for_listing() if hasattr(events, "for_listing") else events


def entries_of(event: Event, facts: PublishedFacts, changes: list[FactChange], root_url: str) -> Iterator[Entry]:
    """That an event has come, and an entry for each day on which something of it changed."""
    language, title = event.locale.language_code, event.listing_title.plain
    url, after = root_url + (event.url or ""), facts.facts
    for _day, of_day in groupby(changes, key=lambda change: day_of(change.at)):
        of_day = list(of_day)
        before = facts_before(after, of_day)
        texts = [text.plain for text in said_of(before, after)]
        at, name = of_day[0].at, f"{language} {of_day[-1].pk}"
        if texts:
            heading = _("Changed: %(title)s") % {"title": title}
            yield Entry(uuid5(event.translation_key, name), at, heading, sentences(texts), url)
        if after.get(Fact.RECORDING) and not before.get(Fact.RECORDING):
            heading = _("Recording: %(title)s") % {"title": title}
            text = _("The recording is on the page of the lecture.")
            yield Entry(uuid5(event.translation_key, f"{name} recording"), at, heading, text, url)
        after = before
    text = sentences([event.when.text, event.listing_text.plain])
    yield Entry(uuid5(event.translation_key, f"{language} new"), facts.published_at, title, text, url)


def sentences(texts: list[str]) -> str:
    """Texts as sentences."""
    return " ".join(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in texts if text)
