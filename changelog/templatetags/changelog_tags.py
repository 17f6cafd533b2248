"""What a page tells of its changes."""

from django import template

from changelog.telling import changes_of

register = template.Library()

OVER = ("just_held", "recorded", "held", "past")  # states in which nobody has to change their plans any more
SHOWN = 3  # days with changes that are not folded


@register.simple_tag
def event_changes(event) -> dict:
    """What has changed of a lecture or an edition: the newest, and those before. Nothing once it is over."""
    found = [] if not event.pk or event.state in OVER else changes_of(event)
    return {"newest": found[:SHOWN], "earlier": found[SHOWN:]} if found else {}
