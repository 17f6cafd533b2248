"""A page of the site inside a preview: a banner at the top, and links that stay inside."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static

# Attributes that lead on, with the address that they lead to: a path on this site, or the whole of one.
LEADS = re.compile(r'(\s(?:href|action|formaction|data-url)=")((?:https?://[^"/]*)?/(?!/)[^"]*)"')
LEADS_IN_JSON = re.compile(r'("url": ")(/(?!/)[^"]*)"')  # what the search field suggests
DOCUMENTS = "/documents/"
OUTSIDE = ("/admin/", "/utkast/", settings.STATIC_URL, settings.MEDIA_URL)
HTML, JSON = "text/html", "application/json"

Lead = Callable[[str], str | None]


def wrap(
    request, response: HttpResponse, inside: Lead, banner: str = "", foot: str = "", document: Lead | None = None
) -> HttpResponse:
    """An answer of the site as a preview shows it.

    `inside` gives the address inside the preview of a path with its query, or None for what is left as it is;
    `document` does so for documents, which are left as they are without it.
    All else is the site's own, byte for byte (tests/previews/test_walking.py takes it out again).
    """
    own = f"{request.scheme}://{request.get_host()}"

    def lead(address: str) -> str | None:
        path = address.removeprefix(own)
        if not path.startswith("/") or path.startswith(OUTSIDE):
            return None
        if path.startswith(DOCUMENTS):
            return document(path) if document else None
        return inside(path)

    body = response.content
    kind = response.headers.get("Content-Type", "")
    if body and kind.startswith(HTML):
        html = rewrite(body.decode(response.charset), lead)
        body = insert(html, banner.strip(), foot.strip()).encode(response.charset)
    elif body and kind.startswith(JSON):
        body = led(LEADS_IN_JSON, body.decode(), lead).encode()
    wrapped = HttpResponse(body, status=response.status_code, content_type=kind or None)
    for name in ("Content-Language", "Retry-After"):
        if name in response.headers:
            wrapped[name] = response[name]
    if location := response.headers.get("Location"):
        wrapped["Location"] = lead(location) or location
    return secret(wrapped)


def rewrite(html: str, lead: Lead) -> str:
    """HTML whose links below <head> lead where `lead` says."""
    head, start, rest = html.partition("<body")
    return head + start + led(LEADS, rest, lead)


def led(leads: re.Pattern, text: str, lead: Lead) -> str:
    """A text whose addresses, as `leads` finds them, are those that `lead` says."""
    return leads.sub(lambda match: f'{match[1]}{lead(match[2]) or match[2]}"', text)


def insert(html: str, banner: str, foot: str) -> str:
    """HTML with the banner after the link that skips to the content, and the foot after the content."""
    style = f'<link rel="stylesheet" href="{static("css/previews.css")}">' if banner else ""
    html = html.replace("</head>", f"{style}</head>", 1)
    skip = html.find('class="skip-link"')
    place = html.find("</a>", skip) + len("</a>") if skip >= 0 else html.find(">", html.find("<body")) + 1
    html = html[:place] + banner + html[place:]
    return html.replace("</main>", f"</main>{foot}", 1)


def secret(response: HttpResponse) -> HttpResponse:
    """An answer that nobody keeps, that no search engine lists, and whose address is told nobody."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response._csp_config = settings.SECURE_CSP
    return response
