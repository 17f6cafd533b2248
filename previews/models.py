"""Links that show drafts to people without an account, and what these answer."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, Page, Revision

DAYS, MAX_DAYS = 14, 90
MAX_REMARK_LENGTH, MAX_NAME_LENGTH = 4_000, 80


class Scope(models.TextChoices):
    """What a link shows."""

    PAGE = "page", _("This page")
    LANGUAGES = "languages", _("This page in all its languages")
    BELOW = "below", _("This page and everything under it, in all languages")


class DraftLinkQuerySet(models.QuerySet):
    def alive(self):
        """The links that have not been revoked and have not run out. By the real clock: a preview opens nothing."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), made_by__is_active=True)


class DraftLink(models.Model):
    """A secret address that shows versions of pages to whoever has it, for a time."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    form_key = models.UUIDField(unique=True, editable=False)  # a form that is sent twice makes one link
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="draft_links", verbose_name=_("page"))
    scope = models.CharField(_("what it shows"), max_length=10, choices=Scope.choices, default=Scope.PAGE)
    follows = models.BooleanField(
        _("follow the draft"),
        default=False,
        help_text=_("Unticked, the link shows the draft as it is now, whatever is written later."),
    )
    shows_changes = models.BooleanField(
        _("show what changes"),
        default=True,
        help_text=_("The reader can compare the draft with the page as it is public."),
    )
    shows_withdrawn = models.BooleanField(_("show withdrawn pages"), default=False)
    takes_answers = models.BooleanField(
        _("take answers"),
        default=True,
        help_text=_("The reader can say that it is right, or leave a remark. Nothing on the page is changed by it."),
    )
    note = models.CharField(
        _("for whom"), max_length=200, blank=True, help_text=_("For your own memory. The reader does not see it.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("shown until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    belongs_to_page = None  # no version changes it: previews/checks.py
    # The rows of its pages (time_travel/page_rows.py), and what they were made of: a link that follows makes them anew.
    rows = models.JSONField(default=dict, editable=False)
    made_of = models.CharField(max_length=64, editable=False)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft link")
        verbose_name_plural = _("draft links")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.note or str(self.page)

    @property
    def is_alive(self) -> bool:
        """Whether it opens, as far as its own time goes."""
        return self.revoked_at is None and self.expires_at > timezone.now()


def is_withdrawn(prefix: str = "") -> models.Q:
    """Whether a page has been public and no longer is. `prefix` leads from the queried model to the page."""
    return models.Q(**{f"{prefix}live": False, f"{prefix}first_published_at__isnull": False})


class LinkedPageQuerySet(models.QuerySet):
    def withdrawn(self):
        """Pages that have been withdrawn, but for the one that the link was made for."""
        return self.filter(is_withdrawn("page__")).exclude(page=models.F("link__page"))


class LinkedPage(models.Model):
    """A page that a link shows, and the version of it."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=255, blank=True)  # of this version
    version_at = models.DateTimeField(null=True)
    made_of = models.CharField(max_length=64, blank=True)  # a digest of the versions that its rows were made of
    stamp = models.CharField(max_length=64)  # names what this version says: previews/sharing/links.py
    parts = models.JSONField(default=list)  # of each text in it: previews/sharing/links.py

    objects = LinkedPageQuerySet.as_manager()

    belongs_to_page = None

    class Meta:
        ordering = ["page__path"]
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="page_once_in_a_link")]

    def __str__(self):
        return f"{self.page} – {self.version_at}"


class Feedback(models.Model):
    """What a reader of a link said of a version of a page."""

    class Kind(models.TextChoices):
        APPROVAL = "approval", _("Says that it is right")
        REMARK = "remark", _("Remark")

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="answers")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    version_at = models.DateTimeField(null=True)
    stamp = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=MAX_NAME_LENGTH)
    field = models.TextField(blank=True)
    about = models.TextField(blank=True)  # the field in words
    text = models.TextField(blank=True, validators=[MaxLengthValidator(MAX_REMARK_LENGTH)])
    answered_at = models.DateTimeField(auto_now_add=True)
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, related_name="+")

    belongs_to_page = None

    class Meta:
        ordering = ["-answered_at", "-pk"]
        db_table = "previews_answer"

    def __str__(self):
        return f"{self.name}: {self.get_kind_display()}"
