"""Who asks."""


def caller(request) -> str:
    """The address that a request comes from, as the proxy in front says (docs/deploy.md)."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")
