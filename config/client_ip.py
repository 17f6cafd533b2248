"""The IP address that a request comes from, by which guesses and attempts are counted."""


def client_ip(request) -> str:
    """The IP address that a request comes from, as the proxy in front says (docs/deploy.md)."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")
