"""The documents that pages lead to: a page is found by their texts, too, but for those that are shown to some only."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

TAKEN_IN = """
SELECT DISTINCT page_id FROM search_entry, jsonb_array_elements(facts->'documents') AS taken
WHERE taken::bigint = ANY(%s::bigint[])
"""
TAKEN_IN_WRONGLY = """
SELECT DISTINCT page_id FROM search_entry, jsonb_array_elements(facts->'documents') AS taken
JOIN home_sitedocument document ON document.id = taken::bigint
JOIN wagtailcore_collection collection ON collection.id = document.collection_id
WHERE coalesce(facts->'closed' @> taken, FALSE) <> EXISTS (
    SELECT FROM wagtailcore_collectionviewrestriction restriction
    JOIN wagtailcore_collection private ON private.id = restriction.collection_id
    WHERE starts_with(collection.path, private.path)
)
"""


def by_key(keys: set[int]) -> dict:
    """Documents with their texts; `is_closed` says of each whether it is shown to some only."""
    if not keys:
        return {}
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    is_closed = Exists(
        CollectionViewRestriction.objects.alias(asked=path).filter(asked__startswith=F("collection__path"))
    )
    return get_document_model().objects.defer(None).annotate(is_closed=is_closed).in_bulk(keys)


def pages_with(key: int) -> set[int]:
    """The keys of the pages that are found by a document: the index says itself what it has taken in."""
    return _pages(TAKEN_IN, [[key]])


def pages_with_wrong() -> set[int]:
    """The keys of the pages that are found by a document that has been closed since, or are not by one now open.

    Of a collection that is moved, or a document that is put into another, no signal tells.
    """
    return _pages(TAKEN_IN_WRONGLY, [])


def _pages(sql: str, values: Iterable) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {pk for (pk,) in cursor.fetchall()}
