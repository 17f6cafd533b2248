"""Where the switch between languages leads."""

import re

from home import clock
from tests.moments import stockholm

NOW = stockholm(2026, 9, 30, 12)
LINK = re.compile(r'<a class="language-switch__link" href="([^"]*)" hreflang="(\w+)" lang="(\w+)">(.*?)</a>', re.DOTALL)
NOTE = re.compile(r' <span class="language-switch__note">(.*?)</span>')


def switch(client, address):
    """Where the switch of a page leads, in which language, with its words and its note."""
    with clock.at(NOW):
        response = client.get(address)
        assert response.status_code == 200, address
        [(target, hreflang, lang, words)] = LINK.findall(response.content.decode())
        target = target.replace("&amp;", "&")
        assert client.get(target).status_code == 200
    note = NOTE.search(words)
    assert hreflang == lang
    return target, lang, NOTE.sub("", words), note[1] if note else ""
