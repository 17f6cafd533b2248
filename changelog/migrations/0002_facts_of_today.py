from datetime import UTC, timedelta

from django.conf import settings
from django.db import migrations
from django.utils import timezone

STRONGER = ["moved_online", "postponed", "cancelled"]  # of an edition's decisions


def write_down_what_is_public(apps, schema_editor):
    """The facts of every public event as they are now: what changes from here on is told."""
    PublishedFacts = apps.get_model("changelog.PublishedFacts")
    names = {}
    for text in apps.get_model("conference.VenueText").objects.all():
        names.setdefault(text.snippet_id, {})[text.language] = text.name
    editions = apps.get_model("conference.ConferencePage").objects.filter(live=True)
    editions = {page.path: page for page in editions.defer("body")}
    now, found = timezone.now(), {}
    for model, starts, ends in (
        ("conference.ConferencePage", "starts_on", "ends_on"),
        ("lectures.LecturePage", "starts_at", "ends_at"),
    ):
        pages = apps.get_model(model).objects.filter(live=True).select_related("locale").order_by("pk")
        for page in pages.defer("body").iterator(500):
            if page.translation_key in found and page.locale.language_code != settings.LANGUAGE_CODE:
                continue
            venue = {"pk": page.venue_id, "names": names.get(page.venue_id, {})} if page.venue_id else None
            facts = {
                "start": stored(getattr(page, starts)),
                "end": stored(getattr(page, ends)),
                "precision": page.date_precision,
                "form": page.form,
                "status": decided(page, editions.get(page.path[:-4])),
                "venue": venue,
                "room": getattr(page, "room", ""),
                "recording": bool(getattr(page, "recording_url", "")),
            }
            changed = page.last_published_at or now
            found[page.translation_key] = PublishedFacts(
                translation_key=page.translation_key,
                page_id=page.pk,
                facts=facts,
                published_at=page.first_published_at or changed,
                changed_at=changed,
            )
    PublishedFacts.objects.bulk_create(found.values(), batch_size=1000, ignore_conflicts=True)


def decided(page, edition):
    """The status of an event, or that of its edition where it is stronger and the lecture had not been held before."""
    strength = {status: number for number, status in enumerate(STRONGER, start=1)}
    if edition is None or strength.get(edition.status, 0) <= strength.get(page.status, 0):
        return page.status
    if edition.status == "moved_online" and page.form == "online":
        return page.status
    over = page.over_at
    if over and over <= timezone.now():
        day = timezone.localtime(over - timedelta(microseconds=1)).date()
        if day < edition.notice_on if edition.notice_on else page.recording_url:
            return page.status
    return edition.status


def stored(moment):
    return moment and (moment.astimezone(UTC) if hasattr(moment, "hour") else moment).isoformat()


class Migration(migrations.Migration):

    dependencies = [
        ("changelog", "0001_initial"),
        ("conference", "0008_snippet_of_texts"),
        ("lectures", "0007_snippet_of_texts"),
    ]

    operations = [
        migrations.RunPython(write_down_what_is_public, migrations.RunPython.noop),
    ]
