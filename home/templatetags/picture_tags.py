"""Pictures in public pages: their renditions, or an empty place of the right shape where one is missing."""

from django import template
from django.utils.html import format_html
from wagtail.images.models import Picture, ResponsiveImage

from home.media import renditions
from home.templatetags.text_tags import lang
from home.text import plain

register = template.Library()
# The height of a place for a width of 100, where the picture is not shown in its own shape.
SQUARE = {"portrait", "thumbnail"}


@register.simple_tag
def rendered(image, use: str, **attrs):
    """A picture for one of the uses in renditions.py. No rendition is made here, so no page waits or fails."""
    alt = attrs.pop("alt", "")
    attrs |= {"alt": plain(alt)} | ({"lang": alt.lang} if getattr(alt, "lang", "") else {})
    specs = renditions.USES[use](image)
    found = renditions.ready(image, specs)
    if not found:
        return place(image, use, alt, attrs)
    if len(specs) <= len(renditions.formats(image)):
        attrs.pop("sizes", None)  # one size in each format
    return (ResponsiveImage if use == "thumbnail" else Picture)(found, attrs).__html__()


def place(image, use: str, alt, attrs: dict):
    """As large as the picture would be, and as eloquent to a screen reader."""
    shape = (100, 100) if use in SQUARE else (image.width or 100, image.height or 100)
    said = format_html('role="img" aria-label="{}"{}', attrs["alt"], lang(alt)) if alt else 'aria-hidden="true"'
    return format_html(
        '<svg class="{} picture-place" viewBox="0 0 {} {}" {}></svg>', attrs.get("class", ""), *shape, said
    )
