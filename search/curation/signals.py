"""Listens for what may change whether the pages that must be found are found."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.signals import minute_jobs, snippet_stored
from search.curation import query_log, relevance_checks
from search.models import PromotedPage, Promotion, Term


@receiver([page_published, page_unpublished, post_page_move])
def page_changed(sender, instance, **kwargs):
    relevance_checks.changed(instance)


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    relevance_checks.changed(instance)


def curation_changed(sender, **kwargs):
    relevance_checks.changed()


for model in (Term, Promotion, PromotedPage, PageViewRestriction):
    post_save.connect(curation_changed, sender=model)
    post_delete.connect(curation_changed, sender=model)


@receiver(snippet_stored)
def snippet_changed(sender, **kwargs):
    relevance_checks.changed()


@receiver(minute_jobs)
def minute_passed(sender, **kwargs):
    """By `publish_scheduled`: what no request has had the time for."""
    query_log.forget()
    relevance_checks.check_due(relevance_checks.IN_BACKGROUND)
