"""Writes down which facts of public events have changed, in the transaction that makes the change public."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from changelog.models import COUNTED, Fact, FactChange, PublishedFacts
from conference.events import Event
from home import clock
from home.dates import in_utc


def record(event: Event) -> None:
    """Write down what has changed of an event that has been stored, and of those whose status follows from its own."""
    pages = live_pages([event.translation_key])
    record_all([event if page.pk == event.pk else page.specific for page in pages])
    followers = event.followers()
    speaking = {page.pk for page in live_pages({page.translation_key for page in followers})}
    record_all(page for page in followers if page.pk in speaking)


def live_pages(translation_keys: Iterable) -> list[Page]:
    """Of each translation group the public page that speaks for it: in the site's first language, else the first."""
    pages = (
        Page.objects.filter(translation_key__in=translation_keys, live=True).select_related("locale").order_by("-pk")
    )
    nearest_last = sorted(pages, key=lambda page: page.locale.language_code == settings.LANGUAGE_CODE)
    return list({page.translation_key: page for page in nearest_last}.values())


@transaction.atomic
def record_all(events: Iterable[Event]) -> None:
    """Write down what has changed of public events, one of each translation group, in a handful of queries."""
    events = {event.translation_key: event for event in events}
    if not events:
        return
    prefetch_related_objects(list(events.values()), "venue")
    known = PublishedFacts.objects.select_for_update().order_by("translation_key").in_bulk(events)
    now, new, changed, log = clock.now(), [], [], []
    for key, event in events.items():
        facts, before = facts_of(event), known.get(key)
        if before is None:
            times = {"published_at": now, "changed_at": now}
            new.append(PublishedFacts(translation_key=key, page_id=event.pk, facts=facts, **times))
            continue
        changes = [
            FactChange(
                translation_key=key, page_id=event.pk, at=now, fact=fact, old=before.facts.get(fact), new=facts[fact]
            )
            for fact in Fact.values
            if differs(before.facts, facts, fact)
        ]
        if changes:
            if any(change.fact in COUNTED for change in changes):
                before.changed_at = now
                before.sequence += 1
            log += changes
        if facts != before.facts:  # a venue may have got another name
            before.facts, before.page_id = facts, event.pk
            changed.append(before)
    PublishedFacts.objects.bulk_create(new, ignore_conflicts=True)
    PublishedFacts.objects.bulk_update(changed, ["facts", "page_id", "sequence", "changed_at"])
    FactChange.objects.bulk_create(log)


def facts_of(event: Event) -> dict:
    """The facts of an event, as they are stored."""
    start, end = getattr(event, event.starts), getattr(event, event.ends)
    venue = event.venue
    names = {text["language"]: text["name"] for text in venue.text_rows} if venue else {}
    return {
        Fact.START: stored(start),
        Fact.END: stored(end),
        Fact.PRECISION: event.date_precision,
        Fact.FORM: event.form,
        Fact.STATUS: event.decided,
        Fact.VENUE: {"pk": venue.pk, "names": names} if venue else None,
        Fact.ROOM: getattr(event, "room", ""),
        Fact.RECORDING: bool(getattr(event, "recording_url", "")),
    }


def stored(moment: date | datetime | None) -> str | None:
    """A day, or a moment by the clock of Greenwich, in ISO 8601."""
    if isinstance(moment, datetime):
        return in_utc(moment).isoformat()
    return moment.isoformat() if moment else None


def differs(one: dict, other: dict, fact: str) -> bool:
    """Whether a fact is another: a venue is the same whatever it is called."""
    values = one.get(fact), other.get(fact)
    first, second = (value["pk"] if isinstance(value, dict) else value for value in values)
    return first != second
