"""The links that show drafts to people without an account: made, found, and which pages in which versions they show.

`pages_in` are the pages within the scope of a link; `snapshot` stores their newest versions with it; of these,
`readable_through` gives what it shows now.
"""

import hashlib
import secrets
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import override
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual.pages import BilingualPage
from bilingual.segments import Segment
from bilingual.shared_fields import read_shared_fields
from home.public import is_private
from previews.models import DraftLink, LinkedPage, Scope
from previews.time_travel import page_rows, sandbox

TOKEN_BYTES = 32  # 256 bits
MAX_TOKEN_LENGTH = 100
MAX_WORDS_LENGTH = 60  # characters of a text that stand for it
SEEN_EVERY = timedelta(minutes=1)


def hashed(token: str) -> str:
    """What is stored of a token. It has 256 random bits: a plain hash of it cannot be turned back."""
    return hashlib.sha256(token[:MAX_TOKEN_LENGTH].encode()).hexdigest()


@transaction.atomic
def make(link: DraftLink, user, form_key: UUID) -> str:
    """Make a link of one that has been filled in; its token, which is told nobody again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link.token_hash, link.form_key, link.made_by = hashed(token), form_key, user
    link.save()
    snapshot(link)
    return token


def find_link(token: str) -> DraftLink | None:
    """The link of a token, if it is alive and the one who made it may still edit its page."""
    found = DraftLink.objects.alive().filter(token_hash=hashed(token)).select_related("made_by", "page", "page__locale")
    link = found.first()
    return link if link and may_edit(link.made_by, link.page) else None


def may_edit(user, page: Page) -> bool:
    """Whether somebody may edit a page: asked of the rights alone, which are fetched once for all pages."""
    return may_enter(user) and page_permission_policy.user_has_permission_for_instance(user, "change", page)


def may_enter(user) -> bool:
    """Whether somebody has access to the editor; what `has_perm` says, in one query where it makes two."""
    if not hasattr(user, "_may_enter"):
        through = Q(user=user) | Q(group__user=user)
        access = Permission.objects.filter(through, codename="access_admin", content_type__app_label="wagtailadmin")
        user._may_enter = user.is_active and (user.is_superuser or access.exists())
    return user._may_enter


def seen(link: DraftLink) -> None:
    """Note that a link has been opened: when, and nothing of by whom."""
    now = timezone.now()
    if not link.last_opened_at or link.last_opened_at < now - SEEN_EVERY:
        DraftLink.objects.filter(pk=link.pk).update(last_opened_at=now)


def pages_in(link: DraftLink) -> QuerySet[Page]:
    """The pages that are within the scope of a link now."""
    page, pages = link.page, Page.objects.filter(alias_of=None, depth__gt=1)
    if link.scope == Scope.PAGE:
        return pages.filter(pk=page.pk)
    versions = pages.filter(translation_key=page.translation_key)
    if link.scope == Scope.LANGUAGES:
        return versions
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return pages.filter(Exists(versions.alias(asked=path).filter(asked__startswith=F("path"))))


def readable_through(link: DraftLink) -> list[LinkedPage]:
    """What a link shows now: never a private page, nor one that its maker may not edit; one that has been withdrawn
    only where its maker wants that.
    """
    if link.follows:
        refresh(link)
    linked = link.pages.filter(~is_private("page__path")).select_related("page__locale")
    if not link.shows_withdrawn:
        linked = linked.exclude(pk__in=link.pages.withdrawn().values("pk"))
    return [one for one in linked if may_edit(link.made_by, one.page)]


def refresh(link: DraftLink) -> None:
    """Let a link that follows the draft show the newest versions."""
    if link.made_of == made_of(digests(link)):
        return
    with transaction.atomic():
        list(DraftLink.objects.filter(pk=link.pk).select_for_update().values_list("pk"))
        link.refresh_from_db(fields=["rows", "made_of"])  # somebody else may have done it meanwhile
        if link.made_of != made_of(digests(link)):
            snapshot(link)


def digests(link: DraftLink) -> dict[UUID, str]:
    """For each translation group with pages in a link, what its newest versions are: they share fields."""
    groups = pages_in(link).values("translation_key")
    pages = Page.objects.filter(translation_key__in=groups).order_by("translation_key", "pk")
    newest = pages.values_list(
        "translation_key", "pk", "latest_revision", "latest_revision_created_at", "last_published_at"
    )
    return {key: digest(list(versions)) for key, versions in groupby(newest, key=itemgetter(0))}


def made_of(found: dict[UUID, str]) -> str:
    """Names the newest versions of all pages of a link."""
    return digest(sorted(found.items()))


def digest(value) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def snapshot(link: DraftLink) -> None:
    """Store the newest versions of a link's pages with it; those stored already are kept."""
    found = digests(link)
    pages = [page for page in pages_in(link).filter(~is_private()) if may_edit(link.made_by, page)]
    has = dict(link.pages.values_list("page_id", "made_of"))
    stay = {page.pk for page in pages if has.get(page.pk) == found[page.translation_key]}
    changed = Page.objects.filter(pk__in=[page.pk for page in pages if page.pk not in stay]).specific()
    versions = [newest(page) for page in changed if isinstance(page, BilingualPage)]
    made = sandbox.rows_after(lambda: [show_as_public(version) for version in versions])
    kept = page_rows.only(link.rows, stay)
    link.rows = {
        table.name: kept.get(table.name, []) + made.get(table.name, []) for table in page_rows.tables_of_versions()
    }
    link.made_of = made_of(found)
    link.save(update_fields=["rows", "made_of"])
    link.pages.exclude(page__in=stay).delete()
    LinkedPage.objects.bulk_create(
        LinkedPage(
            link=link,
            page_id=version.pk,
            revision=version.latest_revision,
            title=version.title,
            version_at=version.latest_revision_created_at or version.last_published_at,
            made_of=found[version.translation_key],
            stamp=stamp(version),
            parts=parts(version),
        )
        for version in versions
    )


