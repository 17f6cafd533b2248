"""Lectures and their archive."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index

from bilingual.admin.panels import SharedRowsPanel
from bilingual.languages import language_name
from conference.blocks import LectureBodyBlock
from conference.events import Event
from home import clock
from home.languages import LanguageField
from home.pages import SitePage
from lectures import presenters
from lectures.archive_page import LectureArchivePage
from lectures.lecture_rows import LectureDocument, LectureSpeaker
from lectures.now import LectureNow
from lectures.previewing import preview_states
from lectures.queries import LectureQuerySet, with_people
from lectures.snippets import Speaker, SpeakerFormerSlug, SpeakerText, Subject, SubjectFormerSlug, SubjectText
from lectures.state import LectureStatus, over_at

__all__ = [
    "LectureArchivePage",
    "LectureDocument",
    "LecturePage",
    "LectureSpeaker",
    "Speaker",
    "SpeakerFormerSlug",
    "SpeakerText",
    "Subject",
    "SubjectFormerSlug",
    "SubjectText",
]


class LectureKind(models.TextChoices):
    """What kind of lecture it is."""

    DIGITAL = "digital", gettext_lazy("Digital lecture")
    PLENARY = "plenary", gettext_lazy("Plenary lecture")
    SEMINAR = "seminar", gettext_lazy("Seminar")
    PANEL = "panel", gettext_lazy("Panel discussion")
    OPENING = "opening", gettext_lazy("Opening")


class LecturePage(LectureNow, Event, SitePage):
    """One lecture: who, what, when and where, and afterwards its recording and slides."""

    kind = models.CharField(
        gettext_lazy("kind"), max_length=10, choices=LectureKind.choices, default=LectureKind.PLENARY
    )
    lead = models.TextField(
        gettext_lazy("lead"),
        blank=True,
        max_length=400,
        help_text=gettext_lazy("One or two sentences: what the listener will know afterwards. Shown in lists."),
    )
    abstract = RichTextField(
        gettext_lazy("abstract"),
        blank=True,
        features=settings.RICH_TEXT_BODY[1:],
        help_text=gettext_lazy("What the lecture is about, in the words of the programme."),
    )
    body = StreamField(
        LectureBodyBlock(),
        verbose_name=gettext_lazy("body"),
        blank=True,
        help_text=gettext_lazy("More to read, if there is more: sections, pictures, quotes, film."),
    )
    starts_at = models.DateTimeField(
        gettext_lazy("starts"), null=True, blank=True, help_text=gettext_lazy("Swedish time.")
    )
    ends_at = models.DateTimeField(
        gettext_lazy("ends"), null=True, blank=True, help_text=gettext_lazy("Empty: the usual length is assumed.")
    )
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)
    status = models.CharField(
        gettext_lazy("status"), max_length=16, choices=LectureStatus.choices, default=LectureStatus.PLANNED
    )
    room = models.CharField(gettext_lazy("room"), max_length=80, blank=True)
    spoken_language = LanguageField(gettext_lazy("spoken language"), default=settings.LANGUAGE_CODE)
    audience = models.CharField(
        gettext_lazy("for whom"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Empty: for all who are interested."),
    )
    stream_url = models.URLField(
        gettext_lazy("link to follow it live"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy("Shown only in the window below, so that nobody comes to a closed door."),
    )
    stream_opens_at = models.DateTimeField(
        gettext_lazy("link shown from"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Empty: an hour before the start."),
    )
    stream_closes_at = models.DateTimeField(
        gettext_lazy("link shown until"), null=True, blank=True, help_text=gettext_lazy("Empty: until it is over.")
    )
    recording_url = models.URLField(
        gettext_lazy("recording"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy("The address of the recording. The lecture is marked as recorded when it is over."),
    )
    recording_captions = models.CharField(
        gettext_lazy("captions"), max_length=120, blank=True, help_text=gettext_lazy("Such as: Captions in Swedish.")
    )
    will_be_recorded = models.BooleanField(
        gettext_lazy("a recording will be published"),
        default=False,
        help_text=gettext_lazy("Tick only what is decided: the page then promises it until it is there."),
    )
    questions = RichTextField(
        gettext_lazy("how to ask questions"),
        blank=True,
        features=settings.RICH_TEXT_LINE,
        help_text=gettext_lazy("In the room, in the chat, or beforehand to an address."),
    )
    subjects = ParentalManyToManyField(
        Subject, verbose_name=gettext_lazy("subjects"), blank=True, related_name="lectures"
    )

    shared_fields = (
        *Event.shared_fields,
        *("kind", "starts_at", "ends_at", "room", "spoken_language", "speakers", "documents", "subjects"),
        *("stream_url", "stream_opens_at", "stream_closes_at", "recording_url", "will_be_recorded"),
    )
    translatable_fields = (
        *SitePage.translatable_fields,
        *("lead", "notice", "abstract", "body", "audience", "questions", "recording_captions"),
    )
    starts, ends = "starts_at", "ends_at"
    served_with = ("picture", "venue")
    objects = PageManager.from_queryset(LectureQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("kind"),
        "lead",
        SharedRowsPanel("speakers", label=gettext_lazy("Speaker"), heading=gettext_lazy("Speakers and moderator")),
        Event.status_panel,
        MultiFieldPanel(
            ["date_precision", FieldRowPanel(["starts_at", "ends_at"]), "news_by"],
            heading=gettext_lazy("Date and time"),
        ),
        MultiFieldPanel(
            ["form", FieldRowPanel(["venue", "room"]), FieldRowPanel(["spoken_language", "audience"])],
            heading=gettext_lazy("Place and audience"),
        ),
        "abstract",
        "picture",
        "body",
        Event.registration_panel,
        MultiFieldPanel(
            ["stream_url", FieldRowPanel(["stream_opens_at", "stream_closes_at"]), "questions"],
            heading=gettext_lazy("Following it live"),
        ),
        MultiFieldPanel(["recording_url", "recording_captions", "will_be_recorded"], heading=gettext_lazy("Recording")),
        SharedRowsPanel("documents", label=gettext_lazy("Document"), heading=gettext_lazy("Slides and handouts")),
        FieldPanel("subjects", widget=presenters.SubjectCheckboxes),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("abstract"),
        index.SearchField("body"),
        index.RelatedFields(
            "speakers",
            [index.SearchField("affiliation"), index.RelatedFields("speaker", [index.SearchField("name", boost=2)])],
        ),
        index.RelatedFields("subjects", [index.RelatedFields("texts", [index.SearchField("name")])]),
        index.FilterField("starts_at"),
    ]

    parent_page_types = ["conference.ConferencePage"]
    subpage_types = []
    page_description = gettext_lazy(
        "One lecture: digital, plenary, seminar, panel or opening. Time moves it to the archive."
    )
    is_creatable = True

    class Meta:
        verbose_name = gettext_lazy("lecture")
        verbose_name_plural = gettext_lazy("lectures")
        indexes = [
            models.Index(
                models.F("starts_at").desc(nulls_last=True), models.F("page_ptr").desc(), name="lecture_newest_first"
            )
        ]

    def get_indexed_instance(self):
        page = super().get_indexed_instance()
        if page:  # the backend reads the rows five times over
            models.prefetch_related_objects([page], with_people(type(page)), "subjects__texts")
        return page

    def set_derived_fields(self):
        # Stored, so that lists of any length are sorted out by an index; made here alone, of the facts alone.
        self.over_at = over_at(self.own_facts)
        return ["over_at"]

    @staticmethod
    def _ends_too_early(start, end) -> bool:
        return end <= start

    def preview_states(self):
        return preview_states(self.facts, clock.now())

    @property
    def meta_description(self) -> str:
        """What search engines and shared links say of it: with the title, since leads may be alike."""
        return self.search_description or f"{self.title}. {self.lead}".strip()

    @cached_property
    def card(self) -> "presenters.Card":
        """What a list shows of it."""
        return presenters.card(self)

    @cached_property
    def people(self) -> list[LectureSpeaker]:
        """The rows of speakers and moderators that still have a person, in order."""
        return [row for row in self.speakers.all() if row.speaker_id and row.speaker]

    @property
    def spoken_language_name(self) -> str:
        """`svenska`, in the words of the page's language."""
        return language_name(self.spoken_language)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | presenters.lecture_context(self)
