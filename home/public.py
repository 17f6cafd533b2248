"""What anybody may read, said in one place for every list, menu, search, feed and sitemap."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction

from home import clock


class Gone(Exception):
    """The page of this address was public once and is not any more."""


def is_private() -> Exists:
    """Whether a page, or a page it lies under, is shown to some only."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.alias(asked=path).filter(asked__startswith=F("page__path")))


def is_readable() -> Q:
    """What anybody may read now: live, not private, and not expired even if the command that unpublishes is late."""
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=clock.now())) & ~is_private()
