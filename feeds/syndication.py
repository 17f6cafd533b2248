"""Feeds as RFC 4287 (Atom) and https://jsonfeed.org/version/1.1 have them."""

import json
from uuid import uuid5

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from feeds.entries import Entry
from feeds.scopes import Scope


def described(scope: Scope) -> str:
    """What a feed is about."""
    return _("New lectures, changes and recordings: %(name)s") % {"name": scope.name}


def atom(scope: Scope, source: str, entries: list[Entry]) -> str:
    """An Atom feed at the address `source`."""
    url = scope.root_url + scope.page.url
    feed = Atom1Feed(
        title=readable(scope.name),
        link=url,
        description=None,
        subtitle=readable(described(scope)),
        language=scope.language,
        feed_url=source,
        feed_guid=f"urn:uuid:{key_of(scope)}",
        author_name=readable(scope.name),
    )
    for entry in entries:
        feed.add_item(
            title=readable(entry.title),
            link=entry.url,
            description=readable(entry.text),
            unique_id=f"urn:uuid:{entry.key}",
            pubdate=timezone.localtime(entry.at),
            updateddate=timezone.localtime(entry.at),
        )
    return feed.writeString("utf-8")


def json_feed(scope: Scope, source: str, entries: list[Entry]) -> str:
    """A JSON Feed at the address `source`."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": scope.name,
        "description": described(scope),
        "home_page_url": scope.root_url + scope.page.url,
        "feed_url": source,
        "language": scope.language,
        "items": [
            {
                "id": f"urn:uuid:{entry.key}",
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": timezone.localtime(entry.at).isoformat(timespec="seconds"),
            }
            for entry in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False)


def key_of(scope: Scope) -> str:
    """What a feed is known by, whatever its address: its page and language, and the subject."""
    subject = scope.subject.pk if scope.subject else ""
    return str(uuid5(scope.page.translation_key, f"{scope.language} feed {subject}"))


def readable(text: str) -> str:
    """A text without the characters that XML 1.0 has no place for."""
    return "".join(letter for letter in text if letter in "\t\n\r" or " " <= letter not in "\ufffe\uffff")
