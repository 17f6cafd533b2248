"""The site as it will be at a time equals what the site serves when that time has come."""

import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from lectures.models import LectureArchivePage
from previews.time_travel.future import Future
from previews.time_travel.walking import address_inside
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
from tests.prepared import prepared

pytestmark = pytest.mark.django_db

NOW = stockholm(2026, 9, 1, 12)
LECTURES = 10


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
            # What cannot be published will not be, and the command says so.
            with TestCase.captureOnCommitCallbacks(execute=True), suppress(CommandError):
                call_command("publish_scheduled", verbosity=0)
            for path in paths:
                response = client.get(path)
                html = response.content.decode().replace(
                    "webcal://testserver", ""
                )  # one does not subscribe to a preview
                found[path] = response.status_code, response.headers.get("Location", ""), html
            raise _Undo
    except _Undo:
        return found


@pytest.fixture
@prepared
def site(homes, archive):
    """Editions, lectures and pages in both languages, with something scheduled for most of them in two years."""
    chance = random.Random(20)  # noqa: S311
    with time_machine.travel(NOW, tick=False):
        editions = [ConferencePageFactory(parent=homes["sv"], year=year) for year in (2026, 2027)]
        people, subjects = [SpeakerFactory() for _ in range(3)], [SubjectFactory(), SubjectFactory()]
        translate(archive)
        english = [translate(edition) for edition in editions]
        pages = [StandardPageFactory(parent=homes["sv"], title=f"Sida {n}") for n in range(3)]
        for n in range(LECTURES):
            start = NOW + timedelta(days=chance.uniform(-400, 400))
            facts = {
                "date_precision": chance.choice(["confirmed", "confirmed", "day", "term", "none"]),
                "starts_at": start,
                "status": chance.choice(["planned", "planned", "postponed", "cancelled"]),
                "title": f"Konferens om tillit {n}",
                "notice": "Det blev inte som det var tänkt.",
            }
            facts |= {"people": chance.sample(people, 2), "subjects": subjects, "live": n % 4 != 0}
            lecture = LecturePageFactory(parent=chance.choice(editions), **facts)
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
        changed = {"title": "Nya konferensen", "slug": "nya", "starts_on": someday(chance).date()}
        schedule(editions[1], someday(chance), date_precision="day", **changed)
        schedule(english[0], someday(chance), title="The new conference")
        Page.objects.filter(pk=pages[1].pk).update(expire_at=someday(chance))
        make_private(pages[2])
    return editions


def someday(chance: random.Random) -> datetime:
    return NOW + timedelta(minutes=chance.randrange(60 * 24 * 500))


def addresses() -> list[str]:
    """Every address there is or will have been, and what lists make of them."""
    pages = {page.url for page in Page.objects.filter(depth__gte=2)}
    renamed = {f"/sv/{year}/ny-{n}/" for n in range(LECTURES) for year in ("2026", "nya")}
    archive = LectureArchivePage.objects.get(locale__language_code="sv").url
    lists = [f"{archive}?page=2", f"{archive}?edition=2026", "/sv/talare/", "/en/speakers/", "/sitemap-pages.xml"]
    searches = ["/sv/sok/?q=tillit", "/sv/sok/?q=nytt", "/en/search/?q=trust"]
    return sorted(pages | renamed) + lists + searches + ["/", "/sv/ny-sida/", "/sv/nya/", "/sv/finns-inte/"]


@pytest.mark.parametrize("seed", range(2))
def test_future_preview_is_the_site_that_comes(client, site, seed):
    moment = someday(random.Random(seed)) + timedelta(days=60)  # noqa: S311
    paths = addresses()
    with time_machine.travel(NOW, tick=False):
        before = foreseen(client, moment, paths)
    after, today = served(client, moment, paths), served(client, NOW, paths)
    assert {path: found[:2] for path, found in before.items()} == {path: found[:2] for path, found in after.items()}
    assert [path for path in paths if before[path] != after[path]] == []
    assert sum(found[0] == 200 for found in after.values()) > 20
    assert sum(after[path] != today[path] for path in paths) > 10


def test_draft_preview_is_the_site_with_all_drafts_published(client, site):
    moment, paths = NOW + timedelta(days=30), addresses()
    with time_machine.travel(NOW, tick=False):
        before = foreseen(client, moment, paths, drafts=True)
    pages = Page.objects.filter(expired=False, latest_revision__isnull=False).order_by("latest_revision").specific()
    for page in sorted(pages, key=lambda page: bool(page.original)):
        if not page.live or page.has_unpublished_changes:
            with time_machine.travel(moment, tick=False), TestCase.captureOnCommitCallbacks(execute=True):
                version = page.get_latest_revision_as_object()
                version.go_live_at = None
                version.save_revision().publish()
    after = served(client, moment, paths)
    assert [path for path in paths if before[path][:2] != after[path][:2]] == []
    assert [path for path in paths if before[path] != after[path]] == []


def test_only_versions_that_the_editor_may_see_are_foreseen(site):
    moment = NOW + timedelta(days=600)
    everything = Future(moment, UserFactory(is_superuser=True))
    translator = Future(moment, UserFactory(group="Översättare"))
    languages = {revision.content_object.locale.language_code for revision in translator.versions}
    assert (everything.hidden, languages) == (0, {"en"})
    assert translator.hidden == len(everything.versions) - len(translator.versions) > 3


def test_draft_preview_queries_do_not_grow_with_drafts(client, edition):
    client.force_login(UserFactory(group="Redaktörer"))
    translate(edition)
    address = address_inside(NOW, True, edition.url)

    def queries(number: int) -> int:
        for _ in range(number):
            translate(LecturePageFactory(parent=edition)).save_revision()
            LecturePageFactory(parent=edition, live=False).save_revision()
        client.get(address)  # what will be is made at the first visit
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    assert (few := queries(2)) == queries(8)
    assert few <= 30


def test_suggestions_of_the_search_stay_inside(client, site):
    moment, path = NOW + timedelta(days=500), "/sv/sok/forslag/?q=tillit"
    prefix = address_inside(moment, False, "/")
    suggested = foreseen(client, moment, [path])[path][2]
    assert f'data-url="{prefix}sv/sok/forslag/"' in client.get(f"{prefix}sv/sok/").content.decode()
    later = served(client, moment, [path])[path][2]
    assert later.count('"url": "/sv/') == suggested.count(f'"url": "{prefix}sv/') > 1
    assert suggested.replace(f'"{prefix}', '"/') == later
