"""Programme and archive as open data: what anybody may read of lectures, without contacts (docs/open-data.md)."""

import json

from django.utils.http import urlencode

from changelog.models import PublishedFacts
from feeds.scopes import Scope
from home.paging import get_page
from home.snippets.texts import snippet_of
from home.text import Text
from lectures.presenters import speaker_names

VERSION = "1"  # raised when a field goes or means something else; that one comes is no other version
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"  # facts are free to use
PER_PAGE = 1000


def written(scope: Scope, source: str, query) -> str:
    """A page of lectures, the newest first, as JSON."""
    page = get_page(scope.lectures.newest_first().for_listing(), query, PER_PAGE)
    lectures = list(page.object_list)
    facts = PublishedFacts.objects.defer("facts").in_bulk({lecture.translation_key for lecture in lectures})
    data = {
        "version": VERSION,
        "license": LICENSE,
        "title": scope.name,
        "language": scope.language,
        "url": scope.root_url + scope.page.url,
        "total": page.paginator.count,
        "next": f"{source}?{following(scope, page)}" if page.has_next() else None,
        "lectures": [record(lecture, facts.get(lecture.translation_key), scope.root_url) for lecture in lectures],
    }
    return json.dumps(data, ensure_ascii=False)


def following(scope: Scope, page) -> str:
    """The query of the page after this one."""
    return urlencode(scope.query | {"page": page.next_page_number()})


def record(lecture, facts: PublishedFacts | None, root_url: str) -> dict:
    """A lecture; None or an empty list where something is not known."""
    when, venue = lecture.when, snippet_of(lecture, "venue")
    title, lead = lecture.listing_title, lecture.listing_text
    return {
        "id": str(lecture.translation_key),
        "url": root_url + (lecture.url or ""),
        "title": title.plain,
        "language": title.language,
        "description": lead.plain or None,
        "kind": lecture.kind,
        "state": lecture.state.value,
        "start": when.iso_start or None,
        "end": when.iso_end or None,
        "date_precision": when.precision if when.known else "none",
        "attendance_mode": lecture.shown_form,
        "venue": {"name": venue.said("name").plain, "address": venue.address or None} if venue else None,
        "room": lecture.room or None,
        "speakers": [name.plain if isinstance(name, Text) else name for name in speaker_names(lecture)],
        "spoken_language": lecture.spoken_language,
        "recording": lecture.recording_url or None if lecture.state == "recorded" else None,
        "sequence": facts.sequence if facts else 0,
        "changed_at": facts.changed_at.isoformat(timespec="seconds") if facts else None,
    }
