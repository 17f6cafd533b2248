"""Signal receivers that keep the records (`Translation`) right when pages are deleted or moved, and languages added."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Locale, Page
from wagtail.signals import pre_page_move

from bilingual import places, translation_groups
from bilingual.models import Translation
from bilingual.pages import bilingual_models


@receiver(pre_delete, sender=Page)
def page_goes(instance, **kwargs):
    """Mark a deleted translation as missing again, after waiting for other saves in its translation group."""
    translation_groups.lock_groups(instance)
    for record in Translation.objects.filter(page=instance.pk):
        record.page = None
        record.start_anew()
        record.save()


@receiver(post_delete, sender=Page)
def page_has_gone(**kwargs):
    """Nobody waits for translations of an original that is deleted."""
    Translation.objects.filter(original=None, page=None).delete()


@receiver(pre_page_move)
def page_moves(instance, parent_page_after, **kwargs):
    """A page stays in its language. Whoever is saving one that moves, or one below it, is done first."""
    places.check_place(instance, parent_page_after)
    translation_groups.lock_trees([instance])


@receiver(post_save, sender=Locale)
def language_has_come(sender, instance, created, raw, **kwargs):
    """A new language gets a tree, with a start page to be translated, and everything is missing in it."""
    if not created or raw:
        return
    types = ContentType.objects.get_for_models(*bilingual_models()).values()
    originals = Page.objects.filter(content_type__in=types, depth__gte=2, alias_of=None)
    originals = originals.exclude(pk__in=Translation.objects.existing().values("page"))
    translation_groups.expect_translations(list(originals.values_list("pk", flat=True)))
    for start_page in originals.filter(depth=2):
        start_page.specific.copy_for_translation(instance)
