"""What will change: a page as it is and as it will be, beside each other or as one, with the changes marked."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from bilingual.access import bilingual_page, may_read_draft, pages_in_group
from previews.compare.form_labels import FormLabels
from previews.compare.marking import changes_page
from previews.compare.writing import AFTER, BEFORE, BOTH, SHOWS
from previews.time_travel.versions import LATEST, LIVE, Version, as_visitors_see, chosen, listed

SIDE, OVER = VIEWS = ("side", "over")


def readable_page(request, page_id: int):
    """A page whose drafts the user may read. Http404 if there is none, PermissionDenied if the user may not."""
    page = bilingual_page(page_id)
    if not may_read_draft(request.user, page):
        raise PermissionDenied
    return page


def two_versions(request, page) -> tuple[Version, Version]:
    """The versions that are asked for; what cannot be had is the usual one. Http404 for another page's version."""
    return chosen(page, request.GET.get("from"), LIVE), chosen(page, request.GET.get("to"), LATEST)


def one_of(choices: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in choices else choices[0]


@require_GET
def compare(request, page_id: int):
    """Two versions of a page, and what can be chosen: which versions, how they stand, in which language."""
    page = readable_page(request, page_id)
    before, after = two_versions(request, page)
    view = one_of(VIEWS, request.GET.get("view"))
    may_edit = page.permissions_for_user(request.user).can_edit()
    context = {
        "page": page,
        "versions": listed(page, [before, after]),
        "before": before,
        "after": after,
        "view": view,
        "frames": [
            {"show": show, "title": title, "url": address(page, before, after, show=show), "version": version}
            for show, title, version in (
                [(BEFORE, _("Before"), before), (AFTER, _("After"), after)]
                if view == SIDE
                else [(BOTH, _("Both versions as one page"), None)]
            )
        ],
        "views": [
            {"name": _("Side by side"), "url": link(page, before, after, SIDE), "is_current": view == SIDE},
            {"name": _("One over the other"), "url": link(page, before, after, OVER), "is_current": view == OVER},
        ],
        "languages": [
            {"page": member, "url": link(member, before, after, view), "is_current": member.pk == page.pk}
            for member in pages_in_group(page)
        ],
        "versions_url": reverse("bilingual:versions", args=[page.pk]) if may_edit else "",
        "fields_url": fields_url(page, before, after) if may_edit else "",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        "page_title": _("What changes on the page"),
    }
    return TemplateResponse(request, "previews/admin/compare.html", context)


def query(before: Version, after: Version, **more) -> str:
    return urlencode({"from": before.key, "to": after.key} | more)


def address(page, before: Version, after: Version, **more) -> str:
    """The address of a page in a frame."""
    return f"{reverse('previews:compare_page', args=[page.pk])}?{query(before, after, **more)}"


def link(page, before: Version, after: Version, view: str) -> str:
    """The address of a comparison: of another page in the translation group, of its own live page or newest draft."""
    kept = {
        name: version.key
        for name, version in (("from", before), ("to", after))
        if version.key in (LIVE, LATEST) or version.page.pk == page.pk
    }
    return f"{reverse('previews:compare', args=[page.pk])}?{urlencode(kept | {'view': view})}"


def fields_url(page, before: Version, after: Version) -> str:
    """Wagtail's own comparison of the same versions, field by field; none where it has nothing to compare."""
    if not page.latest_revision_id:
        return ""
    keys = [LIVE if version.key == LIVE else version.revision.pk for version in (before, after)]
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *keys])


@require_GET
@xframe_options_sameorigin
def compare_page(request, page_id: int):
    """A version with the changes from or to the other marked in it, or both as one page: shown in a frame."""
    page = readable_page(request, page_id)
    pages = [version.as_page() for version in two_versions(request, page)]
    before, after = (as_visitors_see(version, request) for version in pages)
    response = HttpResponse(changes_page(before, after, one_of(SHOWS, request.GET.get("show")), FormLabels(*pages)))
    response["Cache-Control"] = "private, no-store"
    response["Content-Language"] = page.locale.language_code
    response._csp_config = settings.SECURE_CSP  # it is a page of the site, not of the editor
    return response
