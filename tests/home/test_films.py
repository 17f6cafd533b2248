"""Films elsewhere: which services have a player that a page may ask for after a click."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings

from home.media.films import find_player

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"https://www.youtube.com/watch?v={ID}", ("YouTube", f"https://www.youtube-nocookie.com/embed/{ID}")),
        (f"https://youtu.be/{ID}?t=3", ("YouTube", f"https://www.youtube-nocookie.com/embed/{ID}?start=3")),
        ("https://vimeo.com/123456789", ("Vimeo", "https://player.vimeo.com/video/123456789?dnt=1")),
        (f"https://youtube.com.evil.example/watch?v={ID}", ("", "")),
        (f"https://www.youtube.com@evil.example/watch?v={ID}", ("", "")),
        (f"https://evil.example/?https://www.youtube.com/watch?v={ID}", ("", "")),
        ("https://www.youtube.com/playlist?list=PLabcdefghij", ("", "")),
        ("https://www.youtube.com/@kanal/videos", ("", "")),
        ("https://www.youtube.com/embed/videoseries?list=PLabcdefghij", ("", "")),
        ("https://www.youtube.com/embed/live_stream?channel=UCabcdefghij", ("", "")),
        ("https://vimeo.com/123456789/description", ("Vimeo", "https://player.vimeo.com/video/123456789?dnt=1")),
        ("https://vimeo.com/kanalens-namn", ("", "")),
        ("https://vimeo.com/event/123456", ("", "")),
        ("https://[::1/film", ("", "")),
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


YOUTUBE_PLAYER = f"https://www.youtube-nocookie.com/embed/{ID}"


@pytest.mark.parametrize(
    "host", ["youtube.com", "www.youtube.com", "m.youtube.com", "WWW.YouTube.com", "youtube.com:443", "youtube.com."]
)
@pytest.mark.parametrize(
    "path",
    ["watch?v={}", "watch?app=desktop&v={}&list=x", "live/{}", "live/{}?si=x", "shorts/{}", "embed/{}", "v/{}"]
    + ["e/{}", "watch/{}", "watch?list=x&amp;v={}"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_youtube_film_has_a_player_however_it_is_addressed(scheme, host, path):
    assert find_player(f"{scheme}://{host}/{path.format(ID)}") == ("YouTube", YOUTUBE_PLAYER)


@pytest.mark.parametrize(
    ("start", "seconds"),
    [("90", 90), ("90s", 90), ("1m30s", 90), ("1h2m3s", 3723), ("2h", 7200), ("1H2M", 3720), ("0", 0), ("snart", 0)],
)
def test_film_starts_where_its_address_says(start, seconds):
    youtube = YOUTUBE_PLAYER + (f"?start={seconds}" if seconds else "")
    for url in (
        f"https://youtu.be/{ID}?t={start}",
        f"https://youtu.be/{ID}?si=abc&t={start}",
        f"https://www.youtube.com/watch?v={ID}&t={start}",
        f"https://www.youtube.com/watch?v={ID}#t={start}",
        f"https://www.youtube.com/embed/{ID}?start={start}",
    ):
        assert find_player(url) == ("YouTube", youtube)
    vimeo = "https://player.vimeo.com/video/123456789?dnt=1" + (f"#t={seconds}s" if seconds else "")
    assert find_player(f"https://vimeo.com/123456789#t={start}") == ("Vimeo", vimeo)


@pytest.mark.parametrize(
    "url",
    [
        "https://vimeo.com/123456789/0a1b2c3d4e",
        "https://vimeo.com/123456789/0a1b2c3d4e?share=copy",
        "https://vimeo.com/123456789?h=0a1b2c3d4e&badge=0",
        "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e",
        "https://www.vimeo.com/123456789/0a1b2c3d4e/",
        "https://vimeo.com/manage/videos/123456789/0a1b2c3d4e",
    ],
)
def test_unlisted_film_keeps_the_hash_that_opens_it(url):
    assert find_player(url) == ("Vimeo", "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e&dnt=1")


@pytest.mark.parametrize(
    "path", ["channels/staffpicks/", "groups/namn/videos/", "showcase/5678901/video/", "video/", "manage/videos/"]
)
def test_vimeo_film_is_found_within_what_it_is_shown_in(path):
    assert find_player(f"https://vimeo.com/{path}123456789") == (
        "Vimeo",
        "https://player.vimeo.com/video/123456789?dnt=1",
    )


def test_players_are_all_allowed_and_nothing_else_is():
    urls = [f"https://youtu.be/{ID}", "https://vimeo.com/123456789/0a1b2c3d4e"]
    hosts = {"https://" + urlsplit(find_player(url)[1]).netloc for url in urls}
    assert set(settings.SECURE_CSP["frame-src"][1:]) == hosts
