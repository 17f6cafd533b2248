"""The addresses of the views for two languages, under /admin/languages/."""

from django.urls import path

from bilingual.admin import views
from bilingual.admin.translation_report import TranslationReportView

app_name = "bilingual"

urlpatterns = [
    path("", TranslationReportView.as_view(), name="translation_report"),
    path("results/", TranslationReportView.as_view(results_only=True), name="translation_report_results"),
    path("<int:page_id>/start/", views.start, name="start"),
    path("<int:page_id>/beside/", views.source, name="beside"),
    path("<int:page_id>/copy/", views.copy, name="copy"),
    path("<int:page_id>/block/", views.block, name="block"),
    path("<int:page_id>/still-right/", views.still_right, name="still_right"),
    path("<int:page_id>/same-words/", views.same_words, name="same_words"),
    path("<int:page_id>/release/", views.release, name="release"),
    path("<int:page_id>/side-by-side/", views.side_by_side, name="side_by_side"),
    path("<int:page_id>/draft/", views.draft, name="draft"),
    path("<int:page_id>/versions/", views.versions, name="versions"),
]
