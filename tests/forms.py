"""The editor's forms, as a browser sends them."""

from django.http import QueryDict
from django.utils.text import slugify
from wagtail.test.utils.form_data import querydict_from_html


def filled_form(html: bytes, **changes: str) -> QueryDict:
    """What a form of the page editor would send, with some fields changed and, as new, no blocks in any body.

    As in the browser, the address follows the title until it is written.
    """
    form = querydict_from_html(html.decode(), form_id="page-edit-form")
    if not form.get("slug"):
        form["slug"] = slugify(changes.get("title", ""))
    for name, value in {"body-count": "0", **changes}.items():
        form[name] = value
    return form


def errors(response) -> dict[str, list[str]]:
    """The messages of a form that was sent back, by field."""
    return {name: [str(message) for message in messages] for name, messages in response.context["form"].errors.items()}


def sent(browser, address: str, **changes: str):
    """The answer to a form of a thing that is opened, changed in some fields, and sent."""
    form = querydict_from_html(browser.get(address).content.decode(), form_id="w-editor-form")
    for name, value in changes.items():
        form[name] = value
    return browser.post(address, form)
