"""What staff steer the search with: words with one meaning, pages that come first, pages that must be found."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, HelpPanel, InlinePanel
from wagtail.models import Orderable, Page

from home import clock
from home.languages import LanguageField, TextPerLanguageField
from search.curation.forms import TermForm
from search.engine.tokens import words

MAX_QUESTION_LENGTH, MAX_KEY_LENGTH = 120, 240
MAX_PAGES, MAX_HITS, USUAL_HITS = 5, 20, 3


def key_of(question: str) -> str:
    """What a question is compared by: its words, whatever their case, marks and spaces."""
    return " ".join(words(question))[:MAX_KEY_LENGTH]


def results_url(question: str, language: str) -> str:
    """Where a visitor sees what a question gives."""
    with override(language):
        return f"{reverse('search')}?{urlencode({'q': question})}"


class Term(models.Model):
    """Words that mean the same, in one language or in several: a search for one of them finds the others."""

    words = TextPerLanguageField(
        gettext_lazy("words"),
        help_text=gettext_lazy(
            "Words and expressions that mean the same, with commas between: safety, security. At least two in all; a "
            "language may be empty. Inflected forms (word, words) are found anyway and need not be written."
        ),
    )
    name = models.TextField(gettext_lazy("words"), editable=False)  # what the list shows, sorts and searches

    base_form_class = TermForm
    panels = ["words"]

    class Meta:
        verbose_name = gettext_lazy("words with one meaning")
        verbose_name_plural = gettext_lazy("words with one meaning")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name or "–"

    def save(self, *args, **kwargs):
        self.name = " = ".join(", ".join(line) for line in self.words_by_language().values())
        super().save(*args, **kwargs)

    def words_by_language(self) -> dict[str, list[str]]:
        """The words of each language that has any, the site's first language first."""
        codes = sorted(self.words, key=lambda code: (code != settings.LANGUAGE_CODE, code))
        return {code: self.words[code] for code in codes if self.words[code]}


class Question(models.Model):
    """What somebody may type, in one language."""

    question = models.CharField(
        gettext_lazy("question"),
        max_length=MAX_QUESTION_LENGTH,
        help_text=gettext_lazy("What a visitor types in the search box. Capitals and punctuation make no difference."),
    )
    language = LanguageField(
        gettext_lazy("language"),
        default=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("The language of the site in which it is typed."),
    )
    key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.question

    def save(self, *args, **kwargs):
        self.key = key_of(self.question)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.key = key_of(self.question)
        if self.question and not self.key:
            raise ValidationError({"question": _("Write at least one word.")})

    @property
    def results_url(self) -> str:
        """Where a visitor sees what it gives."""
        return results_url(self.question, self.language)


class Promotion(Question, ClusterableModel):
    """The editors' choice: pages that come first when exactly this question is asked."""

    valid_until = models.DateField(
        gettext_lazy("valid until"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The last day. Empty: until it is removed."),
    )

    panels = [
        FieldRowPanel(["question", "language"]),
        InlinePanel(
            "pages",
            min_num=1,
            max_num=MAX_PAGES,
            label=gettext_lazy("Page"),
            heading=gettext_lazy("Pages, in the order in which they are to stand"),
            help_text=gettext_lazy(
                "At most five. They stand first, marked as the editors' choice; the other hits follow."
            ),
        ),
        "valid_until",
    ]

    class Meta:
        verbose_name = gettext_lazy("editors' choice")
        verbose_name_plural = gettext_lazy("editors' choices")
        ordering = ["key", "language", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_choice_per_question")]

    def clean(self):
        super().clean()
        others = Promotion.objects.filter(key=self.key, language=self.language).exclude(pk=self.pk)
        if self.key and others.exists():
            raise ValidationError({"question": _("There is a choice for this question already. Change that one.")})

    @property
    def has_run_out(self) -> bool:
        """Whether its last day has passed."""
        return bool(self.valid_until and self.valid_until < clock.today())

    @property
    def status(self) -> str:
        """Whether it is shown, in a word."""
        return _("Has run out") if self.has_run_out else _("Valid")

    @property
    def page_titles(self) -> str:
        """The titles of its pages, in order."""
        hidden = _("%(title)s (not public)")
        rows = self.pages.all()
        return ", ".join(row.page.title if row.page.live else hidden % {"title": row.page.title} for row in rows)


class PromotedPage(Orderable):
    """One of the pages of a choice."""

    promotion = ParentalKey(Promotion, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(
        Page,
        verbose_name=gettext_lazy("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=gettext_lazy("A page that is not published is left out until it is."),
    )

    belongs_to_page = None  # no version of the page changes it: previews/checks.py

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("page")
        verbose_name_plural = gettext_lazy("pages")


class MustFind(Question):
    """A page that must be among the first hits of a question. Told on the editors' start page where it is not."""

    class Verdict(models.TextChoices):
        UNKNOWN = "unknown", gettext_lazy("not checked yet")
        FOUND = "found", gettext_lazy("found")
        LOW = "low", gettext_lazy("too far down")
        MISSING = "missing", gettext_lazy("not found")
        HIDDEN = "hidden", gettext_lazy("the page is not public")
        DELETED = "deleted", gettext_lazy("the page has been deleted")

    FAILING = (Verdict.LOW, Verdict.MISSING, Verdict.HIDDEN, Verdict.DELETED)

    page = models.ForeignKey(
        Page,
        verbose_name=gettext_lazy("page"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=gettext_lazy("The page that answers the question. In another language it counts as the same page."),
    )
    within = models.PositiveSmallIntegerField(
        gettext_lazy("among the first"),
        default=USUAL_HITS,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_HITS)],
        help_text=gettext_lazy("How far down it may stand: 1 means first of all. At most 20."),
    )
    page_title = models.CharField(max_length=255, editable=False)  # to be told when the page is gone
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.UNKNOWN, editable=False)
    place = models.PositiveSmallIntegerField(null=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    is_due = models.BooleanField(default=True, editable=False)  # something has changed since it was checked

    belongs_to_page = None

    panels = [
        HelpPanel(template="search/admin/result_panel.html"),
        FieldRowPanel(["question", "language"]),
        "page",
        "within",
    ]

    class Meta:
        verbose_name = gettext_lazy("page that must be found")
        verbose_name_plural = gettext_lazy("pages that must be found")
        ordering = ["key", "language", "pk"]

    def save(self, *args, **kwargs):
        self.page_title = self.title_of_page
        super().save(*args, **kwargs)

    @property
    def title_of_page(self) -> str:
        """The title of the page; the last one, when it has been deleted."""
        return self.page.title if self.page else self.page_title

    @property
    def is_failing(self) -> bool:
        """Whether somebody has something to do."""
        return self.verdict in self.FAILING

    @property
    def says(self) -> str:
        """Where the page was when it was looked for, in a few words."""
        if self.verdict in (self.Verdict.FOUND, self.Verdict.LOW):
            return _("place %(place)d") % {"place": self.place}
        return str(self.get_verdict_display())
