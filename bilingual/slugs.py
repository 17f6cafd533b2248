"""Slugs of pages: made of texts in any script, and free under a parent."""

from itertools import chain, count

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page

ROOM_FOR_NUMBER = 5  # letters of an address, for `-1234`
# What the slug field writes in the browser, where its own script would leave the letter out: the same as slug_of.
LETTERS = "åa äa öo øo æae œoe đd ðd ħh ıi łl ŋng ŧt þth ßss"
SLUG_FORMATTERS = [(f"[{pair[0]}{pair[0].upper()[:1]}]", pair[1:]) for pair in LETTERS.split() if pair[0] not in "ıß"]
SLUG_FORMATTERS += [("[ßẞ]", "ss"), ("ı", "i")]


def slug_of(text: str) -> str:
    """`soren-aero` of Søren Ærø: the letters of any script written in a to z. Empty where there is nothing to write.

    `string_to_ascii` is Wagtail's, by anyascii: Django's slugify drops letters that do not decompose into a to z.
    """
    return slugify(string_to_ascii(text))


class HasSlug:
    """A page that knows which addresses it may have."""

    def may_have_slug(self, slug: str) -> bool:
        """Whether the page could have this address, were there no others."""
        return True

    def slugs_by_itself(self) -> list[str]:
        """The addresses that the page has without anybody choosing one, the one that it should have first."""
        slugs = [slug_of(self.title), *([self.original.slug] if self.original else [])]
        return [slug for slug in slugs if slug] or [self.slug]

    def longest_slug(self, parent) -> int:
        """How long the page's address may be under a parent."""
        return self._meta.get_field("slug").max_length

    def free_slug(self, wanted: str, parent) -> str:
        """An address that the page can have under its parent: the wanted one, else that with a number."""
        wanted = wanted[: max(1, self.longest_slug(parent) - ROOM_FOR_NUMBER)]
        slugs = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        return next(
            slug for slug in slugs if self.may_have_slug(slug) and type(self)._slug_is_available(slug, parent, self)
        )


def page_at(slug: str, parent: Page, page: Page) -> Page | None:
    """The page under a parent that has an address, other than `page` itself."""
    return Page.objects.child_of(parent).filter(slug=slug).exclude(pk=page.pk).first()
