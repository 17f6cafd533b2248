"""What has been scheduled: which versions are due, and which of them go out as one."""

from datetime import datetime

from wagtail.models import Revision


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
