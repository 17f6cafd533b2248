"""Signal receivers that make the index follow the site: every change is in its rows when it is committed.

From there each process brings its own arrays up to date (search/indexing/sync.py).
"""

import logging

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import CollectionViewRestriction, Locale, Page
from wagtail.signals import post_page_move

from conference.models import ConferencePage, Organiser, Venue
from home.models import SiteDocument
from home.signals import minute_jobs, page_stored, snippet_stored
from lectures.models import LecturePage, Speaker, Subject
from search.indexing import attachments, rebuilding
from search.indexing.documents import names_of, said_of
from search.indexing.indexer import follow_pages, remove_page, store_page, store_pages, store_speaker, store_speakers
from search.models import Entry

logger = logging.getLogger(__name__)

SHOWN_ON_PAGES = (Speaker, Subject, Venue, Organiser, SiteDocument)


@receiver(page_stored)
def page_was_stored(instance, **kwargs):
    store_page(instance)
    if isinstance(instance, ConferencePage) and instance.path:
        name_lectures(instance)


def name_lectures(edition: ConferencePage) -> None:
    """Let its lectures be found under what the edition is called now, and under nothing if it is not public.

    What has been decided of it decides which of their recordings are of something that was held.
    """
    lectures = Entry.objects.filter(page_id__in=LecturePage.objects.child_of(edition).values("pk"))
    now = names_of(edition), said_of(edition.decision)
    stored = lectures.values_list("page_id", "facts__named", "facts__edition_says")
    store_pages(pk for pk, names, said in stored if (names or [], said or []) != now)


@receiver(post_page_move)
def page_was_moved(instance, **kwargs):
    """Its place decides of which edition a lecture is. Those beside it may have moved, too."""
    follow_pages()
    store_pages(Page.objects.descendant_of(instance, inclusive=True).live().values_list("pk", flat=True))


@receiver(post_delete, sender=Page)
def page_was_deleted(instance, **kwargs):
    remove_page(instance.pk)


@receiver(snippet_stored)
def snippet_was_stored(instance, **kwargs):
    if isinstance(instance, Speaker):
        store_speaker(instance)
    else:
        store_pages(pages_with(instance))


def snippet_goes(instance, **kwargs):
    instance.pages_with_it = pages_with(instance)


def snippet_was_deleted(instance, **kwargs):
    if isinstance(instance, Speaker):
        Entry.objects.filter(kind="speaker", facts__pk=instance.pk).delete()
    store_pages(instance.pages_with_it)


for model in SHOWN_ON_PAGES:
    pre_delete.connect(snippet_goes, sender=model)
    post_delete.connect(snippet_was_deleted, sender=model)


@receiver(post_save, sender=Locale)
def language_was_added(created, **kwargs):
    """Every speaker has a page in a new language."""
    if created:
        store_speakers(Speaker.objects.values_list("pk", flat=True))


def pages_with(instance) -> set[int]:
    """The keys of the public pages that show a snippet or document."""
    if isinstance(instance, SiteDocument):
        return attachments.pages_with(instance.pk)
    lectures, editions = LecturePage.objects.live(), ConferencePage.objects.live()
    pages = {
        Speaker: [lectures.filter(speakers__speaker=instance.pk)],
        Subject: [lectures.filter(subjects=instance.pk)],
        Venue: [lectures.filter(venue=instance.pk), editions.filter(venue=instance.pk)],
        Organiser: [editions.filter(organisers__organiser=instance.pk)],
    }
    return {pk for found in pages.get(type(instance), ()) for pk in found.values_list("pk", flat=True)}


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def set_documents_right(**kwargs):
    """Let no page be found by a document that is shown to some only."""
    store_pages(attachments.pages_with_wrong())


@hooks.register("after_bulk_action")
def documents_were_put_elsewhere(request, action_type, objects, action_class_instance):
    if any(isinstance(instance, SiteDocument) for instance in objects):
        set_documents_right()


@receiver(minute_jobs)
def minute_passed(**kwargs):
    """By `publish_scheduled`, which must not fail by this."""
    for work in (set_documents_right, rebuilding.make_what_is_due):
        try:
            work()
        except Exception:
            logger.exception("The search index could not be looked after")
