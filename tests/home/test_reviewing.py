"""What is said when somebody has reviewed a page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Workflow

from tests.factories import StandardPageFactory, UserFactory
from tests.forms import filled_form


@pytest.fixture
def handed_in(homes):
    page = StandardPageFactory(parent=homes["sv"], title="Om tilliten", live=False)
    page.save_revision()
    Workflow.objects.get().start(page, UserFactory(group="Redaktörer"))
    return page


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("approve", "Sidan ”Om tilliten” är godkänd och publicerad."),
        ("reject", "Ändringar av sidan ”Om tilliten” är begärda."),
    ],
)
def test_reviewer_is_told_what_was_done(client, handed_in, action, said):
    client.force_login(UserFactory(group="Granskare"))
    address = reverse("wagtailadmin_pages:edit", args=[handed_in.pk])
    answered = {"action-workflow-action": "1", "workflow-action-name": action}
    form = filled_form(client.get(address, headers={"accept-language": "sv"}).content, **answered)
    shown = client.post(address, form, follow=True, headers={"accept-language": "sv"})
    messages = BeautifulSoup(shown.text, "html.parser").select_one(".messages")
    assert said in " ".join(messages.text.split())
