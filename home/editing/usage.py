"""Where an object is used. While it is in use it cannot be deleted: not by clicking, in bulk or by code.

`on_delete=PROTECT` would see neither rich text nor blocks nor drafts, and modelcluster (6.4) cannot open an old version
whose target is gone unless the key is SET_NULL. So it is asked when something is about to be deleted, of Wagtail's
reference index and of the drafts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex, Revision

from home.addresses import WAS_PUBLIC
from home.snippets.texts import SnippetWithTexts

GUARDED = (Page, SnippetWithTexts, AbstractImage, AbstractDocument)
_even_if_used: ContextVar[bool] = ContextVar("even_if_used", default=False)


@dataclass(frozen=True)
class Place:
    """Where something is used: the page or snippet that an editor opens, the field there, and whether a draft only."""

    source: models.Model
    field: str
    is_draft: bool = False


class InUse(models.ProtectedError):
    """Something was about to be deleted that is used in `places`."""

    def __init__(self, instance: models.Model, places: list[Place]):
        self.instance, self.places = instance, places
        super().__init__(f"{instance!r} is used in {len(places)} places.", {place.source for place in places})


@contextmanager
def deleted_even_if_used() -> Iterator[None]:
    """Let code delete what is used. What used it shows the rest."""
    token = _even_if_used.set(True)
    try:
        yield
    finally:
        _even_if_used.reset(token)


def places_of(instance: models.Model, deleted_too: frozenset = frozenset()) -> list[Place]:
    """Where something is used, apart from itself and from the pages (by key) that are deleted with it.

    A draft counts, since it would lose what it shows; a translation of a page does not count as a use of its original.
    """
    below, stored = _subpages(instance), _in_rows(instance)
    unwanted = {
        _identity(instance),
        *((Page, key) for key in deleted_too),
        *(_identity(place.source) for place in below),
    }
    known = {_identity(place.source) for place in stored}
    drafts = [place for place in _in_drafts(instance) if _identity(place.source) not in known]
    return below + [place for place in (*stored, *drafts) if _identity(place.source) not in unwanted]


def _identity(instance: models.Model) -> tuple:
    return (Page if isinstance(instance, Page) else type(instance), instance.pk)


def _subpages(instance) -> list[Place]:
    """What lies under a page and has been public: those addresses would go, too."""
    if not isinstance(instance, Page):
        return []
    return [Place(page, _("Page under this one")) for page in instance.get_descendants().filter(WAS_PUBLIC).specific()]


def _in_rows(instance) -> list[Place]:
    """What is stored: what visitors see, and the first version of what has not been public."""
    shown = {}
    for source, references in ReferenceIndex.get_references_to(instance).group_by_source_object():
        if isinstance(source, GUARDED):
            shown[_identity(source)] = Place(source, str(references[0].describe_source_field()))
    for relation in instance._meta.related_objects:  # which the index knows nothing of
        if relation.many_to_many and issubclass(relation.related_model, Page):
            for page in relation.related_model.objects.filter(**{relation.field.name: instance.pk}):
                shown[_identity(page)] = Place(page, capfirst(str(relation.field.verbose_name)))
    return list(shown.values())


def _in_drafts(instance) -> Iterator[Place]:
    """The newest and the scheduled versions that are not public, and that use what is not in the row."""
    drafts = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False))
    versions = Revision.page_revisions.filter(
        Q(pk__in=drafts.values("latest_revision")) | Q(approved_go_live_at__isnull=False)
    )
    versions = versions.annotate(text=Cast("content", models.TextField())).filter(text__contains=str(instance.pk))
    target = (ReferenceIndex._get_base_content_type(instance).pk, str(instance.pk))
    for version in versions:
        page = version.as_object()
        for kind, key, path, _place in ReferenceIndex._extract_references_from_object(page):
            if (kind, key) == target:
                reference = ReferenceIndex(content_type=page.content_type, model_path=path)
                yield Place(page, str(reference.describe_source_field()), is_draft=True)
                break
        else:
            if field := _many_to_many_field(page, instance):
                yield Place(page, field, is_draft=True)


def _many_to_many_field(page, instance) -> str:
    for field in page._meta.many_to_many:
        if isinstance(instance, field.related_model) and instance in getattr(page, field.name).all():
            return capfirst(str(field.verbose_name))
    return ""


def refuse_if_used(sender, instance, origin=None, **kwargs) -> None:
    """Raise InUse. Whoever begins to use it at this moment is waited for."""
    if _even_if_used.get():
        return
    deleted_too = frozenset()
    if isinstance(instance, Page):
        if isinstance(origin, models.QuerySet):
            deleted_too = origin.__dict__.setdefault("deleted_keys", frozenset(origin.values_list("pk", flat=True)))
    else:
        list(sender._base_manager.filter(pk=instance.pk).order_by().select_for_update(of=("self",)).values_list("pk"))
    if places := places_of(instance, deleted_too):
        raise InUse(instance, places)


def guard() -> None:
    """Listen for what is deleted. For each model by itself: others are deleted faster where nobody listens."""
    for model in apps.get_models():
        if model is Page or (issubclass(model, GUARDED) and not issubclass(model, Page)):
            pre_delete.connect(refuse_if_used, sender=model)
