"""The translation report: what is missing, old, begun and ready in each language, the current edition first."""

from collections import Counter
from itertools import chain

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, F, Func, IntegerField, Prefetch, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy, policy_registry

from bilingual import pictures
from bilingual.access import languages_to_start, locales_to_edit
from bilingual.models import Translation, TranslationStatus, Wording
from bilingual.pages import bilingual_models
from bilingual.snippets import snippets_to_do

URGENCY = [
    TranslationStatus.OLD,
    TranslationStatus.BEHIND,
    TranslationStatus.MISSING,
    TranslationStatus.DRAFT,
    TranslationStatus.READY,
]
ON_START_PAGE = 6
MAX_SNIPPETS = 10  # of each kind, on the first page; the spreadsheet has all


def work_for(user) -> QuerySet:
    """Every translation that a user may start, write or publish, the most urgent first, in one query."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    rows = Translation.objects.with_status().filter(
        Q(page__in=editable) | Q(page=None, locale__in=locales_of(editable))
    )
    rows = rows.exclude(original=None, page=None)
    order = Value([*URGENCY], ArrayField(TextField()))  # a CASE would ask the memory anew for each status
    urgency = Func(order, Cast("status", TextField()), function="array_position", output_field=IntegerField())
    rows = rows.annotate(urgency=urgency, current=is_current())
    fetched = rows.select_related(
        "locale", "original__content_type", "page__content_type", "page__latest_revision__user"
    )
    fetched = fetched.prefetch_related(Prefetch("wordings", Wording.objects.exclude(drift="")))
    return fetched.defer("page__latest_revision__content").order_by(
        "-current", "urgency", F("old_since").asc(nulls_last=True), "original__path", "locale", "pk"
    )


def locales_of(editable: QuerySet) -> list[int]:
    """The languages whose start page is among pages."""
    return list(editable.filter(depth=2).values_list("locale_id", flat=True))


def is_current() -> Case:
    """1 for what belongs to the current edition, as the page types know it."""
    paths = [path for model in bilingual_models() for path in model.first_in_translation_report()]
    current = [When(original__path__startswith=path, then=Value(1)) for path in paths]
    return Case(*current, default=Value(0), output_field=IntegerField())


class Row:
    """A line of the translation report, made of a translation, with a button for somebody who may start it."""

    def __init__(self, record: Translation, user):
        self.record, self.pk = record, record.pk
        self.page = record.page or record.original
        self.title = str(self.page.get_admin_display_title())
        self.kind = capfirst(str(self.page.cached_content_type.model_class()._meta.verbose_name))
        self.language = record.locale.get_display_name()
        self.status = TranslationStatus(record.status)
        self.since = record.old_since or record.behind_since
        self.fields = ", ".join(fields_of(record))
        revision = record.page.latest_revision if record.page else None
        self.person = str(revision.user) if revision and revision.user else ""
        edited = record.original if self.status == TranslationStatus.BEHIND else self.page
        code = record.locale.language_code
        missing = self.status == TranslationStatus.MISSING
        start = reverse("bilingual:start", args=[record.original_id]) + f"?language={code}" if missing else ""
        self.start_url = start if code in languages_to_start(user) else ""
        if edited.locale_id not in locales_to_edit(user):
            edited = record.page
        self.url = reverse("wagtailadmin_pages:edit", args=[edited.pk]) if edited else self.start_url
        self.status_label = self.status.label


class SnippetRow:
    """A line of the translation report, made of a speaker, an organiser or another snippet with texts in rows."""

    start_url = person = ""

    def __init__(self, thing, locale: Locale):
        self.title, self.kind, self.url, self.pk = thing.label, thing.kind, thing.url, f"thing-{thing.thing.pk}"
        self.language, self.status, self.status_label = locale.get_display_name(), thing.status, thing.status.label
        self.since, self.fields = thing.since, ", ".join(thing.fields)


def fields_of(record: Translation) -> list[str]:
    """The names of the fields in which something is to be looked at, with how many texts where they are more."""
    page = record.page or record.original
    model = page.cached_content_type.model_class()
    marked = record.memory.has("is_outdated") or record.memory.has("is_behind")
    counted = Counter(key.partition(".")[0] for key in marked)
    return [
        capfirst(str(label_of(model, name))) + (f" ({counted[name]})" if counted[name] > 1 else "")
        for name in [*model.translatable_fields, *model.row_relations_with_texts()]
        if counted[name]
    ]


def label_of(model, name: str) -> str:
    """What an editor calls a field or a relation."""
    field = model._meta.get_field(name)
    return field.related_model.plural if field.one_to_many else field.verbose_name


def snippets_for(user, locales, most: int | None = None) -> list:
    """What a user may change of snippets and pictures whose texts are missing or old; with `most`, no more of each."""
    return [
        row
        for locale in locales
        for row in (
            *(SnippetRow(thing, locale) for thing in snippets_to_do(locale, most, user)),
            *(
                pictures.Row(picture, locale)
                for picture in pictures.lacking(locale.language_code)[:most]
                if policy_registry.get(picture).user_has_permission_for_instance(user, "change", picture)
            ),
        )
    ]


class WorkListFilterSet(WagtailFilterSet):
    """By language, by how far it has come, by who wrote last."""

    locale = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all(), empty_label=_("All"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=TranslationStatus.choices, empty_label=_("All"))
    person = django_filters.ModelChoiceFilter(
        label=_("Last written by"),
        field_name="page__latest_revision__user",
        queryset=lambda request: get_user_model().objects.filter(is_active=True).order_by("username"),
        empty_label=_("All"),
    )

    class Meta:
        model = Translation
        fields = []


class TitleOrStartColumn(TitleColumn):
    """The title, and where the translation is missing a button that starts it."""

    cell_template_name = "bilingual/admin/translation_report_title.html"


class TranslationReportView(ReportView):
    """The report. Its first page also tells of speakers, organisers and other snippets with texts in rows."""

    model = Translation
    filterset_class = WorkListFilterSet
    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "bilingual:translation_report"
    index_results_url_name = "bilingual:translation_report_results"
    default_ordering = None
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    no_results_message = _("Nothing here: no page is missing, old or begun.")
    columns = [
        TitleOrStartColumn("title", label=_("Title"), get_url=lambda row: row.url, width="36%"),
        Column("language", label=_("Language")),
        StatusTagColumn("status_label", label=_("Status"), primary=lambda row: row.status != TranslationStatus.READY),
        DateColumn("since", label=_("Since")),
        Column("fields", label=_("Texts")),
        Column("kind", label=_("Type")),
        Column("person", label=_("Last written by")),
    ]
    list_export = ["title", "language", "status_label", "since", "fields", "kind", "person"]
    export_headings = {
        "title": _("Title"),
        "language": _("Language"),
        "status_label": _("Status"),
        "since": _("Since"),
        "fields": _("Texts"),
        "kind": _("Type"),
        "person": _("Last written by"),
    }

    def get_base_queryset(self):
        return work_for(self.request.user)

    def order_queryset(self, queryset):
        return queryset

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            rows = [Row(record, self.request.user) for record in context["object_list"]]
            first = context["page_obj"].number == 1 if context.get("page_obj") else True
            context["object_list"] = [*(self.things(MAX_SNIPPETS) if first else []), *rows]
            context["table"] = self.get_table(context["object_list"])
        return context

    def things(self, most: int | None = None) -> list[SnippetRow]:
        """Those that the filters leave."""
        chosen = self.filters.form.cleaned_data if self.filters.form.is_valid() else {}
        if chosen.get("person"):
            return []
        locales = (
            [chosen["locale"]] if chosen.get("locale") else Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        )
        rows = snippets_for(self.request.user, locales, most)
        return [row for row in rows if not chosen.get("status") or row.status == chosen["status"]]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(
            chain(self.things(), (Row(record, self.request.user) for record in queryset)), spreadsheet_format
        )


class WorkPanel(Component):
    """What is left to do in other languages, on the editors' start page."""

    name = "translations"
    template_name = "bilingual/admin/work_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        rows = work_for(request.user).exclude(status=TranslationStatus.READY)
        counted: dict[str, dict[str, int]] = {}
        counts = rows.order_by().values("locale__language_code", "status").annotate(count=Count("pk"))
        for language, status, count in counts.values_list("locale__language_code", "status", "count"):
            counted.setdefault(language, {})[status] = count
        names = {locale.language_code: locale for locale in Locale.objects.all()}
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "rows": [Row(record, request.user) for record in rows[:ON_START_PAGE]],
            "languages": [
                {
                    "name": names[code].get_display_name(),
                    "counts": [
                        {
                            "label": status.label,
                            "count": counts[status],
                            "url": f"{reverse('bilingual:translation_report')}?locale={names[code].pk}&status={status}",
                        }
                        for status in URGENCY
                        if counts.get(status)
                    ],
                }
                for code, counts in counted.items()
            ],
        }


def may_see(user) -> bool:
    """Whether a user has any work in the list."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
