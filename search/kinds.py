"""The kinds of things that can be found, and what visitors read they are."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class Kind(NamedTuple):
    """What one thing of a kind is called, and many."""

    one: Promise
    many: Promise


KINDS = {
    "lecture": Kind(gettext_lazy("Lecture"), gettext_lazy("Lectures")),
    "speaker": Kind(gettext_lazy("Speaker"), gettext_lazy("Speakers")),
    "edition": Kind(gettext_lazy("Conference"), gettext_lazy("Conferences")),
    "page": Kind(gettext_lazy("Page"), gettext_lazy("Pages")),
    "archive": Kind(gettext_lazy("Archive"), gettext_lazy("Archives")),
}
