"""Who may see and do what with a page and its translations, asked by every view of this app."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Locale, Page

from bilingual.models import Translation
from bilingual.pages import BilingualPage


def bilingual_page(page_id: int) -> BilingualPage:
    """A page as its own type. Http404 if there is none, or if it has no languages to hold together."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BilingualPage) or page.alias_of_id:
        raise Http404
    return page


def editable_page(request, page_id: int) -> BilingualPage:
    """A page that the user may edit. PermissionDenied if not."""
    page = bilingual_page(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def editable_translation(request, page_id: int) -> BilingualPage:
    """A translation that the user may edit and that has an original. Http404 if it is none."""
    page = editable_page(request, page_id)
    if not page.original:
        raise Http404
    return page


def may_read_draft(user, page) -> bool:
    """Whether a user may read the draft of a page: who may edit it, or one of its translations or its original."""
    if page.permissions_for_user(user).can_edit():
        return True
    return any(member.permissions_for_user(user).can_edit() for member in pages_in_group(page) if member.pk != page.pk)


def pages_in_group(page) -> list[Page]:
    """The original and its translations, the original first."""
    record = page.translation
    if record and not record.original_id:
        return [page]
    original = record.original if record else page
    records = (
        Translation.objects.existing().filter(original=original.pk).select_related("page__locale", "page__content_type")
    )
    return [original, *(record.page for record in records)]


def may_start(user, parent) -> bool:
    """Whether a user may start translations under a page: who may add pages there, or translates them."""
    if not user.has_perm("bilingual.start_translation"):
        return False
    permissions = parent.permissions_for_user(user)
    return permissions.can_add_subpage() or permissions.can_edit()


def languages_to_start(user) -> set[str]:
    """The languages in which a user may start translations of any page: asked once for all rows of a list."""
    if not user.has_perm("bilingual.start_translation"):
        return set()
    if not hasattr(user, "_languages_to_start"):
        above = {page.locale_id: page for page in Page.objects.filter(depth=2)}
        root = Page.objects.get(depth=1)  # a start page that is missing is started under it
        user._languages_to_start = {
            locale.language_code for locale in Locale.objects.all() if may_start(user, above.get(locale.pk, root))
        }
    return user._languages_to_start


def locales_to_edit(user) -> set[int]:
    """The languages whose pages a user may edit, as far as the start page says: asked once for all rows of a list."""
    if not hasattr(user, "_locales_to_edit"):
        start_pages = Page.objects.filter(depth=2)
        user._locales_to_edit = {page.locale_id for page in start_pages if page.permissions_for_user(user).can_edit()}
    return user._locales_to_edit
