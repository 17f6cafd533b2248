"""Wagtail's `publish_scheduled`, made safe to be killed and to be started twice (docs/deploy.md)."""

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection, transaction
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from home import clock
from home.scheduling import due, published_as_one
from home.signals import every_minute

LOCK = 20_181_937  # any number that no other advisory lock of this database has


class Command(WagtailCommand):
    """Publish and unpublish what is due: one run at a time, and one transaction for each page.

    Wagtail's own (8.0) clears the date of a publication before it publishes, outside a transaction: killed between the
    two it never publishes. One page that cannot be published does not keep the others from it.
    """

    help = "Publishes and unpublishes what has been scheduled and is due."

    def handle(self, *args, **options):
        if options["dryrun"]:
            return super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                self.stdout.write("Another run is at work: nothing to do here.")
                return None
            try:
                failed = [f"{thing}: {error}" for thing, error in [*self.publish_and_unpublish(), *see_to_the_rest()]]
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        if failed:
            raise CommandError("Could not be done:\n" + "\n".join(failed))
        return None

    def publish_and_unpublish(self):
        """Do all that is due; yield (thing, error) for what could not be done."""
        now = clock.now()
        kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
        models = [Page, *(model for model in kinds if not issubclass(model, Page))]
        expired = [thing for model in models for thing in model.objects.filter(live=True, expire_at__lte=now)]
        for thing in expired:
            yield from self._attempt(thing, thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
        for revisions in published_as_one(due(now)):
            yield from self._attempt(
                " + ".join(str(revision) for revision in revisions), lambda revisions=revisions: publish_all(revisions)
            )

    def _attempt(self, thing, action, **options):
        try:
            with transaction.atomic():
                action(**options)
        except Exception as error:  # noqa: BLE001
            self.stderr.write(f"{thing}: {error}")
            yield thing, error


def see_to_the_rest():
    """Let those who listen do what is to be done every minute; yield (who, error) for what could not be done."""
    for listener, error in every_minute.send_robust(sender=Command):
        if error:
            yield listener.__module__, error


def publish_all(revisions: list[Revision]) -> None:
    """Publish revisions in their order."""
    for revision in revisions:
        revision.publish(log_action="wagtail.publish.scheduled")
