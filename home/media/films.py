"""Films on other services: where their players are, so that one can be put in the page when the visitor asks.

A service that is added here must be added to `frame-src` in the settings too.
"""

import re
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
VIMEO_HOSTS = {"vimeo.com", "player.vimeo.com"}
YOUTUBE_ID = re.compile(r"(?!videoseries|live_stream)[\w-]{6,20}", re.ASCII)  # those two are lists and channels
VIMEO_ID = re.compile(r"\d{5,12}(?=/|$)", re.ASCII)
VIMEO_HASH = re.compile(r"[0-9a-f]{6,40}(?=/|$)", re.IGNORECASE)  # and not /description
# What stands before the number of a film that is shown as part of something: a channel, a group, a showcase, the
# owner's own pages.
VIMEO_FILM_IN = re.compile(
    r"/(?:(?:channels|ondemand)/[^/]+|(?:groups|album|showcase)/[^/]+/videos?|manage/videos|video|m)(?=/)"
)
START = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", re.ASCII)


def find_player(url: str) -> tuple[str, str]:
    """The service of a film's address and the address of its player; empty where the service is not one of ours."""
    try:
        address = urlsplit(url.strip().replace("&amp;", "&"))
        host = (address.hostname or "").removesuffix(".").removeprefix("www.")
    except ValueError:
        return "", ""
    if address.scheme not in ("http", "https"):
        return "", ""
    if host == "youtu.be" or host in YOUTUBE_HOSTS:
        return youtube(address, host)
    return vimeo(address) if host in VIMEO_HOSTS else ("", "")


def youtube(address: SplitResult, host: str) -> tuple[str, str]:
    """A film's own page, a broadcast, a short film, or what the service gives to be shared or put into a page."""
    query = parse_qs(address.query)
    if host == "youtu.be":
        key = address.path.removeprefix("/")
    else:
        kind, _slash, key = address.path.removeprefix("/").partition("/")
        if kind == "watch":
            key = query.get("v", [key])[0]
        elif kind not in ("live", "shorts", "embed", "v", "e"):
            return "", ""
    if not (found := YOUTUBE_ID.match(key)):
        return "", ""
    start = start_of(address, "t", "start", "time_continue")
    return "YouTube", f"https://www.youtube-nocookie.com/embed/{found[0]}" + (f"?start={start}" if start else "")


def vimeo(address: SplitResult) -> tuple[str, str]:
    """A film by its number; one that is not listed has a hash too, after the number or as `h`."""
    path = VIMEO_FILM_IN.sub("", address.path, count=1).removeprefix("/")
    if not (found := VIMEO_ID.match(path)):
        return "", ""
    secret = parse_qs(address.query).get("h", [""])[0] or path[found.end() :].removeprefix("/")
    secret = VIMEO_HASH.match(secret)
    start = start_of(address, "t")
    query = urlencode({"h": secret[0], "dnt": 1} if secret else {"dnt": 1})
    return "Vimeo", f"https://player.vimeo.com/video/{found[0]}?{query}" + (f"#t={start}s" if start else "")


def start_of(address: SplitResult, *names: str) -> int:
    """The second that an address says a film should start at: `90`, `90s` or `1h2m3s`, as a parameter or after #."""
    for part in (address.query, address.fragment):
        values = parse_qs(part)
        for name in names:
            if found := START.fullmatch(values.get(name, [""])[0].lower()):
                hours, minutes, seconds = (int(number or 0) for number in found.groups())
                if start := hours * 3600 + minutes * 60 + seconds:
                    return start
    return 0
