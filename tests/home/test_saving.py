"""Forms of the editor as they are saved: from the newest version or not at all, and the same form once."""

import random
import re

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision

from home.models import Submission
from lectures.models import LecturePage, Speaker
from tests.bilingual import sending
from tests.factories import LecturePageFactory, SpeakerFactory, UserFactory
from tests.forms import fields_of, filled_form, sent
from tests.prepared import prepared


@pytest.fixture
@prepared
def lecture(edition):
    page = LecturePageFactory(parent=edition, title="Trygga torg")
    page.save_revision().publish()
    return LecturePage.objects.get(pk=page.pk)


def draft_of(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def with_new_speaker(form, speaker) -> dict:
    number = int(form["speakers-TOTAL_FORMS"])
    row = {"id": "", "ORDER": "1", "DELETE": "", "speaker": str(speaker.pk), "role": "speaker", "affiliation": ""}
    return {
        **form,
        "speakers-TOTAL_FORMS": str(number + 1),
        **{f"speakers-{number}-{name}": value for name, value in row.items()},
    }


def add_url(edition) -> str:
    return reverse("wagtailadmin_pages:add", args=["lectures", "lecturepage", edition.pk])


def new_form(editor, edition, **changes) -> dict:
    return filled_form(editor.get(add_url(edition)).content, **changes).dict()


def told(response) -> str:
    return " ".join(text for _kind, text in sending.messages(response))


# From an outdated version


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_outdated_form_comes_back_and_overwrites_nothing(editor, lecture, action):
    old = sending.opened(editor, lecture, title="Mitt")
    sending.send(editor, lecture, sending.opened(editor, lecture, title="Ditt"))
    response = sending.send(editor, lecture, old, action)
    assert response.status_code == 200
    assert response.context["form"]["title"].value() == "Mitt"
    assert "har sparat en nyare version" in told(response)
    assert "Se den andra versionen" in told(response)
    assert draft_of(lecture).title == "Ditt"


def test_outdated_form_stays_outdated_until_somebody_decides(editor, lecture):
    old = sending.opened(editor, lecture, title="Mitt")
    sending.send(editor, lecture, sending.opened(editor, lecture, title="Ditt"))
    back = filled_form(sending.send(editor, lecture, old).content, title="Mitt").dict()
    assert sending.autosave(editor, lecture, back)["error_code"] == "invalid_revision"
    again = sending.send(editor, lecture, back)
    assert (again.status_code, draft_of(lecture).title) == (200, "Ditt")
    newest = re.search(rb'name="overwrite_newer" value="(\d+)"', again.content)[1].decode()
    assert sending.autosave(editor, lecture, back | {"overwrite_newer": newest})["error_code"] == "invalid_revision"
    assert sending.send(editor, lecture, back | {"overwrite_newer": newest}).status_code == 302
    assert draft_of(lecture).title == "Mitt"
    versions = Revision.objects.for_instance(lecture).order_by("pk")
    assert [version.content["title"] for version in versions][-2:] == ["Ditt", "Mitt"]


def test_decision_is_about_the_version_that_was_seen(editor, lecture):
    old = sending.opened(editor, lecture, title="Mitt")
    sending.send(editor, lecture, sending.opened(editor, lecture, title="Ditt"))
    seen = str(Page.objects.get(pk=lecture.pk).latest_revision_id)
    sending.send(editor, lecture, sending.opened(editor, lecture, title="Ditt igen"))
    assert sending.send(editor, lecture, old | {"overwrite_newer": seen}).status_code == 200
    assert draft_of(lecture).title == "Ditt igen"


def test_overwriting_leaves_the_rows_that_the_form_has(editor, lecture):
    mine, other = SpeakerFactory(name="Min"), SpeakerFactory(name="Annan")
    form = sending.opened(editor, lecture)
    sending.publish(editor, lecture, **with_new_speaker(form, other))
    newest = str(Page.objects.get(pk=lecture.pk).latest_revision_id)
    response = sending.send(
        editor, lecture, with_new_speaker(form, mine) | {"overwrite_newer": newest}, "action-publish"
    )
    assert response.status_code == 302
    assert [row.speaker.name for row in LecturePage.objects.get(pk=lecture.pk).speakers.all()] == ["Min"]


def test_page_without_a_version_is_opened_at_none(editor, edition):
    page = LecturePageFactory(parent=edition, title="Trygga torg")
    forms = [sending.opened(editor, page, title=f"Titel {number}") for number in range(2)]
    answers = [sending.autosave(editor, page, form) for form in forms]
    assert [answer["success"] for answer in answers] == [True, False]


def test_autosave_is_followed_by_autosave_and_by_publishing(editor, lecture):
    """As Wagtail's own script does it, which goes on saying what was loaded first."""
    form = sending.opened(editor, lecture, title="Ett")
    first = sending.autosave(editor, lecture, form)
    form |= {"title": "Två", "overwrite_revision_id": str(first["revision_id"])}
    assert sending.autosave(editor, lecture, form)["success"]
    del form["overwrite_revision_id"]
    assert sending.send(editor, lecture, form | {"title": "Tre"}, "action-publish").status_code == 302
    assert LecturePage.objects.get(pk=lecture.pk).title == "Tre"


# The same form twice


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_form_sent_twice_is_as_once_on_edit(editor, lecture, action):
    before = Revision.objects.for_instance(lecture).count()
    form = with_new_speaker(sending.opened(editor, lecture, title="En gång"), SpeakerFactory(name="Ny"))
    answers = [sending.send(editor, lecture, form, action) for _time in range(3)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, answers[0].url)] * 3
    assert told(answers[1]).split()[:3] == told(answers[0]).split()[:3] != []
    draft = draft_of(lecture)
    assert (draft.title, [row.speaker.name for row in draft.speakers.all()]) == ("En gång", ["Ny"])
    assert Revision.objects.for_instance(lecture).count() == before + 1


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_form_sent_twice_is_as_once_on_add(editor, edition, action):
    form = with_new_speaker(new_form(editor, edition, title="Ny föreläsning"), SpeakerFactory(name="Ny"))
    form |= {action: "1"} if action else {}
    answers = [editor.post(add_url(edition), form) for _time in range(2)]
    assert answers[0].status_code == 302
    assert answers[1].url == answers[0].url
    page = LecturePage.objects.get(title="Ny föreläsning")
    assert draft_of(page).speakers.count() == 1


