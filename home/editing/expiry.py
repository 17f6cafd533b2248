"""An expiry time that has passed: a draft keeps it, and publishing the page again removes it."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

REMOVED = "home.expiry_removed"


def has_passed(moment: datetime | None) -> bool:
    """Whether a time to unpublish is over: by the real clock, as Wagtail's forms ask."""
    return bool(moment and moment <= timezone.now())


def expiry_of(revision: Revision) -> datetime | None:
    """The time to unpublish that a version has."""
    given = revision.content.get("expire_at")
    return parse_datetime(given) if isinstance(given, str) else given  # text once it has been stored


def remove_from(revision: Revision, user=None) -> None:
    """Remove a past expiry time from a version that is being published, so that it stays public."""
    if has_passed(expiry_of(revision)):
        revision.content = {**revision.content, "expire_at": None}
        revision.save(update_fields=["content"])
        log(revision.content_object, REMOVED, user=user, revision=revision)


def say_removed(moment: datetime, title: str) -> str:
    """What an editor is told of it."""
    return _("“%(title)s” was to be unpublished on %(moment)s. That time has passed and has been removed.") % {
        "title": title,
        "moment": f"{timezone.localtime(moment):%Y-%m-%d %H:%M}",
    }


class KeepsOldExpiry:
    """A form in which a time to unpublish that has been stored is no error because time has gone by."""

    def _clean_form(self):
        old = self._old_expiry()
        if old:
            del self.cleaned_data["expire_at"]  # Wagtail refuses whatever is past
        super()._clean_form()
        if old:
            self.cleaned_data["expire_at"] = old if self.is_deferred_validation else None
            self.instance.expiry_removed = None if self.is_deferred_validation else old

    def _old_expiry(self) -> datetime | None:
        """What stood there before and has passed: as stored, though the form knows no seconds."""
        sent, stored = self.cleaned_data.get("expire_at"), self.initial.get("expire_at")
        same = sent and stored and sent.replace(second=0, microsecond=0) == stored.replace(second=0, microsecond=0)
        return stored if same and has_passed(stored) else None
