"""What the reader of a draft link sees: its pages, with a banner and a form to answer with; else one page, 410."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from wagtail.documents.views.serve import serve

from bilingual.models import Translation
from previews.compare.marking import changes_page
from previews.models import DraftLink, LinkedPage
from previews.sharing import links, throttle
from previews.sharing.answers import AnswerForm, may_answer, receive
from previews.sharing.kept_answers import KEPT_FOR, TooOften, count, kept
from previews.time_travel import sandbox
from previews.time_travel.answering import answer
from previews.time_travel.link_rewriting import secret, wrap
from previews.time_travel.moments import say_moment
from previews.time_travel.page_rows import ADDRESS, about, only

MAX_FORM_SIZE = 64 * 1024
MAX_CONTENT_LENGTH_DIGITS = 20  # of what says how long it is
SAFE = ("GET", "HEAD")
THANKS = "answered"
COMPARED_WITH = "X-Compared-With"


class Reading:
    """One request for a page that a link shows. Raises Gone where the link opens nothing, NotInLink elsewhere."""

    compared_with = ""  # on the page that shows what changes: "public", or "nothing" where there is nothing public

    def __init__(self, request, token: str, path: str):
        self.request, self.token = request, token
        link = links.find(token)
        if link is None:
            raise Gone
        self.link: DraftLink = link
        linked = {one.page.url: one for one in links.readable_through(self.link)}
        self.linked: dict[str, LinkedPage] = {url: one for url, one in linked.items() if url}  # what lies in the site
        self.path = f"/{path.strip('/')}/" if path.strip("/") else self.link.page.url
        self.current = self.linked.get(self.path)
        if self.current is None:
            raise Gone if not self.linked else NotInLink(self)
        links.seen(self.link)
        self.language = self.current.page.locale.language_code

    def address(self, path: str, view: str = "show") -> str:
        """The address within the link of a path of the site."""
        return reverse(f"draft_links:{view}", args=[self.token, path.strip("/") + "/"])

    def inside(self, path: str) -> str | None:
        """The same, where the link shows that path; else None."""
        bare = path.partition("#")[0].partition("?")[0]
        return self.address(bare) + path[len(bare) :] if bare in self.linked else None

    def document_inside(self, path: str) -> str:
        """The address within the link of a document, which may be public nowhere else."""
        return reverse("draft_links:start", args=[self.token]) + path.lstrip("/")

    def in_other_language(self, linked: tuple[str, LinkedPage]) -> bool:
        return linked[1].page.locale_id != self.current.page.locale_id

    def page(self) -> HttpResponse:
        """What the site would answer if the versions of the link were public."""
        query = self.request.GET.copy()
        query.pop(THANKS, None)
        return self.kept(lambda: self._page(query.urlencode()), query.urlencode())

    def _page(self, query: str) -> HttpResponse:
        return self.as_public(lambda: answer(self.request, self.path, query))

    def as_public(self, ask: Callable[[], HttpResponse]) -> HttpResponse:
        """What `ask` answers while the versions of the link are public."""
        found = only(self.link.rows, [one.page_id for one in self.linked.values()])  # of no page that it shows no more
        # Nothing in a link leads to the search or to old addresses: what is stored for these need not be written.
        leave = {table.name for table in about() if table.model is not Translation}
        return sandbox.run_in(found, ask, keep=ADDRESS, leave=leave)

    def changes(self) -> HttpResponse:
        """The same with the page as it is public, and what differs marked."""

        def compared() -> HttpResponse:
            before, after = answer(self.request, self.path), self._page("")
            public = before.content.decode() if before.status_code == 200 else ""  # else all of it is new
            with override(self.language):
                after.content = changes_page(public, after.content.decode(), "both").encode()
            after[COMPARED_WITH] = "public" if public else "nothing"
            return after

        return self.kept(compared, "changes")

    def kept(self, render, *parts: str) -> HttpResponse:
        """What `render` answers, rendered once a minute at most (previews/sharing/kept_answers.py)."""
        request, shown = self.request, sorted(one.page_id for one in self.linked.values())
        return kept(self.link, (self.path, shown, request.scheme, request.get_host(), *parts), render)

    def document(self, document_id: int, filename: str):
        """A document as the site would send it if the versions of the link were public."""
        count(self.link)
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

    def wrapped(self, response, form: AnswerForm | None = None, status: int | None = None):
        """A page with the banner above and the form below it."""
        with override(self.language):
            form = form or AnswerForm(self.current.parts)
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


class Gone(Exception):
    """The link opens nothing: it is unknown, has run out, or has been revoked."""


class NotInLink(Exception):
    """The link shows other pages, and not this one."""

    def __init__(self, reading: Reading):
        self.reading = reading


def reading(*methods: str):
    """Give a view the Reading of its address; answer the same page, 410, for every link that opens nothing."""

    def decorated(view):
        def answered(request, token: str, path: str = ""):
            response = secret(_answered(view, request, token, path, methods))
            response._has_been_logged = True  # Django writes the addresses of what is refused into its log
            return response

        return csrf_exempt(answered)  # the reader has no cookie that somebody else could use: the address is the secret

    return decorated


def _answered(view, request, token: str, path: str, methods: tuple[str, ...]) -> HttpResponse:
    if request.method not in methods:
        return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
    if throttle.too_many(request):
        response = render(request, "previews/notice.html", {"kind": "slow"}, status=429)
        response["Retry-After"] = str(throttle.WITHIN)
        return response
    try:
        return view(Reading(request, token, path))
    except Gone:
        throttle.missed(request)
        return render(request, "410.html", {"is_link": True}, status=410)
    except NotInLink as other:
        start = other.reading.address(next(iter(other.reading.linked)))
        return render(request, "previews/notice.html", {"kind": "other", "start": start}, status=404)
    except TooOften:
        response = render(request, "previews/notice.html", {"kind": "often"}, status=429)
        response["Retry-After"] = str(KEPT_FOR)
        return response
    except sandbox.LockTimeout:
        response = render(request, "previews/notice.html", {"kind": "busy"}, status=503)
        response["Retry-After"] = "5"
        return response


@reading(*SAFE)
def show(here: Reading):
    """A page of a link."""
    return here.wrapped(here.page())


def document(request, token: str, document_id: int, filename: str):
    """A document that a page of a link leads to."""
    try:
        response = _answered(lambda here: here.document(document_id, filename), request, token, "", SAFE)
    except Http404:
        response = render(request, "404.html", status=404)
    response = secret(response)
    response._has_been_logged = True
    return response


@reading(*SAFE)
def changes(here: Reading):
    """A page of a link beside the page as it is public, with what changes marked."""
    if not here.link.shows_changes:
        raise NotInLink(here)
    after = here.changes()
    here.compared_with = after[COMPARED_WITH]
    return here.wrapped(after)


@reading("POST", *SAFE)
def take_answer(here: Reading):
    """Keep what the reader of a link says of a page."""
    if not here.link.takes_answers:
        raise NotInLink(here)
    if here.request.method != "POST":  # the address of a form with errors, opened again
        return redirect(here.address(here.path))
    sent = None if is_too_large(here.request) else sent_in(here.request)
    too_large = sent is None
    with override(here.language):
        form = AnswerForm(here.current.parts, sent)
        if too_large:
            form.too_large = True
        elif may_answer(here.current):
            if form.is_valid():
                receive(here.current, form.cleaned_data)
                return redirect(f"{here.address(here.path)}?{THANKS}=1#answer")
        else:
            form.too_many = True
    return here.wrapped(here.page(), form, status=413 if too_large else 400)


def is_too_large(request) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length[:MAX_CONTENT_LENGTH_DIGITS]) > MAX_FORM_SIZE


def sent_in(request) -> QueryDict:
    """What a form says; nothing, if it cannot be read."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return QueryDict()
