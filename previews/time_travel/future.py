"""What will be public at a moment: the versions that are scheduled until then and, if wanted, every draft."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Revision, Site
from wagtail.permissions import page_permission_policy

from bilingual.models import Translation, Wording
from home import clock
from home.editing.scheduling import due, published_as_one
from previews.time_travel import page_rows, sandbox

CACHED_FOR = 600  # seconds
WHEN_CHANGED = ("latest_revision_created_at", "last_published_at")


@dataclass
class Future:
    """The site at `moment` (aware), as far as `user` may see drafts: with the versions of pages they may edit.

    With `drafts`, the newest version of every page, as if all of them had been published.
    """

    moment: datetime
    user: object
    drafts: bool = False

    def show(self, answer: Callable):
        """What `answer` returns, asked at the moment, of the site as it will be."""
        with clock.at(self.moment):
            return sandbox.run_in(self.rows_then, answer) if self.versions else answer()

    @cached_property
    def rows_then(self) -> page_rows.Rows:
        """The rows of the pages that will have changed. Kept as long as nothing they were made of changes."""
        key = self._key()
        found = cache.get(key)
        if found is None:
            found = sandbox.rows_after(self._publish)
            cache.set(key, found, CACHED_FOR)
        return found

    @cached_property
    def versions(self) -> list[Revision]:
        """The versions that will have been published, in the order in which they will be.

        Those of pages that the user may edit: asked of the few pages there are versions of, not of all.
        """
        if self.user.is_superuser:
            return self._all_versions
        pages = page_permission_policy.instances_user_has_any_permission_for(self.user, ["change"])
        editable = pages.filter(pk__in=[revision.object_id for revision in self._all_versions])
        keys = {str(key) for key in editable.values_list("pk", flat=True)}
        return [revision for revision in self._all_versions if revision.object_id in keys]

    @property
    def hidden(self) -> int:
        """How many versions are left out, since the user may not edit the pages."""
        return len(self._all_versions) - len(self.versions)

    @cached_property
    def _all_versions(self) -> list[Revision]:
        """The scheduled ones, then the drafts, those of originals before those of translations."""
        scheduled = list(due(self.moment).defer("content"))
        if not self.drafts:
            return scheduled
        newer = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), expired=False)
        drafts = Revision.objects.filter(pk__in=newer.values("latest_revision"))
        drafts = drafts.exclude(pk__in=[revision.pk for revision in scheduled]).defer("content").order_by("pk")
        translations = Translation.objects.existing().filter(page__in=newer).values_list("page_id", flat=True)
        translated = {str(key) for key in translations}
        return scheduled + sorted(drafts, key=lambda revision: revision.object_id in translated)

    def _key(self) -> str:
        """Names all that the rows depend on."""
        keys = [revision.object_id for revision in self.versions]
        groups = Page.objects.filter(pk__in=keys).values("translation_key")
        pages = Page.objects.filter(translation_key__in=groups).order_by("pk")
        parts = [
            self.moment.isoformat(),
            [(revision.pk, revision.created_at) for revision in self.versions],
            list(pages.values_list("pk", "live", "url_path", "expire_at", *WHEN_CHANGED)),
            list(Translation.objects.filter(page__in=pages).order_by("pk").values()),
            list(Wording.objects.filter(translation__page__in=pages).order_by("pk").values()),
        ]
        return f"previews.time_travel.future.{hashlib.sha256(repr(parts).encode()).hexdigest()}"

    def _publish(self) -> list[int]:
        """Publish, as far as visitors see it; the keys of the pages that this changes."""
        changed: set[int] = set()
        for group in published_as_one(self.versions):
            try:
                with transaction.atomic():
                    for revision in group:
                        changed |= publish(revision, self.moment, is_draft=revision.approved_go_live_at is None)
            except Exception:  # noqa: BLE001, S112 - what cannot be published will not be
                continue
        return sorted(changed)


def publish(revision: Revision, moment: datetime, *, is_draft: bool) -> set[int]:
    """Make a version public in the database; the keys of the pages that this changes.

    As Wagtail's PublishPageRevisionAction does, without what visitors do not see (log, workflow, signals to others).
    A draft may lack what a published page may not.
    """
    version = revision.as_object()
    before = type(version).objects.get(pk=version.pk)
    if is_start_page(version):  # its address is in no link, but every process keeps it in a cache
        version.slug, version.url_path = before.slug, before.url_path
    version.live, version.expired = True, False
    version.has_unpublished_changes = not revision.is_latest_revision()
    version.live_revision = revision
    version.last_published_at = moment
    version.first_published_at = version.first_published_at or moment
    version.save(clean=not is_draft)
    group = Page.objects.filter(translation_key=version.translation_key)
    changed = set(group.values_list("pk", flat=True))
    if version.url_path != before.url_path:
        changed |= set(version.get_descendants().values_list("pk", flat=True))
    return changed


def is_start_page(page: Page) -> bool:
    """Whether a page is the start page of a site, in one of its languages."""
    return Site.objects.filter(root_page__translation_key=page.translation_key).exists()
