"""The words of speakers, subjects and editions in addresses: former ones lead on in one step, in each language."""

import pytest

from home import clock
from lectures.models import LectureArchivePage, Speaker
from tests.factories import LectureArchivePageFactory, LecturePageFactory, SpeakerFactory, SubjectFactory, translate
from tests.moments import stockholm

NOW = stockholm(2026, 11, 1, 12)
PLACES = {"sv": "/sv/talare/", "en": "/en/speakers/"}


@pytest.fixture(autouse=True)
def now():
    with clock.at(NOW):
        yield


def rename(thing, slug):
    thing = type(thing).objects.get(pk=thing.pk)
    thing.slug = slug
    thing.save()
    return thing


def lead(client, address):
    """Where an address leads in one step: the status, and the address if it is another."""
    response = client.get(address)
    return (response.status_code, response.headers.get("Location", ""))


@pytest.fixture
def held(edition):
    facts = {"date_precision": "confirmed", "starts_at": stockholm(2026, 5, 1, 9)}
    return lambda **fields: LecturePageFactory(parent=edition, **facts, **fields)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_speaker_renamed_to_and_fro_keeps_every_address(client, held, edition, code):
    translate(edition)
    speaker = SpeakerFactory(name="Eva Ek")
    translate(held(people=[speaker]), title="Another")
    place = PLACES[code]
    former = {"eva-ek"}
    for name in ("eva-alm", "eva-ek", "eva", "eva-alm"):
        rename(speaker, name)
        former.add(name)
        for old in former - {name}:
            assert lead(client, f"{place}{old}/?page=1") == (301, f"{place}{name}/?page=1"), (old, name)
        assert client.get(f"{place}{name}/").status_code == 200


def test_two_speakers_who_change_addresses_are_found_at_their_own(client, held):
    one, other = SpeakerFactory(name="Eva Ek"), SpeakerFactory(name="Bo Alm")
    held(people=[one, other])
    rename(one, "mellan")
    rename(other, "eva-ek")
    rename(one, "bo-alm")
    assert client.get("/sv/talare/eva-ek/").context["speaker"]["name"] == "Bo Alm"
    assert client.get("/sv/talare/bo-alm/").context["speaker"]["name"] == "Eva Ek"
    assert lead(client, "/sv/talare/mellan/") == (301, "/sv/talare/bo-alm/")


def test_former_address_of_a_hidden_speaker_tells_nothing(client, edition):
    speaker = SpeakerFactory(name="Hemlig Person")
    LecturePageFactory(parent=edition, people=[speaker], live=False)
    rename(speaker, "annan")
    assert lead(client, "/sv/talare/hemlig-person/") == (404, "")


@pytest.mark.parametrize("factory", [SpeakerFactory, SubjectFactory])
def test_slug_of_another_is_not_given_automatically(db, factory):
    name = {"name": "Eva Ek"} if factory is SpeakerFactory else {"names": {"sv": "Eva Ek"}}
    rename(factory(**name), "nytt")
    assert factory(**name).slug == "eva-ek-2"


def test_deleted_speaker_is_gone_at_each_address(client, db):
    speaker = rename(SpeakerFactory(name="Eva Ek"), "eva-alm")
    speaker.delete()
    assert not Speaker.objects.exists()
    assert [lead(client, f"/sv/talare/{slug}/")[0] for slug in ("eva-ek", "eva-alm", "eva")] == [410, 410, 404]


def test_emptied_slug_gives_the_former_one_back(db):
    speaker = rename(SpeakerFactory(name="Eva Ek"), "annat")
    assert rename(speaker, "").slug == "eva-ek"


@pytest.mark.parametrize("address", ["/sv/forelasningar/", "/sv/sok/"])
def test_former_words_of_choices_lead_to_those_of_now(client, held, archive, edition, address):
    subject, speaker = SubjectFactory(names={"sv": "Tillit"}), SpeakerFactory(name="Eva Ek")
    held(subjects=[subject], people=[speaker])
    for slug in ("fortroende", "tillit", "litande"):
        rename(subject, slug)
    rename(speaker, "eva")
    page = rename(rename(edition, "host"), "sommar")
    assert page.slug == "sommar"
    assert lead(client, f"{address}?subject=tillit") == (301, "?subject=litande")
    assert lead(client, f"{address}?subject=fortroende&speaker=eva-ek&edition=2026") == (
        301,
        "?edition=sommar&subject=litande&speaker=eva",
    )
    assert lead(client, f"{address}?edition=host&page=2") == (301, "?edition=sommar")
    assert lead(client, f"{address}?subject=litande&edition=sommar") == (200, "")


def test_former_word_of_an_edition_works_in_the_other_language(client, held, edition, homes):
    english = translate(edition)
    LectureArchivePageFactory(parent=homes["en"], title="Lectures")
    held()
    rename(edition, "tjugosex")
    rename(english, "twentysix")
    for word in ("2026", "sv.2026"):
        assert lead(client, f"/en/lectures/?edition={word}") == (301, "?edition=twentysix")
    assert LectureArchivePage.objects.count() == 1
