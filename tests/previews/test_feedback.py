"""What readers of a link answer: it reaches the editor, it holds for one version, and it changes nothing."""

import pytest
from django.core import mail
from wagtail.models import Comment

from previews.models import DraftLink, Feedback, LinkedPage
from tests.bilingual.changing import edited, now, publish
from tests.bilingual.sending import opened
from tests.factories import LecturePageFactory
from tests.previews.conftest import made_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(reader, django_capture_on_commit_callbacks):
    """Sends the form of a page."""

    def answer(link, page, **fields):
        written = {"name": "Eva Ågren", "kind": "remark", "text": "Det var 2019."}
        with django_capture_on_commit_callbacks(execute=True):
            return reader.post(f"{link}svar{page.url}", written | fields)

    return answer


def told(desk, page) -> str:
    return desk.get(f"/admin/previews/links/{page.pk}/").content.decode()


def test_remark_reaches_the_editor_as_a_comment_and_as_mail(desk, maker, reader, answer, lecture):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture)
    sent = answer(link, lecture, field="lead", text="Det var <b>2019</b>.\nInte 2018.")
    assert (sent.status_code, "Tack" in reader.get(sent.url).content.decode()) == (302, True)
    comment = Comment.objects.get()
    assert (comment.page_id, comment.contentpath, comment.revision_created) == (
        lecture.pk,
        "lead",
        now(lecture).latest_revision,
    )
    assert comment.text == "Eva Ågren: Det var <b>2019</b>.\nInte 2018."
    assert (comment.user.is_active, comment.user.has_usable_password()) == (False, False)
    html = told(desk, lecture)
    assert ("Det var &lt;b&gt;2019&lt;/b&gt;." in html, "<b>2019" in html) == (True, False)
    [sent] = mail.outbox
    assert (sent.to, "Eva Ågren" in sent.subject) == ([maker.email], True)
    assert sent.body.startswith("Ingress\n\nDet var <b>2019</b>.")
    assert (now(lecture).title, now(lecture).lead) == ("Trygga torg", "Om torgen.")


def test_remarks_on_blocks_and_pages_have_places_in_the_form(desk, answer, lecture):
    link = made_link(desk, lecture)
    block = lecture.body[1].id
    row = lecture.speakers.first()
    for field in (f"body.{block}", "", f"speakers.{row.key}.affiliation"):
        answer(link, lecture, field=field)
    comments = list(Comment.objects.order_by("pk").values_list("contentpath", "text"))
    assert [path for path, _text in comments] == [f"body.{block}", "title", "title"]
    assert (comments[1][1], "[" in comments[2][1]) == ("Eva Ågren: Det var 2019.", True)


def test_remark_stays_when_an_open_form_is_saved(desk, answer, lecture):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture)
    address, form = f"/admin/pages/{lecture.pk}/edit/", opened(desk, now(lecture))
    answer(link, lecture, field="lead")
    assert desk.post(address, form | {"title": "Ännu nyare"}).status_code == 302
    publish(lecture)
    assert (now(lecture).title, Comment.objects.get().resolved_at) == ("Ännu nyare", None)
    assert "Det var 2019." in desk.get(address).content.decode()


def test_approval_holds_until_the_page_says_something_else(desk, answer, lecture, translation):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture, scope="languages")
    answer(link, lecture, kind="approval", text="")
    answer(link, translation, kind="approval", text="")
    assert ("Det här stämmer" in told(desk, lecture), "gäller inte längre" in told(desk, lecture)) == (True, False)
    edited(lecture)
    assert "gäller inte längre" not in told(desk, lecture)
    publish(lecture)
    assert "gäller inte längre" not in told(desk, lecture)
    edited(lecture, title="Nyare torg")
    assert "gäller inte längre" in told(desk, lecture)
    assert "gäller inte längre" not in told(desk, translation)
    edited(lecture, room="Ny sal")  # a fact, which the translation shows too
    assert "gäller inte längre" in told(desk, translation)
    assert Feedback.objects.filter(kind="approval").count() == 2


