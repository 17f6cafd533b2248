"""Buttons in messages to editors."""

from django.urls import reverse
from wagtail.admin import messages


def edit_button(page, label: str, user=None) -> list:
    """A button that leads to the form of a page; with `user`, none for one who may not edit it."""
    if user and not page.permissions_for_user(user).can_edit():
        return []
    return [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), label)]
