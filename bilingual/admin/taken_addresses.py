"""Tells editors which page has the address that another page would have: no address is changed in silence."""

import re

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from bilingual.admin.buttons import edit_button
from bilingual.slugs import page_at


def taken_from(page) -> tuple[str, Page] | None:
    """The address that a page would have and the page that has it; None where it has that, or a chosen one."""
    slugs = page.slugs_by_itself()
    numbered = (re.fullmatch(rf"{re.escape(slug)}-\d+", page.slug) for slug in slugs)
    was_chosen = page.slug not in slugs and not any(numbered)
    if was_chosen or page.slug == slugs[0]:
        return None
    other = page_at(slugs[0], page.get_parent(), page)
    return (slugs[0], other) if other else None


def say_taken(slug: str, other: Page) -> str:
    """Which page has an address, for editors."""
    title = other.get_admin_display_title()
    if other.live:
        return _("The address “%(slug)s” is that of the page “%(title)s”.") % {"slug": slug, "title": title}
    return _("The address “%(slug)s” is taken by “%(title)s”, which is not public.") % {"slug": slug, "title": title}


def tell_of_taken_address(request, page) -> None:
    """Say that a page got another address than its title gives, and why. Not once it has been published twice."""
    is_new = page.first_published_at is None or page.first_published_at == page.last_published_at
    if not is_new or not request.accepts("text/html") or not (found := taken_from(page)):
        return
    slug, other = found
    told = _("This page has got “%(slug)s”. Write another under “Address”, or give the other page another one first.")
    button = edit_button(other, _("Edit the other page"), request.user)
    messages.warning(request, f"{say_taken(slug, other)} {told % {'slug': page.slug}}", buttons=button)
