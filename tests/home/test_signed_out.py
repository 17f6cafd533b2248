"""What the editor answers to a form whose session or proof is gone: with words, and with the text."""

import pytest
from django.test import Client
from django.urls import reverse

from home.models import Submission
from tests.bilingual import sending
from tests.factories import LecturePageFactory, SpeakerFactory, UserFactory
from tests.forms import fields_of
from tests.home.test_saving import add_url, draft_of, new_form, speaker_form, speaker_url, told

FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "sv"}
AS_SCRIPT = FROM_HERE | {"Accept": "application/json"}
TEXT = "Rad ett\nRad två <b>&\n"


@pytest.fixture
def forms(editor, edition):
    """A form of every kind with text in it, by its address."""
    lecture = LecturePageFactory(parent=edition, title="Trygga torg")
    speaker = SpeakerFactory(name="Person")
    return {
        sending.edit_url(lecture): sending.opened(editor, lecture, lead=TEXT),
        add_url(edition): new_form(editor, edition, lead=TEXT),
        speaker_url("edit", speaker.pk): speaker_form(editor, speaker_url("edit", speaker.pk)) | {"name": TEXT},
        speaker_url("add"): speaker_form(editor, speaker_url("add")) | {"name": TEXT},
    }


def test_form_of_a_signed_out_user_returns_with_its_text(editor, forms):
    user = editor.session["_auth_user_id"]
    editor.logout()
    for url, form in forms.items():
        response = editor.post(url, form, headers=FROM_HERE)
        html = response.content.decode()
        assert (response.status_code, "Du är utloggad" in html) == (403, True)
        back = hidden_form(html)
        assert words(back) == words(form)
        assert back["show_again"] == "1"
    editor.force_login(get_user(user))
    shown = editor.post(url, back)
    assert shown.context["form"]["name"].value().split() == TEXT.split()
    assert "inte sparat" in told(shown)


def get_user(pk):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=pk)


def hidden_form(html: str) -> dict:
    """What the form of the page that tells sends."""
    form = fields_of(html, form_index=0).dict()
    return {name: value.removeprefix("\n") for name, value in form.items()}  # as browsers do in a textarea


def words(form: dict) -> dict:
    """What a form says, whatever ends its lines."""
    return {name: value.split() for name, value in form.items() if name not in ("csrfmiddlewaretoken", "show_again")}


def test_script_is_told_that_it_is_signed_out(editor, forms):
    editor.logout()
    for url, form in forms.items():
        response = editor.post(url, form, headers=AS_SCRIPT)
        assert (response.status_code, response.json()["error_code"]) == (401, "signed_out")
        assert "utloggad" in response.json()["error_message"]
    assert editor.get(reverse("editor_session"), headers=AS_SCRIPT).status_code == 401
    assert editor.get(reverse("wagtailadmin_home")).status_code == 302


def test_form_without_proof_is_explained_and_kept(forms, editor):
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "sv"})
    strict.cookies = editor.cookies
    for url, form in forms.items():
        response = strict.post(url, form, headers=FROM_HERE)
        assert response.status_code == 403
        assert "Formuläret kunde inte tas emot" in response.content.decode()
        assert "Logga in" not in response.content.decode()
        assert hidden_form(response.content.decode())["form_key"] == form["form_key"]
        assert strict.post(url, form, headers=AS_SCRIPT).json()["error_code"] == "csrf"


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Referer": "https://e.example/"}, {}],
)
def test_what_another_site_sends_is_not_shown(forms, editor, headers):
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "sv"})
    strict.cookies = editor.cookies
    url, form = next(iter(forms.items()))
    html = strict.post(url, form, headers=headers).content.decode()
    assert "Rad ett" not in html
    assert "show_again" not in html


def test_public_forms_have_djangos_own_answer(db):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/utkast/x/", {"form_key": "x"}, headers=FROM_HERE)
    assert b"Det du hade skrivit" not in response.content


def test_session_says_who_and_what_became_of_an_attempt(editor, edition):
    lecture = LecturePageFactory(parent=edition)
    form = sending.opened(editor, lecture, lead="Ny") | {"form_attempt": "ett"}
    question = {"form": form["form_key"], "attempt": "ett"}
    session = reverse("editor_session")
    assert editor.get(session, question).json()["saved"] is None
    saved = sending.autosave(editor, lecture, form)
    answer = editor.get(session, question).json()
    assert (answer["user"], answer["saved"]["json"]["revision_id"]) == (form["form_user"], saved["revision_id"])
    assert editor.get(session, question | {"attempt": "två"}).json()["saved"] is None
    editor.force_login(UserFactory(group="Redaktörer"))
    assert editor.get(session, question).json()["saved"] is None
    assert Submission.objects.count() == 1
    assert draft_of(lecture).lead == "Ny"
