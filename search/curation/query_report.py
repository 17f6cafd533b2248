"""The report of what visitors search for: counts, and the way from each line to a word or a page that must be found."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from bilingual.languages import language_name
from home import clock
from home.languages import added_languages
from search.curation.models import results_url
from search.curation.query_log import MIN_TIMES, week_of
from search.models import Asked, MustFind, Term

WEEKS = [("4", gettext_lazy("Four weeks")), ("13", gettext_lazy("A quarter")), ("52", gettext_lazy("A year"))]
USUAL = "4"
FEW = "–"
ORDER = {"times": "total", "nothing": "total_nothing"}


def may_see(user) -> bool:
    """Whether somebody may see what visitors search for."""
    return policy_registry.get_by_type(Asked).user_has_permission(user, "view")


class Row:
    """A question in a language, with what a list says of it."""

    def __init__(self, counted: dict):
        self.question, self.language = counted["question"], counted["language"]
        self.times, self.nothing = counted["total"], few(counted["total_nothing"])
        self.language_name = language_name(self.language)
        self.results_url = results_url(self.question, self.language)

    def start_url(self, name: str) -> str:
        """The form of a new word or page that must be found, with this question in it."""
        return f"{reverse(name)}?{urlencode({'question': self.question, 'language': self.language})}"


def few(count: int) -> int | str:
    """A number as it is shown: none below MIN_TIMES."""
    return count if count >= MIN_TIMES else FEW


class AskedFilterSet(WagtailFilterSet):
    """By time, by language, and only what gave nothing."""

    period = django_filters.ChoiceFilter(
        label=gettext_lazy("Period"),
        choices=WEEKS,
        initial=USUAL,
        empty_label=None,
        method="left_to_the_view",
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=added_languages,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    gave = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"),
        choices=[("nothing", gettext_lazy("Gave nothing"))],
        empty_label=gettext_lazy("All"),
        method="left_to_the_view",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Asked
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        if data.get("period") not in dict(WEEKS):
            data["period"] = USUAL
        super().__init__(data, *args, **kwargs)

    def left_to_the_view(self, queryset, name, value):
        return queryset

    def chosen(self, name: str) -> str:
        """What was chosen, if it can be."""
        return self.form.cleaned_data.get(name) or "" if self.form.is_valid() else ""


class QuestionColumn(TitleColumn):
    """The question, and the ways on from it for those who may go them."""

    cell_template_name = "search/admin/asked_question.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        context["ways"] = [
            (instance.start_url(name), label)
            for model, name, label in WAYS
            if policy_registry.get_by_type(model).user_has_permission(user, "add")
        ]
        return context


WAYS = [
    (Term, "search_words:add", gettext_lazy("New words with one meaning")),
    (MustFind, "search_must_find:add", gettext_lazy("Must be found")),
]


class AskedView(ReportView):
    """What was asked at least MIN_TIMES times in a week, the most frequent first."""

    model = Asked
    template_name = "search/admin/asked.html"
    filterset_class = AskedFilterSet
    page_title = gettext_lazy("What visitors search for")
    header_icon = "search"
    index_url_name = "search_asked"
    index_results_url_name = "search_asked_results"
    default_ordering = "-times"
    is_searchable = True
    search_fields = ["question"]
    permission_required = "view"
    no_results_message = gettext_lazy("Nothing here: no question was asked three times in a week.")
    export_filename = "sokningar"
    columns = [
        QuestionColumn("question", label=gettext_lazy("Question"), get_url=lambda row: row.results_url, width="55%"),
        Column("language_name", label=gettext_lazy("Language"), sort_key="language"),
        Column("times", label=gettext_lazy("Times"), sort_key="times"),
        Column("nothing", label=gettext_lazy("Gave nothing"), sort_key="nothing"),
    ]
    list_export = ["question", "language_name", "times", "nothing"]
    export_headings = {
        "question": gettext_lazy("Question"),
        "language_name": gettext_lazy("Language"),
        "times": gettext_lazy("Times"),
        "nothing": gettext_lazy("Gave nothing"),
    }

    def get_base_queryset(self):
        first = week_of(clock.today()) - timedelta(weeks=int(self.filters.chosen("period") or USUAL) - 1)
        return Asked.objects.filter(times__gte=MIN_TIMES, week__gte=first)

    def order_queryset(self, queryset):
        return queryset.order_by()

    def get_filtered_queryset(self):
        """One row for each question of a language, over all weeks that the filters leave."""
        counted = self.get_queryset().values("question", "language")
        counted = counted.annotate(total=Sum("times"), total_nothing=Sum("nothing"))
        if self.filters.chosen("gave"):
            counted = counted.filter(total_nothing__gte=MIN_TIMES)
        direction, name = self.ordering.startswith("-"), self.ordering.removeprefix("-")
        return counted.order_by(f"{'-' if direction else ''}{ORDER.get(name, name)}", "question", "language")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            context["object_list"] = [Row(counted) for counted in context["object_list"]]
            context["table"] = self.get_table(context["object_list"])
        return context

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(map(Row, queryset), spreadsheet_format)
