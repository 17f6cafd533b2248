"""The notice on all pages goes by the clock, and is in every language that visitors read."""

from datetime import timedelta

import pytest
import time_machine

from bilingual.publish_problems import CannotBePublished
from bilingual.publishing import publish_all_locales
from tests.bilingual.changing import edited, now, publish
from tests.bilingual.sending import opened, send
from tests.factories import StandardPageFactory, UserFactory
from tests.moments import stockholm

FROM, UNTIL = stockholm(2027, 3, 1, 12), stockholm(2027, 3, 1, 18)
TEXT = "Kvällens föreläsning är <b>inställd</b>."


def publish_in_both(homes, **fields):
    edited(homes["en"], notice="Tonight's lecture is off.")
    edited(homes["sv"], notice=TEXT, **fields)
    publish_all_locales(now(homes["sv"]), UserFactory(group="Redaktörer"))


@pytest.mark.parametrize(
    ("moment", "is_shown"),
    [
        (FROM - timedelta(seconds=1), False),
        (FROM, True),
        (UNTIL - timedelta(seconds=1), True),
        (UNTIL, False),
    ],
)
def test_notice_is_shown_on_every_page_between_its_moments(client, homes, moment, is_shown):
    page = StandardPageFactory(parent=homes["sv"])
    publish_in_both(homes, notice_from=FROM, notice_until=UNTIL)
    with time_machine.travel(moment, tick=False):
        for url in (homes["sv"].url, page.url, "/sv/sok/", "/sv/finns-inte/"):
            assert ("föreläsning är &lt;b&gt;inställd" in client.get(url).text) == is_shown, url
        assert ("Tonight&#x27;s lecture is off." in client.get(homes["en"].url).text) == is_shown


def test_without_moments_it_is_shown_until_it_is_taken_away(client, homes):
    publish_in_both(homes)
    assert 'class="site-notice"' in client.get(homes["sv"].url).text
    publish(homes["sv"], notice="")
    assert 'class="site-notice"' not in client.get(homes["sv"].url).text


def test_notice_in_one_language_alone_is_not_published(homes):
    with pytest.raises(CannotBePublished, match="engelska"):
        publish(homes["sv"], notice=TEXT)
    assert now(homes["sv"]).notice == ""


def test_editor_is_told_at_the_field(editor, homes):
    form = opened(editor, homes["sv"], notice=TEXT)
    response = send(editor, homes["sv"], form, "action-publish")
    assert "Skriv beskedet på engelska också" in response.text
    assert response.context["form"].errors["notice"]
    response = send(editor, homes["sv"], form | {"notice_from": "2027-03-02 12:00", "notice_until": "2027-03-01 12:00"})
    assert response.context["form"].errors["notice_until"]
