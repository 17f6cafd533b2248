"""Pages that every site has: the start of each language, and plain pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from bilingual.admin.panels import LanguagePanel
from bilingual.languages import language_name
from bilingual.models import with_newer_original
from home import clock
from home.blocks import BodyBlock
from home.dates import day_of, say_day
from home.editing.submissions import Submission
from home.links import SiteLink
from home.media.documents import SiteDocument
from home.media.images import SiteImage, SiteRendition
from home.pages import SitePage
from home.public import is_nearest
from home.snippets.texts import with_snippets

__all__ = ["HomePage", "SiteDocument", "SiteImage", "SiteLink", "SiteRendition", "StandardPage", "Submission"]


class HomePage(SitePage):
    """The start of the site in one language. It shows the current edition and carries the menu and the footer."""

    current_edition = models.ForeignKey(
        "conference.ConferencePage",
        verbose_name=_("current edition"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The conference that the start page shows. Empty: the nearest one that is not over."),
    )
    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=600,
        help_text=_("Shown on the start page only while no conference is published."),
    )
    about = RichTextField(
        _("about the site"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Two or three sentences at the foot of every page: what the conference is and who arranges it."),
    )

    notice = models.TextField(
        _("notice on all pages"),
        blank=True,
        max_length=400,
        help_text=_(
            "One or two sentences that every visitor must see: that the site is down tonight, that all is off."
        ),
    )
    notice_from = models.DateTimeField(
        _("shown from"), null=True, blank=True, help_text=_("Swedish time. Empty: as soon as it is published.")
    )
    notice_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Swedish time. Empty: until you take it away.")
    )

    shared_fields = ("current_edition", "notice_from", "notice_until")
    translatable_fields = (*SitePage.translatable_fields, "lead", "about", "notice")
    per_locale_fields = ("links",)

    content_panels = [
        LanguagePanel(),
        FieldPanel("title", help_text=_("The name of the site, as it stands at the top of every page.")),
        PageChooserPanel("current_edition", "conference.ConferencePage"),
        "lead",
        "about",
        MultiFieldPanel(
            ["notice", FieldRowPanel(["notice_from", "notice_until"])], heading=_("Notice at the top of all pages")
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("The menu stands at the top of every page, the footer links at the bottom.")),
                InlinePanel("links", label=_("Link")),
            ],
            heading=_("Menu and footer"),
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["conference.ConferencePage", "lectures.LectureArchivePage", "home.StandardPage"]
    page_description = _("The start page of one language. There is one for each language already.")
    is_creatable = True

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    @cached_property
    def shown_edition(self):
        """The edition that the start page is about now, or None: never a draft, a private page or one that has expired.

        It is the same in every language: where it has no page in this one, its page in the nearest other.
        """
        if not self.path:
            return None  # it has no place yet
        edition_page = self._meta.get_field("current_edition").related_model
        chosen = edition_page.objects.filter(pk=self.current_edition_id)  # in whatever language it was chosen
        is_chosen = Case(When(translation_key__in=chosen.values("translation_key"), then=True), default=False)
        editions = edition_page.objects.filter(is_nearest(self.locale.language_code))
        editions = with_newer_original(with_snippets(editions, *edition_page.snippet_keys()))
        editions = editions.select_related("locale", *edition_page.served_with)
        editions = list(editions.annotate(is_chosen=is_chosen).order_by("-is_chosen", *edition_page.newest_first))
        return editions[0] if editions and editions[0].is_chosen else edition_page.nearest(editions)

    def clean(self):
        super().clean()
        if self.notice_from and self.notice_until and self.notice_until <= self.notice_from:
            raise ValidationError({"notice_until": gettext("The end must come after the start.")})

    def publishing_errors(self):
        errors = super().publishing_errors()
        if self.notice and (languages := self.public_languages_without("notice")):
            errors["notice"] = gettext(
                "Write the notice in %(languages)s too. Then choose “Publish all languages”: all visitors need it."
            ) % {"languages": ", ".join(languages)}
        return errors

    @property
    def shown_notice(self) -> str:
        """The notice, between the moments that are set for it."""
        now = clock.now()
        begun = self.notice_from is None or self.notice_from <= now
        return self.notice if begun and (self.notice_until is None or now < self.notice_until) else ""

    @property
    def own_edition(self):
        """The edition that is shown, if it has a page in this language, which is then shown in whole; else None."""
        edition = self.shown_edition
        return edition if edition and edition.locale_id == self.locale_id else None

    @classmethod
    def first_in_translation_report(cls) -> list[str]:
        start = cls.objects.live().first()  # whichever: the edition is the same in every language
        return start.shown_edition.paths_in_all_languages if start and start.shown_edition else []

    def preview_states(self):
        return self.shown_edition.preview_states() if self.shown_edition else []

    def assuming(self, facts):
        page = super().assuming(facts)
        page.shown_edition = self.shown_edition.assuming(facts)
        return page

    def get_template(self, request, *args, **kwargs):
        if edition := self.own_edition:
            return edition.get_template(request, *args, **kwargs)
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        if edition := self.own_edition:
            edition._cached_parent_obj = self
            return edition.get_context(request, *args, **kwargs) | {"start_page": self, "address": self}
        context = super().get_context(request, *args, **kwargs)
        if edition := self.shown_edition:
            code = edition.locale.language_code
            label = gettext("Read more in %(language)s") % {"language": language_name(code)}
            context |= {**edition.headline, "button": {"label": label, "url": edition.url, "hreflang": code}}
        return context

    def get_sitemap_urls(self, request=None):
        """Nothing while it is an edition's page: that has an address of its own."""
        return [] if self.own_edition else super().get_sitemap_urls(request)


class StandardPage(SitePage):
    """A plain page: about, practical information, accessibility, personal data."""

    lead = models.TextField(
        _("lead"), blank=True, max_length=600, help_text=_("What the page says, in one or two sentences.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    translatable_fields = (*SitePage.translatable_fields, "lead", "body")

    content_panels = SitePage.content_panels + ["lead", "body"]
    search_fields = SitePage.search_fields + [index.SearchField("lead"), index.SearchField("body")]

    parent_page_types = ["home.HomePage", "conference.ConferencePage"]
    subpage_types = []
    page_description = _("A page of text: about the conference, practical information, the accessibility statement.")
    is_creatable = True

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        published = day_of(self.last_published_at)
        updated = (
            {"date_text": say_day(published, weekday=False), "date_iso": published.isoformat()} if published else {}
        )
        return super().get_context(request, *args, **kwargs) | {"updated": updated}
