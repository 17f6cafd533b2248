"""Passwords cannot be guessed, staff are not locked out by those who try, and nobody is signed out while at work."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts import limits
from accounts.models import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "en mening som ingen gissar"
HOME, ATTACKER = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def staff(db):
    user = UserFactory(username="redaktor", email="redaktor@example.org", group="Redaktörer")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(password: str, address: str = HOME, username: str = "redaktor"):
    """(whether one is in, what is said)."""
    browser = Client(HTTP_X_FORWARDED_FOR=f"203.0.113.9, {address}", HTTP_ACCEPT_LANGUAGE="sv")
    response = browser.post("/admin/login/", {"username": username, "password": password})
    return response.status_code == 302, response.content.decode()


def test_guessing_ends_and_the_right_password_is_told_to_wait(staff):
    said = [sign_in(f"gissning {number}") for number in range(limits.MAX_OF_BOTH)]
    assert "Vänta en kvart" not in said[-2][1]
    assert "För många försök har misslyckats. Vänta en kvart" in said[-1][1]
    assert sign_in(PASSWORD)[0] is False
    assert sign_in(PASSWORD, address="192.0.2.2")[0] is True  # from elsewhere nothing has happened
    SignIn.objects.filter(is_known=False).update(until=timezone.now())
    assert sign_in(PASSWORD)[0] is True


def test_one_address_does_not_try_every_account(staff):
    for number in range(limits.MAX_OF_ADDRESS):
        sign_in("Sommar2026!", ATTACKER, f"person{number}")
    assert sign_in(PASSWORD, ATTACKER)[0] is False
    assert sign_in(PASSWORD)[0] is True


def test_many_addresses_neither_guess_nor_lock_staff_out(staff):
    assert sign_in(PASSWORD)[0] is True
    addresses = [f"198.51.{number}.7" for number in range(limits.MAX_OF_ACCOUNT)]
    for address in addresses:
        sign_in("gissning", address)
    assert sign_in(PASSWORD, "203.0.113.200")[0] is False
    assert sign_in(PASSWORD)[0] is True  # where staff have signed in before
    reset(staff, "ett alldeles nytt lösenord")
    assert sign_in("ett alldeles nytt lösenord", "203.0.113.200")[0] is True


def test_every_way_to_sign_in_is_limited(staff):
    request = RequestFactory().post("/", REMOTE_ADDR=ATTACKER)
    for number in range(limits.MAX_OF_BOTH):
        assert authenticate(request, username="Redaktor " if number % 2 else "redaktor", password="x") is None
    assert authenticate(request, username="redaktor", password=PASSWORD) is None


def test_one_network_of_ipv6_is_one_caller(staff):
    for number in range(limits.MAX_OF_BOTH):
        sign_in("gissning", f"2001:db8::{number + 1:x}")
    assert sign_in(PASSWORD, "2001:db8::ffff")[0] is False
    assert sign_in(PASSWORD, "2001:db8:0:1::1")[0] is True


def test_no_address_or_name_is_stored_and_nothing_for_long(staff):
    sign_in("gissning")
    sign_in(PASSWORD)
    stored = str(list(SignIn.objects.values_list()))
    assert [said for said in (HOME, "redaktor") if said in stored] == []
    SignIn.objects.update(until=timezone.now() - timedelta(seconds=1))
    sign_in("gissning", ATTACKER)
    assert SignIn.objects.count() == 3  # those of the last failure


def reset(user, password: str) -> str:
    """Choose a new password by mail; what the page says."""
    browser = Client(HTTP_ACCEPT_LANGUAGE="sv")
    browser.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
    response = browser.get(path, follow=True)
    form = {"new_password1": password, "new_password2": password}
    return browser.post(response.request["PATH_INFO"], form, follow=True).content.decode()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("1", "Det måste innehålla minst 12 tecken"),
        ("password1234", "alldeles för vanligt"),
        ("92837465019283", "enbart numeriskt"),
        ("redaktor@example", "alltför likt"),
    ],
)
def test_weak_password_is_refused_in_swedish(staff, password, said):
    assert said in reset(staff, password)
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_password_is_chosen_anew_by_mail(staff):
    reset(staff, "ett alldeles nytt lösenord")
    assert [sign_in(PASSWORD)[0], sign_in("ett alldeles nytt lösenord")[0]] == [False, True]


def test_session_of_somebody_at_work_goes_on(staff, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    browser = Client()
    assert browser.post("/admin/login/", {"username": "redaktor", "password": PASSWORD}).status_code == 302
    for day in range(0, 60, 10):
        time_machine.move_to(start + timedelta(days=day), tick=False)
        assert browser.get("/admin/").status_code == 200
    time_machine.move_to(start + timedelta(days=50 + 15), tick=False)
    assert browser.get("/admin/").status_code == 302


def test_session_is_renewed_in_the_editor_alone_and_seldom(staff, time_machine, home):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    browser = Client()
    browser.post("/admin/login/", {"username": "redaktor", "password": PASSWORD, "remember": "on"})
    visits = []
    for minutes, path in ((59, "/admin/"), (61, "/sv/"), (62, "/admin/"), (63, "/admin/"), (64, "/admin/login/")):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        visits.append("sessionid" in browser.get(path).cookies)
    assert visits == [False, False, True, False, False]
    assert not Client().get("/sv/").cookies
