"""The landing page of one edition, and what it is arranged by."""

import dataclasses
from datetime import date

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from bilingual.admin.panels import SharedRowsPanel
from bilingual.slugs import slug_of
from conference.blocks import ConferenceBodyBlock
from conference.edition_rows import EditionContact, EditionOrganiser, EditionProgrammeRow
from conference.events import AttendanceMode, Event, EventForm
from conference.now import EditionNow
from conference.presenters import contact_for_template, organiser_for_template, picture_for_template, venue_for_template
from conference.previewing import preview_states
from conference.snippets import Contact, ContactText, Organiser, OrganiserText, Venue, VenueText
from conference.state import NOTICE_KINDS, EditionState, EditionStatus, Surroundings
from conference.surroundings import surroundings
from home import clock
from home.ordinals import ordinal
from home.pages import SitePage, word_below
from home.snippets.texts import ordered_snippets, snippet_of
from home.text import Text

__all__ = [
    "AttendanceMode",
    "ConferencePage",
    "Contact",
    "ContactText",
    "EditionContact",
    "EditionOrganiser",
    "EditionProgrammeRow",
    "Organiser",
    "OrganiserText",
    "Venue",
    "VenueText",
]


# Where on the page its parts are, in Swedish words as in the site's first language: addresses do not change.
ANCHORS = {"programme": "program", "organisers": "arrangorer", "contacts": "kontakt", "notice": "besked", "now": "nu"}


PROGRAMME = "programme"  # the word of the programme by day, below the page's own address


class ConferenceForm(EventForm):
    """Gives an edition its year as its address, as long as it has not been public and nobody has chosen another."""

    def clean(self):
        cleaned = super().clean()
        year, slug = str(cleaned.get("year") or ""), cleaned.get("slug")
        unchosen = slug == slug_of(cleaned.get("title", "")) and not self.instance.first_published_at
        if year and unchosen and ConferencePage._slug_is_available(year, self.parent_page, self.instance):
            cleaned["slug"] = year
        return cleaned


