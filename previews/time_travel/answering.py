"""What the site answers an anonymous visitor: asked within this process, through all middleware, without HTTP."""

from functools import cache
from io import BytesIO

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.utils import translation
from django.utils.encoding import iri_to_uri

# What a visitor's request has in common with the one it is asked for: where the site is, and how it was reached.
KEPT = ("SERVER_", "REMOTE_", "HTTP_HOST", "HTTP_X_FORWARDED_", "HTTP_ACCEPT_LANGUAGE", "wsgi.url_scheme")


@cache
def handler() -> BaseHandler:
    """The site's whole chain of middleware and views."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def anonymous_response(request, path: str, query: str = "") -> HttpResponse:
    """What an anonymous GET of a path answers, complete: the same bytes as a visitor gets."""
    environ = {key: value for key, value in request.META.items() if key.startswith(KEPT)}
    environ |= {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path.encode().decode("latin-1")}
    environ |= {"QUERY_STRING": iri_to_uri(query), "wsgi.input": BytesIO()}
    language = translation.get_language()
    try:
        response = handler().get_response(WSGIRequest(environ))
        if hasattr(response, "render"):
            response.render()
        return response
    finally:
        translation.activate(language) if language else translation.deactivate_all()
