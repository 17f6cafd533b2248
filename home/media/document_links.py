"""Which documents a page leads to, and which pages anybody may read that lead to a document."""

from collections.abc import Iterator
from functools import cache

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.http import Http404
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from home import clock


def keys_of(page) -> set[int]:
    """The keys of the documents that a page links to, in any field."""
    found = set()
    for owner in (page, *(row for name in rows_with_documents(type(page)) for row in getattr(page, name).all())):
        for field in fields_with_documents(type(owner)):
            value = field.value_from_object(owner)
            if field.is_relation:
                found.add(value)
            elif value:
                references = field.extract_references(value)
                found |= {int(key) for model, key, *_place in references if model is get_document_model()}
    return found - {None}


@cache
def fields_with_documents(model: type) -> list:
    """The fields of a model that may lead to documents."""
    fields = model._meta.concrete_fields
    return [field for field in fields if field.related_model is get_document_model() or has_references(field)]


def has_references(field) -> bool:
    return not field.is_relation and hasattr(field, "extract_references")


@cache
def rows_with_documents(model: type) -> list[str]:
    """The names of a page type's relations to rows of its own that may lead to documents."""
    relations = get_all_child_relations(model)
    return [one.get_accessor_name() for one in relations if fields_with_documents(one.related_model)]


def may_lead_to(model: type, key: int, prefix: str = "") -> tuple[dict, Q]:
    """A filter that lets through the rows of a model that may lead to a document, with what it has to annotate."""
    texts, found = {}, Q(pk__in=[])
    for field in fields_with_documents(model):
        if field.is_relation:
            found |= Q(**{field.name: key})
        else:
            texts[f"text_of_{field.name}"] = Cast(field.name, TextField())
            found |= Q(**{f"text_of_{field.name}__regex": rf"\y{key}\y"})  # the key as a number of its own
    return texts, found


def pages_leading_to(key: int) -> Iterator:
    """The public pages that lead to a document, also those that are shown to some only: one query a page type."""
    from home.routing import page_types

    for model in page_types():
        texts, found = may_lead_to(model, key)
        for relation in get_all_child_relations(model):
            if fields_with_documents(relation.related_model):
                texts_of_rows, rows = may_lead_to(relation.related_model, key)
                of_page = relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})
                found |= Q(Exists(of_page.annotate(**texts_of_rows).filter(rows)))
        is_current = Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=clock.now()))
        for page in model.objects.annotate(**texts).filter(is_current).filter(found):
            if key in keys_of(page):
                yield page


def may_read(document, request) -> bool:
    """Whether a document may be read: by staff, and by others while a page that they may read leads to it."""
    user = request.user
    if user.is_authenticated and (
        user.has_perm("wagtailadmin.access_admin")
        or policy_registry.get_by_type(get_document_model()).user_has_any_permission(user, ["change", "choose"])
    ):
        return True
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages_leading_to(document.pk)
    )


@hooks.register("before_serve_document", order=-1)
def only_what_is_shown(document, request):
    """What is on drafts, or on pages that have been withdrawn, is nobody's to fetch."""
    if not may_read(document, request):
        raise Http404
