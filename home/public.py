"""What anybody may read, said in one place for every list, menu, search, feed and sitemap."""

import re

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, F

from home import clock
from home.sql import OfRow

PRIVATE = """EXISTS (
    SELECT FROM wagtailcore_pageviewrestriction JOIN wagtailcore_page private ON private.id = page_id
    WHERE {page}.path ^@ private.path
)"""
READABLE = f"({{page}}.live AND ({{page}}.expire_at IS NULL OR {{page}}.expire_at > {{now}}) AND NOT {PRIVATE})"
OPEN_LOCALES = f"""SELECT start.locale_id FROM home_homepage JOIN wagtailcore_page start ON start.id = page_ptr_id
    WHERE {READABLE.replace("{page}", "start")}"""  # noqa: S608 - of constants, as all of it; values are parameters
OPEN = f"{{page}}.locale_id IN ({OPEN_LOCALES})"
OPEN_CODES = f"SELECT language_code FROM wagtailcore_locale WHERE id IN ({OPEN_LOCALES})"  # noqa: S608
OPEN_CODES = OPEN_CODES.replace("{now}", "%(now)s")
# The key of a language is looked up once within a query: cheaper for long lists than to join every row to it.
LOCALE = "(SELECT id FROM wagtailcore_locale WHERE language_code = {language})"
OPEN_OR_ASKED = f"({OPEN} OR {{page}}.locale_id = {LOCALE})"
# How far the language of a page is from the one that is asked for.
DISTANCE = f"""CASE {{page}}.locale_id
    WHEN {LOCALE} THEN 0 WHEN {LOCALE.replace("language}", "first}")} THEN 1 ELSE {{page}}.locale_id + 1
END"""
SHOWN = f"{READABLE} AND {OPEN_OR_ASKED}"
NEAREST = f"""({SHOWN} AND NOT EXISTS (
    SELECT FROM wagtailcore_page nearer
    WHERE nearer.translation_key = {{page}}.translation_key AND {SHOWN.replace("{page}", "nearer")}
        AND {DISTANCE.replace("{page}", "nearer")} < {DISTANCE}
))"""


class PageGone(Exception):
    """The `page` at this address has been public and no longer is."""

    def __init__(self, page):
        self.page = page


class OfPage(OfRow):
    """A condition in SQL on the page whose tree path is in the column `path`: `{page}` is its table, other names are
    values.
    """

    output_field = BooleanField()

    def __init__(self, sql: str, path: str = "path", **values):
        super().__init__(F(path))
        self.sql, self.values = sql, values

    def as_sql(self, compiler, connection):
        table, params = compiler.quote_name(self.source_expressions[0].alias), []

        def put_in(name: re.Match) -> str:
            if name[1] == "page":
                return table
            params.append(self.values[name[1]])
            return "%s"

        return re.sub(r"{(\w+)}", put_in, self.sql), params


def is_private(path: str = "path") -> OfPage:
    """Whether a page, or a page it lies under, is shown to some only. `path`: where a row has the page's tree path."""
    return OfPage(PRIVATE, path)


def is_readable() -> OfPage:
    """What anybody may read now: live, not private, and not expired even if the command that unpublishes is late."""
    return OfPage(READABLE, now=clock.now())


def is_in_open_language(language: str = "") -> OfPage:
    """Lies in a language that the site is in: one whose start page anybody may read. Or in `language` itself: in a
    preview, that may not be open yet.
    """
    return OfPage(OPEN_OR_ASKED if language else OPEN, now=clock.now(), language=language)


def is_nearest(language: str) -> OfPage:
    """What readers of a language are shown: each page that anybody may read once, in theirs if it is there.

    One that is in other languages only is shown in the nearest: the site's first, else the one added first.
    """
    return OfPage(NEAREST, now=clock.now(), language=language, first=settings.LANGUAGE_CODE)


def open_languages() -> list[str]:
    """The codes of the languages that the site is in, in the order of the settings, in which its first stands first."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_CODES, {"now": clock.now()})
        codes = {code for (code,) in cursor.fetchall()}
    return [code for code, _name in settings.LANGUAGES if code in codes]
