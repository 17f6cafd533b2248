"""Secrets in everything that is not public, and hands that look for them everywhere."""

import re
from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction

from home.models import HomePage
from lectures.models import LectureDocument, LecturePage, LectureSpeaker
from previews.models import DraftLink, Feedback
from previews.time_travel.walking import address_inside
from tests.bilingual.changing import draft, edited, now
from tests.factories import (
    ConferencePageFactory,
    DocumentFactory,
    ImageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    UserFactory,
    make_private,
    translate,
)
from tests.previews.conftest import made_link

# Each stands in one place alone. They are words that could be searched for, and parts of addresses.
OF_DRAFT = {"qzdrafttitle", "qzdraftlead", "qzdraftbody", "qzaffiliation", "qzalt", "qzdocument", "qzpicture"}
IN_LISTS = {"qznew", "qznewperson", "qzwithdrawn", "qztranslation", "qzscheduled", "qzexpired", "qzfollowed"}
PINNED = {"qzrevoked", "qzrunout"}
PRIVATE = {"qzprivate", "qzchild", "qzclosed"}
OF_PAGES = OF_DRAFT | IN_LISTS | PINNED | PRIVATE | {"qzdraftslug", "qzedition", "qzhome"}
OF_READERS = {"qzremark", "qzname", "qznote"}
ALL = OF_PAGES | OF_READERS

SOON = timezone.now() + timedelta(days=400)
THEN = timezone.now() + timedelta(days=800)  # when all that is scheduled has come
HELD = timezone.now() - timedelta(days=60)


