"""Wagtail's `publish_scheduled`, made safe to be killed and to be started twice (docs/deploy.md)."""

from collections.abc import Callable

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from bilingual import transactions
from home import clock
from home.editing.scheduling import due, missed, note_failure, published_as_one
from home.signals import minute_jobs

LOCK = transactions.AdvisoryLock.PUBLISH_SCHEDULED


class Command(WagtailCommand):
    """Publish and unpublish what is due: one run at a time, and one transaction for each page.

    Wagtail's own (8.0) clears the date of a publication before it publishes, outside a transaction: killed between the
    two it never publishes. One page that cannot be published does not keep the others from it. What should have been
    public some minutes ago and is not is an error, whoever is to blame.
    """

    help = "Publishes and unpublishes what has been scheduled and is due."

    def handle(self, *args, **options):
        if options["dryrun"]:
            return super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                self.stdout.write("Another run is at work: nothing to do here.")
                failed = [f"{late.title}: due since {late.since:%Y-%m-%d %H:%M}" for late in missed()]
            else:
                try:
                    for late in missed():
                        self.stderr.write(f"Late: {late.title}, due since {late.since:%Y-%m-%d %H:%M}")
                    found = [*self.publish_and_unpublish(), *see_to_the_rest()]
                    failed = [f"{instance}: {error}" for instance, error in found]
                finally:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        if failed:
            raise CommandError("Could not be done:\n" + "\n".join(failed))
        return None

    def publish_and_unpublish(self):
        """Do all that is due; yield (instance, error) for what could not be done."""
        now = clock.now()
        kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
        models = [Page, *(model for model in kinds if not issubclass(model, Page))]
        for instance in [row for model in models for row in model.objects.filter(live=True, expire_at__lte=now)]:
            yield from self._attempt(instance, lambda row=instance: unpublish(row))
        for revisions in published_as_one(due(now)):
            names = " + ".join(str(revision) for revision in revisions)
            keys = [revision.pk for revision in revisions]
            for name, error in self._attempt(names, lambda keys=keys: publish_all(keys)):
                note_failure(revisions, error)
                yield name, error

    def _attempt(self, instance, action: Callable):
        try:
            transactions.run(action)
        except Exception as error:  # noqa: BLE001
            self.stderr.write(f"{instance}: {error}")
            yield instance, error


def see_to_the_rest():
    """Run the receivers of the minute jobs; yield (receiver, error) for each that failed."""
    for listener, error in minute_jobs.send_robust(sender=Command):
        if error:
            yield listener.__module__, error


def unpublish(instance) -> None:
    """Unpublish an expired page or snippet. It is read again, as it may have changed since."""
    fresh = type(instance).objects.get(pk=instance.pk)
    if fresh.live and fresh.expire_at and fresh.expire_at <= clock.now():
        fresh.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish_all(keys: list[int]) -> None:
    """Publish those of some revisions that are still to be published, in their order."""
    found = Revision.objects.filter(approved_go_live_at__isnull=False).in_bulk(keys)
    for key in keys:
        if key in found:
            found[key].publish(log_action="wagtail.publish.scheduled")
