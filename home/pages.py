"""What every page type of the site shares."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy, override, pgettext
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Revision
from wagtail.utils.decorators import cached_classmethod

from bilingual import transactions
from bilingual.access import pages_in_group
from bilingual.admin.forms import BilingualPageForm
from bilingual.admin.panels import LanguagePanel, PageTabs
from bilingual.languages import language_name
from bilingual.pages import BilingualPage
from bilingual.publishing import is_to_come
from bilingual.slugs import SLUG_FORMATTERS, slug_of
from bilingual.tasks import tasks_run_once
from home import clock
from home.addresses import START_PAGE_DEPTH, AddressTooLong, check_length, room_for_slug
from home.editing import expiry
from home.editing.expiry import KeepsOldExpiry
from home.previewing import PreviewedInStates
from home.public import PageGone, is_readable
from home.signals import page_stored
from home.snippets.texts import SnippetWithTexts
from home.text import Text

# What Wagtail writes on a page's row when a draft of it is saved.
OF_DRAFTS = {
    *("latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "go_live_at"),
    COMMENTS_RELATION_NAME,  # Wagtail stores those that came with the draft
}
# What Wagtail's copying sets of every page below one that stays public, drafts among them.
PUBLISHED_BY_COPYING = {"live_revision", "first_published_at", "last_published_at"}
VIEWS_WITH_ADDRESSES = ["search", "speaker_index"]


def reserved_slugs(language: str) -> set[str]:
    """The first words of addresses under /<language>/ that belong to views and not to pages."""
    words = set()
    with override(language):
        for name in VIEWS_WITH_ADDRESSES:
            try:
                words.add(reverse(name).strip("/").split("/")[1])
            except (NoReverseMatch, IndexError):
                continue
    return words


def word_below(part: str, language: str | None = None) -> str:
    """The word of a part of a page, below its own address, in a language, else in the active one."""
    with override(language or get_language()):
        return {"programme": pgettext("address", "programme")}[part]


def taken_words(parent: Page) -> set[str]:
    """The words that no page directly under a parent can have as its address: they belong to the site itself."""
    return reserved_slugs(parent.locale.language_code) if parent.depth == START_PAGE_DEPTH else parts_of(parent)


def parts_of(page: Page) -> set[str]:
    """The words of the parts of a page that have addresses of their own, below the page's."""
    language = page.locale.language_code
    return {word_below(part, language) for part in getattr(page.specific_class, "words_below", ())}


def slug_error(slug: str) -> str:
    """What is wrong with an address that belongs to the site itself."""
    return _("The address “%(slug)s” is taken by the site itself.") % {"slug": slug}


class SitePageForm(KeepsOldExpiry, BilingualPageForm):
    """Asks of a new page what the page itself cannot know before it has its place."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and not self.instance.pk:
            self.fields["slug"].required = False  # it is made of the title

    def clean(self):
        cleaned = super().clean()
        if not self.instance.path and self.parent_page:
            self._clean_slug_of_new_page(cleaned.get("slug") or slug_of(cleaned.get("title", "")))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            self.instance.published_with_others = self.data.get("action-publish") == "together"
            for name, message in self.instance.publishing_errors().items():
                if name not in self.fields:  # of a translation, whose facts are the original's
                    self.add_error(None, ValidationError({name: message}))
                elif name not in self.errors:  # what was typed there may be no date
                    self.add_error(name, message)

    def save(self, commit=True):
        """A new page is a draft until a version of it is published: Wagtail's view stores the row as public before."""
        if not self.instance.pk:
            self.instance.live = False
        return super().save(commit)

    def _clean_slug_of_new_page(self, slug):
        locale = self.parent_page.locale
        if slug in taken_words(self.parent_page):
            self.add_error("slug", slug_error(slug))
        self.instance.locale = locale
        try:
            check_length(self.instance, self.parent_page, slug)
        except AddressTooLong as error:
            self.add_error(None, error)


