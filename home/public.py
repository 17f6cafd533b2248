"""What anybody may read, said in one place for every list, menu, search, feed and sitemap."""

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from wagtail.models import Locale, PageViewRestriction

from home import clock


class Gone(Exception):
    """The `page` of this address was public once and is not any more."""

    def __init__(self, page):
        self.page = page


def is_private(path: str = "path") -> Exists:
    """Whether a page, or a page it lies under, is shown to some only. `path`: where a row has the page's tree path."""
    path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(PageViewRestriction.objects.alias(asked=path).filter(asked__startswith=F("page__path")))


def is_readable() -> Q:
    """What anybody may read now: live, not private, and not expired even if the command that unpublishes is late."""
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=clock.now())) & ~is_private()


def open_locales():
    """The languages that the site is in: those whose start page anybody may read. For subqueries."""
    return apps.get_model("home.HomePage").readable().values("locale_id")


def open_languages() -> list[str]:
    """Their codes, in the order of the settings, in which the site's first language stands first."""
    codes = set(Locale.objects.filter(pk__in=open_locales()).values_list("language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in codes]


def locale_of(language: str) -> Subquery:
    """The key of a language, looked up once within a query: cheaper for long lists than to join every row to it."""
    return Subquery(Locale.objects.filter(language_code=language).values("pk")[:1])


def is_in_open_language(language: str) -> Q:
    """Lies in a language that the site is in, or in `language` itself: in a preview, that may not be open yet."""
    return Q(locale_id__in=open_locales()) | Q(locale_id=locale_of(language))
