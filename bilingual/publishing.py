"""Publishing an original and its translations as one: all of them, or none."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bilingual import translation_groups
from bilingual.access import pages_in_group
from bilingual.publish_problems import CannotBePublished, quoted, stream_problems


def is_to_come(go_live_at) -> bool:
    """Whether a schedule is still ahead: by the real clock, as Wagtail's own publishing asks."""
    return bool(go_live_at and go_live_at > timezone.now())


@transaction.atomic
def publish_all_locales(page, user, go_live_at=None) -> list:
    """Publish the newest drafts of all pages in a translation group, at `go_live_at` (aware) if that is in the future.

    Public pages without a newer draft are left as they are. Returns the pages that go out. Raises CannotBePublished.
    """
    translation_groups.lock_groups(page)
    going = []
    for member in pages_in_group(page):
        if member.pk == page.pk or not member.live or member.has_unpublished_changes:
            going.append(member)
    for member in going:
        version = member.specific.get_latest_revision_as_object()
        check_publishable(version, user)
        version.go_live_at = go_live_at if is_to_come(go_live_at) else None
        try:
            revision = version.save_revision(user=user, log_action=True, clean=False)
            revision.publish(user=user, skip_permission_checks=True)
        except ValidationError as error:
            raise CannotBePublished(version, error_text(version, error)) from error
    return going


def check_publishable(version, user) -> None:
    """Whether a draft may go out. Raises CannotBePublished."""
    if not version.permissions_for_user(user).can_publish():
        raise CannotBePublished(version, _("You may not publish this page."))
    lock = version.get_lock()
    if lock and lock.for_user(user):
        raise CannotBePublished(version, _("The page is locked."))
    version.take_shared_fields_of_draft()
    version.published_with_others = True
    try:
        version.full_clean()
    except ValidationError as error:
        raise CannotBePublished(version, error_text(version, error)) from error
    if lacking := version.publishing_errors():
        raise CannotBePublished(version, error_text(version, ValidationError(lacking)))
    if unfinished := [problem.label for problem in stream_problems(version)]:
        reason = _("Something is missing or wrong in: %(fields)s. Publish the page by itself to see where.")
        raise CannotBePublished(version, reason % {"fields": ", ".join(unfinished)})
    if segments := version.not_yet_translated():
        raise CannotBePublished(version, _("Not yet translated: %(fields)s.") % {"fields": quoted(segments)})


def error_text(version, error: ValidationError) -> str:
    """The errors of a page on one line, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    told = []
    for name, texts in error.message_dict.items():
        field = next((field for field in version._meta.fields if field.name == name), None)
        told.append(f"{capfirst(str(field.verbose_name))}: {' '.join(texts)}" if field else " ".join(texts))
    return " ".join(told)
