"""A mail server that says nothing, or is not there, costs nobody who reads or writes anything."""

import logging
import socket
from threading import Event

import pytest
from django.conf import settings as site_settings
from django.core.mail import EmailMessage
from django.urls import reverse

from config import mail
from tests.factories import UserFactory
from tests.waiting import MAX_WAIT


def wait_until_sent() -> None:
    """Go on when nothing waits any more."""
    mail._thread.submit(lambda: None).result(timeout=MAX_WAIT)


def send() -> None:
    EmailMessage("Hej", "Hej", "a@example.org", ["b@example.org"]).send()


@pytest.fixture
def silent(settings):
    """A mail server that takes connections and says nothing: who waits for it gets no further."""
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "config.mail.EmailBackend", MAX_WAIT
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(MAX_WAIT)
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield server
    wait_until_sent()


@pytest.mark.django_db
def test_password_reset_survives_a_silent_mail_server(silent, client):
    person = UserFactory(email="person@example.org")
    person.set_password("en mening som ingen gissar")
    person.save()
    assert client.post(reverse("wagtailadmin_password_reset"), {"email": person.email}).status_code == 302
    silent.accept()[0].close()  # it has been asked, beside


def test_mail_server_is_not_waited_for_for_ever(caplog, settings):
    assert site_settings.EMAIL_TIMEOUT == 5
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "config.mail.EmailBackend", 0.2
    with socket.create_server(("127.0.0.1", 0)) as server, caplog.at_level(logging.ERROR):
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        send()
        wait_until_sent()
    [told] = caplog.records
    assert (told.name, "timed out" in str(told.exc_info[1])) == ("config.mail", True)


def test_waiting_mail_does_not_fill_the_memory(caplog, settings, monkeypatch):
    settings.EMAIL_BACKEND = "config.mail.EmailBackend"
    go_on, sent = Event(), []

    class Slow:
        def send_messages(self, messages):
            assert go_on.wait(MAX_WAIT)
            sent.extend(messages)

    monkeypatch.setattr(mail, "SMTPBackend", Slow)
    for _number in range(mail.MAX_WAITING + 3):
        send()
    go_on.set()
    wait_until_sent()
    assert (len(sent), len(caplog.records)) == (mail.MAX_WAITING, 3)
