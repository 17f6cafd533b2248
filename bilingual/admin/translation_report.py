"""The translation report, and what the editors' start page shows of it."""

from itertools import chain

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from bilingual.admin.report_rows import URGENCY, PageRow, ReportRow, picture_rows, snippet_rows, translations_for
from bilingual.models import Translation, TranslationStatus

ON_START_PAGE = 6
MAX_SNIPPETS = 10  # of each kind, on the first page; the spreadsheet has all


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
    list_export = [column.name for column in columns]
    export_headings = {column.name: column.label for column in columns}

    def get_base_queryset(self):
        return translations_for(self.request.user)

    def order_queryset(self, queryset):
        return queryset

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            rows = [PageRow(record, self.request.user) for record in context["object_list"]]
            first = context["page_obj"].number == 1 if context.get("page_obj") else True
            context["object_list"] = [*(self.snippets_and_pictures(MAX_SNIPPETS) if first else []), *rows]
            context["table"] = self.get_table(context["object_list"])
        return context

    def snippets_and_pictures(self, limit: int | None = None) -> list[ReportRow]:
        """Snippets and pictures that the filters leave; with `limit`, no more of each kind."""
        chosen = self.filters.form.cleaned_data if self.filters.form.is_valid() else {}
        if chosen.get("person"):
            return []
        locales = (
            [chosen["locale"]] if chosen.get("locale") else Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        )
        user = self.request.user
        rows = [
            row
            for locale in locales
            for row in (*snippet_rows(locale, limit, user), *picture_rows(locale, limit, user))
        ]
        return [row for row in rows if not chosen.get("status") or row.status == chosen["status"]]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(
            chain(self.snippets_and_pictures(), (PageRow(record, self.request.user) for record in queryset)),
            spreadsheet_format,
        )


class WorkPanel(Component):
    """What is left to do in other languages, on the editors' start page."""

    name = "translations"
    template_name = "bilingual/admin/work_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        rows = translations_for(request.user).exclude(status=TranslationStatus.READY)
        counts = rows.order_by().values("locale", "status").annotate(count=Count("pk"))
        counted = {(row["locale"], row["status"]): row["count"] for row in counts}
        report = reverse("bilingual:translation_report")
        languages = [
            {
                "name": locale.get_display_name(),
                "counts": [
                    {"label": status.label, "count": count, "url": f"{report}?locale={locale.pk}&status={status}"}
                    for status in URGENCY
                    if (count := counted.get((locale.pk, status)))
                ],
            }
            for locale in Locale.objects.all()
        ]
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "rows": [PageRow(record, request.user) for record in rows[:ON_START_PAGE]],
            "languages": [language for language in languages if language["counts"]],
        }


def may_see(user) -> bool:
    """Whether a user has any work in the list."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
