"""Films elsewhere: which services have a player that a page may ask for after a click."""

import pytest
from django.conf import settings

from home.films import find_player

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"https://www.youtube.com/watch?v={ID}", ("YouTube", f"https://www.youtube-nocookie.com/embed/{ID}")),
        (f"https://youtu.be/{ID}?t=3", ("YouTube", f"https://www.youtube-nocookie.com/embed/{ID}")),
        ("https://vimeo.com/123456789", ("Vimeo", "https://player.vimeo.com/video/123456789?dnt=1")),
        ("https://example.org/film", ("", "")),
        (f"https://evil.example/https://youtu.be/{ID}", ("", "")),
        (f'https://youtu.be/{ID}"><script>', ("YouTube", f"https://www.youtube-nocookie.com/embed/{ID}")),
        ("javascript:alert(1)", ("", "")),
        ("", ("", "")),
    ],
)
def test_film_has_a_player_only_where_its_service_is_known(url, found):
    assert find_player(url) == found
    service, player = found
    assert not service or any(player.startswith(source) for source in settings.SECURE_CSP["frame-src"][1:])
