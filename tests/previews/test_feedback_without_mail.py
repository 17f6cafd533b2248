"""What readers of a link answer is kept, at once, whatever the mail server does."""

import pytest
from wagtail.models import Comment

from tests.config.test_mail import silent  # noqa: F401
from tests.previews.conftest import made_link

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["remark", "approval"])
def test_answer_does_not_wait_for_mail(kind, silent, desk, reader, lecture, django_capture_on_commit_callbacks):  # noqa: F811
    link = made_link(desk, lecture)
    with django_capture_on_commit_callbacks(execute=True):
        form = {"name": "Eva Ågren", "kind": kind, "text": "Det var 2019." if kind == "remark" else ""}
        answer = reader.post(f"{link}svar{lecture.url}", form)
    assert answer.status_code == 302
    assert Comment.objects.count() == (kind == "remark")
    silent.accept()[0].close()  # it has been asked, beside
