"""The page editor as a browser uses it: open the form, change what stands in it, save, publish, send for review."""

import json

from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import rich_text

from tests.forms import filled_form


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client, page, **changes: str) -> dict:
    """The form as it is when it has been opened, blocks included, with some fields changed."""
    response = client.get(edit_url(page))
    assert response.status_code == 200
    draft = response.context["form"].instance
    form = filled_form(response.content)
    for name in draft.translatable_fields:
        field = draft._meta.get_field(name)
        if isinstance(field, StreamField):
            form.update(sent(field.stream_block, getattr(draft, name).get_prep_value(), name))
        elif rich := getattr(field, "features", None):
            form[name] = rich_text(getattr(draft, name), features=rich)
    return form.dict() | changes


def sent(block, stored, prefix: str) -> dict[str, str]:
    """What the form sends of a block, from what is stored of it."""
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        form = {f"{prefix}-count": str(len(stored or []))}
        for number, child in enumerate(stored or []):
            one = f"{prefix}-{number}"
            form |= {f"{one}-deleted": "", f"{one}-order": str(number), f"{one}-id": child["id"]}
            if isinstance(block, blocks.StreamBlock):
                form[f"{one}-type"] = child["type"]
            inner = block.child_blocks[child["type"]] if isinstance(block, blocks.StreamBlock) else block.child_block
            form |= sent(inner, child["value"], f"{one}-value")
        return form
    if isinstance(block, blocks.StructBlock):
        fields = [
            sent(child, (stored or {}).get(name), f"{prefix}-{name}") for name, child in block.child_blocks.items()
        ]
        return {name: value for field in fields for name, value in field.items()}
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(stored or "", features=block.features)}
    return {prefix: str(stored or "")}


def rich(text: str) -> str:
    """A paragraph as the rich text editor sends it."""
    return rich_text(f"<p>{text}</p>")


def send(client, page, form: dict, action: str = ""):
    """Press a button: nothing saves a draft, or `action-publish`, `action-submit`."""
    return client.post(edit_url(page), form | ({action: "1"} if action else {}))


def publish(client, page, **changes: str):
    """Open the form, change some fields, press publish."""
    return send(client, page, opened(client, page, **changes), "action-publish")


def autosave(client, page, form: dict) -> dict:
    """What the editor sends by itself while somebody writes."""
    response = client.post(edit_url(page), form, headers={"Accept": "application/json"})
    return response.json()


def shown_source(client, page) -> str:
    """What the script beside the form sends of the original's texts that stand there."""
    return json.dumps(client.get(reverse("bilingual:beside", args=[page.pk])).json()["source"])


def messages(response) -> list[tuple[str, str]]:
    """What the editor is told, with its kind."""
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]
