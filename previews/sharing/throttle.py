"""Slows down those who try addresses at random, and writes it down for the people who run the site."""

import hashlib
import ipaddress
import logging

from django.conf import settings
from django.core.cache import cache

from config.client_ip import client_ip

logger = logging.getLogger("previews")

MAX_MISSES, WITHIN = 20, 600  # seconds


def network(address: str) -> str:
    """Enough of an address to see an attack in a log, and too little to tell who it was."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def _key(request) -> str:
    said = f"{settings.SECRET_KEY}{client_ip(request)}"
    return f"previews.misses.{hashlib.sha256(said.encode()).hexdigest()}"


def too_many(request) -> bool:
    """Whether so many links that do not exist have been asked for from here that no more is answered for a while."""
    return cache.get(_key(request), 0) >= MAX_MISSES


def missed(request) -> None:
    """Note that a link was asked for that opens nothing."""
    key = _key(request)
    cache.add(key, 0, WITHIN)
    try:
        misses = cache.incr(key)
    except ValueError:  # forgotten in between
        misses = 1
    level = logging.ERROR if misses == MAX_MISSES else logging.WARNING
    logger.log(level, "A draft link that opens nothing was asked for from %s (%d)", network(client_ip(request)), misses)
