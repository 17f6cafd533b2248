"""What visitors are told of a translation that is older than its original."""

from django.db.models import OuterRef, QuerySet, Subquery

from bilingual.models import Translation


def with_newer_original(pages: QuerySet) -> QuerySet:
    """The pages with `newer_original_id`: the original's key where visitors should know that it is newer, else None."""
    old = Translation.objects.filter(page=OuterRef("pk"), seen_as_old=True)
    return pages.annotate(newer_original_id=Subquery(old.values("original")[:1]))