class Planted:
    """A site in two languages, and what is hidden in it."""

    def __init__(self):
        homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
        self.home, self.english_home = homes["sv"], homes["en"]
        self.person, self.subject = SpeakerFactory(name="Eva Ågren"), SubjectFactory(names={"sv": "Tillit"})
        self.editions = [ConferencePageFactory(parent=self.home, year=year) for year in (2026, 2027)]
        self.english = [translate(edition) for edition in self.editions]
        translate(LectureArchivePageFactory(parent=self.home))
        self.maker = UserFactory(group="Redaktörer", is_superuser=True)
        self.desk = signed_in(self.maker)
        self.tokens = {}
        self.plant_lectures()
        self.plant_pages()
        self.plant_links()
        edited(self.editions[1], title="Konferensen qzedition")
        edited(self.home, title="Qzhome", about="<p>qzhome</p>", slug="annan-start")
        self.hidden = [now(page) for page in Page.objects.filter(pk__in=[page.pk for page in self.hiding]).specific()]

    def lecture(self, title: str, **fields):
        # An address that says nothing, so that whoever asks for it is not taken for somebody who has been told.
        self.count = getattr(self, "count", 0) + 1
        standing = {"date_precision": "confirmed", "starts_at": HELD, "people": [self.person], "slug": f"l{self.count}"}
        return LecturePageFactory(parent=self.editions[0], title=title, subjects=[self.subject], **(standing | fields))

    def plant_lectures(self):
        self.drafted = self.lecture("Trygga torg", people=[])
        document = DocumentFactory(title="Bilder")
        body = [
            {"type": "text", "value": "<p>qzdraftbody</p>"},
            {"type": "image", "value": {"image": picture_with_alt("qzalt", "qzpicture.png"), "caption": ""}},
        ]
        fields = {"title": "Qzdrafttitle", "lead": "qzdraftlead", "slug": "qzdraftslug", "body": body}
        version = now(self.drafted).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(version, name, value)
        version.speakers = [LectureSpeaker(speaker=self.person, affiliation="qzaffiliation", sort_order=0)]
        version.documents = [LectureDocument(document=document, title="qzdocument", sort_order=0)]
        version.save_revision()
        self.new = self.lecture("Qznew", live=False, people=[SpeakerFactory(name="Kim Qznewperson")])
        self.new.save_revision()
        self.withdrawn = self.lecture("Qzwithdrawn")
        self.withdrawn.save_revision()
        self.withdrawn.unpublish()
        self.original = self.lecture("Om tillit")
        self.translation = now(self.original).copy_for_translation(Locale.objects.get(language_code="en"))
        edited(self.translation, title="Qztranslation", lead="On trust", slug="l0")
        self.scheduled = self.lecture("Snart")
        draft(self.scheduled, title="Qzscheduled", go_live_at=SOON).publish()
        self.expired = self.lecture("Qzexpired")
        self.expired.save_revision()
        Page.objects.filter(pk=self.expired.pk).update(expire_at=timezone.now() - timedelta(days=1))
        self.followed = self.lecture("Följd")
        edited(self.followed, title="Qzfollowed")
        self.revoked, self.runout = self.lecture("Återkallad"), self.lecture("Utgången")
        self.pinned = {page.pk: draft(page, title=f"Qz{word}") for page, word in self.dead.items()}

    @property
    def dead(self):
        return {self.revoked: "revoked", self.runout: "runout"}

    def plant_pages(self):
        self.private = StandardPageFactory(parent=self.home, title="Qzprivate", slug="p1")
        self.child = StandardPageFactory(parent=self.private, title="Qzchild", slug="p2")
        self.closed = self.lecture("Qzclosed")
        make_private(self.private)
        make_private(self.closed)
        chosen = {"heading": "Valda", "show": "chosen", "lectures": [page.pk for page in self.hiding], "limit": 24}
        coming = {"heading": "Alla", "show": "coming", "lectures": [], "limit": 24}
        lists = [{"type": "lecture_list", "value": value} for value in (chosen, coming)]
        self.lists = StandardPageFactory(parent=self.home, title="Listor", body=lists)

    def plant_links(self):
        for page, word in self.dead.items():
            self.tokens[word] = made_link(self.desk, page)
            edited(page, title="Nu något annat")
        DraftLink.objects.filter(page=self.revoked.pk).update(revoked_at=timezone.now())
        DraftLink.objects.filter(page=self.runout.pk).update(expires_at=timezone.now() - timedelta(hours=1))
        self.tokens["followed"] = made_link(self.desk, self.followed, follows="on", note="Till qznote")
        said = {"name": "Ada Qzname", "kind": "remark", "text": "Det stämmer inte, qzremark."}
        Client().post(f"{self.tokens['followed']}svar{self.followed.url}", said)
        assert Feedback.objects.get().comment

    @property
    def hiding(self):
        found = [self.drafted, self.new, self.withdrawn, self.translation, self.scheduled, self.expired, self.followed]
        others = [self.revoked, self.runout, self.private, self.child, self.closed]
        return [*found, *others, self.editions[1], self.home]

    def reveal(self):
        """Make public all that is hidden, but for what readers have said."""
        PageViewRestriction.objects.all().delete()
        Page.objects.update(expire_at=None)
        for page in self.hiding:
            if page.pk in self.pinned:
                self.pinned[page.pk].publish()
            elif page in (self.private, self.child, self.closed):
                continue
            else:
                version = now(page).get_latest_revision_as_object()
                version.go_live_at = version.expire_at = None
                version.slug = page.slug if page == self.home else version.slug
                if page.pk == self.translation.pk:
                    version.confirm_same_words(version.not_yet_translated())
                version.save_revision().publish()

    @property
    def starts(self):
        """Where anybody would begin, and what somebody who suspects something would try."""
        yield from ("/", "/sv/", "/en/", "/robots.txt", "/sitemap.xml", "/sv/talare/", "/en/speakers/")
        yield from (self.lists.url, "/sv/finns-inte/", "/en/no-such/", "/feed/", "/sv/feed.xml", "/rss.xml")
        yield from (page.url for page in self.hidden)
        yield from ("/utkast/", "/utkast/x/", f"/utkast/{'a' * 43}/sv/2026/", "/documents/1/bilder.txt")
        yield from (
            "/admin/",
            "/admin/previews/links/",
            "/admin/previews/site/",
            "/api/v2/pages/",
            "/media/",
            "/images/",
        )
        yield from (self.tokens["revoked"], self.tokens["runout"])


