"""A page of the site inside a preview: a banner at the top, and links that stay inside."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static

# Attributes that link, each with its address: a path on this site, or the whole of one.
LINKS = re.compile(r'(\s(?:href|action|formaction|data-url)=")((?:(?:https?|webcal)://[^"/]*)?/(?!/)[^"]*)"')
LINKS_IN_JSON = re.compile(r'("url": ")(/(?!/)[^"]*)"')  # what the search field suggests
DOCUMENTS = "/documents/"
OUTSIDE = ("/admin/", "/utkast/", settings.STATIC_URL, settings.MEDIA_URL)
HTML, JSON = "text/html", "application/json"

RewriteURL = Callable[[str], str | None]  # from an address to the one inside the preview; None: it is left as it is


def wrap(
    request,
    response: HttpResponse,
    inside: RewriteURL,
    banner: str = "",
    foot: str = "",
    document: RewriteURL | None = None,
) -> HttpResponse:
    """An answer of the site as a preview shows it.

    `inside` gives the address inside the preview of a path with its query, or None for what is left as it is;
    `document` does so for documents, which are left as they are without it.
    All else is the site's own, byte for byte (tests/previews/test_walking.py takes it out again).
    """
    own = f"{request.scheme}://{request.get_host()}"

    def rewrite_url(address: str) -> str | None:
        path = address.removeprefix(own).removeprefix(f"webcal://{request.get_host()}")
        if not path.startswith("/") or path.startswith(OUTSIDE):
            return None
        if path.startswith(DOCUMENTS):
            return document(path) if document else None
        return inside(path)

    body = response.content
    kind = response.headers.get("Content-Type", "")
    if body and kind.startswith(HTML):
        html = rewrite(body.decode(response.charset), rewrite_url)
        body = insert(html, banner.strip(), foot.strip()).encode(response.charset)
    elif body and kind.startswith(JSON):
        body = rewrite_links(LINKS_IN_JSON, body.decode(), rewrite_url).encode()
    wrapped = HttpResponse(body, status=response.status_code, content_type=kind or None)
    for name in ("Content-Language", "Retry-After"):
        if name in response.headers:
            wrapped[name] = response[name]
    if location := response.headers.get("Location"):
        wrapped["Location"] = rewrite_url(location) or location
    return secret(wrapped)


def rewrite(html: str, rewrite_url: RewriteURL) -> str:
    """HTML with the links below <head> rewritten by `rewrite_url`."""
    head, start, rest = html.partition("<body")
    return head + start + rewrite_links(LINKS, rest, rewrite_url)


def rewrite_links(pattern: re.Pattern, text: str, rewrite_url: RewriteURL) -> str:
    """A text with the addresses that `pattern` finds rewritten by `rewrite_url`."""
    return pattern.sub(lambda match: f'{match[1]}{rewrite_url(match[2]) or match[2]}"', text)


def insert(html: str, banner: str, foot: str) -> str:
    """HTML with the banner after the link that skips to the content, and the foot after the content."""
    style = f'<link rel="stylesheet" href="{static("css/previews.css")}">' if banner else ""
    html = html.replace("</head>", f"{style}</head>", 1)
    skip = html.find('class="skip-link"')
    place = html.find("</a>", skip) + len("</a>") if skip >= 0 else html.find(">", html.find("<body")) + 1
    html = html[:place] + banner + html[place:]
    return html.replace("</main>", f"</main>{foot}", 1)


def secret(response: HttpResponse) -> HttpResponse:
    """An answer with headers that forbid caching, indexing, and telling its address as referrer."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response._csp_config = settings.SECURE_CSP
    return response