class ConferencePage(EditionNow, Event, SitePage):
    """One edition of the conference: a landing page with a permanent address from its first day."""

    year = models.PositiveSmallIntegerField(
        gettext_lazy("year"),
        null=True,
        help_text=gettext_lazy("The year that the conference is named after. It gives the order between editions."),
    )
    number = models.PositiveSmallIntegerField(
        gettext_lazy("number"), null=True, blank=True, help_text=gettext_lazy("6 for the sixth conference.")
    )
    theme = models.CharField(
        gettext_lazy("theme"), max_length=160, blank=True, help_text=gettext_lazy("Without quotes.")
    )
    lead = models.TextField(
        gettext_lazy("lead"),
        blank=True,
        max_length=800,
        help_text=gettext_lazy("Two or three sentences: what it is about and for whom."),
    )
    starts_on = models.DateField(gettext_lazy("first day"), null=True, blank=True)
    ends_on = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    status = models.CharField(
        gettext_lazy("status"), max_length=16, choices=EditionStatus.choices, default=EditionStatus.PLANNED
    )
    body = StreamField(ConferenceBodyBlock(), verbose_name=gettext_lazy("body"), blank=True)

    shared_fields = (
        *Event.shared_fields,
        "year",
        "number",
        "starts_on",
        "ends_on",
        "organisers",
        "contacts",
        "programme_rows",
    )
    translatable_fields = (*SitePage.translatable_fields, "theme", "lead", "notice", "body")
    base_form_class = ConferenceForm
    newest_first = ("-year", "-pk")
    served_with = ("picture", "venue")
    words_below = (PROGRAMME,)
    part = ""  # what of it is shown: all that there is, or its programme by day

    content_panels = [
        *SitePage.content_panels,
        FieldRowPanel(["year", "number"]),
        "theme",
        "lead",
        "picture",
        Event.status_panel,
        MultiFieldPanel(
            ["date_precision", FieldRowPanel(["starts_on", "ends_on"]), "news_by"], heading=gettext_lazy("Date")
        ),
        MultiFieldPanel(["form", "venue"], heading=gettext_lazy("Place")),
        SharedRowsPanel(
            "programme_rows",
            label=gettext_lazy("Row of the programme"),
            heading=gettext_lazy("Also in the programme"),
            help_text=gettext_lazy("Registration, coffee, lunch: what stands between the lectures, day by day."),
        ),
        Event.registration_panel,
        "body",
        SharedRowsPanel(
            "organisers", label=gettext_lazy("Organiser"), heading=gettext_lazy("Organisers of this edition")
        ),
        SharedRowsPanel("contacts", label=gettext_lazy("Contact"), heading=gettext_lazy("Contacts")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("theme"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["lectures.LecturePage", "home.StandardPage"]
    page_description = gettext_lazy("One conference: its landing page, with programme, organisers and contacts.")
    is_creatable = True

    class Meta:
        verbose_name = gettext_lazy("conference")
        verbose_name_plural = gettext_lazy("conferences")

    def slugs_by_itself(self):
        return [*([str(self.year)] if self.year else []), *super().slugs_by_itself()]

    def preview_states(self):
        return preview_states(dataclasses.replace(self.facts, surroundings=Surroundings), clock.now())

    @classmethod
    def nearest(cls, editions: list) -> "ConferencePage | None":
        """Of editions, the newest first, the one that is soonest of those that are not over; else the newest.

        Facts are the same in all languages, and so is what follows from them.
        """
        if len(editions) > 1:
            around = surroundings(editions)
            for edition in editions:
                edition.surroundings = around[edition.pk]
            if coming := [edition for edition in editions if not edition.is_over]:
                return min(coming, key=lambda edition: (edition.year or date.max.year, edition.starts_on or date.max))
        return editions[0] if editions else None

    @cached_property
    def neighbours(self) -> dict:
        """The edition before this one and the one after it, by year: None where there is none that all can read."""
        if not self.path or not self.year:
            return {"previous": None, "next": None}
        others = ConferencePage.readable().sibling_of(self, inclusive=False)
        nearest = others.only("title", "year", "url_path", "locale", "path", "depth", "slug")
        before = nearest.filter(year__lt=self.year).order_by("-year")[:1]
        found = list(before.union(nearest.filter(year__gt=self.year).order_by("year")[:1]))
        return {
            "previous": next((page for page in found if page.year < self.year), None),
            "next": next((page for page in found if page.year > self.year), None),
        }

    def main_button(self, registration: dict | None, has_programme: bool, ongoing: list = ()) -> dict | None:
        """The one primary button, whose meaning follows the state. `ongoing`: the cards of what is being held now."""
        if ongoing:
            return self._live_button(ongoing)
        if registration and registration["url"]:
            return {"label": registration["label"], "url": registration["url"]}
        if self.notice and self.state in (EditionState.CANCELLED, EditionState.POSTPONED):
            return {"label": _("Read the notice"), "url": f"#{ANCHORS['notice']}"}
        if has_programme and self.state == EditionState.HELD:
            return {"label": _("See the lectures"), "url": f"#{ANCHORS['programme']}"}
        if has_programme:
            return {"label": _("See the programme"), "url": f"#{ANCHORS['programme']}"}
        return None

    def _live_button(self, ongoing: list) -> dict:
        """To what is being held now: straight to where it is sent, if there is but one."""
        if len(ongoing) == 1 and ongoing[0].stream_url:
            return {"label": _("Follow live"), "url": ongoing[0].stream_url}
        return {"label": _("See what is on now"), "url": f"#{ANCHORS['now']}"}

    def route(self, request, path_components):
        is_public = self.live and not self.has_expired
        if is_public and path_components == [word_below(PROGRAMME)]:
            return RouteResult(self, kwargs={"part": PROGRAMME})
        return super().route(request, path_components)

    def serve(self, request, part="", **kwargs):
        self.part = part
        return super().serve(request, **kwargs)

    def get_template(self, request, *args, **kwargs):
        return "conference/programme_page.html" if self.part else super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.part:
            description = _("The programme of %(title)s, day by day.") % {"title": self.title}
            context |= {"crumb": _("Programme"), "description": description}
        return context | {
            **self.headline,
            "notice": self.notice_for_template(NOTICE_KINDS.get(self.status, "info")),
            "organisers": [organiser_for_template(organiser) for organiser in self.ordered_organisers],
            "contacts": [contact_for_template(contact) for contact in self.shown_contacts],
            "registration": self.registration,
            "anchors": ANCHORS,
            "placed": {block.block_type for block in self.body},  # what an editor has given a place of its own
            **picture_for_template(self.picture),
            **self.neighbours,
        }

    @property
    def headline(self) -> dict:
        """What the edition is, when and where: for its page, and for a start page in a language that it is not in."""
        language = self.locale.language_code
        return {
            "edition": {
                "title": Text(self.title, language),
                "theme": Text(self.theme, language),
                "number_text": self.number_text,
                "lead": self.lead,
                "form_label": self.get_form_display(),
                "state": self.badge,
            },
            "when": self.when,
            "venue": venue_for_template(snippet_of(self, "venue")),
        }

    @property
    def number_text(self) -> str:
        """`The sixth conference` in the words of the language."""
        return _("The %(ordinal)s conference") % {"ordinal": ordinal(self.number)} if self.number else ""

    @cached_property
    def ordered_organisers(self) -> list[Organiser]:
        """The organisers in order, without rows whose organiser has been deleted."""
        return ordered_snippets(self.organisers, "organiser", also=("organiser__logo",))

    @cached_property
    def shown_contacts(self) -> list[Contact]:
        """The contacts that are valid today, in order."""
        contacts = ordered_snippets(self.contacts, "contact", "contact__organiser")
        return [contact for contact in contacts if contact.is_valid]
