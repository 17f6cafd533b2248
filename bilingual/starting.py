"""Starting a translation: a draft in the right place, with what its structure needs, and its parents if they lack."""

from django.db import models, transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page

from bilingual import transactions, translation_groups


class CannotStart(Exception):
    """The translation cannot be started: there is one already, or the page is an alias or the root."""


def missing_parents(page, locale: Locale) -> list[Page]:
    """The pages above a page that are not in a language yet, from the top down."""
    above = [parent for parent in page.get_ancestors() if parent.depth > 1]
    keys = Page.objects.filter(locale=locale, translation_key__in=[parent.translation_key for parent in above])
    there = set(keys.values_list("translation_key", flat=True))
    return [parent for parent in above if parent.translation_key not in there]


def nearest_parent(page, locale: Locale) -> Page:
    """The page in a language under which a translation, or the first of its missing parents, will stand."""
    missing = missing_parents(page, locale)
    first = missing[0] if missing else page
    parent = first.get_parent()
    return parent if parent.depth == 1 else parent.get_translation(locale)


@transaction.atomic
def start(page, locale: Locale, user) -> Page:
    """Start the translation of a page, and of the parents it lacks; the draft. Raises CannotStart."""
    # Two starts would make the same parent, or the same place in the tree.
    transactions.take(transactions.AdvisoryLock.START_TRANSLATION)
    if page.alias_of_id or page.depth < 2 or page.has_translation(locale):
        raise CannotStart
    parents = missing_parents(page, locale)
    translation_groups.lock_groups(page, *parents)
    for parent in parents:
        start_one(parent.specific, locale, user)
    return start_one(page, locale, user)


def start_one(page, locale: Locale, user) -> Page:
    """The draft of one page whose parent is there.

    Title and blocks come filled in with the original's text, since the page cannot be without them; the other texts are
    empty, the original's stand beside them.
    """
    source = page if page.live else page.get_latest_revision_as_object()
    action = CopyPageForTranslationAction(page=source, locale=locale, user=user, exclude_fields=fields_left_empty(page))
    translation = action.execute(skip_permission_checks=True).specific
    empty_rows(translation)
    if not translation.may_have_slug(translation.slug):
        translation.slug = translation.free_slug(translation.slug, translation.get_parent())
    translation.save(clean=False)
    translation.save_revision(changed=False, clean=False)
    translation.forget_translation_group()
    return translation


def empty_rows(page) -> None:
    """Take the texts out of the rows of a page."""
    for name in page.row_relations_with_texts():
        rows = list(getattr(page, name).all())
        for row in rows:
            for text in row.texts:
                setattr(row, text, "")
        setattr(page, name, rows)


def fields_left_empty(page) -> list[str]:
    """The plain texts of a page type that a draft may be without."""
    fields = [page._meta.get_field(name) for name in page.translatable_fields if name != "title"]
    return [field.name for field in fields if isinstance(field, (models.CharField, models.TextField, RichTextField))]
