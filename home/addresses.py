"""Old addresses. Wagtail leaves redirects for what is public when an address changes: here for what was so once."""

from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move


@receiver(page_slug_changed)
def page_renamed(instance, instance_before, **kwargs):
    keep_old_addresses(instance, instance_before.url_path, instance.url_path)


@receiver(post_page_move)
def page_moved(instance, url_path_before, url_path_after, **kwargs):
    keep_old_addresses(instance, url_path_before, url_path_after)


def keep_old_addresses(page: Page, before: str, after: str) -> None:
    """Lead on from the old addresses of the pages under `page` that are not public now and may be so again."""
    if before == after:
        return
    for hidden in page.get_descendants().filter(live=False, first_published_at__isnull=False):
        hidden.url_path = before + hidden.url_path.removeprefix(after)
        if parts := hidden.get_url_parts():
            site, _root_url, address = parts
            lead = {"redirect_page": hidden, "automatically_created": True}
            Redirect.objects.update_or_create(old_path=Redirect.normalise_path(address), site_id=site, defaults=lead)
