"""The editor's forms, as a browser sends them."""

from django.http import QueryDict
from wagtail.test.utils.form_data import querydict_from_html


def filled_form(html: bytes, **changes: str) -> QueryDict:
    """What a form of the page editor would send, with some fields changed and, as new, no blocks in any body."""
    form = querydict_from_html(html.decode(), form_id="page-edit-form")
    for name, value in {"body-count": "0", **changes}.items():
        form[name] = value
    return form


def errors(response) -> dict[str, list[str]]:
    """The messages of a form that was sent back, by field."""
    return {name: [str(message) for message in messages] for name, messages in response.context["form"].errors.items()}
