"""What makes the index follow the site: every change is in it when the request that made it is done.

That a page is gone, not public any more, expires or is moved is seen to by triggers (migrations/0002_triggers.py).
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signals import post_page_move

from conference.models import ConferencePage, Organiser, Venue
from home.models import SiteDocument
from home.signals import page_stored, thing_stored
from lectures.models import LecturePage, Speaker, Subject
from search.models import Entry
from search.storing import in_portions, store_page, store_pages, store_speaker


@receiver(page_stored)
def page_was_stored(instance, **kwargs):
    store_page(instance)
    if isinstance(instance, ConferencePage):
        _name_edition(instance)


def _name_edition(edition: ConferencePage) -> None:
    """Let its lectures be found under what the edition is called now."""
    below = LecturePage.objects.live().child_of(edition) if edition.path else LecturePage.objects.none()
    one = Entry.objects.filter(page_id__in=below.values("pk")[:1]).first()
    about = one.fields.get(edition.locale.language_code, {}).get("about", "") if one else ""
    names = {edition.title, str(edition.year or "")} - {""}
    if one and not names <= set(about.split("\n")):
        store_pages(below.values_list("pk", flat=True))


@receiver(post_page_move)
def page_was_moved(instance, **kwargs):
    """Its place decides of which edition a lecture is."""
    store_pages(Page.objects.descendant_of(instance, inclusive=True).live().values_list("pk", flat=True))


@receiver(thing_stored)
def thing_was_stored(instance, **kwargs):
    if isinstance(instance, Speaker):
        store_speaker(instance)
    else:
        store_pages(pages_with(instance))


@receiver(pre_delete)
def thing_goes(sender, instance, **kwargs):
    if sender in (Speaker, Subject, Venue, Organiser, SiteDocument):
        instance.pages_with_it = list(pages_with(instance))


@receiver(post_delete)
def thing_was_deleted(sender, instance, **kwargs):
    if sender is Speaker:
        Entry.objects.filter(key__in=[f"speaker:{instance.pk}:{code}" for code in _languages()]).delete()
    if sender in (Speaker, Subject, Venue, Organiser, SiteDocument):
        store_pages(instance.pages_with_it)


@receiver(post_save, sender=Locale)
def language_was_added(created, **kwargs):
    """Every speaker has a page in a new language."""
    if created:
        for keys in in_portions(list(Speaker.objects.values_list("pk", flat=True))):
            for speaker in Speaker.objects.filter(pk__in=keys):
                store_speaker(speaker)


def pages_with(thing) -> set[int]:
    """The keys of the public pages that show a thing."""
    if isinstance(thing, Speaker):
        return set(LecturePage.objects.live().filter(speakers__speaker=thing.pk).values_list("pk", flat=True))
    if isinstance(thing, Subject):
        return set(LecturePage.objects.live().filter(subjects=thing.pk).values_list("pk", flat=True))
    if isinstance(thing, Venue):
        kinds = (LecturePage, ConferencePage)
        return {pk for kind in kinds for pk in kind.objects.live().filter(venue=thing.pk).values_list("pk", flat=True)}
    if isinstance(thing, Organiser):
        pages = ConferencePage.objects.live().filter(organisers__organiser=thing.pk)
        return set(pages.values_list("pk", flat=True))
    if isinstance(thing, SiteDocument):
        found = ReferenceIndex.get_references_to(thing).values_list("base_content_type", "object_id")
        keys = {int(key) for _kind, key in found if key.isdigit()}
        return set(Page.objects.live().filter(pk__in=keys).values_list("pk", flat=True))
    return set()


def _languages():
    return Locale.objects.values_list("language_code", flat=True)
