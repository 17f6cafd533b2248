"""The kinds of pages and people that can be found, and what visitors read they are."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class Kind(NamedTuple):
    """What one of a kind is called, and many."""

    one: Promise
    many: Promise


PLAIN_PAGE = "page"  # the kind of pages that have none of their own
KINDS = {  # in the order in which visitors choose among them
    "lecture": Kind(gettext_lazy("Lecture"), gettext_lazy("Lectures")),
    "speaker": Kind(gettext_lazy("Speaker"), gettext_lazy("Speakers")),
    "edition": Kind(gettext_lazy("Conference"), gettext_lazy("Conferences")),
    PLAIN_PAGE: Kind(gettext_lazy("Page"), gettext_lazy("Pages")),
    "archive": Kind(gettext_lazy("Archive"), gettext_lazy("Archives")),
}