def test_autosave_sent_twice_is_as_once(editor, edition):
    form = new_form(editor, edition, title="Ny föreläsning")
    answers = [editor.post(add_url(edition), form, headers={"Accept": "application/json"}).json() for _time in range(2)]
    assert answers[0]["success"]
    assert answers[0] == answers[1]
    assert LecturePage.objects.filter(title="Ny föreläsning").count() == 1


def test_add_form_that_has_made_a_page_makes_no_second(editor, edition):
    """The browser's way back, other words, and sent again: it is the page that there is, and a newer version."""
    form = new_form(editor, edition, title="Ny föreläsning")
    editor.post(add_url(edition), form)
    page = LecturePage.objects.get(title="Ny föreläsning")
    response = editor.post(add_url(edition), form | {"title": "Andra ord"})
    assert response.status_code == 200
    assert (response.context["page"].pk, response.context["form"]["title"].value()) == (page.pk, "Andra ord")
    assert LecturePage.objects.count() == 1


def test_two_forms_that_say_the_same_are_two(editor, edition):
    forms = [new_form(editor, edition, title="Ny", slug=slug) for slug in ("ny", "ny-2")]
    for form in forms:
        assert editor.post(add_url(edition), form).status_code == 302
    assert LecturePage.objects.filter(title="Ny").count() == 2


def test_form_with_an_error_is_not_remembered(editor, lecture):
    form = sending.opened(editor, lecture, title="")
    for _time in range(2):
        assert sending.send(editor, lecture, form, "action-publish").status_code == 200
    assert not Submission.objects.exists()


