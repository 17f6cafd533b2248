"""Links in running text."""

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from home.links import hreflang, where_links_lead


class ReadablePageLinkHandler(PageLinkHandler):
    """Links to pages that anybody may read, in the language of the text where they are there in it.

    For any other the words stand without a link, and its address is not told. Wagtail's own links to drafts and private
    pages too, and fetches each page as its own type.
    """

    @classmethod
    def get_instance(cls, attrs):
        return cls.get_many([attrs])[0]

    @classmethod
    def get_many(cls, attrs_list):
        ids = [int(key) if str(key := attrs.get("id")).isdecimal() else None for attrs in attrs_list]
        found = where_links_lead([key for key in ids if key])
        return [found.get(key) for key in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [start_tag(page) for page in cls.get_many(attrs_list)]


def start_tag(page) -> str:
    """The start of a link to a page, naming its language where that is another than the text's."""
    if not page or not page.url:
        return "<a>"
    if language := hreflang(page):
        return format_html('<a href="{}" hreflang="{}">', page.url, language)
    return format_html('<a href="{}">', page.url)