class SitePage(BilingualPage, PreviewedInStates, Page):
    """The base class of every page type: read-only to visitors, and never in the way of the site's own addresses."""

    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    is_creatable = False
    translatable_fields = ("title", "seo_title", "search_description")
    told_when_old = ("title", "lead", "notice", "abstract", "body")
    words_below: tuple[str, ...] = ()  # parts of the page that have an address of their own, below its own
    served_with: tuple[str, ...] = ()  # foreign keys fetched together with the page when it is served
    newer_original_id: int | None = None  # likewise: where visitors are told that the original has changed since
    is_private: bool | None = None  # known when the page came through home.routing

    base_form_class = SitePageForm
    content_panels = [LanguagePanel(), *Page.content_panels]
    # Without Wagtail's "show in menus": the menu is written on the start page.
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS)), "seo_title", "search_description"],
            heading=gettext_lazy("Address and search engines"),
        )
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls):
        """Wagtail's panels, in tabs that render each field once."""
        return PageTabs(**super().get_edit_handler().clone_kwargs()).bind_to_model(cls)

    @transaction.atomic
    @tasks_run_once()
    def save(self, *args, **kwargs):
        is_scheduled = self.pk is None and self.live and is_to_come(self.go_live_at)
        if is_scheduled:
            self.live = False
        if not self.live and PUBLISHED_BY_COPYING.issubset(kwargs.get("update_fields") or ()):
            self.live_revision = self.first_published_at = self.last_published_at = None
        super().save(*args, **kwargs)
        if is_scheduled:  # the caller made the row live, but this version is to go out later
            self.save_revision(approved_go_live_at=self.go_live_at, clean=False)
        names = kwargs.get("update_fields")
        if names is None:
            page_stored.send(sender=type(self), instance=self)
        elif not OF_DRAFTS.issuperset(names):  # this object may hold a draft that is stored only in part
            page_stored.send(sender=type(self), instance=type(self).objects.get(pk=self.pk))

    @tasks_run_once()
    def save_shared_fields(self, names):
        super().save_shared_fields(names)
        if names:
            page_stored.send(sender=type(self), instance=self)

    def publish(self, revision, user=None, **kwargs):
        def publish():
            if kwargs.get("log_action") != "wagtail.publish.scheduled":
                expiry.remove_from(revision, user)
            return super(SitePage, self).publish(revision, user=user, **kwargs)

        return transactions.run(publish)

    def save_revision(self, *args, **kwargs):
        if self.pk and self.live and not self.live_revision_id:
            self._keep_public_version()
        return super().save_revision(*args, **kwargs)

    def _keep_public_version(self):
        """Give a page that became public without a version one: else a scheduled change would take it away."""
        row = type(self).objects.get(pk=self.pk)
        if not row.live or row.live_revision_id:
            return
        self.live_revision = Revision.objects.create(
            content_object=row,
            base_content_type=row.get_base_content_type(),
            content=row.serializable_data(),
            object_str=str(row),
        )
        type(self).objects.filter(pk=self.pk).update(live_revision=self.live_revision)

    def _set_core_field_defaults(self):
        """Make the address of a title in any script, where Wagtail leaves it empty, and the page without an address."""
        if self.title and not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            wanted = slug_of(self.title) or self._meta.model_name
            self.slug = self.free_slug(wanted, self.get_parent())
        super()._set_core_field_defaults()

    def clean(self):
        super().clean()
        if not self.may_have_slug(self.slug) and not self._had_slug(self.slug):
            raise ValidationError({"slug": slug_error(self.slug)})
        if self.depth:
            check_length(self, self.get_parent(), self.slug)

    def longest_slug(self, parent):
        return room_for_slug(self, parent)

    def may_have_slug(self, slug):
        parent = self.get_parent() if self.path and self.depth > START_PAGE_DEPTH else None
        return parent is None or slug not in taken_words(parent)

    def _had_slug(self, slug) -> bool:
        """Whether it has an address already that has become the site's own: a page comes first."""
        return bool(self.pk) and Page.objects.filter(pk=self.pk, slug=slug).exists()

    def public_languages_without(self, name: str) -> list[str]:
        """The languages in which a translation of this original would be public without a text of this field."""
        if not self.pk or self.translation:
            return []
        others = [page.specific for page in pages_in_group(self) if page.pk != self.pk and page.live]
        if self.published_with_others:
            others = [page.get_latest_revision_as_object() for page in others]
        return [language_name(page.locale.language_code) for page in others if not getattr(page, name).strip()]

    @property
    def has_expired(self) -> bool:
        """Whether its time is out, whether or not the command that unpublishes has run."""
        return bool(self.expire_at and self.expire_at <= clock.now())

    @property
    def listing_title(self) -> Text:
        """What a list of pages calls this one."""
        return Text(self.title, self.locale.language_code)

    @property
    def listing_text(self) -> Text:
        """What a list of pages says of this one."""
        return Text(self.search_description or getattr(self, "lead", ""), self.locale.language_code)

    @property
    def meta_description(self) -> str:
        """What search engines and shared links say of it."""
        return self.listing_text.plain or self.title

    def route(self, request, path_components):
        if path_components or (self.live and not self.has_expired):
            return super().route(request, path_components)
        if self.first_published_at and not self.get_view_restrictions():
            raise PageGone(self)
        raise Http404

    def get_view_restrictions(self):
        if self.is_private is False and not self.alias_of_id:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @classmethod
    def snippet_keys(cls) -> list[str]:
        """Those of `served_with` that have texts in every language."""
        return [
            name for name in cls.served_with if issubclass(cls._meta.get_field(name).related_model, SnippetWithTexts)
        ]

    @classmethod
    def readable(cls):
        """The pages of this type that anybody may read now."""
        return cls.objects.filter(is_readable())
