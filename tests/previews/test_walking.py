"""The site as it will be at a time equals what the site serves when that time has come."""

import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page

from home.models import StandardPage
from lectures.models import LecturePage
from previews.walking import address_inside
from tests.bilingual.changing import draft
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    UserFactory,
    make_private,
    translate,
)
from tests.moments import stockholm

pytestmark = pytest.mark.django_db

NOW = stockholm(2026, 9, 1, 12)


class _Undo(Exception):
    """Ends a transaction."""


def schedule(page, moment, **fields) -> None:
    """A version of a page that becomes due."""
    revision = draft(page, go_live_at=moment, **fields)
    revision.publish()


def without_banner(html: str, prefix: str) -> str:
    """A page of a preview with what the preview put around it taken away."""
    start, end = html.index('<aside class="preview-banner"'), html.index("</aside>") + len("</aside>")
    html = html[:start] + html[end:]
    style = html.index('<link rel="stylesheet" href="/static/css/previews')
    html = html[:style] + html[html.index(">", style) + 1 :]
    return html.replace(f'"{prefix}', '"/')


def foreseen(client, moment, paths, drafts=False) -> dict:
    """What previews show: status, where to, and page, by path."""
    client.force_login(UserFactory(is_superuser=True))
    found = {}
    for path in paths:
        response = client.get(address_inside(moment, drafts, path))
        prefix, html = address_inside(moment, drafts, "/"), response.content.decode()
        is_page = response["Content-Type"].startswith("text/html") and html
        to = response.headers.get("Location", "").replace(prefix, "/")
        found[path] = response.status_code, to, without_banner(html, prefix) if is_page else html
    return found


def served(client, moment, paths) -> dict:
    """What visitors get when the moment has come and what was scheduled has been published."""
    client.logout()
    found = {}
    try:
        with transaction.atomic(), time_machine.travel(moment, tick=False):
            with TestCase.captureOnCommitCallbacks(execute=True):
                with suppress(CommandError):  # what cannot be published will not be
                    call_command("publish_scheduled", verbosity=0)
            for path in paths:
                response = client.get(path)
                found[path] = response.status_code, response.headers.get("Location", ""), response.content.decode()
            raise _Undo
    except _Undo:
        return found


@pytest.fixture
def site(homes, archive):
    """Editions, lectures and pages in both languages, with something scheduled for most of them in two years."""
    chance = random.Random(20)  # noqa: S311
    with time_machine.travel(NOW, tick=False):
        editions = [ConferencePageFactory(parent=homes["sv"], year=year) for year in (2026, 2027)]
        people, subjects = [SpeakerFactory() for _ in range(3)], [SubjectFactory(), SubjectFactory()]
        translate(archive)
        english = [translate(edition) for edition in editions]
        pages = [StandardPageFactory(parent=homes["sv"], title=f"Sida {n}") for n in range(3)]
        for n in range(14):
            start = NOW + timedelta(days=chance.uniform(-400, 400))
            facts = {
                "date_precision": chance.choice(["confirmed", "confirmed", "day", "term", "none"]),
                "starts_at": start,
                "status": chance.choice(["planned", "planned", "postponed", "cancelled"]),
                "title": f"Konferens om tillit {n}",
            }
            lecture = LecturePageFactory(
                parent=chance.choice(editions), people=chance.sample(people, 2), subjects=subjects, live=n % 4 != 0, **facts
            )
            if n % 3 == 0:
                other = translate(lecture, title=f"Trust {n}")
                if n % 2 == 0:
                    schedule(other, someday(chance), title=f"Trust renewed {n}")
            if n % 2 == 0:
                changed = {"title": f"Nytt om tillit {n}", "room": f"Sal {n}", "slug": f"ny-{n}"}
                schedule(lecture, someday(chance), **changed)
            if n % 5 == 0:
                draft(lecture, lead="Bara ett utkast.")
            if n % 7 == 1:
                Page.objects.filter(pk=lecture.pk).update(expire_at=someday(chance))
        schedule(pages[0], someday(chance), title="Ny sida", slug="ny-sida")
        schedule(editions[1], someday(chance), title="Nya konferensen", slug="nya", date_precision="day", starts_on=someday(chance).date())
        schedule(english[0], someday(chance), title="The new conference")
        Page.objects.filter(pk=pages[1].pk).update(expire_at=someday(chance))
        make_private(pages[2])


def someday(chance: random.Random) -> datetime:
    return NOW + timedelta(minutes=chance.randrange(60 * 24 * 500))


def addresses() -> list[str]:
    """Every address there is or will have been, and what lists make of them."""
    pages = {page.url for page in Page.objects.filter(depth__gte=2)}
    renamed = [*(f"/sv/{year}/ny-{n}/" for n in range(14) for year in ("2026", "2027", "nya")), "/sv/ny-sida/", "/sv/nya/"]
    archive = next(url for url in pages if "forelas" in url or "arkiv" in url)
    lists = [f"{archive}?page=2", f"{archive}?edition=2026", "/sv/sok/?q=tillit", "/sv/sok/?q=nytt", "/en/search/?q=trust"]
    return sorted(pages) + renamed + lists + ["/sv/talare/", "/en/speakers/", "/", "/sv/finns-inte/", "/sitemap-pages.xml"]


@pytest.mark.parametrize("seed", range(4))
def test_site_as_it_will_be_is_the_site_that_will_be(client, site, seed):
    moment = someday(random.Random(seed))  # noqa: S311
    paths = addresses()
    with time_machine.travel(NOW, tick=False):
        before = foreseen(client, moment, paths)
    after = served(client, moment, paths)
    assert {path: found[:2] for path, found in before.items()} == {path: found[:2] for path, found in after.items()}
    assert [path for path in paths if before[path] != after[path]] == []
    assert sum(found[0] == 200 for found in after.values()) > 25