def test_approval_is_of_the_version_that_was_shown(desk, answer, lecture):
    link = made_link(desk, lecture)
    edited(lecture, title="Nya torg")
    answer(link, lecture, kind="approval", text="")
    assert "gäller inte längre" in told(desk, lecture)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": "a\x00b"},
        {"text": ""},
        {"text": "x" * 4001},
        {"text": "a\x00b"},
        {"field": "password"},
        {"kind": "publish"},
        {"kind": ""},
        {"kind": "approval"},  # with a text, which would be thrown away
    ],
)
def test_wrong_answer_is_told_and_nothing_is_kept(desk, answer, lecture, wrong):
    sent = answer(made_link(desk, lecture), lecture, **wrong)
    assert (sent.status_code, "Ingenting skickades" in sent.content.decode()) == (400, True)
    assert (Feedback.objects.count(), Comment.objects.count(), len(mail.outbox)) == (0, 0, 0)


def test_approval_that_is_sent_twice_is_one(desk, answer, lecture):
    link = made_link(desk, lecture)
    assert [answer(link, lecture, kind="approval", text="").status_code for _ in range(2)] == [302, 302]
    assert Feedback.objects.count() == 1


def test_address_of_an_answer_leads_to_the_page(desk, reader, lecture):
    link = made_link(desk, lecture)
    assert reader.get(f"{link}svar{lecture.url}").url == f"{link}sv{lecture.url[3:]}"


def test_reader_is_led_to_what_is_wrong(desk, answer, lecture):
    html = answer(made_link(desk, lecture), lecture, text="").content.decode()
    assert ("<title>Inte skickat: " in html, html.count("autofocus"), "Eva Ågren" in html) == (True, 1, True)


def test_remark_on_a_nested_block_is_placed_at_the_title(desk, answer, edition):
    inner = {"type": "text", "value": "<p>Buss 6 går.</p>"}
    section = {"type": "section", "value": {"heading": "Vägen", "content": [inner]}}
    lecture = LecturePageFactory(parent=edition, body=[section])
    link = made_link(desk, lecture)
    key, label, _has_place = next(part for part in LinkedPage.objects.get().parts if "Buss" in part[1])
    assert answer(link, lecture, field=key).status_code == 302
    comment = Comment.objects.get()
    assert (label, comment.contentpath) == ("Brödtext: Buss 6 går.", "title")
    assert comment.text == "Eva Ågren: [Brödtext: Buss 6 går.] Det var 2019."


def test_remark_of_a_megabyte_is_refused(desk, answer, lecture):
    sent = answer(made_link(desk, lecture), lecture, text="x" * 1_000_000)
    assert (sent.status_code, Feedback.objects.count()) == (413, 0)
    assert "4 000 tecken" in sent.content.decode()


def test_link_without_answers_takes_none(desk, reader, answer, lecture):
    link = made_link(desk, lecture, takes_answers=None)
    assert '<form class="answer' not in reader.get(link).content.decode()
    assert (answer(link, lecture).status_code, Feedback.objects.count()) == (404, 0)


def test_dead_link_and_other_pages_take_no_answers(desk, answer, lecture, translation):
    link = made_link(desk, lecture)
    assert answer(link, translation).status_code == 404
    DraftLink.objects.all().delete()
    assert (answer(link, lecture).status_code, Feedback.objects.count()) == (410, 0)


def test_nobody_fills_the_editors_desk(desk, answer, lecture):
    link = made_link(desk, lecture)
    codes = [answer(link, lecture, text=f"Nummer {number}").status_code for number in range(12)]
    assert codes == [302] * 10 + [400] * 2


def test_mail_that_fails_loses_no_answer(desk, answer, lecture, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("previews.sharing.feedback.send_mail", fail)
    assert (answer(made_link(desk, lecture), lecture).status_code, Comment.objects.count()) == (302, 1)


def test_changes_are_shown_where_the_editor_allows_it(desk, reader, lecture):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture)
    changes = f"{link}andringar{lecture.url}"
    assert f'href="{changes}"' in reader.get(link).content.decode()
    html = reader.get(changes).content.decode()
    assert ("<ins" in html, "<del" in html) == (True, True)
    closed = made_link(desk, lecture, shows_changes=None)
    assert (reader.get(f"{closed}andringar{lecture.url}").status_code) == 404
    assert "andringar" not in reader.get(closed).content.decode()
