"""What is not for everybody never shows: in no list, no menu, no machine's list, at no address."""

import pytest
from django.utils.translation import override
from wagtail.models import Page

from home import clock
from home.models import SiteLink
from lectures.models import LecturePage
from tests.factories import (
    ConferencePageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.prepared import prepared

NOW = stockholm(2026, 9, 30, 12)
SECRET, WORD = "Hemligstampel", "gnistra"  # the one is never shown, the other is searched for
LIST = [
    {
        "type": "lecture_list",
        "value": {"heading": "Alla", "show": show, "lectures": [], "limit": 24},
    }
    for show in ("coming", "past")
]
WAYS = ["draft", "unpublished", "private", "expired"]


def hide(page, way):
    match way:
        case "draft":
            Page.objects.filter(pk=page.pk).update(live=False, first_published_at=None)
        case "unpublished":
            page.unpublish()
        case "private":
            make_private(page)
        case "expired":
            Page.objects.filter(pk=page.pk).update(expire_at=NOW)


@pytest.fixture
@prepared
def site(homes, edition):
    """A site in which everything is shown everywhere, in two languages, with a secret in every title."""
    swedish, english = homes["sv"], homes["en"]
    translate(edition)
    archives = [LectureArchivePageFactory(parent=home) for home in homes.values()]
    secret = StandardPageFactory(parent=swedish, title=f"{SECRET} sida {WORD}")
    english_secret = translate(secret, title=f"{SECRET} page {WORD}", slug="hemligstampel-page")
    past, coming = (
        LecturePageFactory(
            parent=edition,
            title=f"{SECRET} {word} {WORD}",
            people=[SpeakerFactory(name=f"{SECRET} Talare")],
            subjects=[SubjectFactory(names={"sv": f"{SECRET} ämne"})],
            date_precision="confirmed",
            starts_at=start,
        )
        for word, start in (("förr", stockholm(2026, 9, 1)), ("sedan", stockholm(2026, 10, 1)))
    )
    other = ConferencePageFactory(
        parent=swedish, year=2027, slug="hemligstampel-2027", title=f"{SECRET} konferens {WORD}"
    )
    lists = StandardPageFactory(parent=swedish, title="Listor", body=[*LIST, chosen([past, coming])])
    for home, page in ((swedish, secret), (english, english_secret)):
        for place in ("menu", "footer"):
            SiteLink.objects.create(home=home, place=place, page=page)
    hidden = [secret, english_secret, past, coming, other]
    return {"hidden": hidden, "lists": lists, "archives": archives, "edition": edition}


def chosen(lectures):
    value = {"heading": "Valda", "show": "chosen", "lectures": [page.pk for page in lectures], "limit": 24}
    return {"type": "lecture_list", "value": value}


def addresses(site):
    yield from ("/sv/", "/en/", site["edition"].url, site["lists"].url)
    yield from (archive.url for archive in site["archives"])
    yield from (f"/sv/sok/?q={WORD}", f"/en/search/?q={WORD}", "/sv/talare/", "/en/speakers/")
    yield from ("/sitemap-pages.xml", "/sitemap-speakers.xml")


def texts(client, site):
    """What stands at each address."""
    with clock.at(NOW):
        answers = {address: client.get(address) for address in addresses(site)}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content.decode() for address, answer in answers.items()}


def where_told(client, site):
    """The addresses at which something of a secret page stands."""
    return {address for address, text in texts(client, site).items() if SECRET.lower() in text.lower()}


def test_everything_public_is_shown_everywhere(client, site):
    """The other tests of this file would mean nothing if the secret could not show."""
    assert where_told(client, site) >= set(addresses(site)) - {"/en/speakers/"}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_hidden_shows_anywhere(client, site, way):
    for page in site["hidden"]:
        hide(page, way)
    assert where_told(client, site) == set()


def test_nothing_under_a_private_page_shows_anywhere(client, site):
    make_private(site["edition"])
    for page in site["hidden"]:
        if not isinstance(page, LecturePage):
            hide(page, "draft")
    with clock.at(NOW):
        address = site["edition"].url
        assert client.get(address).status_code == 302
        for lecture in LecturePage.objects.all():
            assert client.get(lecture.url).status_code == 302
    site["edition"] = site["lists"]
    assert where_told(client, site) == set()


