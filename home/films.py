"""Films on other services: where their players are, so that one can be put in the page when the visitor asks."""

import re

PLAYERS = [
    ("YouTube", r"https://(?:www\.)?youtube\.com/watch\?v=([\w-]{6,20})", "https://www.youtube-nocookie.com/embed/{}"),
    ("YouTube", r"https://youtu\.be/([\w-]{6,20})", "https://www.youtube-nocookie.com/embed/{}"),
    ("Vimeo", r"https://(?:www\.)?vimeo\.com/(\d{5,12})", "https://player.vimeo.com/video/{}?dnt=1"),
]


def find_player(url: str) -> tuple[str, str]:
    """The service of a film's address and the address of its player; empty where the service is not one of ours.

    A service that is added here must be added to `frame-src` in the settings too.
    """
    for service, pattern, player in PLAYERS:
        if match := re.match(pattern, url):
            return service, player.format(match[1])
    return "", ""
