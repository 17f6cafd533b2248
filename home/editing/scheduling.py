"""What has been scheduled: which versions are due, which of them go out as one, and which did not go out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from bilingual import publishing, transactions
from home import clock

MAX_DELAY = timedelta(minutes=2)  # after which what is due has been missed
FAILED = "home.publish_failed"
MAX_REASON = 500  # characters


def due(now: datetime):
    """The versions that should be public by now, in the order in which they became due."""
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")


def published_as_one(revisions) -> list[list[Revision]]:
    """The revisions in their order; those of one page's languages that are due at the same moment go together.

    Among these the original comes before its translations, whose texts are compared with it.
    """
    groups: dict[tuple, list[Revision]] = {}
    for revision in revisions:
        key = getattr(revision.content_object, "translation_key", None) or ("alone", revision.pk)
        groups.setdefault((key, revision.approved_go_live_at), []).append(revision)
    return [sorted(group, key=is_of_translation) for group in groups.values()]


def is_of_translation(revision: Revision) -> bool:
    """Whether a revision is of a page that has an original."""
    return bool(getattr(revision.content_object, "original", None))


@dataclass(frozen=True)
class Missed:
    """What should have been public since a moment; `reason` in an editor's words, if it has been tried."""

    instance: object
    title: str
    since: datetime
    reason: str


def missed() -> list[Missed]:
    """What is due since some minutes and has not been published."""
    found = []
    for revision in due(clock.now() - MAX_DELAY).select_related("content_type"):
        if instance := revision.content_object:
            since = timezone.localtime(revision.approved_go_live_at)
            found.append(Missed(instance, revision.object_str, since, _last_reason(instance, revision)))
    return found


def note_failure(revisions: list[Revision], error: Exception) -> None:
    """Write into the history of each page why it could not be published; once, and not every minute."""
    for revision in revisions:
        instance = revision.content_object
        reason = reason_of(instance, error)
        if instance and _last_reason(instance, revision) != reason:
            log(instance, FAILED, revision=revision, data={"reason": reason})


def reason_of(instance, error: Exception) -> str:
    """Why something could not be published, in an editor's words where there are such."""
    if transactions.is_lock_conflict(error):
        return _("Somebody else was changing the page. It is tried again every minute.")
    said = publishing.error_text(instance, error) if instance and isinstance(error, ValidationError) else str(error)
    return (said or type(error).__name__)[:MAX_REASON]


def _last_reason(instance, revision: Revision) -> str:
    entry = log_registry.get_logs_for_instance(instance).filter(action=FAILED, revision=revision).first()
    return entry.data.get("reason", "") if entry else ""
