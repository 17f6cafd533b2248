"""Requests as they would be sent, whatever is in them."""

from urllib.parse import unquote_to_bytes

GUESSED = "A" * 43
# What might be tried in the path behind a link, or of the foreseen site.
TRICKS = [
    *("..", "../..", "../../admin/", "%2e%2e/%2e%2e/admin/", "//", "//example.org/", "///example.org"),
    *("%2F%2Fexample.org/", "%5Cexample.org", "\\\\example.org\\", "http://example.org/"),
    *("https:example.org", "http:%2F%2Fexample.org", "@example.org/", "%00", "sv/%00", "%ff", "%ed%a0%80"),
    *("sv/2026/%0d%0aSet-Cookie:x=y", "admin/", "admin/pages/", "ADMIN/", ".//admin/", "sv/../../admin/"),
    *("static/../admin/", "utkast/", f"utkast/{GUESSED}/", "documents/1/x", "media/x.jpg", "x" * 3_000),
    *("a/" * 900, "javascript:alert(1)", "sv?next=//example.org", "?", "#", " ", ".", "sv/2026/;x=1"),
    *("sv/borta/", "sv/ut/", "sv/2026"),
]
BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "not UTF-8": (b"name=\xff\xfe&text=\xc3\x28&kind=\xff", "application/x-www-form-urlencoded"),
    "another charset": (b"name=x", "application/x-www-form-urlencoded; charset=utf-16"),
    "unknown charset": (b"name=x", "application/x-www-form-urlencoded; charset=finns-inte"),
    "JSON": (b'{"name": "x"}', "application/json"),
    "no kind": (b"name=x&kind=remark&text=x", ""),
    "garbage": (b"\x00\xff--x\r\n\r\n", "multipart/form-data; boundary=x"),
    "no boundary": (b"--x\r\n", "multipart/form-data"),
    "long boundary": (b"--x\r\n", f"multipart/form-data; boundary={'x' * 500}"),
    "cut off": (b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda', "multipart/form-data; boundary=x"),
    "false base64": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nAda\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(3_000)), "application/x-www-form-urlencoded"),
    "NUL": (b"name=Ada%00&kind=remark&text=a%00b", "application/x-www-form-urlencoded"),
    "half a pair": (b"name=%ED%A0%80&kind=remark&text=x&field=finns-inte", "application/x-www-form-urlencoded"),
    "unknown kind": (b"name=Ada&kind=publish&text=x", "application/x-www-form-urlencoded"),
    "long name": (b"name=" + b"x" * 81 + b"&kind=approval", "application/x-www-form-urlencoded"),
}


def ask(browser, path: str, method: str = "GET", **more):
    """A request as it would be sent, whatever is in its path."""
    path, _mark, query = path.partition("?")
    raw = unquote_to_bytes(path).decode("latin-1")
    return browser.generic(method, "/", PATH_INFO=raw, QUERY_STRING=query, **more)


def leads_away(response) -> bool:
    location = response.headers.get("Location", "")
    return bool(location) and (not location.startswith("/") or location.startswith(("//", "/\\")) or "\n" in location)
