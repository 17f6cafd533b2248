"""Whatever stands in an address, the answer is clear and never an error of ours."""

from urllib.parse import unquote_to_bytes

import pytest

from tests.factories import (
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
)
from tests.prepared import prepared

LONG = "x" * 10_000
VALUES = {
    "NUL": ("%00", {400}),
    "NUL inside": ("tillit%00%00", {400}),
    "not UTF-8": ("%ff%fe", {200}),
    "half of a pair": ("%ed%a0%80", {200}),
    "long": (LONG, {400}),
    "nearly too long": ("x" * 7_000, {200}),
    "negative": ("-1", {200}),
    "huge": ("9" * 30, {200}),
    "digits without end": ("9" * 7_000, {200}),
    "infinite": ("inf", {200}),
    "markup": ("%3Cscript%3Ealert(1)%3C/script%3E", {200}),
    "quotes": ("%27%22%20OR%201=1--%5C", {200}),
    "operators": ("!%26%7C()*:%3C-%3E", {200}),
    "spaces": ("%20%09%0A%0D", {200}),
    "empty": ("", {200}),
    "other letters": ("%F0%9F%98%80%E2%80%AE", {200}),
}
NAMES = ["q", "page", "edition", "subject", "speaker", "kind", "language", "recording", "unknown"]
PATHS = {
    "/%00": 400,
    "/sv/%00/": 400,
    "/sv/talare/%00/": 400,
    "/sv/2026/%00": 400,
    "/documents/1/%00.pdf": 400,
    "/%ff": 404,
    "/sv/%ff%fe/": 404,
    "/sv/talare/%ff/": 404,
    "/sv/%ed%a0%80/": 404,
    f"/sv/{LONG}/": 400,
    f"/sv/{'x' * 5000}/": 404,
    "/sv/" + "x/" * 2000: 404,
    f"/sv/talare/{'x' * 5000}/": 404,
    "//": 404,
    "//example.org/": 404,
    "/sv//": 404,
    "/sv//2026/": 404,
    "/sv/../admin/": 404,
    "/sv/2026/../../../etc/passwd": 404,
    "/sv/%2e%2e/%2e%2e/etc/passwd": 404,
    "/static/../config/settings/base.py": 404,
    "/documents/99999999999999999999/x.pdf": 404,
    "/documents/-1/x.pdf": 404,
    "/sitemap-nothing.xml": 404,
    "/sitemap-pages.xml?p=0": 404,
    "/sitemap-pages.xml?p=abc": 404,
    "/sitemap-pages.xml?p=99999": 404,
    "/admin/pages/99999999999999999999/": 302,
}


@pytest.fixture
@prepared
def addresses(homes, edition):
    """An address of each kind."""
    speaker = SpeakerFactory(name="Eva Ek")
    pages = [edition, LecturePageFactory(parent=edition, people=[speaker]), StandardPageFactory(parent=homes["sv"])]
    found = [page.url for page in [*homes.values(), *pages, LectureArchivePageFactory(parent=homes["sv"])]]
    return [*found, "/sv/sok/", "/sv/sok/forslag/", "/en/speakers/", "/sv/talare/eva-ek/"]


def answers(client, addresses, query):
    """The statuses that are given, and where a visitor's markup would have been written as it is."""
    found = {address: client.get(f"{address}?{query}") for address in addresses}
    assert [address for address, answer in found.items() if "<script>alert" in answer.content.decode()] == []
    return {answer.status_code for answer in found.values()}


def test_parameters_with_bad_values_get_a_clear_answer(client, addresses):
    given = {}
    for value, (written, _statuses) in VALUES.items():
        names = NAMES if len(written) < 1000 else ["page"]
        given[value] = answers(client, addresses, "&".join(f"{name}={written}" for name in names))
    assert given == {value: statuses for value, (_written, statuses) in VALUES.items()}


@pytest.mark.parametrize("query", ["{0}=1&{0}=2", "{0}[]=1&{0}[a]=2", "{0}", "={0}", "&&;{0}==1", "%ff={0}"])
def test_parameters_in_bad_form_get_a_clear_answer(client, addresses, query):
    assert answers(client, addresses, "&".join(query.format(name) for name in NAMES)) == {200}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:30])
def test_paths_that_no_honest_link_has_get_a_clear_answer(client, edition, path):
    response = client.generic(
        "GET",
        "/",
        PATH_INFO=unquote_to_bytes(path.partition("?")[0]).decode("latin-1"),
        QUERY_STRING=path.partition("?")[2],
    )
    assert response.status_code == PATHS[path]
    assert "example.org" not in response.get("Location", "")


@pytest.mark.parametrize("address", ["/", "/sv/", "/en/search/", "/admin/login/"])
def test_refused_address_says_so_in_both_languages(client, db, address):
    response = client.get(f"{address}?q={LONG}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain")
    assert response.content.decode() == "Adressen kan inte läsas. / The address cannot be read."


@pytest.mark.parametrize(
    "header", ["accept-language", "host", "cookie", "x-forwarded-proto", "if-modified-since", "range"]
)
@pytest.mark.parametrize("value", ["\x00", "ÿþ", "x" * 10_000, "", "-1"])
def test_headers_with_bad_values_get_a_clear_answer(client, home, header, value):
    value = "localhost" if header == "host" and not value else value
    assert client.get("/sv/", headers={header: value}).status_code in {200, 400}


@pytest.mark.parametrize("cookie", ["sessionid=\x00", "sessionid=" + "x" * 3000, "django_language=xx", "csrftoken=<>"])
def test_cookies_that_are_not_ours_change_nothing(client, home, cookie):
    plain = client.get("/sv/").content
    assert client.get("/sv/", headers={"cookie": cookie}).content == plain