@pytest.mark.parametrize(("way", "status"), [("draft", 404), ("unpublished", 410), ("private", 302), ("expired", 410)])
def test_hidden_page_answers_with_the_right_status(client, site, way, status):
    for page in site["hidden"]:
        hide(page, way)  # all of them first: a page that is gone leads to its translation while that is public
    for page in site["hidden"]:
        with clock.at(NOW):
            response = client.get(page.url)
        assert response.status_code == status, page
        if status == 302:
            assert response["Location"].startswith("/admin/login/") or "login" in response["Location"]
        else:
            assert response.content.decode().count(SECRET) == 0
            assert f">{status}<" in response.content.decode()


def test_page_expires_on_the_second(client, site):
    page = site["hidden"][0]
    hide(page, "expired")
    with clock.at(stockholm(2026, 9, 30, 11, 59, 59)):
        assert client.get(page.url).status_code == 200


def test_gone_page_helps_in_both_languages(client, site):
    page = site["hidden"][0]
    page.unpublish()
    html = client.get(page.url).content.decode()
    for address in ("/sv/", "/en/", "/sv/talare/", "/en/speakers/", "/sv/sok/", "/en/search/"):
        assert f'"{address}"' in html


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_language_switch_and_hreflang_never_lead_to_a_hidden_page(client, site, way, code):
    pages = {page.locale.language_code: page for page in site["hidden"][:2]}
    other = {"sv": "en", "en": "sv"}[code]
    with clock.at(NOW):
        before = client.get(pages[code].url).content.decode()
        assert f'hreflang="{other}" href="http://localhost:8000{pages[other].url}"' in before
        hide(pages[other], way)
        after = client.get(pages[code].url).content.decode()
    assert pages[other].url not in after
    assert 'rel="alternate" hreflang=' not in after
    assert f'href="/{other}/" hreflang="{other}"' in after  # to the start page, with a note
    assert pages[other].title not in after


@pytest.mark.parametrize("path", ["/en/", "/en/2026/", "/en/sida/", "/en/no-such-page/"])
@pytest.mark.parametrize(("way", "status"), [("draft", 404), ("unpublished", {404, 410})])
def test_language_without_a_start_page_never_shows_another_language(client, homes, edition, path, way, status):
    StandardPageFactory(parent=homes["sv"], title="Sida")
    hide(homes["en"], way)
    response = client.get(path)
    assert response.status_code in (status if isinstance(status, set) else {status})
    assert edition.title not in response.content.decode()


def test_language_without_a_start_page_is_not_offered(client, homes, edition):
    with override("sv"):
        assert 'hreflang="en"' in client.get(edition.url).content.decode()
    homes["en"].unpublish()
    assert 'hreflang="en"' not in client.get(edition.url).content.decode()


def test_lecture_never_tells_of_its_unpublished_edition(client, site):
    lecture = site["hidden"][2]
    site["edition"].title = "Ännu inte offentlig"
    site["edition"].save()
    hide(site["edition"], "draft")
    with clock.at(NOW):
        html = client.get(lecture.url).content.decode()
    assert SECRET in html
    assert "Ännu inte offentlig" not in html
    assert f'href="{site["edition"].url}"' not in html


def test_call_to_action_never_leads_to_a_hidden_page(client, home):
    target = StandardPageFactory(parent=home, title="Mål")
    value = {"heading": "Gör så här", "label": "Gå dit", "page": target.pk, "url": ""}
    page = StandardPageFactory(parent=home, title="Sida", body=[{"type": "call_to_action", "value": value}])
    assert f'href="{target.url}"' in client.get(page.url).content.decode()
    for way in WAYS:
        hide(target, way)
        with clock.at(NOW):
            assert f'href="{target.url}"' not in client.get(page.url).content.decode(), way
        target.view_restrictions.all().delete()
        Page.objects.filter(pk=target.pk).update(live=True, expire_at=None)
