"""Forms that are sent at the same moment, each over a connection of its own: one wins, and the others are told."""

import random

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page, Revision

from home.models import HomePage
from lectures.models import LecturePage, Speaker
from tests import database
from tests.bilingual import sending
from tests.bilingual.test_races import at_once
from tests.factories import ConferencePageFactory, LecturePageFactory, SpeakerFactory, UserFactory
from tests.forms import filled_form
from tests.home.test_saving import add_url, speaker_form, speaker_url, with_new_speaker

MANY = 6


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    """In a database of its own, where every connection sees what another has done."""
    with django_db_blocker.unblock(), database.of_its_own("saving"):
        yield ConferencePageFactory(parent=HomePage.objects.get(locale__language_code="sv"), year=2026)


@pytest.fixture
def lecture(edition):
    page = LecturePageFactory(parent=edition, title="Trygga torg")
    page.save_revision().publish()
    yield LecturePage.objects.get(pk=page.pk)
    LecturePage.objects.all().delete()


def signed_in() -> Client:
    client = Client(headers={"Accept-Language": "sv"})
    client.force_login(UserFactory(group="Redaktörer"))
    return client


def sent_at_once(sendings) -> list:
    """The answers to several (client, address, form, headers), sent at the same moment."""
    answers = []

    def send(client, address, form, headers):
        answers.append(client.post(address, form, headers=headers))
        connection.close()

    at_once(*(lambda sending=sending: send(*sending) for sending in sendings))
    return answers


AS_AUTOSAVE = {"Accept": "application/json"}


@pytest.mark.parametrize("forms_of", ["one form", "a form each"])
def test_exactly_one_of_many_autosaves_wins(lecture, forms_of):
    clients = [signed_in() for _number in range(MANY)] if forms_of == "a form each" else [signed_in()] * MANY
    first = sending.opened(clients[0], lecture)
    before = Revision.objects.for_instance(lecture).count()
    forms = [
        (first if forms_of == "one form" else sending.opened(client, lecture)) | {"title": f"Titel {number}"}
        for number, client in enumerate(clients)
    ]
    url = sending.edit_url(lecture)
    answers = sent_at_once([(client, url, form, AS_AUTOSAVE) for client, form in zip(clients, forms, strict=True)])
    told = sorted((answer.status_code, answer.json().get("error_code", "")) for answer in answers)
    assert told == [(200, "")] + [(400, "invalid_revision")] * (MANY - 1)
    assert Revision.objects.for_instance(lecture).count() == before + 1


def test_exactly_one_of_mixed_savings_wins_in_any_order(lecture):
    for seed in range(3):
        order = random.Random(seed)
        clients = [signed_in() for _number in range(4)]
        url, sendings = sending.edit_url(lecture), []
        for number, client in enumerate(clients):
            form = sending.opened(client, lecture, title=f"{seed} {number}")
            action = order.choice(["", "action-publish", "autosave"])
            extra = {action: "1"} if action.startswith("action") else {}
            sendings.append((client, url, form | extra, AS_AUTOSAVE if action == "autosave" else {}))
        order.shuffle(sendings)
        before = Revision.objects.for_instance(lecture).count()
        answers = sent_at_once(sendings)
        saved = [a for a in answers if a.status_code == 302 or (a.status_code == 200 and "json" in a["Content-Type"])]
        assert len(saved) == 1
        assert {answer.status_code for answer in answers if answer not in saved} <= {200, 400}
        assert Revision.objects.for_instance(lecture).count() == before + 1


def test_publish_sent_twice_at_once_adds_a_speaker_once(lecture):
    client = signed_in()
    form = with_new_speaker(sending.opened(client, lecture), SpeakerFactory(name="Ny")) | {"action-publish": "1"}
    answers = sent_at_once([(client, sending.edit_url(lecture), form, {})] * 2)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert LecturePage.objects.get(pk=lecture.pk).speakers.count() == 1


@pytest.mark.parametrize("headers", [{}, AS_AUTOSAVE], ids=["manual", "autosave"])
def test_add_form_sent_twice_at_once_makes_one_page(edition, headers):
    client = signed_in()
    form = filled_form(client.get(add_url(edition)).content, title="Ny föreläsning").dict()
    answers = sent_at_once([(client, add_url(edition), form, headers)] * 3)
    assert {answer.status_code for answer in answers} == {200 if headers else 302}
    assert Page.objects.filter(title="Ny föreläsning").count() == 1
    Page.objects.get(title="Ny föreläsning").specific.delete()


def test_autosave_and_publish_of_one_add_form_make_one_page(edition):
    client = signed_in()
    form = filled_form(client.get(add_url(edition)).content, title="Ny föreläsning").dict()
    publish = (client, add_url(edition), form | {"action-publish": "1", "title": "Nyare titel"}, {})
    sent_at_once([(client, add_url(edition), form, AS_AUTOSAVE), publish])
    assert LecturePage.objects.count() == 1
    LecturePage.objects.get().delete()


def test_snippet_sent_twice_at_once_is_saved_once(edition):
    client = signed_in()
    form = speaker_form(client, speaker_url("add")) | {"name": "Ny Person"}
    answers = sent_at_once([(client, speaker_url("add"), form, {})] * 3)
    assert {answer.status_code for answer in answers} == {302}
    assert Speaker.objects.filter(name="Ny Person").count() == 1


def test_one_of_many_names_of_a_snippet_wins(edition):
    speaker = SpeakerFactory(name="Person")
    url = speaker_url("edit", speaker.pk)
    clients = [signed_in() for _number in range(4)]
    sendings = [
        (client, url, speaker_form(client, url) | {"name": f"Namn {number}"}, {})
        for number, client in enumerate(clients)
    ]
    answers = sent_at_once(sendings)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    told = [str(answer.context["form"].errors["name"]) for answer in answers if answer.status_code == 200]
    assert all(Speaker.objects.get(pk=speaker.pk).name in text for text in told)
