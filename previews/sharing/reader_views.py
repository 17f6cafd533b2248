"""The views of draft links, for their readers. Every link that opens nothing gets the same page, 410."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from previews.sharing import throttle
from previews.sharing.feedback import FeedbackForm, may_give_feedback, receive
from previews.sharing.reading import COMPARED_WITH, SAFE, THANKS, LinkGone, NotInLink, Reading
from previews.sharing.response_cache import CACHE_SECONDS, TooManyRenders
from previews.time_travel import sandbox
from previews.time_travel.link_rewriting import secret

MAX_FORM_SIZE = 64 * 1024
MAX_CONTENT_LENGTH_DIGITS = 20  # of what says how long it is


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
    except LinkGone:
        throttle.missed(request)
        return render(request, "410.html", {"is_link": True}, status=410)
    except NotInLink as other:
        start = other.reading.address(next(iter(other.reading.linked)))
        return render(request, "previews/notice.html", {"kind": "other", "start": start}, status=404)
    except TooManyRenders:
        response = render(request, "previews/notice.html", {"kind": "often"}, status=429)
        response["Retry-After"] = str(CACHE_SECONDS)
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
def draft_changes(here: Reading):
    """A page of a link beside the page as it is public, with what changes marked."""
    if not here.link.shows_changes:
        raise NotInLink(here)
    after = here.changes()
    here.compared_with = after[COMPARED_WITH]
    return here.wrapped(after)


@reading("POST", *SAFE)
def take_feedback(here: Reading):
    """Keep what the reader of a link says of a page."""
    if not here.link.takes_answers:
        raise NotInLink(here)
    if here.request.method != "POST":  # the address of a form with errors, opened again
        return redirect(here.address(here.path))
    sent = None if is_too_large(here.request) else sent_in(here.request)
    too_large = sent is None
    with override(here.language):
        form = FeedbackForm(here.current.parts, sent)
        if too_large:
            form.too_large = True
        elif may_give_feedback(here.current):
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