def test_random_orders_of_sending_save_each_form_once(editor, lecture):
    for seed in range(6):
        order = random.Random(seed)
        speaker = SpeakerFactory(name=f"Person {seed}")
        forms = [sending.opened(editor, lecture, title=f"{seed}-{number}") for number in range(3)]
        forms[0] = with_new_speaker(forms[0], speaker)
        before = Revision.objects.for_instance(lecture).count()
        queue = forms * 3
        order.shuffle(queue)
        winner = queue[0]["title"]
        for form in queue:
            answer = sending.send(editor, lecture, form, order.choice(["", "action-publish"]))
            assert answer.status_code in (200, 302)
        assert draft_of(lecture).title == winner
        assert Revision.objects.for_instance(lecture).count() == before + 1
        assert len([row for row in draft_of(lecture).speakers.all() if row.speaker == speaker]) <= 1


# Text that could not be saved


def test_form_is_shown_again_without_being_saved(editor, lecture):
    before = Revision.objects.for_instance(lecture).count()
    form = sending.opened(editor, lecture, lead="Osparat", starts_at="", status="")
    response = sending.send(editor, lecture, form | {"show_again": "1"}, "action-publish")
    assert response.status_code == 200
    assert response.context["form"]["lead"].value() == "Osparat"
    assert "inte sparat" in told(response)
    assert Revision.objects.for_instance(lecture).count() == before


def test_add_form_is_shown_again_without_being_saved(editor, edition):
    form = new_form(editor, edition, title="Osparad", lead="Text")
    response = editor.post(add_url(edition), form | {"show_again": "1"})
    assert response.context["form"]["lead"].value() == "Text"
    assert not LecturePage.objects.exists()


def test_form_of_somebody_else_is_neither_saved_nor_shown(editor, lecture):
    form = sending.opened(editor, lecture, title="Hemligt")
    editor.force_login(UserFactory(group="Redaktörer"))
    for extra in ({}, {"show_again": "1"}):
        response = sending.send(editor, lecture, form | extra)
        assert (response.status_code, response.url) == (302, sending.edit_url(lecture))
        assert "Hemligt" not in editor.get(response.url).content.decode()
    assert sending.autosave(editor, lecture, form)["error_code"] == "other_user"
    assert draft_of(lecture).title == "Trygga torg"


# Snippets


def speaker_form(editor, url) -> dict:
    return fields_of(editor.get(url).content.decode(), form_id="w-editor-form").dict()


def speaker_url(view, *args) -> str:
    return reverse(Speaker.snippet_viewset.get_url_name(view), args=args)


def test_snippet_added_twice_is_added_once(editor, db):
    form = speaker_form(editor, speaker_url("add")) | {"name": "Ny Person"}
    answers = [editor.post(speaker_url("add"), form) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Speaker.objects.filter(name="Ny Person").count() == 1


def test_snippet_form_with_other_words_asks_before_it_adds_another(editor, db):
    form = speaker_form(editor, speaker_url("add")) | {"name": "Ny Person"}
    editor.post(speaker_url("add"), form)
    response = editor.post(speaker_url("add"), form | {"name": "Andra Person"})
    assert (response.status_code, Speaker.objects.count()) == (200, 1)
    again = filled_again(response) | {"name": "Andra Person"}
    assert editor.post(speaker_url("add"), again).status_code == 302
    assert Speaker.objects.count() == 2


def filled_again(response) -> dict:
    return fields_of(response.content.decode(), form_id="w-editor-form").dict()


def test_snippet_form_is_shown_again_without_being_saved(editor, db):
    speaker = SpeakerFactory(name="Person")
    form = speaker_form(editor, speaker_url("edit", speaker.pk)) | {"name": "Osparad", "show_again": "1"}
    response = editor.post(speaker_url("edit", speaker.pk), form)
    assert response.context["form"]["name"].value() == "Osparad"
    assert Speaker.objects.get().name == "Person"


def test_fact_that_two_have_changed_is_overwritten_only_when_seen(editor, db):
    speaker = SpeakerFactory(name="Person", website="https://example.org/")
    url = speaker_url("edit", speaker.pk)
    form = speaker_form(editor, url) | {"name": "Min"}
    sent(editor, url, name="Annan", website="https://example.com/")
    response = editor.post(url, form)
    assert response.status_code == 200
    assert "Annan" in str(response.context["form"].errors["name"])
    assert Speaker.objects.get().name == "Annan"
    assert editor.post(url, filled_again(response) | {"name": "Min"}).status_code == 302
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.website) == ("Min", "https://example.com/")
