"""Links in running text."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.public import is_readable


class ReadablePageLinkHandler(PageLinkHandler):
    """Links to pages that anybody may read; for any other the words stand without a link, and its address is not told.

    Wagtail's own links to drafts and private pages too, and fetches each page as its own type.
    """

    @classmethod
    def get_instance(cls, attrs):
        return cls.get_many([attrs])[0]

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        wanted = [key for key in ids if str(key).isdigit()]
        pages = Page.objects.filter(is_readable(), pk__in=wanted).select_related("locale")
        found = {str(page.pk): page for page in pages}
        return [found.get(str(key)) for key in ids]
