"""Old addresses lead on: written down in the transaction that changes an address, so that both happen or neither.

Wagtail's own redirects (8.0) are made afterwards, in transactions of their own, and are switched off in the settings
(WAGTAILREDIRECTS_AUTO_CREATE): a process that is killed between the two leaves addresses that lead nowhere.
"""

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.db.models.functions import Length
from django.db.models.signals import post_delete, pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

START_PAGE_DEPTH = 2
MAX_ADDRESS = Redirect._meta.get_field("old_path").max_length
WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


class AddressTooLong(ValidationError):
    """An address, of a page or of one under it, would be longer than a redirect can hold."""

    def __init__(self, count: int):
        text = _(
            "The address is %(count)d characters too long, counted with the pages above and below it. Choose a shorter "
            "word for this page, or for one of those."
        )
        super().__init__({"slug": text % {"count": count}})


def addresses(url_path: str, language: str) -> list[tuple[int, str]]:
    """The (site, address) at which visitors find what has this path, as redirects write addresses."""
    found = []
    for site, root_path, _root_url, code in Site.get_site_root_paths():
        if code == language and url_path.startswith(root_path):
            with override(language):
                address = reverse("wagtail_serve", args=[url_path.removeprefix(root_path)])
            found.append((site, Redirect.normalise_path(address)))
    return found


# Changes of addresses


@receiver(pre_save)
def page_is_stored(instance, raw=False, update_fields=None, **kwargs):
    """Every change of an address is a page stored with another path: renamed, moved, copied, by hand or by code."""
    if raw or not isinstance(instance, Page) or instance.depth is None or instance.depth <= START_PAGE_DEPTH:
        return
    if update_fields is not None and {"slug", "url_path"}.isdisjoint(update_fields):
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("path", "url_path").first() if instance.pk else None
    if stored is None or stored[1] != instance.url_path:
        check_length(instance, instance.get_parent(), instance.slug)
    if stored and stored[1] != instance.url_path:
        keep_old_addresses(*stored, instance.url_path)


def keep_old_addresses(path: str, before: str, after: str) -> None:
    """Lead on from the old addresses of the page at a place in the tree, and of those under it, that were public."""
    pages = Page.objects.filter(WAS_PUBLIC, path__startswith=path)
    old, new = {}, {}
    for pk, url_path, language in pages.values_list("pk", "url_path", "locale__language_code").iterator():
        old |= dict.fromkeys(addresses(url_path, language), pk)
        new |= dict.fromkeys(addresses(after + url_path.removeprefix(before), language), pk)
    ours = Redirect.objects.filter(automatically_created=True)
    there = ours.filter(old_path__in={address for _site, address in {*old, *new}})
    outdated = [
        redirect.pk
        for redirect in there
        if (key := (redirect.site_id, redirect.old_path)) in old or new.get(key) == redirect.redirect_page_id
    ]
    ours.filter(pk__in=outdated).delete()
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=address, site_id=site, redirect_page_id=pk, automatically_created=True)
            for (site, address), pk in old.items()
            if new.get((site, address)) != pk
        ],
        ignore_conflicts=True,  # where staff have made one by hand, it stays
        batch_size=1000,
    )


def page_led_to_before(page: Page) -> Page | None:
    """The page that visitors of this one's address are led to, until this one is public at it."""
    stored = Page.objects.filter(pk=page.pk, live=True).values_list("url_path", flat=True).first()
    url_path = f"{page.get_parent().url_path}{page.slug}/"
    if stored == url_path:
        return None
    for site, address in addresses(url_path, page.locale.language_code):
        redirects = Redirect.objects.filter(site=site, old_path=address).exclude(redirect_page=page.pk)
        if redirect := redirects.exclude(redirect_page=None).select_related("redirect_page").first():
            return redirect.redirect_page
    return None


# The end of addresses


@receiver(pre_delete, sender=Page)
def page_is_deleted(instance, **kwargs):
    """Note which addresses go with a page that was public: its own, and those that have led to it."""
    instance.__dict__["addresses_that_go"] = []
    if instance.depth <= START_PAGE_DEPTH or not (instance.live or instance.first_published_at):
        return
    old = Redirect.objects.filter(redirect_page=instance.pk).values_list("site", "old_path")
    instance.addresses_that_go = [*addresses(instance.url_path, instance.locale.language_code), *old]


@receiver(post_delete, sender=Page)
def page_was_deleted(instance, **kwargs):
    """Keep them as redirects without a target: visitors are told that the page is gone (410)."""
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=address, site_id=site, automatically_created=True)
            for site, address in dict.fromkeys(instance.__dict__.pop("addresses_that_go", []))
        ],
        ignore_conflicts=True,
    )


# The length of addresses


def room_for_slug(page: Page, parent: Page | None) -> int:
    """How long the page's word may be under a parent, so that every address at and under it fits into a redirect."""
    if parent is None or parent.depth < START_PAGE_DEPTH:
        return page._meta.get_field("slug").max_length
    stored = Page.objects.filter(pk=page.pk).values_list("path", "url_path").first() if page.pk else None
    below = 0
    if stored:
        longest = Page.objects.filter(path__startswith=stored[0]).aggregate(longest=Max(Length("url_path")))["longest"]
        below = longest - len(stored[1])
    start_page, _slash, rest = parent.url_path.strip("/").partition("/")
    language = parent.locale.language_code
    above = f"/{language}/{rest}/" if rest else f"/{language}/"
    return min(MAX_ADDRESS - len(above) - below, page._meta.get_field("slug").max_length)


def check_length(page: Page, parent: Page | None, slug: str) -> None:
    """Raise AddressTooLong if the page cannot have this word under a parent. What it has already it may keep."""
    excess = len(slug) - room_for_slug(page, parent)
    if excess > 0 and not (page.pk and Page.objects.filter(pk=page.pk, url_path=f"{parent.url_path}{slug}/").exists()):
        raise AddressTooLong(excess)
