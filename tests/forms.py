"""The editor's forms, as a browser sends them."""

import re

from django.http import QueryDict
from django.utils.text import slugify
from wagtail.test.utils.form_data import querydict_from_html

SCRIPTS = re.compile(r"<script\b.*?</script>|<!--.*?-->", re.DOTALL)
FIELDS = re.compile(
    r"<textarea\b.*?</textarea>|<option\b[^>]*>[^<]*|</?(?:form|input|select|option)\b[^>]*>", re.DOTALL
)


def fields_of(html: str, **which) -> QueryDict:
    """What a form in a page would send: Wagtail's `querydict_from_html`, without parsing the rest of the page."""
    return querydict_from_html("".join(FIELDS.findall(SCRIPTS.sub("", html))), **which)


def filled_form(html: bytes, **changes: str) -> QueryDict:
    """What a form of the page editor would send, with some fields changed and, as new, no blocks in any body.

    As in the browser, the address follows the title until it is written.
    """
    form = fields_of(html.decode(), form_id="page-edit-form")
    if not form.get("slug"):
        form["slug"] = slugify(changes.get("title", ""))
    for name, value in {"body-count": "0", **changes}.items():
        form[name] = value
    return form


def errors(response) -> dict[str, list[str]]:
    """The messages of a form that was sent back, by field."""
    assert "form" in (response.context or {}), f"no form was sent back: the answer is {response.status_code}"
    return {name: [str(message) for message in messages] for name, messages in response.context["form"].errors.items()}


def sent(browser, address: str, **changes: str):
    """The answer to a form of a thing that is opened, changed in some fields, and sent."""
    form = fields_of(browser.get(address).content.decode(), form_id="w-editor-form")
    for name, value in changes.items():
        form[name] = value
    return browser.post(address, form)
