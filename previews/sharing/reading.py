"""What a draft link shows to its reader: its pages as visitors would see them, with a banner and a form."""

from collections.abc import Callable

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.documents.views.serve import serve

from bilingual.models import Translation
from home.pages import parts_of
from previews.compare.marking import changes_page
from previews.models import DraftLink, LinkedPage
from previews.sharing import links
from previews.sharing.feedback import FeedbackForm
from previews.sharing.response_cache import cached_response, count_render
from previews.time_travel import sandbox
from previews.time_travel.answering import anonymous_response
from previews.time_travel.link_rewriting import wrap
from previews.time_travel.moments import say_moment
from previews.time_travel.page_rows import ADDRESS, about, only

SAFE = ("GET", "HEAD")
THANKS = "answered"
COMPARED_WITH = "X-Compared-With"


class LinkGone(Exception):
    """The link opens nothing: it is unknown, has run out, or has been revoked."""


class NotInLink(Exception):
    """The link shows other pages, and not this one."""

    def __init__(self, reading: "Reading"):
        self.reading = reading


class Reading:
    """One request for a page that a link shows. Raises LinkGone where the link opens nothing, NotInLink elsewhere."""

    compared_with = ""  # on the page that shows what changes: "public", or "nothing" where there is nothing public

    def __init__(self, request, token: str, path: str):
        self.request, self.token = request, token
        link = links.find_link(token)
        if link is None:
            raise LinkGone
        self.link: DraftLink = link
        linked = {one.page.url: one for one in links.readable_through(self.link)}
        self.linked: dict[str, LinkedPage] = {url: one for url, one in linked.items() if url}  # what lies in the site
        self.path = with_slash(f"/{path.strip('/')}") if path.strip("/") else self.link.page.url
        self.current = self.shown_at(self.path or "")
        if self.current is None:
            raise LinkGone if not self.linked else NotInLink(self)
        links.seen(self.link)
        self.language = self.current.page.locale.language_code

    def address(self, path: str, view: str = "show") -> str:
        """The address within the link of a path of the site."""
        return reverse(f"draft_links:{view}", args=[self.token, with_slash(path.strip("/"))])

    def shown_at(self, path: str) -> LinkedPage | None:
        """The page that the link shows at a path of the site: the page there, or that of which a part is there."""
        above, _slash, word = path.rstrip("/").rpartition("/")
        one = self.linked.get(path) or self.linked.get(f"{above}/")
        return one if path in self.linked or (one and ("." in word or word in parts_of(one.page))) else None

    def inside(self, path: str) -> str | None:
        """The same, where the link shows that path; else None."""
        bare = path.partition("#")[0].partition("?")[0]
        return self.address(bare) + path[len(bare) :] if self.shown_at(bare) else None

    def document_inside(self, path: str) -> str:
        """The address within the link of a document, which may be public nowhere else."""
        return reverse("draft_links:start", args=[self.token]) + path.lstrip("/")

    def in_other_language(self, linked: tuple[str, LinkedPage]) -> bool:
        return linked[1].page.locale_id != self.current.page.locale_id

    def page(self) -> HttpResponse:
        """What the site would answer if the versions of the link were public."""
        query = self.request.GET.copy()
        query.pop(THANKS, None)
        return self.cached(lambda: self._page(query.urlencode()), query.urlencode())

    def _page(self, query: str) -> HttpResponse:
        return self.as_public(lambda: anonymous_response(self.request, self.path, query))

    def as_public(self, ask: Callable[[], HttpResponse]) -> HttpResponse:
        """What `ask` answers while the versions of the link are public."""
        found = only(self.link.rows, [one.page_id for one in self.linked.values()])  # of no page that it shows no more
        # Nothing in a link leads to the search or to old addresses: what is stored for these need not be written.
        leave = {table.name for table in about() if table.model is not Translation}
        return sandbox.run_in(found, ask, keep=ADDRESS, leave=leave)

    def changes(self) -> HttpResponse:
        """The same with the page as it is public, and what differs marked."""

        def compared() -> HttpResponse:
            before, after = anonymous_response(self.request, self.path), self._page("")
            public = before.content.decode() if before.status_code == 200 else ""  # else all of it is new
            with override(self.language):
                after.content = changes_page(public, after.content.decode(), "both").encode()
            after[COMPARED_WITH] = "public" if public else "nothing"
            return after

        return self.cached(compared, "changes")

    def cached(self, render, *parts: str) -> HttpResponse:
        """What `render` answers, rendered once a minute at most (previews/sharing/response_cache.py)."""
        request, shown = self.request, sorted(one.page_id for one in self.linked.values())
        return cached_response(self.link, (self.path, shown, request.scheme, request.get_host(), *parts), render)

    def document(self, document_id: int, filename: str):
        """A document as the site would send it if the versions of the link were public."""
        count_render(self.link)
        return self.as_public(lambda: serve(self.request, document_id, filename))

    @property
    def context(self) -> dict:
        """What banner and form say."""
        page = self.current.page
        pages = [
            {
                "title": one.title or "–",
                "url": self.address(path),
                "lang": one.page.locale.language_code,
                "is_current": one is self.current,
                "is_translation": one.page.translation_key == page.translation_key,
            }
            for path, one in sorted(self.linked.items(), key=self.in_other_language)
        ]
        return {
            "link": self.link,
            "language": self.language,
            "version_at": say_moment(self.current.version_at),
            "expires_at": say_moment(self.link.expires_at),
            "pages": pages,
            "languages": [one for one in pages if one["is_translation"]],
            "changes_url": self.address(self.path, "changes") if self.link.shows_changes else "",
            "page_url": self.address(self.path),
            "compared_with": self.compared_with,
            "takes_answers": self.link.takes_answers,
        }

    def wrapped(self, response, form: FeedbackForm | None = None, status: int | None = None):
        """A page with the banner above and the form below it."""
        with override(self.language):
            form = form or FeedbackForm(self.current.parts)
            context = self.context
            banner = render_to_string("previews/link_banner.html", context)
            foot = ""
            if self.link.takes_answers:
                form_context = {
                    "form": form,
                    "action": self.address(self.path, "answer"),
                    "is_answered": THANKS in self.request.GET,
                }
                foot = render_to_string("previews/answer_form.html", context | form_context)
            wrapped = wrap(self.request, response, self.inside, banner, foot, self.document_inside)
            if form.errors:
                told = escape(_("Not sent"))
                wrapped.content = wrapped.content.replace(b"<title>", f"<title>{told}: ".encode(), 1)
        if status:
            wrapped.status_code = status
        return wrapped


def with_slash(path: str) -> str:
    """A path as the site writes it: that of a file, which has a point in its last word, ends without a slash."""
    return path if "." in path.rpartition("/")[2] else f"{path}/"
