"""Where the calendars and feeds of pages are."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override


def address_below(page, name: str, **query: str) -> str:
    """The path of a view below a page, or empty where the page itself has no address."""
    parts = page.get_url_parts() if page and page.path else None
    if not parts or not parts[2]:
        return ""
    language = page.locale.language_code
    with override(language):
        path = reverse(name, kwargs={"path": parts[2].removeprefix(f"/{language}/")})
    return f"{path}?{urlencode(query)}" if query else path


def to_subscribe(request, path: str) -> str:
    """The address that calendars take as one to come back to: as registered with IANA, `webcal` is not http."""
    return f"webcal://{request.get_host()}{path}" if path else ""