def newest(page: BilingualPage) -> BilingualPage:
    """The newest version of a page, with the shared fields that the newest one of its original has."""
    version = page.get_latest_revision_as_object()
    version.take_shared_fields_of_draft()
    return version


def show_as_public(version: BilingualPage) -> int:
    """Write a version on its page's row as if public, and on no other page of its group. Returns the page's key."""
    row = type(version).objects.get(pk=version.pk)
    version.slug, version.url_path = row.slug, row.url_path
    version.live, version.expired, version.expire_at = True, False, None
    if not row.live or row.has_unpublished_changes:
        version.last_published_at = version.latest_revision_created_at or version.last_published_at
    version.first_published_at = version.first_published_at or version.last_published_at
    version.set_derived_fields()
    super(BilingualPage, version).save(clean=False)
    return version.pk


def parts(version: BilingualPage) -> list[tuple[str, str, bool]]:
    """Of each text that is in a version: its key, its name, and whether comments have a place at it in the form.

    Wagtail's comments stand at fields, and at blocks that do not lie in others.
    """
    with override(version.locale.language_code):
        segments = [segment for segment in version.segments.values() if segment.is_text]
        return [(segment.key, name_of(version, segment), has_place(version, segment)) for segment in segments]


def has_place(version: BilingualPage, segment: Segment) -> bool:
    """Whether a text is a field, or a block that does not lie in another."""
    return segment.key.partition(".")[0] in version.translatable_fields and len(segment.place) <= 1


def name_of(version: BilingualPage, segment: Segment) -> str:
    """What a reader, who sees no form, calls a text: a block by its first words."""
    field = segment.key.partition(".")[0]
    if segment.key == field or field not in version.translatable_fields:
        return str(segment.label)
    label = capfirst(str(version._meta.get_field(field).verbose_name))
    return f"{label}: {Truncator(segment.text).chars(MAX_WORDS_LENGTH)}"


def stamp(version: BilingualPage) -> str:
    """Names what a version says, texts and facts: it is another when any of that is."""
    texts = {key: segment.fingerprint for key, segment in version.segments.items()}
    return digest((sorted(texts.items()), sorted(read_shared_fields(version).items())))
