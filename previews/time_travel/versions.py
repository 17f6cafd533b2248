"""The versions of a page: what is public now, the newest draft, and every one that was saved."""

from copy import copy
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import formats, timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

LIVE, LATEST, EARLIEST = NAMED = ("live", "latest", "earliest")
IDENTITY = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
MAX_DIGITS = 18  # of a key in the database
MAX_LISTED = 200


@dataclass(frozen=True)
class Version:
    """One version of a page. Without a revision it is what the page's own row says."""

    page: Page
    key: str
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """How the version is called in a list."""
        if self.key == LIVE:
            return _("Published now")
        if self.key == LATEST:
            return _("Newest draft")
        parts = [formats.date_format(timezone.localtime(self.revision.created_at), "DATETIME_FORMAT")]
        if self.revision.user_id:
            parts.append(get_user_display_name(self.revision.user))
        if self.revision.pk == self.page.live_revision_id:
            parts.append(_("published now"))
        if goes_live := self.revision.approved_go_live_at:
            when = formats.date_format(timezone.localtime(goes_live), "DATETIME_FORMAT")
            parts.append(_("will be published %(when)s") % {"when": when})
        return ", ".join(parts)

    def as_page(self) -> Page:
        """The page as this version has it."""
        if self.revision:
            return self.revision.as_object()
        row = type(self.page).objects.get(pk=self.page.pk)
        row.draft_of_original = None  # what is public has the facts of its row, not those of a draft
        return row


def as_visitors_see(page, request) -> str:
    """A version of a page, as HTML. The language of who asks stays as it is."""
    with override(get_language()):  # the preview speaks the page's
        response = page.make_preview_request(as_visitor(request), page.default_preview_mode)
    return response.content.decode(response.charset)


def as_visitor(request):
    """The request of somebody who has not signed in: without the editor's bar, and without what only editors see."""
    visitor = copy(request)
    visitor.META = {key: value for key, value in request.META.items() if key not in IDENTITY}
    visitor.user = AnonymousUser()
    return visitor


def revisions(page):
    """The saved versions of a page, the newest first."""
    return page.revisions.order_by("-created_at", "-pk")


def chosen(page, asked: str | None, usual: str) -> Version:
    """The version that is asked for: by its name, or by its number. Http404 for a number that is not of the page."""
    if asked and asked.isascii() and asked.isdigit():
        found = revisions(page).filter(pk=asked).select_related("user").first() if len(asked) <= MAX_DIGITS else None
        if not found:
            raise Http404
        return Version(page, str(found.pk), found)
    key = asked if asked in NAMED else usual
    if key == LIVE and page.live:
        return Version(page, LIVE)
    if key == LATEST:
        return Version(page, LATEST, page.latest_revision)
    earliest = revisions(page).last()
    return Version(page, str(earliest.pk), earliest) if earliest else Version(page, LATEST)


def listed(page, wanted: list[Version]) -> list[Version]:
    """The versions that can be chosen, the newest first; those wanted are among them however old they are."""
    saved = list(revisions(page).defer("content").select_related("user")[:MAX_LISTED])
    numbers = {revision.pk for revision in saved}
    older = {v.revision.pk: v.revision for v in wanted if v.key not in NAMED and v.revision.pk not in numbers}
    found = [Version(page, str(revision.pk), revision) for revision in [*saved, *older.values()]]
    named = [Version(page, LIVE)] if page.live else []
    return [*named, Version(page, LATEST, page.latest_revision), *found]