@contextmanager
def undone():
    """Whatever is done within is not, afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def picture_with_alt(alt: str, name: str) -> dict:
    return {"image": ImageFactory(title="Bild", file__filename=name).pk, "alt_text": alt, "decorative": False}


def signed_in(user) -> Client:
    browser = Client(HTTP_ACCEPT_LANGUAGE="sv")
    browser.force_login(user)
    return browser


def editor_of(*pages) -> Client:
    """An editor who may change these pages and what is under them, and nothing else."""
    group = Group.objects.create(name=f"Bara {pages[0]}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return signed_in(UserFactory(group=group.name))


LEADS = re.compile(r"""\s(?:href|src|action|formaction|poster|data-[a-z-]+|content|value)\s*=\s*["']([^"'<>]+)["']""")
SETS = re.compile(r"""\ssrcset\s*=\s*["']([^"']+)["']""")
LISTED = re.compile(r"<loc>([^<]+)</loc>|Sitemap: (\S+)")
HOSTS = ("", "testserver", "localhost:8000")
MOST = 600


class Crawler:
    """Follows every link from where it starts, and notes where it meets a secret."""

    def __init__(self, browser: Client, within: str = "/"):
        self.browser, self.within = browser, within
        self.found: dict[str, set[str]] = defaultdict(set)
        self.statuses: dict[str, int] = {}

    def crawl(self, starts) -> dict[str, set[str]]:
        waiting = list(dict.fromkeys(starts))
        while waiting:
            address = waiting.pop()
            if address in self.statuses:
                continue
            assert len(self.statuses) < MOST, "more addresses than this site has"
            response = self.ask(address)
            waiting += [link for link in self.links(address, response) if link not in self.statuses]
        return dict(self.found)

    def ask(self, address: str, method: str = "get"):
        response = getattr(self.browser, method)(address)
        self.statuses[address] = response.status_code
        for word in told(response):
            self.found[word].add(address)
        return response

    def links(self, address: str, response) -> list[str]:
        text = text_of(response)
        links = LEADS.findall(text) + [one for pair in LISTED.findall(text) for one in pair if one]
        links += [part.split()[0] for found in SETS.findall(text) for part in found.split(",") if part.strip()]
        links.append(response.headers.get("Location", ""))
        return list(filter(None, (self.place(address, unescape(link).strip()) for link in links)))

    def place(self, address: str, link: str) -> str:
        try:
            parts = urlsplit(urljoin(f"http://testserver{address}", link))
        except ValueError:
            return ""
        inside = link.startswith(("/", "?", "http://")) and parts.netloc in HOSTS and parts.path.startswith(self.within)
        if not inside or parts.path.startswith("/static/"):
            return ""
        return parts.path + (f"?{parts.query}" if parts.query else "")


def text_of(response) -> str:
    if response.streaming:
        return ""
    kinds = ("text/", "application/xml", "application/json")
    return response.content.decode() if response.headers.get("Content-Type", "").startswith(kinds) else ""


def told(response) -> set[str]:
    """The secrets in an answer: its body, its headers, its cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [body.decode("utf-8", "replace"), str(response.headers), str(response.cookies), response.reason_phrase]
    text = unquote(unescape("\n".join(parts))).lower()
    return {word for word in ALL if word in text}


def previews_of(planted: Planted, pages, own=()) -> list[str]:
    """Every address of the editor's previews of some pages, and, of one's own pages, with what belongs to those."""
    at = f"at={THEN:%Y-%m-%dT%H:%M}"
    revisions = {page.pk: list(page.revisions.values_list("pk", flat=True)) for page in pages}
    found = ["/admin/previews/links/", "/admin/previews/links/?alive=all", "/admin/previews/site/?path=/sv/"]
    for page in pages:
        key = page.pk
        views = [
            f"/admin/pages/{key}/edit/preview/",
            f"/admin/pages/{key}/view_draft/",
            f"/admin/languages/{key}/draft/",
        ]
        found += [f"{view}?{at}" for view in views]
        found += [f"/admin/pages/{key}/revisions/{revision}/view/" for revision in revisions[key]]
        found += [f"/admin/pages/{key}/edit/preview/?mode=held&{at}&in_preview_panel=true"]
        found += [f"/admin/previews/compare/{key}/", f"/admin/previews/links/{key}/", f"/admin/languages/{key}/source/"]
        found += [f"/admin/previews/compare/{key}/page/?from={one}&show=both" for one in ["live", *revisions[key]]]
        found += [f"/admin/pages/{key}/revisions/compare/live...latest/", f"/admin/languages/{key}/versions/"]
    for page in own:
        at_own = [f"/admin/pages/{page.pk}/edit/preview/?{at}", f"/admin/pages/{page.pk}/view_draft/?{at}"]
        found += [*at_own, f"/admin/previews/compare/{page.pk}/page/", f"/admin/previews/links/{page.pk}/"]
        for revision in [one for keys in revisions.values() for one in keys]:
            found += [f"/admin/previews/compare/{page.pk}/page/?from={revision}&to=live"]
            found += [f"/admin/pages/{page.pk}/revisions/{revision}/view/?{at}"]
    return found


def walks(paths, drafts=(False, True)) -> list[str]:
    """The site as it will be, for editors."""
    return [address_inside(THEN, with_drafts, path) for with_drafts in drafts for path in paths]


def lectures() -> list[str]:
    return [page.url for page in LecturePage.objects.all()]
